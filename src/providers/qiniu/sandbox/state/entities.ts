import type { TextMap } from "../wire/json-writer";
import type { Row } from "./table";

/*
 * The rows of the server's database. Times are whole seconds since 1970; null is a time that is not set.
 * Except for items, a deleted row is no longer there.
 */

export interface User extends Row {
  readonly userId: string;
  readonly nick: string;
  readonly avatar: string;
  readonly extends: TextMap | null;
  /** 0 until the messaging service has registered the user. */
  readonly imUserId: number;
  readonly imUsername: string;
  readonly imPassword: string;
}

/** Native room states: created, live, ended. */
export type LiveStatus = 0 | 1 | 2;

export interface Room extends Row {
  readonly liveId: string;
  readonly title: string;
  readonly notice: string;
  readonly coverUrl: string;
  readonly extends: TextMap | null;
  readonly anchorId: string;
  readonly status: LiveStatus;
  readonly pkId: string;
  /** Planned until the room really starts and ends. */
  readonly startAt: number | null;
  readonly endAt: number | null;
  readonly chatId: number;
  readonly pushUrl: string;
  readonly rtmpUrl: string;
  readonly flvUrl: string;
  readonly hlsUrl: string;
  /** Null for a room nobody ever sent a heartbeat for: the ten-minute rule does not touch it. */
  readonly lastHeartbeatAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Orders rooms that were updated in the same second. */
  readonly written: number;
  readonly stopReason: string;
  readonly stopUserId: string;
  readonly stopAt: number | null;
}

/** Where a user is: one row for each user, whatever room it is. */
export interface Presence extends Row {
  readonly userId: string;
  readonly liveId: string;
  readonly online: boolean;
  /** Null for a viewer who was put there by a control request and needs no heartbeat. */
  readonly heartbeatAt: number | null;
  readonly updatedAt: number;
}

export interface Item extends Row {
  readonly liveId: string;
  readonly itemId: string;
  readonly order: number;
  readonly title: string;
  readonly tags: string;
  readonly thumbnail: string;
  readonly link: string;
  readonly currentPrice: string;
  readonly originPrice: string;
  /** 0 off the shelf, 1 on sale, 2 visible and not for sale. */
  readonly status: number;
  /** 0 without a recording. */
  readonly recordId: number;
  readonly extends: TextMap | null;
  /** Deleted items stay as rows: their places are not given again. */
  readonly deleted: boolean;
}

/** A recording of an item being explained. */
export interface Recording extends Row {
  readonly liveId: string;
  readonly itemId: string;
  readonly start: number;
  readonly end: number | null;
  /** 0 ready, 3 failed, 4 being recorded. */
  readonly status: 0 | 3 | 4;
  readonly fileName: string;
}

export interface GiftConfig extends Row {
  readonly giftId: number;
  readonly type: number;
  readonly name: string;
  readonly amount: number;
  readonly img: string;
  readonly animationType: number;
  readonly animationImg: string;
  readonly order: number;
  readonly extends: TextMap | null;
  readonly createdAt: number;
}

export interface GiftRecord extends Row {
  readonly bizId: string;
  readonly userId: string;
  readonly giftId: number;
  readonly amount: number;
  /** 0 not paid yet, 1 sent, 2 not paid. */
  readonly status: 0 | 1 | 2;
  readonly liveId: string;
  readonly anchorId: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A session in which two rooms compete (PK). */
export interface Relay extends Row {
  readonly sid: string;
  readonly initUserId: string;
  readonly initRoomId: string;
  readonly recvUserId: string;
  readonly recvRoomId: string;
  readonly extends: TextMap | null;
  /** 1 agreed, 2 the initiator has joined, 3 the receiver has, 4 both, 6 stopped. */
  readonly status: 1 | 2 | 3 | 4 | 6;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Mic extends Row {
  readonly liveId: string;
  readonly userId: string;
  readonly mic: boolean;
  readonly camera: boolean;
  /** 0 on, 1 left. */
  readonly status: 0 | 1;
  readonly extends: TextMap | null;
}

/** How often one user did one kind of thing in a room. */
export interface Visits extends Row {
  readonly liveId: string;
  readonly userId: string;
  readonly bizId: string;
  readonly type: number;
  readonly count: number;
  /** How many different visitors the row stands for: 1, or more when a control request set a total. */
  readonly visitors: number;
}
