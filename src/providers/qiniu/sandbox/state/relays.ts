import type { QiniuRelaySession } from "../../protocol/wire-relays";
import { failures } from "../failure";
import type { Trace } from "../trace";
import { mergeTextMaps, writeJson, type TextMap } from "../wire/json-writer";
import { collate, fits, sameText } from "./collation";
import { lags, needDatabase } from "./database";
import type { Relay, Room } from "./entities";
import { currentRoom } from "./presences";
import { findRoom, saveRoom } from "./rooms";

export interface RelayInput {
  readonly init_room_id: string;
  readonly recv_room_id: string;
  readonly recv_user_id: string;
  readonly extends: TextMap | null;
}

/** Lets two rooms compete. Both must be live with the anchors named, and free. The other side is not asked. */
export function startRelay(trace: Trace, input: RelayInput, userId: string): Relay {
  const { relays, identifiers, clock } = trace.world;
  const initRoom = needFreeRoom(trace, input.init_room_id, userId);
  const recvRoom = needFreeRoom(trace, input.recv_room_id, input.recv_user_id);
  if (!fits(writeJson(input.extends), 1024)) throw failures.database();
  const now = clock.seconds();
  const relay = relays.insert({
    sid: identifiers.snowflake(),
    initUserId: userId,
    initRoomId: input.init_room_id,
    recvUserId: input.recv_user_id,
    recvRoomId: input.recv_room_id,
    extends: input.extends,
    status: 1,
    createdAt: now,
    updatedAt: now,
  });
  for (const room of [initRoom, recvRoom]) saveRoom(trace, { ...room, pkId: relay.sid });
  return relay;
}

function needFreeRoom(trace: Trace, liveId: string, anchorId: string): Room {
  let room: Room;
  try {
    room = findRoom(trace, liveId);
  } catch {
    throw failures.notFound();
  }
  if (room.status !== 1 || room.anchorId !== anchorId) throw failures.notFound();
  if (room.pkId !== "") throw failures.alreadyRelaying();
  return room;
}

export function findRelay(trace: Trace, sid: string): Relay {
  needDatabase(trace);
  const [relay] = trace.world.relays.under(collate(sid), lags(trace));
  if (!relay) throw failures.notFound();
  return relay;
}

/** The running session of an anchor who is live in one of its rooms, and the other side of it. */
export function findOwnRelay(trace: Trace, sid: string, userId: string): { relay: Relay; otherRoomId: string } {
  const relay = findRelay(trace, sid);
  if (relay.status === 6) throw failures.notFound();
  const { liveId } = currentRoom(trace, userId);
  if (userId === relay.initUserId && liveId === relay.initRoomId) return { relay, otherRoomId: relay.recvRoomId };
  if (userId === relay.recvUserId && liveId === relay.recvRoomId) return { relay, otherRoomId: relay.initRoomId };
  throw failures.notFound();
}

/** One side says that it has joined: 2 or 3 when it is the first, 4 when both have. */
export function confirmRelay(trace: Trace, sid: string, userId: string): Relay {
  const { relay } = findOwnRelay(trace, sid, userId);
  const first = relay.initUserId === userId ? 2 : 3;
  return saveRelay(trace, { ...relay, status: relay.status === 1 ? first : 4 });
}

export function stopRelay(trace: Trace, sid: string, userId: string): void {
  const { relay } = findOwnRelay(trace, sid, userId);
  saveRelay(trace, { ...relay, status: 6 });
  for (const [liveId, anchorId] of [
    [relay.initRoomId, relay.initUserId],
    [relay.recvRoomId, relay.recvUserId],
  ] as const) {
    const [room] = trace.world.rooms.under(collate(liveId));
    if (room?.status === 1 && sameText(room.anchorId, anchorId)) saveRoom(trace, { ...room, pkId: "" });
  }
}

export function mergeRelayExtends(trace: Trace, sid: string, attributes: TextMap | null): void {
  const relay = findRelay(trace, sid);
  const merged = mergeTextMaps(relay.extends, attributes);
  if (!fits(writeJson(merged), 1024)) throw failures.tooLong("extends");
  saveRelay(trace, { ...relay, extends: merged });
}

function saveRelay(trace: Trace, relay: Relay): Relay {
  return trace.world.relays.save({ ...relay, updatedAt: trace.world.clock.seconds() });
}

/** The session as answers and events show it. Start and stop times are never set. */
export function toRelaySession(relay: Relay): QiniuRelaySession {
  return {
    ID: relay.id,
    sid: relay.sid,
    init_user_id: relay.initUserId,
    init_room_id: relay.initRoomId,
    recv_user_id: relay.recvUserId,
    recv_room_id: relay.recvRoomId,
    extends: relay.extends,
    status: relay.status,
    start_at: null,
    stop_at: null,
    created_at: relay.createdAt,
    updated_at: relay.updatedAt,
  };
}
