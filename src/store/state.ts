import type Keyv from "keyv";
import type { Clock } from "../domain/clock";
import type { Counters } from "../domain/counters";
import type { EventLog } from "../domain/event-log";
import type { Leases } from "../domain/lease";
import type { RecordStore } from "../domain/record-store";
import { openDurableStore } from "./durable";
import { createKeptEvents } from "./kept-events";
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
  /** What has happened lately. */
  readonly events: EventLog;
  close(): Promise<void>;
}

export interface StateOptions {
  /** Where what cannot be asked for again is kept; null: in memory, lost with the process. */
  readonly dataDir: string | null;
  readonly clock: Clock;
}

export function openState({ dataDir, clock }: StateOptions): State {
  const durable = dataDir === null ? null : openDurableStore(dataDir, clock);
  const ledger = durable?.records ?? createMemoryRecords();
  return {
    tokens: createMemoryCache(),
    ledger,
    events: createKeptEvents(ledger, clock),
    leases: createMemoryLeases(clock),
    counters: createMemoryCounters(clock),
    async close() {
      await durable?.close();
    },
  };
}
