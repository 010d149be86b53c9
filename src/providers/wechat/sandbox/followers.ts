/** Somebody who has subscribed to the account's broadcasts (长期订阅). */
export interface Follower {
  readonly openid: string;
  readonly subscribedAt: number;
  readonly roomId: number;
  /** Of the room, at that moment: 101, 102 or 103. */
  readonly roomStatus: number;
  /** Where the follower stands in the list: the time of subscribing, moved on until it is unique. */
  readonly position: number;
}

export interface FollowerRegistry {
  add(follower: Pick<Follower, "openid" | "roomId" | "roomStatus" | "subscribedAt">): Follower;
  remove(openid: string): void;
  has(openid: string): boolean;
  count(): number;
  /** The latest first, from those that stand before the position. */
  page(before: number, limit: number): readonly Follower[];
  /** Counts a message to the follower; false when they had one today. */
  receive(openid: string, day: number): boolean;
  /** Which room was announced on the day. */
  announced(day: number): number | undefined;
  announce(day: number, roomId: number): void;
}

export function createFollowerRegistry(): FollowerRegistry {
  const followers = new Map<string, Follower>();
  const received = new Map<string, number>();
  let announcement = { day: -1, roomId: 0 };
  let lastPosition = 0;
  let sorted: readonly Follower[] | null = null;
  return {
    add(row) {
      lastPosition = Math.max(lastPosition + 1, row.subscribedAt);
      const follower = { ...row, position: lastPosition };
      followers.set(row.openid, follower);
      sorted = null;
      return follower;
    },
    remove(openid) {
      followers.delete(openid);
      sorted = null;
    },
    has: (openid) => followers.has(openid),
    count: () => followers.size,
    page(before, limit) {
      sorted ??= [...followers.values()].sort((a, b) => b.position - a.position);
      const first = sorted.findIndex((follower) => follower.position < before);
      return first < 0 ? [] : sorted.slice(first, first + limit);
    },
    receive(openid, day) {
      if (received.get(openid) === day) return false;
      received.set(openid, day);
      return true;
    },
    announced: (day) => (announcement.day === day ? announcement.roomId : undefined),
    announce(day, roomId) {
      announcement = { day, roomId };
    },
  };
}
