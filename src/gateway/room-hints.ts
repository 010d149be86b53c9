import { randomUUID } from "node:crypto";
import type { Timers } from "../domain/timers";
import type { ConnectedAccount } from "./account";
import { toKnownRoom } from "./room-difference";

/** Looks at rooms about which something was said that proves nothing. */
export interface RoomHints {
  /** Done when the room was looked at, or was looked at so lately that it has to wait its turn. */
  follow(connected: ConnectedAccount, nativeId: string): Promise<void>;
  close(): void;
}

/** Between two looks at one room. */
const PAUSE = 2_000;
const TIMEOUT = 10_000;
/** Rooms that are looked at side by side; what is said of others meanwhile, polling finds. */
const MOST_AT_ONCE = 50;

interface Look {
  /** Something was said since it began. */
  again: boolean;
  stopWaiting: () => void;
}

export function createRoomHints(timers: Timers): RoomHints {
  const looks = new Map<string, Look>();
  let isClosed = false;

  async function lookAndRest(connected: ConnectedAccount, nativeId: string, key: string, state: Look): Promise<void> {
    state.again = false;
    try {
      await look(connected, nativeId);
    } finally {
      if (!isClosed) {
        state.stopWaiting = timers.after(PAUSE, () => {
          if (state.again) void lookAndRest(connected, nativeId, key, state).catch(() => undefined);
          else looks.delete(key);
        });
      }
    }
  }

  return {
    async follow(connected, nativeId) {
      const key = `${connected.account.key}/${nativeId}`;
      const underWay = looks.get(key);
      if (underWay) {
        // However much is said meanwhile, it is worth one more look.
        underWay.again = true;
        return;
      }
      if (isClosed || looks.size >= MOST_AT_ONCE) return;
      const state = { again: false, stopWaiting: () => undefined };
      looks.set(key, state);
      await lookAndRest(connected, nativeId, key, state);
    },
    close() {
      isClosed = true;
      for (const { stopWaiting } of looks.values()) stopWaiting();
    },
  };
}

async function look(connected: ConnectedAccount, nativeId: string): Promise<void> {
  const { provider, rooms, watch } = connected;
  const observation = watch.observe();
  if (!provider.roomRead) {
    await rooms.readAnew();
    return;
  }
  const call = { signal: AbortSignal.timeout(TIMEOUT), requestId: randomUUID(), priority: "BACKGROUND" } as const;
  const [room] = await provider.roomRead.getRooms([nativeId], call);
  if (room === undefined || room instanceof Error) return;
  const listed = rooms.latest()?.byNativeId.get(nativeId);
  const isAsListed = room ? listed && toKnownRoom(listed).fingerprint === toKnownRoom(room).fingerprint : !listed;
  if (!isAsListed) await connected.invalidate();
  await observation.room(nativeId, room);
}
