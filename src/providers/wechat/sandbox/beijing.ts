const HOUR = 3600;
const AHEAD = 8 * HOUR;

/** Quotas start again at midnight in Beijing, which has no summer time. */
export function beijingDay(seconds: number): number {
  return Math.floor((seconds + AHEAD) / (24 * HOUR));
}

export function beijingMonth(seconds: number): string {
  return beijingText(seconds).slice(0, 7);
}

/** `2025-10-09T21:05:11`: local time without a zone, as the replay list writes it. */
export function beijingText(seconds: number): string {
  return new Date((seconds + AHEAD) * 1000).toISOString().slice(0, 19);
}
