import type { Room } from "../domain/room";

/*
 * Rooms are listed newest start first. A position is the start and the id of the last room taken, so that rooms created
 * meanwhile neither repeat nor hide others.
 */

/** Negative when `a` comes first. Rooms without a start come last; ids decide between equal starts. */
export function compareRooms(a: Room, b: Room): number {
  return startOf(b) - startOf(a) || compareIds(b.nativeId, a.nativeId);
}

export function startOf(room: Room): number {
  return room.startsAt?.getTime() ?? 0;
}

/** By number, as both providers count: a longer id is a later one. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

export function positionOf(room: Room): string {
  return `${startOf(room)}/${room.nativeId}`;
}

const POSITION = /^(-?\d{1,16})\/(.+)$/;

/** The index of the first room behind the position, in rooms sorted by `compareRooms`; null when it is no position. */
export function indexBehind(rooms: readonly Room[], position: string): number | null {
  const match = POSITION.exec(position);
  if (!match) return null;
  const start = Number(match[1]);
  const nativeId = match[2] as string;
  let low = 0;
  let high = rooms.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const room = rooms[middle] as Room;
    const order = start - startOf(room) || compareIds(nativeId, room.nativeId);
    // A room at the position itself is one that was taken.
    if (order <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
