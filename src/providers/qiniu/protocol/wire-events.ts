import { z } from "zod";

/*
 * Events that Qiniu's live server sends, once and unsigned. `live_created` carries the server's own record of the room,
 * the others only its id.
 */

/** Whole numbers past 2^53 are text already. */
const id = z.union([z.string(), z.number().transform(String)]);

export const qiniuEvent = z.object({
  /** The code writes underscores, one of the documents hyphens. */
  type: z.string().transform((type) => type.replaceAll("-", "_")),
  body: z
    .object({ live_id: id.nullish(), init_room_id: id.nullish(), recv_room_id: id.nullish() })
    .nullish()
    .catch(null),
});
