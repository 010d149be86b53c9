import type { Clock } from "../domain/clock";
import type { Counters } from "../domain/counters";

/** Counts of those who share one process. */
export function createMemoryCounters(clock: Clock): Counters {
  const sums = new Map<string, { readonly sum: number; readonly until: number }>();
  const current = (key: string) => {
    const entry = sums.get(key);
    if (entry && entry.until > clock.now()) return entry;
    sums.delete(key);
    return null;
  };
  return {
    add(key, amount, life) {
      const before = current(key);
      const sum = (before?.sum ?? 0) + amount;
      sums.set(key, { sum, until: before?.until ?? clock.now() + life });
      return Promise.resolve(sum);
    },
    get: (keys) => Promise.resolve(keys.map((key) => current(key)?.sum ?? 0)),
  };
}
