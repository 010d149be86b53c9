import type { Call } from "./call";

export const notificationStatuses = ["QUEUED", "SENDING", "SENT", "COMPLETED", "FAILED"] as const;
export type NotificationStatus = (typeof notificationStatuses)[number];

/** One push to followers (长期订阅群发), cut into chunks of the provider's size. */
export interface Notification {
  /** The global id. */
  readonly id: string;
  readonly accountKey: string;
  readonly roomNativeId: string;
  readonly status: NotificationStatus;
  /** To how many it is meant to go, to how many it was sent. */
  readonly recipients: number;
  readonly sent: number;
  readonly succeeded: number | null;
  readonly failed: number | null;
  readonly messageIds: readonly string[];
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export interface NotificationPort {
  /** How many recipients one call takes. */
  readonly chunkSize: number;
  /**
   * Announces a live room to these followers (by openid) and tells the provider's id of the message. A chunk whose answer
   * was lost is never sent again: it throws an ambiguous error.
   */
  sendChunk(roomNativeId: string, openIds: readonly string[], call: Call): Promise<string>;
}
