import type { Trace } from "../trace";
import { sameText, startsLike } from "./collation";
import { lags, needDatabaseRaw } from "./database";
import type { Room } from "./entities";

const latestFirst = (a: Room, b: Room) => b.updatedAt - a.updatedAt || b.written - a.written;

/** Rooms of one status, or with -1 those created and live, the live ones first; then the one changed last first. */
export function listRooms(trace: Trace, status: number): readonly Room[] {
  return readRooms(trace)
    .filter((room) => (status === -1 ? room.status !== 2 : room.status === status))
    .sort((a, b) => b.status - a.status || latestFirst(a, b));
}

/** The anchor's own rooms, the latest start first; a room without a start comes last. */
export function listRoomsOfAnchor(trace: Trace, anchorId: string): readonly Room[] {
  return readRooms(trace)
    .filter((room) => sameText(room.anchorId, anchorId))
    .sort((a, b) => (b.startAt ?? -Infinity) - (a.startAt ?? -Infinity) || b.id - a.id);
}

/** Live rooms whose title, id or anchor begins with the keyword: the three lists the server makes of it. */
export function searchRooms(trace: Trace, keyword: string): Record<"byTitle" | "byId" | "byAnchor", readonly Room[]> {
  const live = readRooms(trace)
    .filter((room) => room.status === 1)
    .sort(latestFirst);
  return {
    byTitle: live.filter((room) => startsLike(room.title, keyword)),
    byId: live.filter((room) => startsLike(room.liveId, keyword)),
    byAnchor: live.filter((room) => startsLike(room.anchorId, keyword)),
  };
}

function readRooms(trace: Trace): Room[] {
  needDatabaseRaw(trace);
  return [...trace.world.rooms.all(lags(trace))];
}
