import type { Clock } from "../domain/clock";
import type { Counters } from "../domain/counters";
import { createPassing } from "./passing";

/** Counts of those who share one process. */
export function createMemoryCounters(clock: Clock): Counters {
  const sums = createPassing<{ sum: number }>(clock);
  return {
    add(key, amount, life) {
      const known = sums.get(key);
      if (!known) sums.set(key, { sum: amount }, clock.now() + life);
      else known.sum += amount;
      return Promise.resolve(known?.sum ?? amount);
    },
    get: (keys) => Promise.resolve(keys.map((key) => sums.get(key)?.sum ?? 0)),
  };
}
