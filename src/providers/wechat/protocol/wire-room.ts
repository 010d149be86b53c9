import { z } from "zod";
import { text } from "./wire-values";

/*
 * What one room can be asked for and told besides its list row, and the switches of a room. The room is `roomId` in all
 * of these. Written like wire.ts.
 */

/** An RTMP address with its key: whoever has it can broadcast. */
export const wechatPushUrl = z.object({ pushAddr: z.string().min(1) });
export type WechatPushUrl = z.input<typeof wechatPushUrl>;

export const wechatSharedCode = z.object({ cdnUrl: text, pagePath: text, posterUrl: text });
export type WechatSharedCode = z.input<typeof wechatSharedCode>;

/** A room without a sub-anchor has no documented answer: the username is absent or empty. */
export const wechatSubAnchor = z.object({ username: text });
export type WechatSubAnchor = z.input<typeof wechatSubAnchor>;
export interface WechatSubAnchorChange {
  roomId: number;
  username: string;
}

export interface WechatFeedSwitch {
  roomId: number;
  isFeedsPublic: number;
}
export interface WechatReplaySwitch {
  roomId: number;
  closeReplay: number;
}
/** Lower-case f. */
export interface WechatCustomerServiceSwitch {
  roomId: number;
  closeKf: number;
}
/** WeChat's field table calls the room `id`, its own example and all siblings `roomId`. */
export interface WechatCommentSwitch {
  roomId: number;
  banComment: number;
}

export interface WechatAssistantChange {
  roomId: number;
  username: string;
  nickname: string;
}
export interface WechatAssistantRemoval {
  roomId: number;
  username: string;
}

/* ------------------------------------------------------------------------------------------- goods in the room */

export interface WechatRoomGoodsImport {
  ids: number[];
  roomId: number;
}
export interface WechatRoomGoodsChoice {
  roomId: number;
  goodsId: number;
}
export interface WechatRoomGoodsSale extends WechatRoomGoodsChoice {
  onSale: number;
}
/** Objects, not bare ids, and the ids are text in WeChat's own sample. */
export interface WechatRoomGoodsOrder {
  roomId: number;
  goods: { goodsId: string }[];
}
export const wechatGoodsVideo = z.object({ url: z.string().min(1) });
export type WechatGoodsVideo = z.input<typeof wechatGoodsVideo>;
