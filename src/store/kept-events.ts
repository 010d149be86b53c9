import type { Clock } from "../domain/clock";
import { readEvent, writeEvent, type LiveEvent } from "../domain/event";
import {
  compareEventIds,
  EVENTS_KEPT_HOURS,
  MOST_EVENTS_KEPT,
  type EventLog,
  type LoggedEvent,
} from "../domain/event-log";
import type { RecordStore } from "../domain/record-store";

interface KeptEvent {
  readonly id: string;
  readonly event: string;
}

const LIFE = EVENTS_KEPT_HOURS * 3600 * 1000;
const PREFIX = "event:";
/** Since when there is a log at all: what a client saw before, another log had. */
const BEGINNING = "events-begin";

/** The events of one process, kept among its records: as lasting as these are. */
export function createKeptEvents(records: RecordStore, clock: Clock): EventLog {
  const listeners = new Set<(logged: LoggedEvent) => void>();
  let kept: LoggedEvent[] = [];
  /** Events up to here may be gone. */
  let lost = "0-0";
  let last = "0-0";
  /** Events are appended one after the other, so that nobody is told of a later one first. */
  let turn: Promise<unknown> = Promise.resolve();

  async function open(): Promise<void> {
    const now = clock.now();
    await records.add(BEGINNING, now);
    lost = `${(await records.get<number>(BEGINNING)) ?? now}-0`;
    const keys = await records.keys(PREFIX);
    const found = await records.getMany<KeptEvent>(keys);
    kept = found
      .flatMap((entry) => (entry ? [{ id: entry.id, event: readEvent(entry.event) }] : []))
      .sort((a, b) => compareEventIds(a.id, b.id));
    last = kept.at(-1)?.id ?? lost;
    forget();
  }

  function forget(): void {
    const oldest = `${clock.now() - LIFE}-0`;
    let old = Math.max(0, kept.length - MOST_EVENTS_KEPT);
    while (old < kept.length && compareEventIds((kept[old] as LoggedEvent).id, oldest) < 0) old += 1;
    if (compareEventIds(lost, oldest) < 0) lost = oldest;
    if (old === 0) return;
    const end = (kept[old - 1] as LoggedEvent).id;
    if (compareEventIds(lost, end) < 0) lost = end;
    kept = kept.slice(old);
  }

  function nextId(): string {
    const [time = 0, number = 0] = last.split("-").map(Number);
    const now = clock.now();
    return now > time ? `${now}-0` : `${time}-${number + 1}`;
  }

  async function append(key: string, event: LiveEvent): Promise<void> {
    await opened;
    const id = nextId();
    // Key and event are written in one step: neither is ever there without the other.
    if (!(await records.add(PREFIX + key, { id, event: writeEvent(event) } satisfies KeptEvent, LIFE))) return;
    const logged = { id, event };
    last = id;
    kept.push(logged);
    forget();
    for (const listener of [...listeners]) listener(logged);
  }

  const opened = open();
  // Whoever needs it is told.
  opened.catch(() => undefined);
  return {
    append(key, event) {
      const appended = turn.then(() => append(key, event));
      turn = appended.catch(() => undefined);
      return appended;
    },
    async after(id) {
      await opened;
      forget();
      if (compareEventIds(id, lost) < 0) return null;
      return kept.filter((logged) => compareEventIds(logged.id, id) > 0);
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
