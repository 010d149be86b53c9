import Keyv from "keyv";
import type { Clock } from "../../src/domain/clock";
import { silentLog } from "../../src/domain/log";
import { noMetrics } from "../../src/domain/metrics";
import type { ProviderDependencies } from "../../src/providers/module";
import { createMemoryCounters } from "../../src/store/memory-counters";
import { createMemoryLeases } from "../../src/store/memory-leases";
import { createMemoryTokens } from "../../src/store/memory-tokens";
import { createMemoryRecords } from "../../src/store/memory";
import { createTestClock } from "./clock";
import { hastyTimers } from "./timers";

/** What a provider is connected with, in memory and of its own, but for what a test hands in. */
export function createProviderDependencies(
  own: Partial<ProviderDependencies> & { readonly clock?: Clock } = {},
): ProviderDependencies {
  const clock = own.clock ?? createTestClock();
  return {
    clock,
    log: silentLog,
    tokens: createMemoryTokens(new Keyv(), clock),
    ledger: createMemoryRecords(),
    leases: createMemoryLeases(clock),
    counters: createMemoryCounters(clock),
    metrics: noMetrics,
    timers: hastyTimers,
    ...own,
  };
}
