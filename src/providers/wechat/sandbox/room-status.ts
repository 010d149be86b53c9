import { WechatRefusal } from "./refusal";

/** 101 live, 102 not started, 103 ended, 104 banned, 105 paused, 106 abnormal, 107 expired. */
export const roomStatuses = [101, 102, 103, 104, 105, 106, 107] as const;
export type RoomStatus = (typeof roomStatuses)[number];

export function isRoomStatus(value: unknown): value is RoomStatus {
  return roomStatuses.includes(value as RoomStatus);
}

const beforeEnd = [101, 102, 105] as const;
const notBanned = [101, 102, 103, 105, 106, 107] as const;

/*
 * Which status permits what WeChat does not publish; it only says which calls answer 300023. Calls that are not in its
 * lists are refused in a banned room alone.
 */
const permitted = {
  delete: [102, 103, 107],
  edit: [102],
  pushUrl: beforeEnd,
  addGoods: beforeEnd,
  sortGoods: beforeEnd,
  sellGoods: beforeEnd,
  removeGoods: beforeEnd,
  pushGoods: [101],
  goodsVideo: [101, 103, 105],
  comment: beforeEnd,
  replay: notBanned,
  sharedCode: notBanned,
  switches: notBanned,
  assistants: notBanned,
  subAnchor: notBanned,
} as const satisfies Record<string, readonly RoomStatus[]>;
export type RoomAction = keyof typeof permitted;

export function requireStatus(status: RoomStatus, action: RoomAction): void {
  const statuses: readonly RoomStatus[] = permitted[action];
  if (statuses.includes(status)) return;
  throw new WechatRefusal(action === "edit" && status === 101 ? 300042 : 300023);
}
