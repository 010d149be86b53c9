import { z } from "zod";
import { integer } from "./wire-values";

/*
 * Events that WeChat pushes, as JSON or as XML, where every value is text. Its samples nest the payload, its tables list
 * the members beside the header; both are read.
 */

/** One official sample wraps texts in CDATA marks that have become part of the text. */
const text = z
  .union([z.string(), z.number().transform(String)])
  .transform((value) => /^!?\[CDATA\[(.*)\]\]$/s.exec(value)?.[1] ?? value);

export const wechatEvent = z.looseObject({
  MsgType: text,
  Event: text.nullish(),
});

/** 长期订阅状态变化 */
export const wechatFollowEvent = z.object({
  room_id: integer.nullish(),
  user_openid: text.pipe(z.string().regex(/^[\w-]{1,64}$/)),
  time: integer,
  action: text.pipe(z.enum(["add_follow", "del_follow"])),
});

/** 长期订阅群发结果 */
export const wechatPushResultEvent = z.object({
  message_id: text.pipe(z.string().regex(/^\d{1,30}$/)),
  total_count: integer,
  success_count: integer,
});
