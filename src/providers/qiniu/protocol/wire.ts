import { z } from "zod";

/*
 * What Qiniu's live server sends and takes, in all its dialects at once: a key that one of them leaves out, sends as
 * null or as an empty list means the same here. Integers past 2^53 do not occur as numbers: live ids are text.
 */

const text = z.string().nullish();
const integer = z.number().nullish();
const extensions = z.record(z.string(), z.string()).nullish();

/** Every answer. Success is HTTP 2xx and code 0 or 200; the code of a refusal depends on the dialect. */
export const qiniuEnvelope = z.object({
  request_id: text,
  code: z.number(),
  message: text,
  data: z.unknown().optional(),
});
export type QiniuEnvelope = { request_id: string; code: number; message: string; data?: unknown };

export const qiniuUser = z.object({
  user_id: z.string(),
  nick: text,
  avatar: text,
  extends: extensions,
  im_userid: z.union([z.number(), z.string()]).nullish(),
});
export type QiniuUser = z.input<typeof qiniuUser>;
export type QiniuUserRead = z.output<typeof qiniuUser>;
export const qiniuUsers = z.array(qiniuUser).nullish();

/** What to change in a user. Empty texts are passed over, attributes added to those that are there. */
export type QiniuUserChange = Omit<QiniuUserRegistration, "user_id">;

export interface QiniuUserRegistration {
  user_id: string;
  nick?: string;
  avatar?: string;
  extends?: Record<string, string>;
}

export const qiniuLive = z.object({
  live_id: z.string(),
  title: text,
  notice: text,
  cover_url: text,
  extends: extensions,
  anchor_info: qiniuUser.nullish(),
  anchor_status: integer,
  pk_id: text,
  online_count: integer,
  start_time: integer,
  end_time: integer,
  chat_id: z.union([z.number(), z.string()]).nullish(),
  push_url: text,
  hls_url: text,
  rtmp_url: text,
  flv_url: text,
  live_status: integer,
  stop_reason: text,
  stop_user_id: text,
  stop_at: integer,
});
/** As the server sends it; the always-zero counters and the room token are read by nobody. */
export type QiniuLive = z.input<typeof qiniuLive> & {
  room_token: string;
  pv: number;
  uv: number;
  total_count: number;
  total_mics: number;
};
export type QiniuLiveRead = z.output<typeof qiniuLive>;

/** Times are Beijing wall clock, YYYY-MM-DD HH:mm:ss; a time that is not planned is left out, since "" is refused. */
export interface QiniuLiveCreation {
  anchor_id: string;
  title: string;
  notice?: string;
  cover_url?: string;
  extends?: Record<string, string>;
  start_at?: string;
  end_at?: string;
  publish_expire_at?: string;
}

export const qiniuLivePage = z.object({
  total_count: integer,
  page_total: integer,
  /** True on a page shorter than asked for; false on a last page that is exactly full. */
  end_page: z.boolean().nullish(),
  list: z.array(z.unknown()).nullish(),
});
export type QiniuPage<Row> = { total_count: number; page_total: number; end_page: boolean; list: Row[] | null };

export const qiniuClientToken = z.object({ access_token: z.string().min(1), expires_at: z.number() });
export type QiniuClientToken = z.input<typeof qiniuClientToken>;

export const qiniuItem = z.object({
  live_id: text,
  item_id: z.string(),
  order: integer,
  title: text,
  tags: text,
  thumbnail: text,
  link: text,
  current_price: text,
  origin_price: text,
  status: integer,
  record: z.object({ id: z.union([z.number(), z.string()]).nullish(), record_url: text, status: integer }).nullish(),
  extends: extensions,
});
export type QiniuItem = z.input<typeof qiniuItem>;
export type QiniuItemRead = z.output<typeof qiniuItem>;
export const qiniuItems = z.array(qiniuItem).nullish();

export interface QiniuItemAddition {
  live_id: string;
  items: {
    item_id: string;
    title: string;
    current_price: string;
    origin_price?: string;
    tags?: string;
    thumbnail?: string;
    link?: string;
    status?: number;
    extends?: Record<string, string>;
  }[];
}
