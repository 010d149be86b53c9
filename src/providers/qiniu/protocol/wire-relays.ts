import { z } from "zod";

/** Status 1 agreed, 2 the initiator has joined, 3 the receiver has, 4 both, 5 refused, 6 stopped. `ID` is spelled so. */
export const qiniuRelaySession = z.object({
  ID: z.number(),
  sid: z.string(),
  init_user_id: z.string(),
  init_room_id: z.string(),
  recv_user_id: z.string(),
  recv_room_id: z.string(),
  extends: z.record(z.string(), z.string()).nullish(),
  status: z.number(),
  start_at: z.number().nullish(),
  stop_at: z.number().nullish(),
  created_at: z.number().nullish(),
  updated_at: z.number().nullish(),
});
export type QiniuRelaySession = z.input<typeof qiniuRelaySession>;

export const qiniuRelayTicket = z.object({
  relay_id: z.string(),
  relay_status: z.number(),
  relay_token: z.string().nullish(),
});
export type QiniuRelayTicket = z.input<typeof qiniuRelayTicket>;
