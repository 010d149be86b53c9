import type { Call } from "../domain/call";
import type { Goods } from "../domain/goods";
import type { Room, RoomListPart, RoomListPort } from "../domain/room";
import { deepFreeze, isSame, keepIdentity } from "./freeze";
import { compareRooms } from "./room-order";

/** All rooms of an account as the provider last listed them. Never changes; a later reading is another snapshot. */
export interface RoomSnapshot {
  /** Newest start first. */
  readonly rooms: readonly Room[];
  readonly byNativeId: ReadonlyMap<string, Room>;
  readonly fetchedAt: Date;
  /** Served past its freshness, because the provider could not be asked, or has not answered yet. */
  readonly stale: boolean;
}

/** Parts of the list that are read side by side. */
const SIDE_BY_SIDE = 8;

/**
 * Reads the whole list. A part that fails fails all of it: half a list would look like one from which rooms were deleted.
 * Rooms that say the same as in the snapshot before stay the same objects.
 */
export async function readWholeList(
  list: RoomListPort,
  before: RoomSnapshot | null,
  call: Call,
): Promise<ReadonlyMap<string, Room>> {
  const rooms = new Map<string, Room>();
  const seen = new Set<string | null>([null]);
  const goods = new Map<string, Goods>();
  const partsBefore = lastParts.get(list);
  const parts = new Map<string | null, RoomListPart>();
  let waiting: (string | null)[] = [null];
  while (waiting.length > 0) {
    const now = waiting.slice(0, SIDE_BY_SIDE);
    waiting = waiting.slice(SIDE_BY_SIDE);
    const read = async (position: string | null) => {
      const partBefore = partsBefore?.get(position);
      const part = await list.listRooms(position, call, partBefore);
      const kept = part === partBefore ? keepPart(part, before, goods) : keepRooms(part, before, goods);
      parts.set(position, kept);
      return kept;
    };
    for (const part of await Promise.all(now.map(read))) {
      for (const room of part.rooms) if (!rooms.has(room.nativeId)) rooms.set(room.nativeId, room);
      for (const position of part.ahead) {
        if (seen.has(position)) continue;
        seen.add(position);
        waiting.push(position);
      }
    }
  }
  lastParts.set(list, parts);
  return rooms;
}

/** As they were read last, of the rooms that are kept: what the provider says again is not worked out again. */
const lastParts = new WeakMap<RoomListPort, ReadonlyMap<string | null, RoomListPart>>();

/** A part that was kept by the reading before, and of which the provider says the same. */
function keepPart(part: RoomListPart, before: RoomSnapshot | null, goods: Map<string, Goods>): RoomListPart {
  for (const room of part.rooms)
    for (const placed of room.goods ?? []) if (!goods.has(placed.goods.id)) goods.set(placed.goods.id, placed.goods);
  const keep = (room: Room) => keepIdentity(before?.byNativeId.get(room.nativeId), room);
  return part.rooms.every((room) => before?.byNativeId.get(room.nativeId) === room)
    ? part
    : { ...part, rooms: part.rooms.map(keep) };
}

/** Done part by part, as parts come in, so that a long list holds nobody up at its end. */
function keepRooms(
  { rooms, ...part }: RoomListPart,
  before: RoomSnapshot | null,
  goods: Map<string, Goods>,
): RoomListPart {
  const keep = (room: Room) => keepIdentity(before?.byNativeId.get(room.nativeId), shareGoods(room, goods));
  return { ...part, rooms: rooms.map(keep) };
}

/** Shops show the same goods in room after room: what is said of them in the same words is held once. */
function shareGoods(room: Room, known: Map<string, Goods>): Room {
  if (!room.goods) return room;
  const share = (goods: Goods): Goods => {
    const same = known.get(goods.id);
    if (same && isSame(same, goods)) return same;
    known.set(goods.id, goods);
    return goods;
  };
  return { ...room, goods: room.goods.map((placed) => ({ ...placed, goods: share(placed.goods) })) };
}

/** The snapshot of rooms that were read whole. Where all are the ones from before, so is their list. */
export function toSnapshot(
  read: ReadonlyMap<string, Room>,
  before: RoomSnapshot | null,
  fetchedAt: Date,
): RoomSnapshot {
  const byNativeId = new Map<string, Room>();
  for (const [nativeId, room] of read) byNativeId.set(nativeId, keepIdentity(before?.byNativeId.get(nativeId), room));
  const rooms = [...byNativeId.values()].sort(compareRooms);
  const isUnchanged =
    before && rooms.length === before.rooms.length && rooms.every((room, at) => room === before.rooms[at]);
  return { rooms: isUnchanged ? before.rooms : deepFreeze(rooms), byNativeId, fetchedAt, stale: false };
}
