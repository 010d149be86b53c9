import { createHash, randomUUID } from "node:crypto";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import type { Facts } from "../domain/facts";
import type { Leases } from "../domain/lease";
import type { Log } from "../domain/log";
import type { RecordStore } from "../domain/record-store";
import { canonicalText } from "./canonical";

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
  /** All that the provider shows which fits the facts and came after the mark, oldest first. */
  find(facts: Facts, mark: string): Promise<readonly Made<Result>[]>;
  /** Keeps of a thing that was found again what its answer would have been kept of. */
  adopt(nativeId: string, facts: Facts): Promise<void>;
  /** What was made earlier, as it is now. */
  read(nativeId: string): Promise<Result | null>;
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

export interface Intents {
  write<Result>(write: SafeWrite<Result>): Promise<Result>;
  /** Looks for what came of writes that a stopped process left, and of which no caller can ask again. */
  settle(makerOf: (operation: string, accountKey: string) => Maker<unknown> | null): Promise<void>;
}

interface IntentRecord {
  readonly state: "pending" | "unknown" | "done";
  readonly operation: string;
  readonly accountKey: string;
  readonly fingerprint: string;
  readonly facts: Facts;
  readonly mark: string;
  /** Milliseconds since 1970 of the last call. */
  readonly calledAt: number;
  readonly nativeId: string | null;
}

export interface IntentOptions {
  readonly records: RecordStore;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Log;
}

/** A key is good for a day. */
const KEPT_FOR = 24 * 3600 * 1000;
/** Longer than any write may take. */
const LEASE_SECONDS = 60;
/** How long a provider's list may lag behind what was made; judged, no provider says. */
const LIST_LAG = 10_000;

export function createIntents({ records, leases, clock, log }: IntentOptions): Intents {
  const claimKey = (record: IntentRecord, nativeId: string) =>
    `claim:${record.accountKey}:${record.operation}:${nativeId}`;

  /** Keeps what came of it. That it cannot be kept takes nothing from the answer: a repeat would find it again. */
  async function finish(name: string, record: IntentRecord, nativeId: string): Promise<void> {
    try {
      await records.set(claimKey(record, nativeId), name, KEPT_FOR);
      await records.set(name, { ...record, state: "done", nativeId } satisfies IntentRecord, KEPT_FOR);
    } catch (error) {
      log.error({ err: error, operation: record.operation, account: record.accountKey }, "an outcome was not kept");
    }
  }

  /** The oldest thing that fits and that no other write has claimed. */
  async function search<Result>(
    name: string,
    record: IntentRecord,
    maker: Maker<Result>,
  ): Promise<Made<Result> | null> {
    for (const made of await maker.find(record.facts, record.mark)) {
      const key = claimKey(record, made.nativeId);
      if ((await records.add(key, name, KEPT_FOR)) || (await records.get(key)) === name) {
        await maker.adopt(made.nativeId, record.facts);
        await finish(name, record, made.nativeId);
        return made;
      }
    }
    return null;
  }

  async function call<Result>(name: string, record: IntentRecord, write: SafeWrite<Result>): Promise<Result> {
    const pending: IntentRecord = { ...record, state: "pending", calledAt: clock.now() };
    await keep(records, name, pending);
    try {
      const { nativeId, result } = await write.make();
      await finish(name, pending, nativeId);
      return result;
    } catch (error) {
      if (!(error instanceof LiveError) || !error.details.ambiguous) {
        await records.delete(name).catch(() => undefined);
        throw error;
      }
      const made = await search(name, pending, write.maker).catch(() => null);
      if (made) return made.result;
      await records.set(name, { ...pending, state: "unknown" } satisfies IntentRecord, KEPT_FOR).catch(() => undefined);
      throw unknownOutcome(error, LIST_LAG);
    }
  }

  /** The same key again: what is known, or a search, or, when it is certain that nothing came of it, another call. */
  async function again<Result>(name: string, record: IntentRecord, write: SafeWrite<Result>): Promise<Result> {
    if (record.nativeId !== null) {
      const result = await write.maker.read(record.nativeId);
      if (result !== null) return result;
      throw new LiveError(
        "NOT_FOUND",
        { en: "What was made with this key is gone.", zh: "使用该幂等键创建的对象已不存在。" },
        { field: ["idempotencyKey"] },
      );
    }
    const made = await search(name, record, write.maker);
    if (made) return made.result;
    const wait = record.calledAt + LIST_LAG - clock.now();
    if (wait > 0) throw unknownOutcome(null, wait);
    return call(name, record, write);
  }

  return {
    async write(write) {
      const { maker, subject, idempotencyKey, input, facts } = write;
      checkKey(idempotencyKey);
      const own = idempotencyKey === null ? `auto:${randomUUID()}` : `key:${digest([subject, idempotencyKey])}`;
      const name = `intent:${maker.accountKey}:${maker.operation}:${own}`;
      const lease = await leases.take(name, LEASE_SECONDS);
      if (!lease) throw inProgress();
      try {
        const fingerprint = digest(input);
        const record = idempotencyKey === null ? undefined : await read(records, name);
        if (!record) {
          const { operation, accountKey } = maker;
          const mark = await maker.mark();
          const fresh = { operation, accountKey, fingerprint, facts, mark, calledAt: 0, nativeId: null };
          return await call(name, { ...fresh, state: "pending" }, write);
        }
        if (record.fingerprint !== fingerprint) throw keyReused();
        return await again(name, record, write);
      } finally {
        await lease.release().catch(() => undefined);
      }
    },

    async settle(makerOf) {
      for (const name of await records.keys("intent:")) {
        const record = await records.get<IntentRecord>(name);
        if (!record || record.state === "done" || clock.now() - record.calledAt < LEASE_SECONDS * 1000) continue;
        const maker = makerOf(record.operation, record.accountKey);
        const lease = maker && (await leases.take(name, LEASE_SECONDS));
        if (!lease) continue;
        try {
          const made = await search(name, record, maker);
          const { operation, accountKey } = record;
          const nativeId = made?.nativeId ?? null;
          log.warn({ operation, account: accountKey, nativeId }, "an interrupted write was looked into");
          // Whoever has a key may ask again; of the others nobody will.
          if (!made && name.includes(":auto:")) await records.delete(name);
        } catch (error) {
          log.warn({ err: error, operation: record.operation }, "an interrupted write could not be looked into");
        } finally {
          await lease.release();
        }
      }
    },
  };
}

