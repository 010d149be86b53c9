const DAY = 24 * 3600 * 1000;
/** Beijing is eight hours ahead all year round. */
const AHEAD = 8 * 3600 * 1000;

/** The day it is in Beijing, such as `2026-03-02`. */
export function beijingDay(time: number): string {
  return new Date(time + AHEAD).toISOString().slice(0, 10);
}

/** When the next day begins in Beijing. */
export function nextBeijingDay(time: number): number {
  return (Math.floor((time + AHEAD) / DAY) + 1) * DAY - AHEAD;
}

/** When the next minute begins, anywhere. */
export function nextMinute(time: number): number {
  return (Math.floor(time / 60_000) + 1) * 60_000;
}
