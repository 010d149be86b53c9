import type { Facts } from "../domain/facts";
import type { Log } from "../domain/log";
import type { RecordStore } from "../domain/record-store";
import { storeUnavailable } from "./intent-errors";

/** What is written down of a write before it is made. */
export interface IntentRecord {
  readonly id: string;
  /** `pending` as long as it is not certain what came of it. */
  readonly state: "pending" | "done";
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
  /** A refused write leaves nothing behind. A record that stays although it should go is found to be nothing later. */
  forget(name: string): Promise<void>;
  /** The thing made belongs to this write and to no other; false when it is another's. */
  claimThing(name: string, record: IntentRecord, nativeId: string): Promise<boolean>;
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
          if (now?.state !== "pending" || now.attempt !== last.attempt) return false;
          await store.set(name, next, KEPT_FOR);
          return true;
        })(),
      );
    },
    read: async (name) => unsaved.get(name) ?? certainly(store.get<IntentRecord>(name)),
    forget: (name) => store.delete(name).catch(() => undefined),
    async claimThing(name, record, nativeId) {
      const key = claimKey(record, nativeId);
      for (const [other, { nativeId: made }] of unsaved) if (made === nativeId && other !== name) return false;
      return certainly(
        (async () => (await store.add(key, name, KEPT_FOR)) || (await store.get<string>(key)) === name)(),
      );
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