async function read(records: RecordStore, name: string): Promise<IntentRecord | undefined> {
  return records.get<IntentRecord>(name).catch((error: unknown) => {
    throw storeUnavailable(error);
  });
}

async function keep(records: RecordStore, name: string, record: IntentRecord): Promise<void> {
  await records.set(name, record, KEPT_FOR).catch((error: unknown) => {
    throw storeUnavailable(error);
  });
}

function digest(value: unknown): string {
  return createHash("sha256").update(canonicalText(value)).digest("hex");
}

const LONGEST_KEY = 255;

function checkKey(key: string | null): void {
  if (key === null || (key.length >= 1 && key.length <= LONGEST_KEY)) return;
  throw new LiveError(
    "INVALID_INPUT",
    {
      en: `idempotencyKey must have 1 to ${LONGEST_KEY} characters.`,
      zh: `idempotencyKey 须为 1 到 ${LONGEST_KEY} 个字符。`,
    },
    { field: ["idempotencyKey"] },
  );
}

function keyReused(): LiveError {
  return new LiveError(
    "IDEMPOTENCY_KEY_REUSED",
    {
      en: "This idempotency key was used with another input within the last 24 hours.",
      zh: "该幂等键在 24 小时内已用于其他内容。",
    },
    { field: ["idempotencyKey"] },
  );
}

function inProgress(): LiveError {
  return new LiveError(
    "IDEMPOTENCY_IN_PROGRESS",
    { en: "The same request is under way. Ask again shortly.", zh: "相同的请求正在处理，请稍后再试。" },
    { retryable: true, retryAfterSeconds: 2 },
  );
}

function unknownOutcome(cause: LiveError | null, wait: number): LiveError {
  return new LiveError(
    "UNKNOWN_OUTCOME",
    {
      en: "The provider may or may not have done it. Ask again with the same idempotencyKey: it will not be done twice.",
      zh: "服务商可能已执行该操作，也可能没有。请使用相同的 idempotencyKey 重试，不会重复执行。",
    },
    { ...cause?.details, cause, ambiguous: true, retryable: true, retryAfterSeconds: Math.ceil(wait / 1000) },
  );
}

function storeUnavailable(cause: unknown): LiveError {
  return new LiveError(
    "STORE_UNAVAILABLE",
    {
      en: "The gateway's store cannot be reached, and without it this could be done twice. Try again shortly.",
      zh: "网关存储暂不可用，为避免重复执行，请稍后再试。",
    },
    { retryable: true, retryAfterSeconds: 5, cause },
  );
}
