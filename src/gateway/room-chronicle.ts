import { readEvent, writeEvent, type LiveEvent, type RoomChange } from "../domain/event";
import type { RecordStore } from "../domain/record-store";
import type { KnownRoom } from "./room-difference";

/** The rooms of an account as watchers know them: the sum of all changes that they were told of. */
export interface KnownRooms {
  /** Grows by one with every set of changes. */
  readonly revision: number;
  /** Null: nothing was ever told. */
  readonly rooms: ReadonlyMap<string, KnownRoom> | null;
}

/**
 * Keeps what watchers know, so that a restart or another replica tells no change twice and leaves none out. What is next
 * to be told is written down before it is told, and only by whoever knew all that was told before.
 */
export interface RoomChronicle {
  /** Hands back what the caller has already, where nothing was told since. */
  read(accountKey: string, had: KnownRooms | null): Promise<KnownRooms>;
  /** Writes down and tells. False when somebody else has told something meanwhile: then nothing was done. */
  tell(accountKey: string, next: ToldRooms, changes: readonly RoomChange[]): Promise<boolean>;
}

export interface ToldRooms extends KnownRooms {
  readonly rooms: ReadonlyMap<string, KnownRoom>;
}

interface Revision {
  readonly rooms: readonly (readonly [nativeId: string, known: StoredRoom])[];
  readonly changes: readonly string[];
}

/** Times are kept as numbers. */
type StoredRoom = Omit<KnownRoom, "facts"> & {
  readonly facts: Omit<KnownRoom["facts"], "startsAt"> & { readonly startsAt: number | null };
};

/** An old revision stays as a mark for a while, so that nobody who is late takes its number for free. */
const MARK_LIFE = 3600 * 1000;

export function createRoomChronicle(
  records: RecordStore,
  publish: (key: string, event: LiveEvent) => Promise<void>,
): RoomChronicle {
  const headKey = (accountKey: string) => `rooms:${accountKey}:told`;
  const revisionKey = (accountKey: string, revision: number) => `rooms:${accountKey}:revision:${revision}`;

  async function publishAll(accountKey: string, revision: number, changes: readonly RoomChange[]): Promise<void> {
    for (const [index, change] of changes.entries()) {
      await publish(`room:${accountKey}:${revision}:${index}`, change);
    }
    const head = (await records.get<number>(headKey(accountKey))) ?? 0;
    if (head < revision) await records.set(headKey(accountKey), revision);
    await records.set(revisionKey(accountKey, revision - 1), 0, MARK_LIFE);
  }

  return {
    async read(accountKey, had) {
      let revision = (await records.get<number>(headKey(accountKey))) ?? 0;
      let found: Revision | 0 | undefined;
      for (;;) {
        const next = await records.get<Revision | 0>(revisionKey(accountKey, revision + 1));
        if (next === undefined) break;
        revision += 1;
        found = next;
        // Whoever wrote it down may have ended before all of it was told. What was told already is passed over.
        if (next !== 0) await publishAll(accountKey, revision, next.changes.map(readEvent) as RoomChange[]);
      }
      if (had?.revision === revision) return had;
      found ??= await records.get<Revision>(revisionKey(accountKey, revision));
      if (!found) return { revision, rooms: null };
      return { revision, rooms: new Map(found.rooms.map(([nativeId, stored]) => [nativeId, fromStored(stored)])) };
    },
    async tell(accountKey, { revision, rooms }, changes) {
      const written: Revision = {
        rooms: [...rooms].map(([nativeId, known]) => [nativeId, toStored(known)]),
        changes: changes.map(writeEvent),
      };
      if (!(await records.add(revisionKey(accountKey, revision), written))) return false;
      await publishAll(accountKey, revision, changes);
      return true;
    },
  };
}

function toStored({ facts, fingerprint }: KnownRoom): StoredRoom {
  return { fingerprint, facts: { ...facts, startsAt: facts.startsAt?.getTime() ?? null } };
}

function fromStored({ facts, fingerprint }: StoredRoom): KnownRoom {
  return { fingerprint, facts: { ...facts, startsAt: facts.startsAt === null ? null : new Date(facts.startsAt) } };
}
