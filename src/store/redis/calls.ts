import { performance } from "node:perf_hooks";
import { ReplyError } from "ioredis";
import { LiveError } from "../../domain/error";
import type { Log } from "../../domain/log";
import { reasonOf, type RedisClient } from "./connections";

/**
 * Calls to Redis that cost little when Redis is away: each has a deadline of ours, and after five in a row that ran into
 * it, or found no connection, nobody waits any more until Redis has answered again.
 */
export interface RedisCalls {
  /**
   * Runs the work within so many milliseconds. Every failure is STORE_UNAVAILABLE; the work may still be done by a Redis
   * that only was late.
   */
  run<Result>(work: (client: RedisClient) => Promise<Result>, deadline: number): Promise<Result>;
  /** Whether a call would be made now: there is a connection, and the last calls were answered. */
  isAnswered(): boolean;
  close(): void;
}

const FAILURES_TO_OPEN = 5;
const SUCCESSES_TO_CLOSE = 2;
const PROBE_EVERY = 1_000;
const PROBE_DEADLINE = 50;

/** `patience`: how many times longer than asked for a call may take. */
export function createRedisCalls(client: RedisClient, purpose: string, log: Log, patience = 1): RedisCalls {
  let failures = 0;
  let probe: NodeJS.Timeout | null = null;
  let hasBegun = false;
  let saidAt = -Infinity;
  const begun = firstAttempt(client).then(() => (hasBegun = true));

  function fail(error: unknown): void {
    // Redis answered, if with a refusal: read-only, out of memory, forbidden.
    if (error instanceof ReplyError) {
      failures = 0;
      if (performance.now() - saidAt < 60_000) return;
      saidAt = performance.now();
      log.warn({ connection: purpose, reason: reasonOf(error) }, "Redis refuses");
      return;
    }
    failures += 1;
    if (failures < FAILURES_TO_OPEN || probe) return;
    log.warn({ connection: purpose, reason: reasonOf(error) }, "Redis is not asked until it answers again");
    ask(0);
  }

  /** Looks whether Redis answers again, while nobody waits for it. */
  function ask(successes: number): void {
    const pause = PROBE_EVERY * (0.9 + Math.random() * 0.2);
    probe = setTimeout(() => {
      within(client.ping(), PROBE_DEADLINE).then(
        () => {
          if (successes + 1 < SUCCESSES_TO_CLOSE) return ask(successes + 1);
          probe = null;
          failures = 0;
          log.info({ connection: purpose }, "Redis is asked again");
        },
        () => ask(0),
      );
    }, pause);
    probe.unref();
  }

  return {
    async run(work, deadline) {
      if (probe) throw storeUnavailable(null);
      try {
        const result = await within(hasBegun ? work(client) : begun.then(() => work(client)), deadline * patience);
        failures = 0;
        return result;
      } catch (error) {
        fail(error);
        throw storeUnavailable(error);
      }
    },
    isAnswered: () => client.status === "ready" && probe === null,
    close() {
      if (probe) clearTimeout(probe);
    },
  };
}

/** The first connection is not there yet at the start: what comes early may wait for it, within its own deadline. */
function firstAttempt(client: RedisClient): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ["ready", "close"]) client.once(event, resolve);
  });
}

class Late extends Error {
  override readonly name = "Late";
}

/** Rejects when the deadline has passed. An answer that comes after it is nobody's, and neither is its failure. */
function within<Result>(work: Promise<Result>, deadline: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    // Once more around the loop: after a pause of this process, answers that came in time are read only now.
    const timer = setTimeout(() => setImmediate(() => reject(new Late("no answer within the deadline"))), deadline);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function storeUnavailable(cause: unknown): LiveError {
  return new LiveError(
    "STORE_UNAVAILABLE",
    { en: "The gateway's store cannot be reached. Try again shortly.", zh: "网关存储暂不可用，请稍后再试。" },
    { retryable: true, retryAfterSeconds: 5, cause: cause === null ? undefined : reasonOf(cause) },
  );
}
