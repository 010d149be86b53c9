import { randomUUID } from "node:crypto";
import type { Clock } from "../domain/clock";
import type { Provider } from "../domain/provider";
import type { Priority } from "../domain/call";
import { readWholeList, toSnapshot, type RoomSnapshot } from "./room-snapshot";
import type { Changes } from "./changes";
import { graceOf } from "./patience";
import type { RoomWatch } from "./room-watch";
import type { SharedReading, SharedRooms } from "./shared-rooms";

/** Reads the list of an account's rooms once for everybody who wants it. */
export interface RoomIndex {
  /**
   * The list as fresh as the settings ask for. While the provider fails, its quota is spent, or it takes its time, the
   * last snapshot, marked stale.
   */
  read(): Promise<RoomSnapshot>;
  /** Only what was read after the last drop, or an error: for those who look for what they have just written. */
  readAfterWrite(): Promise<RoomSnapshot>;
  /** Reads anew, however fresh the last snapshot is, for nobody in particular. */
  readAnew(): Promise<RoomSnapshot>;
  /** What was read is out of date, here and in every replica: a write of ours, or an event, has changed it. */
  drop(): Promise<void>;
  /** What `read` would answer with at once and without beginning anything; otherwise null. */
  current(): RoomSnapshot | null;
  /** The last snapshot, without asking. */
  latest(): RoomSnapshot | null;
  close(): void;
}

export interface RoomIndexOptions {
  readonly provider: Provider;
  readonly clock: Clock;
  /** How long a reading answers for the provider. */
  readonly freshSeconds: number;
  /** How old a reading may be that is served, marked stale, while the provider cannot be asked. */
  readonly staleSeconds: number;
  /** How long one reading of the whole list may take. */
  readonly timeoutSeconds: number;
  /** How long a reader who could be served a stale snapshot waits for a new one. */
  readonly patience?: number;
  /** Where replicas share their readings; null: there are none. */
  readonly shared: SharedRooms | null;
  readonly changes?: Changes;
  /** Where every whole reading is shown, so that its differences are told. */
  readonly watch?: RoomWatch;
}

/** One reading of the whole list, for all who want it. */
interface Reading {
  readonly reading: Promise<RoomSnapshot>;
  readonly since: number;
  /** Fulfilled when those who could be served without it wait no longer; null while nobody does. */
  late: Promise<null> | null;
}

const PATIENCE = 1_000;
/** So many times longer, when the snapshot is known to be out of date. */
const MORE_PATIENCE = 3;

