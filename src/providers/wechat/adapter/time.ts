/** WeChat counts in seconds; 0 and less stand for no time. */
export function fromSeconds(seconds: number | null | undefined): Date | null {
  return typeof seconds === "number" && seconds > 0 ? new Date(seconds * 1000) : null;
}

export function toSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

const TEXT = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/;
/** A replay that never expires bears the largest 32-bit second, in February 2106. */
const NEVER = new Date("2106-01-01T00:00:00Z");

/** A replay's time: text, in Beijing time (北京时间) unless it says otherwise. Null for none, for never and for nonsense. */
export function fromReplayTime(text: string | null | undefined): Date | null {
  const match = TEXT.exec(text ?? "");
  if (!match) return null;
  const [, year, month, day, hour, minute, second, zone = "+08:00"] = match;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(date.getTime()) || date >= NEVER ? null : date;
}
