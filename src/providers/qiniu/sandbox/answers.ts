import type { QiniuItem, QiniuLive, QiniuUser } from "../protocol/wire";
import type { QiniuRecord } from "../protocol/wire-items";
import type { QiniuUserProfile, QiniuViewer } from "../protocol/wire-users";
import type { Item, Recording, Room, User } from "./state/entities";
import type { World } from "./state/world";

/*
 * Rows as the wire shows them. The order of the keys is the server's, which differs between master and the others
 * where a user is shown.
 */

/** The first second of Go's calendar: what a time that was never set looks like. */
const GO_ZERO_TIME = -62135596800;

export function toUser(world: World, user: User): QiniuUser {
  const { userId: user_id, nick, avatar, extends: attributes, imUserId: im_userid } = user;
  if (world.settings.dialect === "master") return { user_id, nick, avatar, extends: attributes, im_userid };
  return { user_id, nick, avatar, im_userid, extends: attributes };
}

export function toUserProfile(user: User): QiniuUserProfile {
  return {
    user_id: user.userId,
    nick: user.nick,
    avatar: user.avatar,
    extends: user.extends,
    im_userid: user.imUserId,
    im_username: user.imUsername,
    im_password: user.imPassword,
  };
}

export function toViewer(world: World, user: User): QiniuViewer {
  const { userId: user_id, nick, avatar, extends: attributes, imUserId: im_userid, imUsername: im_username } = user;
  if (world.settings.dialect === "master")
    return { user_id, im_userid, im_username, nick, avatar, extends: attributes };
  // The name is left out while it is empty.
  const name = im_username === "" ? {} : { im_username };
  return { user_id, nick, avatar, im_userid, ...name, extends: attributes };
}

/** The figures of a live object that `/server` never knows and `/client` sometimes does. */
export interface LiveFigures {
  readonly anchorStatus?: 0 | 1;
  readonly onlineCount?: number;
  readonly roomToken?: string;
  /** In the answer to its creation a room without a start shows Go's zero time, later 0. */
  readonly fresh?: boolean;
}

export function toLive(world: World, room: Room, anchor: User, figures: LiveFigures = {}): QiniuLive {
  return {
    live_id: room.liveId,
    title: room.title,
    notice: room.notice,
    cover_url: room.coverUrl,
    extends: room.extends,
    anchor_info: toUser(world, anchor),
    anchor_status: figures.anchorStatus ?? 0,
    room_token: figures.roomToken ?? "",
    pk_id: room.pkId,
    online_count: figures.onlineCount ?? 0,
    start_time: room.startAt ?? (figures.fresh ? GO_ZERO_TIME : 0),
    end_time: room.endAt ?? GO_ZERO_TIME,
    chat_id: room.chatId,
    push_url: room.pushUrl,
    hls_url: room.hlsUrl,
    rtmp_url: room.rtmpUrl,
    flv_url: room.flvUrl,
    pv: 0,
    uv: 0,
    total_count: 0,
    total_mics: 0,
    live_status: room.status,
    ...(room.stopReason === "" ? {} : { stop_reason: room.stopReason }),
    ...(room.stopUserId === "" ? {} : { stop_user_id: room.stopUserId }),
    ...(room.stopAt === null ? {} : { stop_at: room.stopAt }),
  };
}

/** What master shows in place of a room of a list that it could not load. */
export function emptyLive(): QiniuLive {
  return {
    live_id: "",
    title: "",
    notice: "",
    cover_url: "",
    extends: null,
    anchor_info: { user_id: "", nick: "", avatar: "", extends: null, im_userid: 0 },
    anchor_status: 0,
    room_token: "",
    pk_id: "",
    online_count: 0,
    start_time: 0,
    end_time: 0,
    chat_id: 0,
    push_url: "",
    hls_url: "",
    rtmp_url: "",
    flv_url: "",
    pv: 0,
    uv: 0,
    total_count: 0,
    total_mics: 0,
    live_status: 0,
  };
}

export function toItem(world: World, item: Item): QiniuItem {
  const recording = item.recordId === 0 ? undefined : world.recordings.all().find((row) => row.id === item.recordId);
  return {
    live_id: item.liveId,
    item_id: item.itemId,
    order: item.order,
    title: item.title,
    tags: item.tags,
    thumbnail: item.thumbnail,
    link: item.link,
    current_price: item.currentPrice,
    origin_price: item.originPrice,
    status: item.status,
    record: recording ? toRecord(world, recording) : null,
    extends: item.extends,
  };
}

/** The URL is absolute only for a recording that is ready; before, it is the bare name, or empty. */
export function toRecord(world: World, recording: Recording): QiniuRecord {
  const { playbackUrl } = world.settings.publish;
  return {
    id: recording.id,
    record_url: recording.status === 0 ? `${playbackUrl}/${recording.fileName}` : recording.fileName,
    start: recording.start,
    end: recording.end,
    status: recording.status,
    live_id: recording.liveId,
    item_id: recording.itemId,
  };
}
