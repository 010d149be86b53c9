import type { Clock } from "../../src/domain/clock";

/** 10:00 on a Monday in Beijing. */
export const NOW = Date.parse("2026-03-02T02:00:00.000Z");

/** A time that stands still until a test moves it. */
export interface TestClock extends Clock {
  advance(seconds: number): void;
  reset(): void;
}

export function createTestClock(start = NOW): TestClock {
  let now = start;
  return {
    now: () => now,
    elapsed: () => now - start,
    advance(seconds) {
      now += seconds * 1000;
    },
    reset() {
      now = start;
    },
  };
}

/** A time that many minutes after the start of the test clock, as RFC 3339. */
export function minutes(count: number): string {
  return new Date(NOW + count * 60_000).toISOString();
}
