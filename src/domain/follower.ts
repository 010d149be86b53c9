import type { RoomStatus } from "./room";

/** Somebody who subscribed to a mini-program's broadcasts (长期订阅用户). */
export interface Follower {
  readonly openId: string;
  readonly subscribedAt: Date | null;
  /** The room in which they subscribed. */
  readonly roomNativeId: string | null;
  /** Where that room stood at that moment. */
  readonly roomStatus: RoomStatus | null;
}
