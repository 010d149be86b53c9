import { z } from "zod";

/** Kinds of figures: 1 views of the room, 2 of items, 3 comments, 4 PK, 5 microphone, 6 likes, 7 gifts. */
export const qiniuLiveStats = z.object({
  flow: z.string().nullish(),
  info: z
    .array(
      z.object({
        type: z.number(),
        type_description: z.string().nullish(),
        page_view: z.number(),
        unique_visitor: z.number(),
      }),
    )
    .nullish(),
});
export type QiniuLiveStats = z.input<typeof qiniuLiveStats>;

/** The caller's own likes in the room, and everybody's. */
export const qiniuLikes = z.object({ count: z.number(), total: z.number() });
export type QiniuLikes = z.input<typeof qiniuLikes>;

export const qiniuHeartbeat = z.object({ live_id: z.string(), live_status: z.number() });
export type QiniuHeartbeat = z.input<typeof qiniuHeartbeat>;
