import type { Call } from "../domain/call";
import type { RoomGoods } from "../domain/goods";
import type { Replay, ReplayPort } from "../domain/replay";
import type { Room } from "../domain/room";
import { checkFirst, type Connection, type EdgeOf, type PageRequest } from "./connection";
import { decodeCursor, encodeCursor, notACursor } from "./cursor";
import { deepFreeze } from "./freeze";

/** Goods in a room, with the room, where what is true of them only there can be asked for. */
export type RoomGoodsEdge = RoomGoods & { readonly cursor: string; readonly room: Room };

/**
 * Pages through the goods of a room. A cursor names the goods it stands on, so that goods added meanwhile shift nothing.
 * The page never changes, as the room does not.
 */
export function pageRoomGoods(room: Room, list: readonly RoomGoods[], page: PageRequest): Connection<RoomGoodsEdge> {
  const first = checkFirst(page.first);
  const name = `goods:${room.id}`;
  const start = page.after ? indexBehind(list, decodeCursor(name, page.after)[room.accountKey]) : 0;
  const taken = list.slice(start, start + first);
  return deepFreeze({
    edges: taken.map((item, index) => ({
      ...item,
      room,
      cursor: encodeCursor(name, { [room.accountKey]: `${start + index}/${item.goods.nativeId}` }),
    })),
    hasNextPage: start + first < list.length,
    hasPreviousPage: start > 0,
    total: () => list.length,
    unavailable: [],
  });
}

/** Goods that have left the room meanwhile are found by where they stood. */
function indexBehind(list: readonly RoomGoods[], position: string | undefined): number {
  const [, index, nativeId] = /^(\d{1,9})\/(.+)$/.exec(position ?? "") ?? [];
  if (index === undefined) throw notACursor();
  const at = list.findIndex(({ goods }) => goods.nativeId === nativeId);
  return at >= 0 ? at + 1 : Math.min(list.length, Number(index));
}

/** Pages through the replays of a room as the provider counts them, whatever its own page size. */
export async function pageReplays(
  room: Room,
  port: ReplayPort | undefined,
  page: PageRequest,
  call: Call,
): Promise<Connection<EdgeOf<Replay>>> {
  const first = checkFirst(page.first);
  const name = `replays:${room.id}`;
  const start = page.after ? readOffset(decodeCursor(name, page.after)[room.accountKey]) : 0;
  const found = port ? await port.listReplays(room.nativeId, start, first, call) : { items: [], next: null, total: 0 };
  const items = found.items.slice(0, first);
  return {
    edges: items.map((node, index) => ({
      node,
      cursor: encodeCursor(name, { [room.accountKey]: String(start + index + 1) }),
    })),
    hasNextPage: found.next !== null || found.items.length > first,
    hasPreviousPage: start > 0,
    total: () => found.total ?? (found.next === null ? start + items.length : null),
    unavailable: [],
  };
}

function readOffset(position: string | undefined): number {
  if (position === undefined || !/^\d{1,9}$/.test(position)) throw notACursor();
  return Number(position);
}
