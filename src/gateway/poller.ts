import type { Clock } from "../domain/clock";
import type { Leases } from "../domain/lease";
import type { Log } from "../domain/log";
import type { Room } from "../domain/room";
import type { ConnectedAccount } from "./account";

/**
 * Reads the rooms of every account again and again, since no provider tells reliably when one goes live. Of several
 * replicas one reads, whichever takes the account's lease; when it ends, another takes it.
 */
export interface Poller {
  /** Reads an account once, if no other replica has just done so. Tells in how many seconds it is worth doing again. */
  poll(connected: ConnectedAccount): Promise<number>;
  start(): void;
  close(): Promise<void>;
}

export interface PollerOptions {
  readonly accounts: ReadonlyMap<string, ConnectedAccount>;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Log;
  /** The pause between two readings while something is on; 0: never by itself. */
  readonly pollSeconds: number;
}

/** Nothing is on and nothing is planned soon: this many pauses as one. */
const SELDOM = 6;
/** Around a planned start, when a room is likely to go live. */
const BEFORE_START = 5 * 60;
const AFTER_START = 30 * 60;
/** Rooms in one call to the provider, and how many calls a day polling may cost. The provider allows ten times that. */
const ROOMS_PER_CALL = 100;
const CALLS_PER_DAY = 10_000;
const DAY = 24 * 3600;

export function createPoller({ accounts, leases, clock, log, pollSeconds }: PollerOptions): Poller {
  const timers = new Map<string, NodeJS.Timeout>();
  let isClosed = false;
  let underWay: Promise<unknown> = Promise.resolve();

  async function read(connected: ConnectedAccount): Promise<readonly Room[]> {
    await connected.watch.catchUp();
    return (await connected.rooms.readAnew()).rooms;
  }

  async function poll(connected: ConnectedAccount): Promise<number> {
    const { key } = connected.account;
    try {
      const known = connected.rooms.latest()?.rooms ?? [];
      // The lease lasts as long as the reading answers for the account, and is not given back before.
      const lease = await leases.take(`poll:${key}`, pauseAfter(known, clock, pollSeconds) * 0.9);
      // Whoever reads may end any time: asking for the lease costs the provider nothing.
      if (!lease) return pollSeconds;
      const rooms = await read(connected);
      // One reading that misses a room is no proof: rooms move between the pages while these are read.
      if (connected.watch.hasMissing()) await read(connected);
      return pauseAfter(rooms, clock, pollSeconds);
    } catch (error) {
      log.warn({ account: key, err: error }, "the rooms could not be polled");
      return pollSeconds * SELDOM;
    }
  }

  function schedule(connected: ConnectedAccount, seconds: number): void {
    if (isClosed) return;
    const timer = setTimeout(() => {
      const work = poll(connected).then((next) => schedule(connected, next));
      underWay = Promise.allSettled([underWay, work]);
    }, seconds * 1000);
    timer.unref();
    timers.set(connected.account.key, timer);
  }

  return {
    poll,
    start() {
      if (pollSeconds > 0 && timers.size === 0) for (const connected of accounts.values()) schedule(connected, 0);
    },
    async close() {
      isClosed = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await underWay;
    },
  };
}

/** Often while a room is on or likely to begin, seldom otherwise; and never so often that it costs the day's calls. */
function pauseAfter(rooms: readonly Room[], clock: Clock, pollSeconds: number): number {
  const now = clock.now() / 1000;
  const starts = rooms.flatMap(({ status, startsAt }) =>
    status === "SCHEDULED" && startsAt ? [startsAt.getTime() / 1000 - now] : [],
  );
  const isOn = rooms.some(({ status }) => status === "LIVE" || status === "PAUSED");
  const isDue = starts.some((seconds) => seconds < BEFORE_START && seconds > -AFTER_START);
  const affordable = (Math.ceil(rooms.length / ROOMS_PER_CALL) * DAY) / CALLS_PER_DAY;
  const untilNext = Math.min(...starts.filter((seconds) => seconds >= BEFORE_START)) - BEFORE_START;
  const wanted = isOn || isDue ? pollSeconds : Math.min(pollSeconds * SELDOM, Math.max(pollSeconds, untilNext));
  return Math.max(wanted, affordable);
}
