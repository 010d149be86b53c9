import { z } from "zod";
import { flag, integer, price, text } from "./wire-values";

/*
 * What WeChat sends and takes, spelled as WeChat spells it. Answers are read no stricter than needed: only fields that
 * are used, a number also where it comes as text, null as absent. A spelling that looks wrong here is WeChat's.
 */

/** Every answer. Success is errcode 0 or no errcode; errmsg ends in `rid: …` on failure. */
export const wechatEnvelope = z.looseObject({ errcode: integer.nullish(), errmsg: text });

export const wechatToken = z.object({ access_token: z.string().min(1), expires_in: integer });
export type WechatToken = z.input<typeof wechatToken>;

export const wechatMedia = z.object({ media_id: z.string().min(1), created_at: integer.nullish() });
export type WechatMedia = z.input<typeof wechatMedia> & { type: string };

/* ------------------------------------------------------------------------------------------------------- rooms */

const roomGoods = z.object({
  goods_id: integer,
  name: z.string(),
  cover_img: text,
  url: text,
  price,
  price2: price,
  price_type: integer.nullish(),
  third_party_appid: text,
});
export type WechatRoomGoods = z.input<typeof roomGoods>;

const room = z.object({
  name: z.string(),
  roomid: integer,
  cover_img: text,
  share_img: text,
  feeds_img: text,
  live_status: integer.nullish(),
  /** An older spelling of live_status in WeChat's own documents. */
  live_satus: integer.nullish(),
  start_time: integer,
  end_time: integer,
  anchor_name: text,
  live_type: flag,
  close_like: flag,
  close_goods: flag,
  close_comment: flag,
  close_kf: flag,
  close_replay: flag,
  is_feeds_public: flag,
  creater_openid: text,
  goods: z.array(roomGoods).nullish(),
});
export type WechatRoom = z.input<typeof room>;
export type WechatRoomRead = z.output<typeof room>;

export const wechatRoomList = z.object({ room_info: z.array(room).nullish(), total: integer.nullish() });
export type WechatRoomList = z.input<typeof wechatRoomList>;

const replay = z.object({ create_time: text, expire_time: text, media_url: text });
export type WechatReplay = z.input<typeof replay>;
export const wechatReplayList = z.object({ live_replay: z.array(replay).nullish(), total: integer.nullish() });
export type WechatReplayList = z.input<typeof wechatReplayList>;

/** Flags say what is closed: 1 is closed, except isFeedsPublic, where 1 is listed. */
export interface WechatRoomFields {
  name: string;
  coverImg: string;
  startTime: number;
  endTime: number;
  anchorName: string;
  anchorWechat: string;
  shareImg: string;
  feedsImg: string;
  isFeedsPublic?: number;
  closeLike: number;
  closeGoods: number;
  closeComment: number;
  closeReplay?: number;
  closeShare?: number;
  closeKf?: number;
}
export interface WechatRoomCreation extends WechatRoomFields {
  subAnchorWechat?: string;
  createrWechat?: string;
  type: number;
}
/** The room is `id` here and in deleteroom, `roomId` nearly everywhere else. */
export interface WechatRoomEdit extends WechatRoomFields {
  id: number;
}
export const wechatRoomCreated = z.object({ roomId: integer, qrcode_url: text });
export type WechatRoomCreated = z.input<typeof wechatRoomCreated>;

const assistant = z.object({
  timestamp: integer.nullish(),
  headimg: text,
  nickname: z.string(),
  alias: text,
  openid: text,
});
export type WechatAssistant = z.input<typeof assistant>;
export const wechatAssistantList = z.object({
  list: z.array(assistant).nullish(),
  count: integer.nullish(),
  maxCount: integer.nullish(),
});
export type WechatAssistantList = z.input<typeof wechatAssistantList>;
export interface WechatAssistantAddition {
  roomId: number;
  users: { username: string; nickname: string }[];
}

/* ------------------------------------------------------------------------------------------------------- goods */

export interface WechatGoodsFields {
  /** A media id, despite the name. */
  coverImgUrl: string;
  name: string;
  priceType: number;
  price: number;
  price2?: number;
  url: string;
  thirdPartyAppid?: string;
}
export interface WechatGoodsAddition {
  goodsInfo: WechatGoodsFields;
}
export const wechatGoodsAdded = z.object({ goodsId: integer, auditId: integer.nullish() });
export type WechatGoodsAdded = z.input<typeof wechatGoodsAdded>;

/** A row of getgoodswarehouse: snake_case, with the review status. */
const warehouseGoods = z.object({
  goods_id: integer,
  name: z.string(),
  cover_img_url: text,
  url: text,
  price_type: integer.nullish(),
  priceType: integer.nullish(),
  price,
  price2: price,
  audit_status: integer.nullish(),
  third_party_tag: integer.nullish(),
  thirdPartyAppid: text,
});
export type WechatWarehouseGoods = z.input<typeof warehouseGoods>;
export type WechatWarehouseGoodsRead = z.output<typeof warehouseGoods>;
export const wechatWarehouse = z.object({ goods: z.array(warehouseGoods).nullish() });
export type WechatWarehouse = z.input<typeof wechatWarehouse> & { total: number };

/** A row of getapproved: camelCase, and no review status, since it is the one that was asked for. */
const libraryGoods = z.object({
  goodsId: integer,
  name: z.string(),
  coverImgUrl: text,
  url: text,
  priceType: integer.nullish(),
  price,
  price2: price,
  thirdPartyTag: integer.nullish(),
  third_party_tag: integer.nullish(),
  thirdPartyAppid: text,
});
export type WechatLibraryGoods = z.input<typeof libraryGoods>;
export type WechatLibraryGoodsRead = z.output<typeof libraryGoods>;
export const wechatLibrary = z.object({ goods: z.array(libraryGoods).nullish(), total: integer.nullish() });
export type WechatLibrary = z.input<typeof wechatLibrary>;
