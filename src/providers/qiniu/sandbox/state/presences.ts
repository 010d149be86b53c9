import { failures } from "../failure";
import type { Trace } from "../trace";
import { collate, sameText } from "./collation";
import { lags, needDatabase, needDatabaseRaw } from "./database";
import type { Presence, Room } from "./entities";
import { announceRoom } from "./room-events";
import { findRoom, saveRoom } from "./rooms";
import { expectHeartbeats } from "./silence";
import type { World } from "./world";

/** The one row that says where the user is; made on first sight. */
function presenceOf(trace: Trace, userId: string): Presence {
  needDatabaseRaw(trace);
  const { presences, clock } = trace.world;
  const [known] = presences.under(collate(userId));
  return (
    known ?? presences.insert({ userId, liveId: "", online: false, heartbeatAt: null, updatedAt: clock.seconds() })
  );
}

function enter(trace: Trace, presence: Presence, liveId: string): void {
  const now = trace.world.clock.seconds();
  trace.world.presences.save({ ...presence, liveId, online: true, heartbeatAt: now, updatedAt: now });
  expectHeartbeats(trace.world);
}

/** Puts a user into a room who stays there without heartbeats, as only the simulator can. */
export function settleIn({ presences, clock }: World, liveId: string, userId: string): void {
  const row = { userId, liveId, online: true, heartbeatAt: null, updatedAt: clock.seconds() };
  const [known] = presences.under(collate(userId));
  if (known) presences.save({ ...known, ...row });
  else presences.insert(row);
}

/** Starts the anchor's room, again if need be, and puts the anchor into it. An ended room stays ended. */
export function startRoom(trace: Trace, liveId: string, anchorId: string): void {
  const room = findRoom(trace, liveId);
  if (room.status === 2) throw failures.liveStatus();
  if (room.anchorId !== anchorId) throw failures.notAnchor();
  const presence = presenceOf(trace, anchorId);
  const now = trace.world.clock.seconds();
  saveRoom(trace, { ...room, status: 1, startAt: now, lastHeartbeatAt: now });
  enter(trace, presence, room.liveId);
  announceRoom(trace, "live_started", room);
}

/** Puts the user into the room, out of any other, and only then would the caller find out that there is no such room. */
export function joinRoom(trace: Trace, liveId: string, userId: string): void {
  const presence = presenceOf(trace, userId);
  if (presence.online && !sameText(presence.liveId, liveId)) leaveQuietly(trace, presence.liveId, userId);
  enter(trace, presence, liveId);
}

export function leaveRoom(trace: Trace, liveId: string, userId: string): void {
  needDatabase(trace);
  const { presences, rooms, clock, explained } = trace.world;
  const presence = presences.under(collate(userId)).find((row) => sameText(row.liveId, liveId));
  if (!presence) throw failures.database();
  presences.save({ ...presence, liveId: "", online: false, updatedAt: clock.seconds() });
  const [room] = rooms.under(collate(liveId));
  if (!room) throw failures.database();
  if (room.anchorId === userId) explained.delete(collate(liveId));
}

function leaveQuietly(trace: Trace, liveId: string, userId: string): void {
  const { presences, rooms } = trace.world;
  const known = presences.under(collate(userId)).some((row) => sameText(row.liveId, liveId));
  if (known && rooms.under(collate(liveId)).length > 0) leaveRoom(trace, liveId, userId);
}

/** A sign of life from somebody in the room; the anchor's keeps the room alive too. */
export function beat(trace: Trace, liveId: string, userId: string): Room {
  const presence = presenceOf(trace, userId);
  if (!presence.online || !sameText(presence.liveId, liveId)) throw failures.raw("user not in live room");
  const { rooms, presences, clock } = trace.world;
  const [room] = rooms.under(collate(liveId));
  if (!room) throw failures.noRecord();
  const now = clock.seconds();
  presences.save({ ...presence, heartbeatAt: now, updatedAt: now });
  expectHeartbeats(trace.world);
  if (userId === room.anchorId) saveRoom(trace, { ...room, lastHeartbeatAt: now });
  return room;
}

export function needPresence(trace: Trace, liveId: string, userId: string): void {
  const presence = presenceOf(trace, userId);
  if (!presence.online || !sameText(presence.liveId, liveId)) throw failures.raw("user not in live room");
}

/** Who is in the room, latest first. */
export function listPresences(trace: Trace, liveId: string): readonly Presence[] {
  needDatabaseRaw(trace);
  return trace.world.presences
    .all(lags(trace))
    .filter((presence) => presence.online && sameText(presence.liveId, liveId))
    .sort((a, b) => b.updatedAt - a.updatedAt || b.id - a.id);
}

export function isAnchorInRoom(trace: Trace, room: Room): boolean {
  return trace.world.presences
    .under(collate(room.anchorId), lags(trace))
    .some((presence) => presence.online && sameText(presence.liveId, room.liveId));
}

/** The room the user is the anchor of, is live with and is in. */
export function currentRoom(trace: Trace, userId: string): Room {
  needDatabaseRaw(trace);
  const presence = trace.world.presences.under(collate(userId), lags(trace)).find((row) => row.online);
  if (!presence) throw failures.noRecord();
  const room = findRoom(trace, presence.liveId);
  if (room.status !== 1 || room.anchorId !== userId) throw failures.notFound();
  return room;
}