export function createRoomIndex(options: RoomIndexOptions): RoomIndex {
  const { provider, clock, shared, changes, patience = PATIENCE } = options;
  const freshFor = options.freshSeconds * 1000;
  const staleFor = options.staleSeconds * 1000;
  const grace = graceOf(freshFor);

  let snapshot: RoomSnapshot | null = null;
  let freshUntil = 0;
  /** After a failed reading the provider is left alone for a while by those who can be served without it. */
  let restUntil = 0;
  let underWay: Reading | null = null;
  /** Counts drops: a reading that began before one may not stand for what is there after it. */
  let generation = 0;
  let droppedAt = -Infinity;
  let isOutOfDate = false;

  function forget(): void {
    generation += 1;
    droppedAt = clock.now();
    isOutOfDate = true;
    freshUntil = 0;
    restUntil = 0;
    underWay = null;
    changes?.note();
  }
  const stopListening = shared?.onDrop(forget);

  async function readList(priority: Priority): Promise<SharedReading["rooms"]> {
    const observation = options.watch?.observe();
    const signal = AbortSignal.timeout(options.timeoutSeconds * 1000);
    const rooms = await readWholeList(provider.roomList, snapshot, { signal, requestId: randomUUID(), priority });
    void observation?.list([...rooms.values()]);
    return rooms;
  }

  /** A reading of our own, or the one that another replica has made or is making. */
  async function obtain(priority: Priority): Promise<SharedReading> {
    const read = () => readList(priority);
    if (!shared) return { rooms: await read(), fetchedAt: new Date(clock.now()) };
    const isFresh =
      priority === "VIEWER" && ((fetchedAt: number) => clock.now() - fetchedAt < freshFor && fetchedAt > droppedAt);
    const before = snapshot?.byNativeId;
    return shared.readOnce({ read, isFresh, before, waitSeconds: options.timeoutSeconds });
  }

  function refresh(priority: Priority = "VIEWER"): Reading {
    const begun = generation;
    const reading = obtain(priority).then(
      ({ rooms, fetchedAt }) => {
        const fresh = toSnapshot(rooms, snapshot, fetchedAt);
        if (begun !== generation) return fresh;
        snapshot = fresh;
        isOutOfDate = false;
        freshUntil = Math.min(fetchedAt.getTime(), clock.now()) + freshFor;
        changes?.note();
        return fresh;
      },
      (error: unknown) => {
        if (begun === generation) restUntil = clock.now() + freshFor;
        throw error;
      },
    );
    const started: Reading = { reading, since: performance.now(), late: null };
    underWay = started;
    const end = () => {
      if (underWay !== started) return;
      underWay = null;
      // What was at hand for as long as it was read again, may be so no more.
      changes?.note();
    };
    reading.then(end, end);
    return started;
  }

  /** The last snapshot marked stale; null when there is none, or none that is young enough. */
  function serveStale(): RoomSnapshot | null {
    if (!snapshot || clock.now() - snapshot.fetchedAt.getTime() > staleFor) return null;
    if (!snapshot.stale) {
      snapshot = { ...snapshot, stale: true };
      changes?.note();
    }
    return snapshot;
  }

  /** A process that has just begun knows what the others knew, however old. */
  async function learnFromOthers(): Promise<void> {
    const old = await shared?.readOld();
    if (!old || snapshot) return;
    const fetchedAt = old.fetchedAt.getTime();
    const stale = old.isDropped || fetchedAt <= droppedAt || clock.now() - fetchedAt >= freshFor;
    snapshot = { ...toSnapshot(old.rooms, null, old.fetchedAt), stale };
    if (!stale) freshUntil = Math.min(fetchedAt, clock.now()) + freshFor;
    changes?.note();
  }

  /** All who wait for a reading lose their patience together. */
  function lateFor(current: Reading): Promise<null> {
    const { reading, since } = current;
    return (current.late ??= new Promise((resolve) => {
      const left = Math.max(0, since + patience * (isOutOfDate ? MORE_PATIENCE : 1) - performance.now());
      const timer = setTimeout(resolve, left, null).unref();
      const end = () => clearTimeout(timer);
      reading.then(end, end);
    }));
  }

  async function readOrServeStale(current: Reading): Promise<RoomSnapshot> {
    const { reading } = current;
    const late = snapshot || shared ? lateFor(current) : reading;
    const outcome = await Promise.race([reading, late]).catch((error: unknown) => ({ error }));
    if (outcome && !("error" in outcome)) return outcome;
    if (!snapshot) await learnFromOthers();
    return snapshot && clock.now() < freshUntil ? snapshot : (serveStale() ?? reading);
  }

  const current = () => (snapshot && clock.now() < freshUntil ? snapshot : null);
  const isInGrace = (now: number) => snapshot && !snapshot.stale && now < freshUntil + grace;

  return {
    current: () => current() ?? (underWay && isInGrace(clock.now()) ? snapshot : null),
    read() {
      const fresh = current();
      if (fresh) return Promise.resolve(fresh);
      const now = clock.now();
      if (now < restUntil) {
        const stale = serveStale();
        if (stale) return Promise.resolve(stale);
      }
      const wanted = underWay ?? refresh();
      if (!snapshot || !isInGrace(now)) return readOrServeStale(wanted);
      wanted.reading.catch(() => undefined);
      return Promise.resolve(snapshot);
    },
    readAfterWrite() {
      const fresh = current();
      if (fresh) return Promise.resolve(fresh);
      return (underWay ?? refresh("OPERATOR")).reading;
    },
    readAnew: () => refresh("BACKGROUND").reading,
    async drop() {
      forget();
      await shared?.announceDrop();
    },
    latest: () => snapshot,
    close() {
      stopListening?.();
    },
  };
}
