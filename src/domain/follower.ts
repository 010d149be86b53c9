import type { Call, Page } from "./call";
import type { RoomStatus } from "./room";

/** Somebody who subscribed to a mini-program's broadcasts (长期订阅用户). */
export interface Follower {
  readonly accountKey: string;
  readonly openId: string;
  readonly subscribedAt: Date | null;
  /** The room in which they subscribed. */
  readonly roomNativeId: string | null;
  /** Where that room stood at that moment. */
  readonly roomStatus: RoomStatus | null;
}

export interface FollowerPort {
  /** A page of followers from a position on, null for the first. Positions mean something to the adapter only. */
  listFollowers(position: string | null, limit: number, call: Call): Promise<Page<Follower>>;
  /** How many followers one page may hold. */
  readonly pageSize: number;
}
