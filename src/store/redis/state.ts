import { createDocumentMemory } from "../memory";
import type { State, StateOptions } from "../state";
import type { RedisAddress } from "./address";
import { createRedisCache } from "./cache";
import { createRedisCalls } from "./calls";
import { createRedisConnections } from "./connections";
import { createRedisCounters } from "./counters";
import { warnUnlessDurable } from "./durability";
import { createRedisEvents } from "./events";
import { createRedisLeases } from "./leases";
import { createRedisRecords } from "./records";
import { createRedisAnnouncements, createRedisSharedCache } from "./sharing";
import { createRedisTokens } from "./tokens";

/** Longer than any deadline on the connection, so that a command does not stay around for good. */
const COMMAND_TIMEOUT = 6_000;

/** One connection for what may be lost and one for what may not: neither waits behind the other. */
export function shareState(address: RedisAddress, { cacheKeys, clock, log, patience }: StateOptions): State {
  const redis = createRedisConnections(address, log);
  const caching = createRedisCalls(redis.open("cache", COMMAND_TIMEOUT), "cache", log, patience);
  const records = redis.open("records", COMMAND_TIMEOUT);
  const recording = createRedisCalls(records, "records", log, patience);
  warnUnlessDurable(records, recording, log);
  const events = createRedisEvents(recording, redis.openListener("events"));
  const cache = createRedisCache(caching);
  return {
    tokens: createRedisTokens(recording, cacheKeys),
    cache,
    documents: createDocumentMemory(cache),
    ledger: createRedisRecords(recording),
    leases: createRedisLeases(recording),
    counters: createRedisCounters(caching, clock),
    events,
    shared: { cache: createRedisSharedCache(caching), announcements: createRedisAnnouncements(caching, redis) },
    redis,
    condition: () => ({ kind: "REDIS", status: caching.isAnswered() && recording.isAnswered() ? "UP" : "DOWN" }),
    close() {
      events.close();
      caching.close();
      recording.close();
      redis.close();
      return Promise.resolve();
    },
  };
}
