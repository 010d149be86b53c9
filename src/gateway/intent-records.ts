import type { Facts } from "../domain/facts";
import type { Log } from "../domain/log";
import type { RecordStore } from "../domain/record-store";
import { fingerprintOf } from "./canonical";
import { storeUnavailable } from "./intent-errors";

/** What is written down of a write before it is made. */
export interface IntentRecord {
  readonly id: string;
  /** `pending`: it is being called, or whoever called has died. `lost`: nobody knows what came of it. */
  readonly state: "pending" | "lost" | "done";
  /** Counts the calls that were made for it. */
  readonly attempt: number;
  readonly operation: string;
  readonly accountKey: string;
  readonly fingerprint: string;
  readonly facts: Facts;
  readonly mark: string;
  /** Milliseconds since 1970 of the last call. */
  readonly calledAt: number;
  readonly nativeId: string | null;
  /** What was answered, as text. */
  readonly result: string | null;
}

/** Intents in the store that survives. What the store does not do is STORE_UNAVAILABLE: nothing may be written then. */
export interface IntentRecords {
  /** Under this name nothing stood, and now this does; false when somebody else was first. */
  begin(name: string, record: IntentRecord): Promise<boolean>;
  /** Writes down the next attempt in place of the last; false when somebody else was first. */
  beginNext(name: string, last: IntentRecord, next: IntentRecord): Promise<boolean>;
  read(name: string): Promise<IntentRecord | undefined>;
  /** The answer was lost: from now on this write takes what it finds only by a claim. */
  lose(name: string, record: IntentRecord): Promise<void>;
  /**
   * Another write of the same thing is being called. What it has made, as its answer may have told it, it may not have
   * claimed yet.
   */
  hasTwin(name: string, record: IntentRecord, now: number): Promise<boolean>;
  /** A refused write leaves nothing behind. A record that stays although it should go is found to be nothing later. */
  forget(name: string): Promise<void>;
  /**
   * Of several things the one that belongs to this write from now on: that which it had claimed before it was interrupted,
   * or else the first that is no other's. Its index, or -1.
   */
  claimFirst(name: string, record: IntentRecord, nativeIds: readonly string[]): Promise<number>;
  /** Whether any of these belongs to another write that was called after this time (milliseconds since 1970). */
  areTakenByCallsSince(
    since: number,
    name: string,
    record: IntentRecord,
    nativeIds: readonly string[],
  ): Promise<boolean>;
  /** Keeps what came of it, now or, while the store is away, as soon as it can. */
  finish(name: string, record: IntentRecord): Promise<void>;
  names(): Promise<readonly string[]>;
  close(): void;
}

/** A key is good for a day. */
const KEPT_FOR = 24 * 3600 * 1000;
/** Longer than any write may take. */
const CLAIMED_FOR = 60 * 1000;
const FIRST_PAUSE = 1_000;
const MOST_TRIES = 12;

export function createIntentRecords(store: RecordStore, log: Log): IntentRecords {
  /** What could not be kept yet, by name. This process knows it all the same. */
  const unsaved = new Map<string, IntentRecord>();
  const timers = new Set<NodeJS.Timeout>();
  const claimKey = ({ accountKey, operation }: IntentRecord, nativeId: string) =>
    `claim:${accountKey}:${operation}:${nativeId}`;

  function certainly<Result>(work: Promise<Result>): Promise<Result> {
    return work.catch((error: unknown) => {
      throw storeUnavailable(error);
    });
  }

  async function keep(name: string, record: IntentRecord): Promise<void> {
    await store.set(claimKey(record, record.nativeId ?? ""), name, KEPT_FOR);
    await store.set(name, record, KEPT_FOR);
    unsaved.delete(name);
  }

  function keepLater(name: string, record: IntentRecord, tries: number): void {
    const { operation, accountKey: account } = record;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        keep(name, record).catch((error: unknown) => {
          if (tries < MOST_TRIES) return keepLater(name, record, tries + 1);
          unsaved.delete(name);
          log.error({ err: error, operation, account }, "an outcome was not kept");
        });
      },
      FIRST_PAUSE * 2 ** tries,
    );
    timer.unref();
    timers.add(timer);
  }

  return {
    begin: (name, record) => certainly(store.add(name, record, KEPT_FOR)),
    async beginNext(name, last, next) {
      return certainly(
        (async () => {
          // Only one may have this attempt. If it dies before it has written it down, its right ends, and it called nobody.
          if (!(await store.add(`attempt:${next.id}:${next.attempt}`, true, CLAIMED_FOR))) return false;
          const now = await store.get<IntentRecord>(name);
          if (!now || now.state === "done" || now.attempt !== last.attempt) return false;
          await store.set(name, next, KEPT_FOR);
          return true;
        })(),
      );
    },
    lose: (name, record) => store.set(name, { ...record, state: "lost" }, KEPT_FOR).catch(() => undefined),
    async hasTwin(name, { accountKey, operation, facts }, now) {
      const names = await certainly(store.keys(`intent:${accountKey}:${operation}:`));
      const others = await certainly(store.getMany<IntentRecord>(names.filter((other) => other !== name)));
      return others.some(
        (other) =>
          other?.state === "pending" &&
          Math.abs(now - other.calledAt) < CLAIMED_FOR &&
          fingerprintOf(other.facts) === fingerprintOf(facts),
      );
    },
    read: async (name) => unsaved.get(name) ?? certainly(store.get<IntentRecord>(name)),
    forget: (name) => store.delete(name).catch(() => undefined),
    async claimFirst(name, record, nativeIds) {
      const keys = nativeIds.map((nativeId) => claimKey(record, nativeId));
      const owed = new Set([...unsaved.values()].map((other) => claimKey(other, other.nativeId ?? "")));
      return certainly(
        (async () => {
          const owners = await store.getMany<string>(keys);
          if (owners.includes(name)) return owners.indexOf(name);
          for (const [index, key] of keys.entries()) {
            if (owners[index] === undefined && !owed.has(key) && (await store.add(key, name, KEPT_FOR))) return index;
          }
          return -1;
        })(),
      );
    },
    async areTakenByCallsSince(since, name, record, nativeIds) {
      const keys = nativeIds.map((nativeId) => claimKey(record, nativeId));
      const owed = [...unsaved.values()].filter((other) => keys.includes(claimKey(other, other.nativeId ?? "")));
      const owners = (await certainly(store.getMany<string>(keys))).filter((owner) => owner && owner !== name);
      const others = await certainly(store.getMany<IntentRecord>(owners as string[]));
      return [...owed, ...others].some((other) => other && other.calledAt > since);
    },
    async finish(name, record) {
      try {
        await keep(name, record);
      } catch (error) {
        const { operation, accountKey: account } = record;
        log.warn({ err: error, operation, account }, "an outcome is kept later: the store is away");
        unsaved.set(name, record);
        keepLater(name, record, 0);
      }
    },
    names: () => store.keys("intent:"),
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
