import { ControlRefusal, type ControlRoutes } from "../../../sandbox";
import { audienceControl } from "./control-audience";
import { eventControl } from "./control-events";
import { readSeedSize } from "./control-seed";
import { summarise } from "./control-state";
import type { Seed } from "./settings";
import { sameText } from "./state/collation";
import type { Room } from "./state/entities";
import { announceRoom } from "./state/room-events";
import { saveRoom } from "./state/rooms";
import type { World } from "./state/world";
import { quietTrace } from "./trace";

export interface ControlDependencies {
  readonly world: () => World;
  readonly reseed: (seed: Seed) => void;
  /** To be called when something was changed without a request of the provider's own. */
  readonly afterChange: () => void;
}

/** What an operator or a test can do to the simulator beyond the provider's own calls. */
export function createControlRoutes({ world, reseed, afterChange }: ControlDependencies): ControlRoutes {
  return [
    { method: "GET", path: "/_sandbox/state", handler: () => summarise(world()) },
    {
      method: "POST",
      path: "/_sandbox/seed",
      handler: (body) => {
        reseed(readSeedSize(body));
      },
    },
    {
      method: "POST",
      path: "/_sandbox/rooms/:id/status",
      handler: (body, { id }) => {
        const room = setStatus(world(), roomOf(world(), id), body);
        afterChange();
        return { liveId: room.liveId, status: room.status };
      },
    },
    {
      method: "POST",
      path: "/_sandbox/rooms/:id/audience",
      handler: (body, { id }) => audienceControl(world(), roomOf(world(), id), body),
    },
    {
      method: "POST",
      path: "/_sandbox/callback",
      handler: ({ url }) => {
        if (url !== null && !(typeof url === "string" && URL.canParse(url))) {
          throw new ControlRefusal("url is the address events are sent to, or null");
        }
        world().callbacks.url = url;
        return { url };
      },
    },
    { method: "POST", path: "/_sandbox/events", handler: (body) => eventControl(world(), body) },
  ];
}

export function roomOf(world: World, liveId: unknown): Room {
  const room = world.rooms.all().find((candidate) => typeof liveId === "string" && sameText(candidate.liveId, liveId));
  if (!room) throw new ControlRefusal(`no room ${String(liveId)}`, 404);
  return room;
}

/**
 * Brings a room into a native status, whatever it was before, with the event of the real change unless `callback` is
 * false. A room started like this needs no heartbeats; a stop with a `stopReason` is a moderator's.
 */
function setStatus(world: World, room: Room, body: Readonly<Record<string, unknown>>): Room {
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
  if (status !== 0 && callback !== false) announceRoom(trace, status === 1 ? "live_started" : "live_stopped", saved);
  return saved;
}
