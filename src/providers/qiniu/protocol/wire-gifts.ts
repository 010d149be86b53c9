import { z } from "zod";

const integer = z.number();

export const qiniuGiftConfig = z.object({
  gift_id: integer,
  type: integer,
  name: z.string(),
  amount: integer,
  img: z.string().nullish(),
  animation_type: integer.nullish(),
  animation_img: z.string().nullish(),
  order: integer.nullish(),
  extends: z.record(z.string(), z.string()).nullish(),
});
export type QiniuGiftConfig = z.input<typeof qiniuGiftConfig>;

/** A gift in a list. Status 0 is not paid yet, 1 sent, 2 not paid. */
export const qiniuGift = z.object({
  id: integer,
  biz_id: z.string(),
  user_id: z.string(),
  gift_id: integer,
  amount: integer,
  status: integer,
  live_id: z.string(),
  anchor_id: z.string(),
  created_at: integer.nullish(),
  updated_at: integer.nullish(),
});
export type QiniuGift = z.input<typeof qiniuGift>;

/** The answer to sending one, and the body of gift_send. */
export const qiniuGiftSent = qiniuGift.omit({ id: true, created_at: true, updated_at: true });
export type QiniuGiftSent = z.input<typeof qiniuGiftSent>;
