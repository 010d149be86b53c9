import type Keyv from "keyv";
import type { Announcements } from "../domain/announcements";
import type { Clock } from "../domain/clock";
import type { Counters } from "../domain/counters";
import type { EventLog } from "../domain/event-log";
import type { Leases } from "../domain/lease";
import type { Log } from "../domain/log";
import type { RecordStore } from "../domain/record-store";
import type { SharedCache } from "../domain/shared-cache";
import type { StoreCondition } from "../domain/store-condition";
import type { TokenStore } from "../domain/token-store";
import { openDurableStore } from "./durable";
import { createKeptEvents } from "./kept-events";
import { createMemoryCounters } from "./memory-counters";
import { createMemoryLeases } from "./memory-leases";
import { createDocumentMemory, createMemoryCache, createMemoryRecords } from "./memory";
import { createMemoryTokens } from "./memory-tokens";
import type { RedisAddress } from "./redis/address";
import type { RedisConnections } from "./redis/connections";
import type { SealingKeys } from "./seal";

/** Everything that outlives a request: in this process and its files, or shared by all replicas. */
export interface State {
  /** Access tokens. */
  readonly tokens: TokenStore;
  /** What may be lost, such as what was read of a provider. Shared by replicas, it holds copies, never the objects. */
  readonly cache: Keyv;
  /** Documents that clients have left: bounded, and in front of what replicas share. */
  readonly documents: Keyv;
  /** What cannot be asked for again. */
  readonly ledger: RecordStore;
  readonly leases: Leases;
  readonly counters: Counters;
  /** What has happened lately. */
  readonly events: EventLog;
  /** By what replicas spare one another calls; null where this process is the only one. */
  readonly shared: { readonly cache: SharedCache; readonly announcements: Announcements } | null;
  /** Connections for what has no port of its own, such as streams and subscriptions; null where there is no Redis. */
  readonly redis: RedisConnections | null;
  condition(): StoreCondition;
  close(): Promise<void>;
}

export interface StateOptions {
  /** Where what cannot be asked for again is kept; null: in memory, lost with the process. */
  readonly dataDir: string | null;
  /** With it, all state is shared by all who have the same; the folder is not used then. */
  readonly redis: RedisAddress | null;
  /** Seal the tokens there; null: each with its account's own secret. */
  readonly cacheKeys: SealingKeys | null;
  /** How many times longer than usual Redis may take for an answer, before it counts as away. */
  readonly patience?: number | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

export async function openState(options: StateOptions): Promise<State> {
  if (!options.redis) return embedState(options);
  // With all that speaks to Redis, which those without one need not load.
  const { shareState } = await import("./redis/state.js");
  return shareState(options.redis, options);
}

function embedState({ dataDir, clock }: StateOptions): State {
  const durable = dataDir === null ? null : openDurableStore(dataDir, clock);
  const ledger = durable?.records ?? createMemoryRecords();
  return {
    tokens: createMemoryTokens(createMemoryCache(), clock),
    ledger,
    events: createKeptEvents(ledger, clock),
    cache: createMemoryCache(),
    documents: createDocumentMemory(null),
    leases: createMemoryLeases(clock),
    counters: createMemoryCounters(clock),
    shared: null,
    redis: null,
    condition: () => ({ kind: durable ? "FILES" : "MEMORY", status: "UP" }),
    async close() {
      await durable?.close();
    },
  };
}
