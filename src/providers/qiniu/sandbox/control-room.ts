import { ControlRefusal } from "../../../sandbox";
import { sameText } from "./state/collation";
import type { Room } from "./state/entities";
import { settleIn } from "./state/presences";
import { announceRoom } from "./state/room-events";
import { saveRoom } from "./state/rooms";
import type { World } from "./state/world";
import { quietTrace } from "./trace";

export function roomOf(world: World, liveId: unknown): Room {
  const room = world.rooms.all().find((candidate) => typeof liveId === "string" && sameText(candidate.liveId, liveId));
  if (!room) throw new ControlRefusal(`no room ${String(liveId)}`, 404);
  return room;
}

/**
 * Brings a room into a native status, whatever it was before, with the event of the real change unless `callback` is
 * false. A room started like this has its anchor in it and needs no heartbeats; a stop with a `stopReason` is a moderator's.
 */
export function setStatus(world: World, room: Room, body: Readonly<Record<string, unknown>>): Room {
  const { status, stopReason, callback } = body;
  if (status !== 0 && status !== 1 && status !== 2) {
    throw new ControlRefusal("status is 0 (created), 1 (live) or 2 (ended)");
  }
  if (stopReason !== undefined && (typeof stopReason !== "string" || status !== 2)) {
    throw new ControlRefusal("stopReason is a text, and goes with status 2");
  }
  const trace = quietTrace(world, "SandboxControl");
  const now = world.clock.seconds();
  const saved = saveRoom(trace, {
    ...room,
    status,
    ...(status === 1 ? { startAt: now, lastHeartbeatAt: null } : {}),
    ...(status === 2 ? { endAt: now } : {}),
    stopReason: stopReason ?? "",
    stopUserId: stopReason === undefined ? "" : world.settings.administrator.userId,
    stopAt: stopReason === undefined ? null : now,
  });
  if (status === 1) settleIn(world, room.liveId, room.anchorId);
  if (status !== 0 && callback !== false) announceRoom(trace, status === 1 ? "live_started" : "live_stopped", saved);
  return saved;
}
