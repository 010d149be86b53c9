import { z } from "zod";
import { integer } from "./wire-values";

/* Followers (长期订阅用户), written like wire.ts. */

/** The room is `room_id` here, and the list of openids has a singular name. */
export interface WechatAnnouncement {
  room_id: number;
  user_openid: string[];
}
/** Nineteen digits: text, since no double can hold them. */
export const wechatAnnounced = z.object({ message_id: z.string().min(1) });
export type WechatAnnounced = z.input<typeof wechatAnnounced>;

const follower = z.object({
  openid: z.string(),
  subscribe_time: integer.nullish(),
  room_id: integer.nullish(),
  room_status: integer.nullish(),
});
export type WechatFollower = z.input<typeof follower>;
/** The end of the list is not documented: no followers, fewer than asked for, or no new page_break. */
export const wechatFollowerPage = z.object({ followers: z.array(follower).nullish(), page_break: integer.nullish() });
export type WechatFollowerPage = z.input<typeof wechatFollowerPage>;
