import type { Room } from "../domain/room";
import type { Connection, EdgeOf } from "./connection";
import { deepFreeze } from "./freeze";

/** An account's rooms as they were last listed: the same array until the provider says otherwise. */
export interface Source {
  readonly key: string;
  readonly rooms: readonly Room[];
}

type RoomPage = Connection<EdgeOf<Room>>;

interface Kept {
  readonly sources: readonly Source[];
  readonly page: RoomPage;
}

/** So many different pages are kept of the same lists. */
const MOST_PAGES = 50;

/** A longer one is not worth keeping. */
const LONGEST_REQUEST = 1000;

const pages = new WeakMap<readonly Room[], Map<string, Kept>>();

/** The page that was made of the very same lists before, or the one that is made now. Let go with the first list. */
export function keptPage(sources: readonly Source[], request: object, make: () => RoomPage): RoomPage {
  const [first] = sources;
  if (!first) return make();
  const key = JSON.stringify([sources.map((source) => source.key), request]);
  if (key.length > LONGEST_REQUEST) return make();
  const kept = pages.get(first.rooms) ?? new Map<string, Kept>();
  pages.set(first.rooms, kept);
  const known = kept.get(key);
  if (known && isSame(known.sources, sources)) return known.page;
  const page = deepFreeze(make());
  kept.delete(key);
  if (kept.size >= MOST_PAGES) kept.delete(kept.keys().next().value ?? "");
  kept.set(key, { sources, page });
  return page;
}

function isSame(one: readonly Source[], other: readonly Source[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ key, rooms }, at) => key === other[at]?.key && rooms === other[at].rooms)
  );
}
