import type { Clock } from "../domain/clock";
import type { RoomChange } from "../domain/event";
import type { Log } from "../domain/log";
import type { Room } from "../domain/room";
import type { KnownRooms, RoomChronicle } from "./room-chronicle";
import { differenceOf, toKnownRoom, type KnownRoom } from "./room-difference";

/** A look at the provider that is under way. Its outcome is told only if nobody was told of a later one meanwhile. */
export interface Observation {
  /** The account's whole list was read. A room that is missing counts as gone when the next whole list misses it too. */
  list(rooms: readonly Room[]): Promise<void>;
  /** One room was read; null: it is certain that it is gone. */
  room(nativeId: string, room: Room | null): Promise<void>;
}

/** Compares what is read of an account's rooms with what watchers know, and tells them of the difference. */
export interface RoomWatch {
  /** To be called before the reading begins: what was read before a change was told must not undo it. */
  observe(): Observation;
  /** Learns what watchers know, so that the next observation counts. */
  catchUp(): Promise<void>;
  /** Rooms that the last whole list missed. */
  hasMissing(): boolean;
  close(): Promise<void>;
}

export interface RoomWatchOptions {
  readonly accountKey: string;
  readonly chronicle: RoomChronicle;
  readonly clock: Clock;
  readonly log: Log;
}

export function createRoomWatch({ accountKey, chronicle, clock, log }: RoomWatchOptions): RoomWatch {
  let known: KnownRooms | null = null;
  let missing: ReadonlySet<string> = new Set();
  let turn: Promise<void> = Promise.resolve();

  /** One after the other: each has to know what the one before has told. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work).catch((error: unknown) => {
      // What was not told is found again by the next reading.
      known = null;
      log.warn({ account: accountKey, err: error }, "a change of rooms could not be told");
    });
    return turn;
  }

  async function catchUp(): Promise<KnownRooms> {
    return (known = await chronicle.read(accountKey, known));
  }

  async function compare(begun: number | null, find: (rooms: Known) => RoomChange[], isWhole: boolean): Promise<void> {
    const { revision, rooms } = await catchUp();
    if (revision !== begun) return;
    // The first whole list is where watching begins: nobody has to be told of what was there before.
    if (!rooms && !isWhole) return;
    const changes = find(rooms ?? new Map());
    if (changes.length === 0 && rooms) return;
    const next = { revision: revision + 1, rooms: applied(rooms ?? new Map(), changes) };
    known = null;
    if (await chronicle.tell(accountKey, next, rooms ? changes : [])) known = next;
  }

  /** The changes that a whole list shows, the oldest start first. */
  function changesOf(rooms: Known, listed: readonly Room[], missingBefore: ReadonlySet<string>): RoomChange[] {
    const at = new Date(clock.now());
    const ids = new Set(listed.map(({ nativeId }) => nativeId));
    const absent = [...rooms.keys()].filter((nativeId) => !ids.has(nativeId));
    missing = new Set(absent.filter((nativeId) => !missingBefore.has(nativeId)));
    return [
      ...[...listed].reverse().map((room) => [room.nativeId, room] as const),
      ...absent.filter((nativeId) => missingBefore.has(nativeId)).map((nativeId) => [nativeId, null] as const),
    ].flatMap(([nativeId, room]) => differenceOf(rooms.get(nativeId), room, { accountKey, nativeId, at }) ?? []);
  }

  return {
    observe() {
      const begun = known?.revision ?? null;
      const missingBefore = missing;
      return {
        list: (listed) => inTurn(() => compare(begun, (rooms) => changesOf(rooms, listed, missingBefore), true)),
        room: (nativeId, room) =>
          inTurn(() => {
            const about = { accountKey, nativeId, at: new Date(clock.now()) };
            return compare(begun, (rooms) => [differenceOf(rooms.get(nativeId), room, about) ?? []].flat(), false);
          }),
      };
    },
    catchUp: () =>
      inTurn(async () => {
        await catchUp();
      }),
    hasMissing: () => missing.size > 0,
    close: () => turn,
  };
}

type Known = ReadonlyMap<string, KnownRoom>;

function applied(rooms: ReadonlyMap<string, KnownRoom>, changes: readonly RoomChange[]): Map<string, KnownRoom> {
  const next = new Map(rooms);
  for (const { nativeId, room } of changes) {
    if (room) next.set(nativeId, toKnownRoom(room));
    else next.delete(nativeId);
  }
  return next;
}
