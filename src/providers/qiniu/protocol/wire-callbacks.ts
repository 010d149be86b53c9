import { z } from "zod";

/*
 * The events that Qiniu posts to the business server: unsigned, sent once, in no order. They say where to look, not
 * what is true.
 */

const text = z.string().nullish();
const integer = z.number().nullish();

/** Any event. `type` has underscores on the wire and hyphens in one of the documents; take both. */
export const qiniuCallback = z.object({
  type: z.string(),
  body: z.looseObject({ live_id: text, init_room_id: text, recv_room_id: text }).nullish(),
});
export type QiniuCallbackRead = z.output<typeof qiniuCallback>;

/** Of live_started, live_stopped and live_deleted. */
export interface QiniuLiveEvent {
  live_id: string;
}

/** Of live_created: the row of the database, not the live object of the documents. */
export const qiniuLiveEntity = z.object({
  id: z.number(),
  live_id: z.string(),
  title: text,
  notice: text,
  cover_url: text,
  extends: z.record(z.string(), z.string()).nullish(),
  anchor_id: text,
  live_status: integer,
  pk_id: text,
  online_count: integer,
  start_at: integer,
  end_at: integer,
  chat_id: integer,
  push_url: text,
  rtmp_play_url: text,
  flv_play_url: text,
  hls_play_url: text,
  last_heartbeat_at: integer,
  created_at: integer,
  updated_at: integer,
  deleted_at: integer,
  stop_reason: text,
  stop_user_id: text,
  stop_at: integer,
  unreview_censor_count: integer,
  last_censor_time: integer,
});
export type QiniuLiveEntity = z.input<typeof qiniuLiveEntity>;

/** Of pk_stopped on the older servers: who stopped it. The newer ones send the session. */
export interface QiniuStoppedBy {
  AppId: string;
  UserId: string;
  DeviceId: string;
  ImUserId: number;
}
