import type { QiniuLiveEntity, QiniuLiveEvent } from "../../protocol/wire-callbacks";
import type { Trace } from "../trace";
import type { Room } from "./entities";

/** Tells the business server that a room was created: with the database row, not the live object of the documents. */
export function announceCreation(trace: Trace, room: Room): void {
  void trace.world.callbacks.send(trace, "live_created", toLiveEntity(room));
}

/** Tells the business server what became of a room, by its id alone. */
export function announceRoom(
  trace: Trace,
  type: "live_started" | "live_stopped" | "live_deleted",
  { liveId }: Pick<Room, "liveId">,
): void {
  const body: QiniuLiveEvent = { live_id: liveId };
  void trace.world.callbacks.send(trace, type, body);
}

export function toLiveEntity(room: Room): QiniuLiveEntity {
  return {
    id: room.id,
    live_id: room.liveId,
    title: room.title,
    notice: room.notice,
    cover_url: room.coverUrl,
    extends: room.extends,
    anchor_id: room.anchorId,
    live_status: room.status,
    pk_id: room.pkId,
    online_count: 0,
    start_at: room.startAt,
    end_at: room.endAt,
    chat_id: room.chatId,
    push_url: room.pushUrl,
    rtmp_play_url: room.rtmpUrl,
    flv_play_url: room.flvUrl,
    hls_play_url: room.hlsUrl,
    last_heartbeat_at: room.lastHeartbeatAt,
    created_at: room.createdAt,
    updated_at: room.updatedAt,
    deleted_at: null,
    stop_reason: room.stopReason,
    stop_user_id: room.stopUserId,
    stop_at: room.stopAt,
    unreview_censor_count: 0,
    last_censor_time: 0,
  };
}
