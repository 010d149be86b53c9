import { randomUUID } from "node:crypto";
import type { Call, Priority } from "../domain/call";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import type { Provider } from "../domain/provider";
import type { Room, RoomListPart, RoomListPort } from "../domain/room";
import { deepFreeze, keepIdentity } from "./freeze";
import { compareRooms } from "./room-order";
import type { RoomWatch } from "./room-watch";

/** All rooms of an account as the provider last listed them. Never changes; a later reading is another snapshot. */
export interface RoomSnapshot {
  /** Newest start first. */
  readonly rooms: readonly Room[];
  readonly byNativeId: ReadonlyMap<string, Room>;
  readonly fetchedAt: Date;
  /** Served past its freshness, because the provider could not be asked. */
  readonly stale: boolean;
}

/** Reads the list of an account's rooms once for everybody who wants it. */
export interface RoomIndex {
  read(): Promise<RoomSnapshot>;
  /** Reads anew, however fresh the last snapshot is. */
  refresh(priority: Priority): Promise<RoomSnapshot>;
  /** What was read is out of date: one of our own writes has changed it. Nobody is served from before it any more. */
  drop(): void;
  /** The last snapshot, without asking. */
  latest(): RoomSnapshot | null;
  /** What the last reading ended with; undefined before the first. */
  lastError(): LiveError | null | undefined;
}

export interface RoomIndexOptions {
  readonly provider: Provider;
  readonly clock: Clock;
  /** How long a reading answers for the provider. */
  readonly freshSeconds: number;
  /** How long one reading of the whole list may take. */
  readonly timeoutSeconds: number;
  /** Where every whole reading is shown, so that its differences are told. */
  readonly watch?: RoomWatch;
}

/** Parts of the list that are read side by side. */
const SIDE_BY_SIDE = 8;

export function createRoomIndex(options: RoomIndexOptions): RoomIndex {
  const { provider, clock, freshSeconds, timeoutSeconds, watch } = options;
  let snapshot: RoomSnapshot | null = null;
  let freshUntil = 0;
  let underWay: Promise<RoomSnapshot> | null = null;
  let lastError: LiveError | null | undefined;
  /** Counts our own writes: a reading that began before one may not stand for what is there after it. */
  let generation = 0;
  /** Of which generation the snapshot is: one from before a write is not even served stale. */
  let taken = 0;

  function refresh(priority: Priority): Promise<RoomSnapshot> {
    const begun = generation;
    const observation = watch?.observe();
    const signal = AbortSignal.timeout(timeoutSeconds * 1000);
    const reading = readAll(provider.roomList, { signal, requestId: randomUUID(), priority }).then(
      (rooms) => {
        lastError = null;
        const fresh = toSnapshot(rooms, snapshot, new Date(clock.now()));
        if (begun === generation) {
          snapshot = fresh;
          taken = begun;
          freshUntil = clock.now() + freshSeconds * 1000;
        }
        void observation?.list(fresh.rooms);
        return fresh;
      },
      (error: unknown) => {
        lastError = error instanceof LiveError ? error : internalFault(error);
        if (!snapshot || begun !== generation || taken !== generation) throw error;
        freshUntil = clock.now() + freshSeconds * 1000;
        return (snapshot = { ...snapshot, stale: true });
      },
    );
    const tracked = reading.finally(() => {
      if (underWay === tracked) underWay = null;
    });
    return (underWay = tracked);
  }

  return {
    read: () => (snapshot && clock.now() < freshUntil ? Promise.resolve(snapshot) : (underWay ?? refresh("VIEWER"))),
    refresh,
    drop() {
      generation += 1;
      freshUntil = 0;
      underWay = null;
    },
    latest: () => snapshot,
    lastError: () => lastError,
  };
}

/** What nobody foresaw is told to nobody but the log. */
function internalFault(cause: unknown): LiveError {
  return new LiveError("INTERNAL_SERVER_ERROR", { en: "Internal error.", zh: "内部错误。" }, { cause });
}

async function readAll(list: RoomListPort, call: Call): Promise<Map<string, Room>> {
  const rooms = new Map<string, Room>();
  const seen = new Set<string | null>([null]);
  let waiting: (string | null)[] = [null];
  while (waiting.length > 0) {
    const now = waiting.slice(0, SIDE_BY_SIDE);
    waiting = waiting.slice(SIDE_BY_SIDE);
    const parts: readonly RoomListPart[] = await Promise.all(now.map((position) => list.listRooms(position, call)));
    for (const part of parts) {
      for (const room of part.rooms) if (!rooms.has(room.nativeId)) rooms.set(room.nativeId, room);
      for (const position of part.ahead) {
        if (seen.has(position)) continue;
        seen.add(position);
        waiting.push(position);
      }
    }
  }
  return rooms;
}

function toSnapshot(read: ReadonlyMap<string, Room>, before: RoomSnapshot | null, fetchedAt: Date): RoomSnapshot {
  const byNativeId = new Map<string, Room>();
  for (const [nativeId, room] of read) byNativeId.set(nativeId, keepIdentity(before?.byNativeId.get(nativeId), room));
  const rooms = [...byNativeId.values()].sort(compareRooms);
  const unchanged =
    before && rooms.length === before.rooms.length && rooms.every((room, at) => room === before.rooms[at]);
  return { rooms: unchanged ? before.rooms : deepFreeze(rooms), byNativeId, fetchedAt, stale: false };
}
