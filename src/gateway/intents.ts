import { createHash, randomUUID } from "node:crypto";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import type { Facts } from "../domain/facts";
import type { Lease, Leases } from "../domain/lease";
import type { Log } from "../domain/log";
import type { RecordStore } from "../domain/record-store";
import { fingerprintOf } from "./canonical";
import { checkKey, inProgress, keyReused, storeUnavailable, unknownOutcome } from "./intent-errors";
import { createIntentRecords, type IntentRecord } from "./intent-records";
import { fromPlainText, toPlainText } from "./plain-text";

/*
 * Writes that a second call would do twice, such as creating a room. No provider takes an idempotency key, so what is
 * meant is written down before the call; when the answer is lost, the provider's own lists are searched for what may
 * have come of it. The gateway never calls a second time on its own.
 */

/** Something a write made, by its native id. */
export interface Made<Result> {
  readonly nativeId: string;
  readonly result: Result;
}

/** How one kind of thing is made and found again. */
export interface Maker<Result> {
  /** `createLiveRoom`, …: part of the record's name. */
  readonly operation: string;
  readonly accountKey: string;
  /** Taken before the call: tells things made after it from those that were there. */
  mark(): Promise<string>;
  /** All that the provider shows now which fits the facts and came after the mark, oldest first. */
  find(facts: Facts, mark: string): Promise<readonly Made<Result>[]>;
  /** Keeps of a thing that was found again what its answer would have been kept of. */
  adopt(nativeId: string, facts: Facts): Promise<void>;
  /** What is known of a thing made earlier, without asking the provider. Absent: what was answered then. */
  current?(nativeId: string): Promise<Result | null>;
}

export interface SafeWrite<Result> {
  readonly maker: Maker<Result>;
  /** Whose key it is: two callers may use the same one. */
  readonly subject: string | null;
  readonly idempotencyKey: string | null;
  /** All that decides what is made; two writes with one key must agree in it. */
  readonly input: unknown;
  readonly facts: Facts;
  make(): Promise<Made<Result>>;
}

export interface Written<Result> {
  readonly result: Result;
  /** It had been made before: nothing was asked of the provider this time. */
  readonly isRepeat: boolean;
}

export interface Intents {
  write<Result>(write: SafeWrite<Result>): Promise<Written<Result>>;
  /** Looks for what came of writes that a stopped process left. */
  settle(makerOf: (operation: string, accountKey: string) => Maker<unknown> | null): Promise<void>;
  close(): void;
}

export interface IntentOptions {
  readonly records: RecordStore;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Log;
}

/** Longer than any write may take: whoever holds the lease is at it, and whoever held it until it ended has died. */
const LEASE_SECONDS = 60;
/** How long a provider's list may lag behind what was made; judged, no provider says. */
const LIST_LAG_SECONDS = 10;

