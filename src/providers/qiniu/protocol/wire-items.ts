import { z } from "zod";

/** A recording of an item being explained. The URL is absolute only when the status is 0. */
export const qiniuRecord = z.object({
  id: z.number(),
  record_url: z.string().nullish(),
  start: z.number().nullish(),
  end: z.number().nullish(),
  status: z.number(),
  live_id: z.string().nullish(),
  item_id: z.string().nullish(),
});
export type QiniuRecord = z.input<typeof qiniuRecord>;
export const qiniuRecords = z.array(qiniuRecord).nullish();

export interface QiniuItemChange {
  title?: string;
  tags?: string;
  thumbnail?: string;
  link?: string;
  current_price?: string;
  origin_price?: string;
  extends?: Record<string, string>;
  /** A change without it takes the recording from the item. */
  record?: { id: number };
}
export interface QiniuItemRemoval {
  live_id: string;
  items: string[];
}
export interface QiniuItemStatuses {
  live_id: string;
  items: { item_id: string; status: number }[];
}
export interface QiniuItemOrders {
  live_id: string;
  items: { item_id: string; order: number }[];
}
