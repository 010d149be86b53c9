import type { Clock } from "../domain/clock";
import type { Counters } from "../domain/counters";

/** Counts of those who share one process. */
/** After so many additions, what has run out is looked for: keys hold the minute or the day, and are not asked for again. */
const ADDITIONS = 10_000;

export function createMemoryCounters(clock: Clock): Counters {
  const sums = new Map<string, { readonly sum: number; readonly until: number }>();
  let additions = 0;
  const sweep = () => {
    const now = clock.now();
    for (const [key, { until }] of sums) if (until <= now) sums.delete(key);
  };
  const current = (key: string) => {
    const entry = sums.get(key);
    if (entry && entry.until > clock.now()) return entry;
    sums.delete(key);
    return null;
  };
  return {
    add(key, amount, life) {
      additions += 1;
      if (additions % ADDITIONS === 0) sweep();
      const before = current(key);
      const sum = (before?.sum ?? 0) + amount;
      sums.set(key, { sum, until: before?.until ?? clock.now() + life });
      return Promise.resolve(sum);
    },
    get: (keys) => Promise.resolve(keys.map((key) => current(key)?.sum ?? 0)),
  };
}