export function createIntents({ records: store, leases, clock, log }: IntentOptions): Intents {
  const records = createIntentRecords(store, log);

  /** The oldest thing that fits and that is no other write's. */
  async function search<Result>(
    name: string,
    record: IntentRecord,
    maker: Maker<Result>,
  ): Promise<Made<Result> | null> {
    const { operation, accountKey: account } = record;
    const begun = clock.now();
    const found = await maker.find(record.facts, record.mark);
    // After the search: whoever made one of these had written down that it would.
    if (found.length > 0 && (await records.hasTwin(name, record, clock.now()))) throw inProgress();
    const nativeIds = found.map(({ nativeId }) => nativeId);
    const index = await records.claimFirst(name, record, nativeIds);
    const made = found[index];
    if (!made) {
      // Whoever took one of these may have taken ours for theirs, while theirs was not to be seen yet.
      const since = begun - LIST_LAG_SECONDS * 1000;
      if (await records.areTakenByCallsSince(since, name, record, nativeIds)) throw inProgress();
      return null;
    }
    // One call of WeChat's that answered -1 has been seen to leave three rooms. Which to delete is for people to say.
    const others = nativeIds.slice(index + 1);
    if (others.length > 0) log.warn({ operation, account, nativeId: made.nativeId, others }, "more than one was made");
    await maker.adopt(made.nativeId, record.facts).catch((error: unknown) => {
      log.warn({ err: error, operation, account }, "what was found again was not taken down");
    });
    await records.finish(name, done(record, made));
    return made;
  }

  async function call<Result>(name: string, record: IntentRecord, write: SafeWrite<Result>): Promise<Written<Result>> {
    // Never given back: that it has ended tells, by the store's own clock, how long ago the call was.
    await leases.take(`lag:${name}`, LIST_LAG_SECONDS).catch(() => null);
    try {
      const made = await write.make();
      await records.finish(name, done(record, made));
      return { result: made.result, isRepeat: false };
    } catch (error) {
      if (isDefinite(error)) {
        await records.forget(name);
        throw error;
      }
      await records.lose(name, record);
      const made = await search(name, record, write.maker).catch(() => null);
      if (made) return { result: made.result, isRepeat: false };
      throw unknownOutcome(error, write.idempotencyKey !== null, LIST_LAG_SECONDS * 1000);
    }
  }

  async function first<Result>(name: string, fingerprint: string, write: SafeWrite<Result>): Promise<Written<Result>> {
    const { operation, accountKey } = write.maker;
    const record: IntentRecord = {
      id: randomUUID(),
      state: "pending",
      attempt: 1,
      operation,
      accountKey,
      fingerprint,
      facts: write.facts,
      mark: await write.maker.mark(),
      calledAt: clock.now(),
      nativeId: null,
      result: null,
    };
    if (!(await records.begin(name, record))) throw inProgress();
    return call(name, record, write);
  }

  /** The same key again: what is known, or a search, or, when it is certain that nothing came of it, another call. */
  async function again<Result>(name: string, record: IntentRecord, write: SafeWrite<Result>): Promise<Written<Result>> {
    if (record.state === "done") return repeated(record, write.maker);
    const made = await search(name, record, write.maker).catch((error: unknown) => {
      if (error instanceof LiveError && error.kind === "STORE_UNAVAILABLE") throw error;
      throw unknownOutcome(error, true, LIST_LAG_SECONDS * 1000);
    });
    if (made) return { result: made.result, isRepeat: true };
    const wait = await untilCertain(name, record);
    if (wait > 0) throw unknownOutcome(null, true, wait);
    const next: IntentRecord = {
      ...record,
      state: "pending",
      facts: write.facts,
      attempt: record.attempt + 1,
      calledAt: clock.now(),
    };
    if (!(await records.beginNext(name, record, next))) throw inProgress();
    return call(name, next, write);
  }

  /** Milliseconds until the provider's list must show what the last call has made. */
  async function untilCertain(name: string, { calledAt }: IntentRecord): Promise<number> {
    const age = clock.now() - calledAt;
    // A call in the future was made by a machine with another clock.
    if (age >= 0 && age < LIST_LAG_SECONDS * 1000) return LIST_LAG_SECONDS * 1000 - age;
    const hasEnded = await take(`lag:${name}`, LIST_LAG_SECONDS);
    return hasEnded ? 0 : LIST_LAG_SECONDS * 1000;
  }

  async function take(name: string, seconds: number): Promise<Lease | null> {
    return leases.take(name, seconds).catch((error: unknown) => {
      throw storeUnavailable(error);
    });
  }

  return {
    async write(write) {
      const { maker, subject, idempotencyKey } = write;
      checkKey(idempotencyKey);
      const fingerprint = fingerprintOf(write.input);
      const own = idempotencyKey === null ? `auto:${randomUUID()}` : `key:${digest(subject, idempotencyKey)}`;
      const name = `intent:${maker.accountKey}:${maker.operation}:${own}`;
      const lease = await take(name, LEASE_SECONDS);
      try {
        const record = idempotencyKey === null ? undefined : await records.read(name);
        if (record && record.fingerprint !== fingerprint) throw keyReused();
        if (!lease) {
          if (record?.state === "done") return await repeated(record, maker);
          throw inProgress();
        }
        return await (record ? again(name, record, write) : first(name, fingerprint, write));
      } finally {
        await lease?.release().catch(() => undefined);
      }
    },

    async settle(makerOf) {
      for (const name of await records.names()) {
        const record = await records.read(name);
        const maker = record && record.state !== "done" ? makerOf(record.operation, record.accountKey) : null;
        const lease = maker && (await take(name, LEASE_SECONDS));
        if (!record || !lease) continue;
        const { operation, accountKey: account } = record;
        try {
          const made = await search(name, record, maker);
          log.warn({ operation, account, nativeId: made?.nativeId ?? null }, "an interrupted write was looked into");
          // Whoever has a key may ask again; of the others nobody will.
          if (!made && name.includes(":auto:")) await records.forget(name);
        } catch (error) {
          log.warn({ err: error, operation, account }, "an interrupted write could not be looked into");
        } finally {
          await lease.release().catch(() => undefined);
        }
      }
    },
    close: () => records.close(),
  };
}

/** Certain that nothing was done: the provider said no, or was never asked. Whatever else was thrown leaves it open. */
function isDefinite(error: unknown): boolean {
  if (!(error instanceof LiveError) || error.details.ambiguous) return false;
  return error.kind !== "STORE_UNAVAILABLE" && error.kind !== "INTERNAL_SERVER_ERROR";
}

function done(record: IntentRecord, { nativeId, result }: Made<unknown>): IntentRecord {
  return { ...record, state: "done", nativeId, result: toPlainText(result) };
}

async function repeated<Result>(record: IntentRecord, maker: Maker<Result>): Promise<Written<Result>> {
  const current = (await maker.current?.(record.nativeId ?? "")) ?? null;
  return { result: current ?? (fromPlainText(record.result ?? "null") as Result), isRepeat: true };
}

function digest(subject: string | null, key: string): string {
  return createHash("sha256")
    .update(JSON.stringify([subject, key]))
    .digest("hex");
}
