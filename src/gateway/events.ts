import type { Caller } from "../domain/caller";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import type { LiveEvent } from "../domain/event";
import {
  compareEventIds,
  EVENTS_KEPT_HOURS,
  isEventId,
  MOST_EVENTS_KEPT,
  type EventLog,
  type LoggedEvent,
} from "../domain/event-log";
import { createEventQueue, type EventQueue } from "./event-queue";

/** Something that happened, as one watcher gets it. */
export interface Occurrence<Event extends LiveEvent = LiveEvent> {
  /** Names it when somebody comes again and wants what followed. */
  readonly id: string;
  readonly event: Event;
}

export interface Watch<Event extends LiveEvent> {
  readonly caller: Caller;
  /** What followed this event comes first; null: only what happens from now on. */
  readonly after: string | null;
  readonly wants: (event: LiveEvent) => event is Event;
}

/** Watching what happens. */
export interface Events {
  /** Ends by itself when what the caller showed stops being good, and with an error when they read too slowly. */
  watch<Event extends LiveEvent>(watch: Watch<Event>): Promise<AsyncIterableIterator<Occurrence<Event>>>;
  /** Ends every watch: the process stops. Watchers come again, elsewhere. */
  close(): void;
}

/** How many events may wait for one watcher, beyond those they missed. */
const MOST_WAITING = 1_000;
const LONGEST_TIMER = 2 ** 31 - 1;

export function createEvents(log: EventLog, clock: Clock): Events {
  const watchers = new Map<Pick<EventQueue<unknown>, "end">, (logged: LoggedEvent) => void>();
  let stopFollowing: (() => void) | null = null;

  /** The log is followed once for all watchers. */
  function join(queue: Pick<EventQueue<unknown>, "end">, listener: (logged: LoggedEvent) => void): void {
    watchers.set(queue, listener);
    stopFollowing ??= log.follow((logged) => {
      for (const tell of [...watchers.values()]) tell(logged);
    });
  }

  function leave(queue: Pick<EventQueue<unknown>, "end">): void {
    watchers.delete(queue);
    if (watchers.size > 0) return;
    stopFollowing?.();
    stopFollowing = null;
  }

  /** What the watcher missed, while what happens meanwhile is kept back for afterwards. */
  async function catchUp(after: string, tell: (logged: LoggedEvent) => void): Promise<string> {
    if (!isEventId(after)) throw badEventId("This is not the id of an event.", "这不是有效的事件 id。");
    const missed = await log.after(after);
    if (!missed) {
      throw badEventId(
        `What followed this event is no longer kept: events are kept for ${EVENTS_KEPT_HOURS} hours. Read what you show again and subscribe without an id.`,
        `该事件之后的事件已不再保留：事件保留 ${EVENTS_KEPT_HOURS} 小时。请重新读取数据，并不带 id 重新订阅。`,
      );
    }
    for (const logged of missed) tell(logged);
    return missed.at(-1)?.id ?? after;
  }

  return {
    async watch<Event extends LiveEvent>({ caller, after, wants }: Watch<Event>) {
      let timer: NodeJS.Timeout | undefined;
      const most = MOST_WAITING + (after === null ? 0 : MOST_EVENTS_KEPT);
      const queue = createEventQueue<Occurrence<Event>>(most, () => {
        clearTimeout(timer);
        leave(queue);
      });
      const isGood = () => !caller.expiresAt || clock.now() < caller.expiresAt.getTime();
      const tell = ({ id, event }: LoggedEvent) => {
        if (!maySee(caller, event) || !wants(event)) return;
        if (isGood()) queue.push({ id, event });
        else queue.end(expired());
      };
      if (!isGood()) throw expired();
      if (caller.expiresAt) {
        const left = caller.expiresAt.getTime() - clock.now();
        timer = setTimeout(() => queue.end(expired()), Math.min(left, LONGEST_TIMER));
        timer.unref();
      }
      let heldBack: LoggedEvent[] | null = after === null ? null : [];
      let seen = after;
      /** Whoever follows the log may be behind what was missed and is told already. */
      const tellNew = (logged: LoggedEvent) => {
        if (seen !== null && compareEventIds(logged.id, seen) <= 0) return;
        seen = null;
        tell(logged);
      };
      join(queue, (logged) => {
        if (heldBack) heldBack.push(logged);
        else tellNew(logged);
      });
      if (after === null) return queue;
      try {
        seen = await catchUp(after, tell);
        for (const logged of heldBack ?? []) tellNew(logged);
        heldBack = null;
        return queue;
      } catch (error) {
        queue.end();
        throw error;
      }
    },
    close() {
      for (const queue of [...watchers.keys()]) queue.end();
    },
  };
}

/** Asked for every event anew. */
function maySee({ accounts }: Caller, { accountKey }: LiveEvent): boolean {
  return accounts === null || accounts.includes(accountKey);
}

function expired(): LiveError {
  return new LiveError("UNAUTHENTICATED", {
    en: "Your token has expired. Subscribe again with a new one.",
    zh: "令牌已过期，请使用新的令牌重新订阅。",
  });
}

function badEventId(en: string, zh: string): LiveError {
  return new LiveError("BAD_USER_INPUT", { en, zh }, { field: ["lastEventId"] });
}
