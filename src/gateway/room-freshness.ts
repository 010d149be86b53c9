import type { Room } from "../domain/room";
import type { SessionGround } from "./session";

export interface Freshness {
  readonly fetchedAt: Date;
  /** Served past its freshness, because the provider could not be asked. */
  readonly stale: boolean;
}

/** When a room that was read by its id was read. Rooms of a snapshot are as fresh as the snapshot. */
const readAt = new WeakMap<Room, Date>();

export function rememberReading(room: Room, at: Date): void {
  readAt.set(room, at);
}

export function freshnessOf(room: Room, { accounts, clock }: Pick<SessionGround, "accounts" | "clock">): Freshness {
  const snapshot = accounts.get(room.accountKey)?.rooms.latest();
  const read = readAt.get(room);
  if (read && !(snapshot && snapshot.fetchedAt > read)) return { fetchedAt: read, stale: false };
  return snapshot ?? { fetchedAt: new Date(clock.now()), stale: false };
}
