import type { Notification } from "./notification";
import type { Anchor, Room, RoomStatus } from "./room";

export const roomChangeKinds = ["CREATED", "UPDATED", "STATUS_CHANGED", "DELETED"] as const;
export type RoomChangeKind = (typeof roomChangeKinds)[number];

/** What of a room decides whether somebody wants to hear of it; kept also when the room is gone. */
export type RoomFacts = Pick<Room, "nativeId" | "title" | "status" | "startsAt"> & {
  readonly anchor: Pick<Anchor, "name"> | null;
};

/** A room has appeared, changed or gone. */
export interface RoomChange {
  readonly type: "ROOM";
  readonly at: Date;
  readonly accountKey: string;
  readonly kind: RoomChangeKind;
  readonly nativeId: string;
  /** The room as it is now; null when it is gone. */
  readonly room: Room | null;
  /** What it was like before; null when it was not there. */
  readonly before: RoomFacts | null;
  /** Where it stood before, if it stands elsewhere now. */
  readonly previousStatus: RoomStatus | null;
}

/** Somebody has subscribed to an account's broadcasts, or does not want to hear of them any more. */
export interface FollowerChange {
  readonly type: "FOLLOWER";
  readonly at: Date;
  readonly accountKey: string;
  readonly openId: string;
  readonly followed: boolean;
  /** The room in which it happened. */
  readonly roomNativeId: string | null;
}

/** A push to followers has come further. */
export interface NotificationProgress {
  readonly type: "NOTIFICATION";
  readonly at: Date;
  readonly accountKey: string;
  readonly notification: Notification;
}

/** Something that happened, for everybody who watches. */
export type LiveEvent = RoomChange | FollowerChange | NotificationProgress;

/** Names of the values that are times, wherever they stand in an event. */
const TIMES: ReadonlySet<string> = new Set(["at", "startsAt", "endsAt", "stoppedAt", "createdAt", "finishedAt"]);

/** An event as text, from which `readEvent` makes it again. */
export function writeEvent(event: LiveEvent): string {
  return JSON.stringify(event);
}

export function readEvent(text: string): LiveEvent {
  return JSON.parse(text, (name, value: unknown) =>
    TIMES.has(name) && typeof value === "string" ? new Date(value) : value,
  ) as LiveEvent;
}
