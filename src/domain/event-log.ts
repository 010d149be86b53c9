import type { LiveEvent } from "./event";

export interface LoggedEvent {
  /** Its place in the log, `<milliseconds>-<number>`: later events have larger ones. */
  readonly id: string;
  readonly event: LiveEvent;
}

/** What has happened lately, in one order for everybody. Replicas share one. */
export interface EventLog {
  /** Puts an event at the end, once: whatever has the same key again within the kept window is passed over. */
  append(key: string, event: LiveEvent): Promise<void>;
  /** What came after this place, oldest first; null when some of it is no longer kept. */
  after(id: string): Promise<readonly LoggedEvent[] | null>;
  /** Tells of every event that is appended from now on, wherever it was. Returns what ends it. */
  follow(listener: (logged: LoggedEvent) => void): () => void;
}

/** For how long events are kept, and how many; a log may keep fewer of those that are large. */
export const EVENTS_KEPT_HOURS = 24;
export const MOST_EVENTS_KEPT = 10_000;

const PLACE = /^(\d{1,15})-(\d{1,15})$/;

export function isEventId(text: string): boolean {
  return PLACE.test(text);
}

/** Below zero when `a` stands before `b`. */
export function compareEventIds(a: string, b: string): number {
  const [, timeOfA = "", numberOfA = ""] = PLACE.exec(a) ?? [];
  const [, timeOfB = "", numberOfB = ""] = PLACE.exec(b) ?? [];
  return Number(timeOfA) - Number(timeOfB) || Number(numberOfA) - Number(numberOfB);
}
