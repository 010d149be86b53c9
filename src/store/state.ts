import type Keyv from "keyv";
import type { Announcements } from "../domain/announcements";
import type { Clock } from "../domain/clock";
import type { Counters } from "../domain/counters";
import type { Leases } from "../domain/lease";
import type { RecordStore } from "../domain/record-store";
import type { SharedCache } from "../domain/shared-cache";
import { openDurableStore } from "./durable";
import { createMemoryCounters } from "./memory-counters";
import { createMemoryLeases } from "./memory-leases";
import { createMemoryCache, createMemoryRecords } from "./memory";

/** Everything that outlives a request: in this process and its files, or shared by all replicas. */
export interface State {
  /** Access tokens. */
  readonly tokens: Keyv;
  /** What cannot be asked for again. */
  readonly ledger: RecordStore;
  readonly leases: Leases;
  readonly counters: Counters;
  /** By what replicas spare one another calls; null where this process is the only one. */
  readonly shared: { readonly cache: SharedCache; readonly announcements: Announcements } | null;
  close(): Promise<void>;
}

export interface StateOptions {
  /** Where what cannot be asked for again is kept; null: in memory, lost with the process. */
  readonly dataDir: string | null;
  readonly clock: Clock;
}

export function openState({ dataDir, clock }: StateOptions): State {
  const durable = dataDir === null ? null : openDurableStore(dataDir, clock);
  return {
    tokens: createMemoryCache(),
    ledger: durable?.records ?? createMemoryRecords(),
    leases: createMemoryLeases(clock),
    counters: createMemoryCounters(clock),
    shared: null,
    async close() {
      await durable?.close();
    },
  };
}
