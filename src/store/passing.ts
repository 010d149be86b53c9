import type { Clock } from "../domain/clock";

/** Entries that each have an end, and then are gone. */
export interface Passing<Value> {
  get(key: string): Value | null;
  set(key: string, value: Value, until: number): void;
  /** Those whose end nobody has noticed yet are among them. */
  size(): number;
}

/** Fewer are not worth a look. */
const LEAST = 1_000;

/** Keys that nobody asks for again take no room: when there are twice as many as were left last time, all are looked at. */
export function createPassing<Value>(clock: Clock): Passing<Value> {
  const entries = new Map<string, { readonly value: Value; readonly until: number }>();
  let enough = LEAST;

  function sweep(): void {
    const now = clock.now();
    for (const [key, { until }] of entries) if (until <= now) entries.delete(key);
    enough = Math.max(LEAST, 2 * entries.size);
  }

  return {
    get(key) {
      const entry = entries.get(key);
      return entry && entry.until > clock.now() ? entry.value : null;
    },
    set(key, value, until) {
      entries.set(key, { value, until });
      if (entries.size > enough) sweep();
    },
    size: () => entries.size,
  };
}
