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

/** An event as it is kept in memory, with what it takes. */
interface Entry {
  readonly logged: LoggedEvent;
  readonly key: string;
  /** Characters of its text. */
  readonly size: number;
}

/** Of the texts of all events. A room with goods takes some thousands. */
const MOST_CHARACTERS = 16 * 1024 * 1024;
/** When there are too many, so many of them stay: each time costs a write of its own. */
const PART_THAT_STAYS = 7 / 8;
const LIFE = EVENTS_KEPT_HOURS * 3600 * 1000;
const PREFIX = "event:";
/** Up to where events may be gone; of what a client saw before there was a log at all, another log knew. */
const LOST = "events-lost";

/** The events of one process, kept among its records: as lasting as these are. */
export function createKeptEvents(records: RecordStore, clock: Clock): EventLog {
  const listeners = new Set<(logged: LoggedEvent) => void>();
  let kept: Entry[] = [];
  let characters = 0;
  /** Events up to here may be gone. */
  let lost = "0-0";
  let last = "0-0";
  /** Events are appended one after the other, so that nobody is told of a later one first. */
  let turn: Promise<unknown> = Promise.resolve();

  async function open(): Promise<void> {
    await records.add(LOST, `${clock.now()}-0`);
    lost = (await records.get<string>(LOST)) as string;
    const keys = await records.keys(PREFIX);
    const found = await records.getMany<KeptEvent>(keys);
    const entries = found.flatMap((entry, index) =>
      entry ? [toEntry(keys[index] as string, entry.id, readEvent(entry.event), entry.event.length)] : [],
    );
    const isLost = ({ logged }: Entry) => compareEventIds(logged.id, lost) <= 0;
    for (const { key } of entries.filter(isLost)) await records.delete(key);
    const there = entries.filter((entry) => !isLost(entry));
    for (const entry of there.sort((a, b) => compareEventIds(a.logged.id, b.logged.id))) keep(entry);
    last = kept.at(-1)?.logged.id ?? lost;
    forget();
  }

  function keep(entry: Entry): void {
    kept.push(entry);
    characters += entry.size;
  }

  /** What is too old, which its record's own end removes; and the oldest, when there is too much. */
  function forget(): void {
    const oldest = `${clock.now() - LIFE}-0`;
    const old = kept.findIndex(({ logged }) => compareEventIds(logged.id, oldest) >= 0);
    drop(old < 0 ? kept.length : old);
    if (compareEventIds(lost, oldest) < 0) lost = oldest;
    if (kept.length <= MOST_EVENTS_KEPT && characters <= MOST_CHARACTERS) return;
    let [count, size] = [0, characters];
    while (kept.length - count > MOST_EVENTS_KEPT * PART_THAT_STAYS || size > MOST_CHARACTERS * PART_THAT_STAYS)
      size -= (kept[count++] as Entry).size;
    // What cannot be removed now expires all the same.
    void removeRecords(drop(count)).catch(() => undefined);
  }

  /** The first so many. */
  function drop(count: number): readonly Entry[] {
    if (count === 0) return [];
    const dropped = kept.slice(0, count);
    kept = kept.slice(count);
    for (const { size } of dropped) characters -= size;
    lost = (dropped.at(-1) as Entry).logged.id;
    return dropped;
  }

  /** That they are gone is written down first: no log that is opened later may take itself for whole. */
  async function removeRecords(dropped: readonly Entry[]): Promise<void> {
    await records.set(LOST, lost);
    await Promise.all(dropped.map(({ key }) => records.delete(key)));
  }

  function nextId(): string {
    const [time = 0, number = 0] = last.split("-").map(Number);
    const now = clock.now();
    return now > time ? `${now}-0` : `${time}-${number + 1}`;
  }

  async function append(key: string, event: LiveEvent): Promise<void> {
    await opened;
    const id = nextId();
    const text = writeEvent(event);
    // Key and event are written in one step: neither is ever there without the other.
    if (!(await records.add(PREFIX + key, { id, event: text } satisfies KeptEvent, LIFE))) return;
    const entry = toEntry(PREFIX + key, id, event, text.length);
    const { logged } = entry;
    last = id;
    keep(entry);
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
      return kept.map(({ logged }) => logged).filter((logged) => compareEventIds(logged.id, id) > 0);
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function toEntry(key: string, id: string, event: LiveEvent, size: number): Entry {
  return { logged: { id, event }, key, size };
}
