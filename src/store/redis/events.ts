import { setTimeout as pause } from "node:timers/promises";
import { readEvent, writeEvent } from "../../domain/event";
import {
  compareEventIds,
  EVENTS_KEPT_HOURS,
  MOST_EVENTS_KEPT,
  type EventLog,
  type LoggedEvent,
} from "../../domain/event-log";
import type { RedisCalls } from "./calls";
import type { RedisClient } from "./connections";
import { createRecentEvents } from "./recent-events";
import { appendEvent } from "./scripts";

export interface RedisEventLog extends EventLog {
  close(): void;
}

/** One stream for all replicas; what is remembered of an event's key lies beside it, in the same slot of a cluster. */
const STREAM = "zhibo:{events}";
const LIFE = EVENTS_KEPT_HOURS * 3600 * 1000;
const DEADLINE = 500;
/** An answer may be large: as much as is kept. */
const CATCH_UP_DEADLINE = 3_000;
const BLOCK = 5_000;
const AT_ONCE = 500;
const RETRY = 250;
/** Kept at hand for those who come again. */
const RECENT = 1_000;

type Entry = readonly [id: string, fields: readonly string[]];

/**
 * The events of all replicas. Every replica reads the stream from where it stopped, so that an outage of Redis delays
 * events and loses none.
 */
export function createRedisEvents(calls: RedisCalls, listener: RedisClient): RedisEventLog {
  const listeners = new Set<(logged: LoggedEvent) => void>();
  const recent = createRecentEvents(RECENT);
  let isClosed = false;

  /** Where reading begins: after all that is there. */
  async function readRecent(): Promise<string> {
    const entries = (await listener.xrevrange(STREAM, "+", "-", "COUNT", RECENT)) as Entry[];
    for (const entry of entries.reverse()) recent.add(toLogged(entry));
    return entries.at(-1)?.[0] ?? "0-0";
  }

  async function followStream(): Promise<void> {
    let last: string | null = null;
    while (!isClosed) {
      try {
        last ??= await readRecent();
        const read = listener.xread("COUNT", AT_ONCE, "BLOCK", BLOCK, "STREAMS", STREAM, last);
        const streams = (await read) as readonly (readonly [stream: string, entries: readonly Entry[]])[] | null;
        for (const entry of streams?.[0]?.[1] ?? []) {
          last = entry[0];
          const logged = toLogged(entry);
          recent.add(logged);
          for (const tell of [...listeners]) tell(logged);
        }
      } catch {
        // The connection is made anew, and says so itself. What is there then may not be what was there before.
        recent.forget();
        await pause(RETRY, undefined, { ref: false });
      }
    }
  }
  void followStream();

  return {
    async append(key, event) {
      await calls.run(
        (client) => client.eval(appendEvent, 2, STREAM, `${STREAM}:${key}`, LIFE, MOST_EVENTS_KEPT, writeEvent(event)),
        DEADLINE,
      );
    },
    async after(id) {
      const known = recent.after(id);
      if (known) return known;
      const [first] = (await calls.run((client) => client.xrange(STREAM, "-", "+", "COUNT", 1), DEADLINE)) as Entry[];
      if (!first || compareEventIds(id, first[0]) < 0) return null;
      const entries = await calls.run((client) => client.xrange(STREAM, `(${id}`, "+"), CATCH_UP_DEADLINE);
      return (entries as Entry[]).map(toLogged);
    },
    follow(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    close() {
      isClosed = true;
    },
  };
}

function toLogged([id, [, text = ""]]: Entry): LoggedEvent {
  return { id, event: readEvent(text) };
}
