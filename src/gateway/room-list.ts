import type { ProviderName } from "../domain/account";
import { LiveError } from "../domain/error";
import type { RoomFacts } from "../domain/event";
import type { Room, RoomStatus } from "../domain/room";
import type { ConnectedAccount } from "./account";
import { checkFirst, type Connection, type EdgeOf, type PageRequest, type UnavailableAccount } from "./connection";
import { decodeCursor, encodeCursor, notACursor, type Positions } from "./cursor";
import { readId } from "./identify";
import { keptPage, type Source } from "./kept-pages";
import type { RoomSnapshot } from "./room-snapshot";
import { indexBehind, positionOf, startOf } from "./room-order";

export interface RoomFilter {
  /** Global ids. */
  readonly accounts?: readonly string[] | null;
  readonly providers?: readonly ProviderName[] | null;
  readonly statuses?: readonly RoomStatus[] | null;
  readonly search?: string | null;
  readonly startsAfter?: Date | null;
  readonly startsBefore?: Date | null;
}

const CONNECTION = "rooms";

/** One list over the snapshots of several accounts, newest start first. */
export async function listRooms(
  accounts: readonly ConnectedAccount[],
  filter: RoomFilter,
  page: PageRequest,
  read: (connected: ConnectedAccount) => RoomSnapshot | Promise<RoomSnapshot>,
): Promise<Connection<EdgeOf<Room>>> {
  checkPage(page);
  const asked = accounts.filter((connected) => isAsked(connected, filter));
  const answers = await Promise.all(
    asked.map(async (connected): Promise<Source | UnavailableAccount> => {
      try {
        return { key: connected.account.key, rooms: (await read(connected)).rooms };
      } catch (error) {
        if (!(error instanceof LiveError)) throw error;
        return { account: connected.account, error };
      }
    }),
  );
  // In the order of the accounts, whichever answered first.
  const sources = answers.filter((answer) => "rooms" in answer);
  const unavailable = answers.filter((answer) => "error" in answer);
  return unavailable.length > 0 ? pageOf(sources, filter, page, unavailable) : samePage(sources, filter, page);
}

/** The same where the rooms of every account are in memory; undefined where some have to be waited for. */
export function listRoomsAtHand(
  accounts: readonly ConnectedAccount[],
  filter: RoomFilter,
  page: PageRequest,
): Connection<EdgeOf<Room>> | undefined {
  checkPage(page);
  const sources: Source[] = [];
  for (const connected of accounts) {
    if (!isAsked(connected, filter)) continue;
    const current = connected.rooms.current();
    if (!current) return undefined;
    sources.push({ key: connected.account.key, rooms: current.rooms });
  }
  return samePage(sources, filter, page);
}

function checkPage({ first, after }: PageRequest): void {
  checkFirst(first);
  if (after) decodeCursor(CONNECTION, after);
}

/** The same lists give the same page: whoever remembered something about it may keep it. */
function samePage(sources: readonly Source[], filter: RoomFilter, page: PageRequest): Connection<EdgeOf<Room>> {
  return keptPage(sources, { filter, first: page.first, after: page.after }, () => pageOf(sources, filter, page, []));
}

function pageOf(
  sources: readonly Source[],
  filter: RoomFilter,
  { first, after: cursor }: PageRequest,
  unavailable: readonly UnavailableAccount[],
): Connection<EdgeOf<Room>> {
  const after = cursor ? decodeCursor(CONNECTION, cursor) : {};
  const matches = matcher(filter);
  const merge = mergeRooms(sources, after, matches);
  const edges: EdgeOf<Room>[] = [];
  let positions: Positions = after;
  for (let taken = merge.next(); taken && edges.length < first; taken = merge.next()) {
    positions = { ...positions, [taken.key]: positionOf(taken.room) };
    edges.push({ node: taken.room, cursor: encodeCursor(CONNECTION, positions) });
  }
  return {
    edges,
    hasNextPage: merge.wasAskedForMore(),
    hasPreviousPage: Boolean(cursor),
    total: () =>
      unavailable.length > 0
        ? null
        : sources.reduce((sum, { rooms }) => sum + (matches ? rooms.filter(matches).length : rooms.length), 0),
    unavailable,
  };
}

/** Takes the newest of what each account has next. Reads only as far as it is asked. */
function mergeRooms(sources: readonly Source[], after: Positions, matches: ((room: Room) => boolean) | null) {
  const lanes = sources.map(({ key, rooms }) => ({ key, rooms, at: startIndex(rooms, after[key]) }));
  let found = false;
  return {
    /** The next room, or null at the end. */
    next(): { key: string; room: Room } | null {
      found = false;
      let best: (typeof lanes)[number] | null = null;
      for (const lane of lanes) {
        if (matches) while (lane.at < lane.rooms.length && !matches(lane.rooms[lane.at] as Room)) lane.at += 1;
        const room = lane.rooms[lane.at];
        if (room && (!best || startOf(room) > startOf(best.rooms[best.at] as Room))) best = lane;
      }
      if (!best) return null;
      found = true;
      const room = best.rooms[best.at] as Room;
      best.at += 1;
      return { key: best.key, room };
    },
    wasAskedForMore: () => found,
  };
}

function startIndex(rooms: readonly Room[], position: string | undefined): number {
  if (position === undefined) return 0;
  const index = indexBehind(rooms, position);
  if (index !== null) return index;
  throw notACursor();
}

/** Whether a filter lets an account's rooms pass at all. */
export function isAsked({ account }: Pick<ConnectedAccount, "account">, { accounts, providers }: RoomFilter): boolean {
  if (providers && !providers.includes(account.provider)) return false;
  if (!accounts) return true;
  return accounts.some((id) => {
    const { kind, account: key } = readId(id, ["filter", "accounts"]);
    return kind === "account" && key === account.key;
  });
}

/** Null where every room matches, so that nothing has to be looked at to know it. */
export function matcher({
  statuses,
  search,
  startsAfter,
  startsBefore,
}: RoomFilter): ((room: RoomFacts) => boolean) | null {
  const wanted = search?.trim().toLowerCase() ?? "";
  if (!statuses && wanted === "" && !startsAfter && !startsBefore) return null;
  return (room) =>
    (!statuses || statuses.includes(room.status)) &&
    (wanted === "" ||
      [room.title, room.anchor?.name, room.nativeId].some((text) => text?.toLowerCase().includes(wanted))) &&
    (!startsAfter || (room.startsAt !== null && room.startsAt >= startsAfter)) &&
    (!startsBefore || (room.startsAt !== null && room.startsAt < startsBefore));
}
