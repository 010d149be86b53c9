import { randomUUID } from "node:crypto";
import type { ConnectedAccount } from "./account";
import { toKnownRoom } from "./room-difference";

/** Looks at rooms about which something was said that proves nothing. */
export interface RoomHints {
  follow(connected: ConnectedAccount, nativeId: string): Promise<void>;
}

const PAUSE = 2_000;
const TIMEOUT = 10_000;
/** Rooms that are looked at side by side; what is said of others meanwhile, polling finds. */
const MOST_AT_ONCE = 50;

export function createRoomHints(): RoomHints {
  const looks = new Map<string, { again: boolean }>();
  return {
    async follow(connected, nativeId) {
      const key = `${connected.account.key}/${nativeId}`;
      const underWay = looks.get(key);
      if (underWay) {
        // However much is said meanwhile, it is worth one more look.
        underWay.again = true;
        return;
      }
      if (looks.size >= MOST_AT_ONCE) return;
      const state = { again: true };
      looks.set(key, state);
      try {
        while (state.again) {
          state.again = false;
          await look(connected, nativeId);
          await new Promise((resolve) => setTimeout(resolve, PAUSE).unref());
        }
      } finally {
        looks.delete(key);
      }
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
