import { formatId } from "../../../domain/id";
import type { Room, RoomListPort, RoomStatus } from "../../../domain/room";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatRoomList, type WechatRoomRead } from "../protocol/wire";
import type { WechatContext } from "./context";
import { toRoomGoods } from "./room-goods";
import { fromSeconds } from "./time";

/** What one call may ask for. */
const LARGEST_PART = 100;
/** "No room was ever created", and "start lies beyond the last room": both mean there is nothing (more). */
export const EMPTY_LIST = [1, 9410000];

export function createRoomList(context: WechatContext): RoomListPort {
  return {
    async listRooms(position, call, before) {
      const start = position === null ? 0 : Number(position);
      const [words, prices] = before?.version?.split(" ") ?? [];
      const answer = await context.client.sendAgain(
        wechatEndpoints.listRooms,
        { body: { start, limit: LARGEST_PART }, accept: EMPTY_LIST },
        wechatRoomList,
        call,
        words,
      );
      if (before && answer.version === words) {
        // The same words are read otherwise when another price has been written.
        const written = await context.writtenPrices.read(goodsIn(before.rooms));
        if (nameOf(written) === prices) return before;
      }
      const { room_info, total } = answer.read();
      const rows = room_info ?? [];
      const goodsIds = rows.flatMap((row) => (row.goods ?? []).map((goods) => String(goods.goods_id)));
      const written = await context.writtenPrices.read(goodsIds);
      const part = {
        rooms: rows.map((row) => toRoom(row, context, written)),
        ahead: positionsAhead(start, rows.length, total ?? 0),
      };
      return rows.length === 0 ? part : { ...part, version: `${answer.version} ${nameOf(written)}` };
    },
  };
}

function goodsIn(rooms: readonly Room[]): string[] {
  return rooms.flatMap(({ goods }) => (goods ?? []).map((placed) => placed.goods.nativeId));
}

/** Without a space. */
function nameOf(written: ReadonlyMap<string, readonly number[]>): string {
  return JSON.stringify([...written]);
}

/** Where the rest begins. Parts are as long as this one was, in case WeChat gives fewer rows than it was asked for. */
function positionsAhead(start: number, received: number, total: number): string[] {
  const ahead: string[] = [];
  if (received > 0) for (let next = start + received; next < total; next += received) ahead.push(String(next));
  return ahead;
}

const statuses: Readonly<Record<number, RoomStatus>> = {
  101: "LIVE",
  102: "SCHEDULED",
  103: "ENDED",
  104: "BANNED",
  105: "PAUSED",
  106: "FAILED",
  107: "EXPIRED",
};

function toRoom(row: WechatRoomRead, context: WechatContext, written: ReadonlyMap<string, readonly number[]>): Room {
  const accountKey = context.account.key;
  const status = row.live_status ?? row.live_satus ?? null;
  const nativeId = String(row.roomid);
  return {
    id: formatId("room", accountKey, nativeId),
    accountKey,
    provider: "WECHAT",
    nativeId,
    title: row.name,
    notice: null,
    status: (status === null ? undefined : statuses[status]) ?? "UNKNOWN",
    nativeStatus: status === null ? null : String(status),
    startsAt: fromSeconds(row.start_time),
    endsAt: fromSeconds(row.end_time),
    coverUrl: row.cover_img || null,
    shareImageUrl: row.share_img || null,
    feedImageUrl: row.feeds_img || null,
    anchor: { name: row.anchor_name || null, nativeUserId: null, avatarUrl: null, online: null },
    settings: {
      likes: isOpen(row.close_like),
      goodsShelf: isOpen(row.close_goods),
      comments: isOpen(row.close_comment),
      replay: isOpen(row.close_replay),
      // The list does not tell closeShare.
      sharing: null,
      customerService: isOpen(row.close_kf),
      feedListed: isOn(row.is_feeds_public),
    },
    playback: null,
    goods: (row.goods ?? []).map((goods, index) => toRoomGoods(goods, index, nativeId, context, written)),
    attributes: [],
    details: { kind: "WECHAT", pushStream: isOn(row.live_type), creatorOpenId: row.creater_openid || null },
  };
}

function isOpen(closed: number | null | undefined): boolean | null {
  return closed === null || closed === undefined ? null : closed === 0;
}

function isOn(flag: number | null | undefined): boolean | null {
  return flag === null || flag === undefined ? null : flag === 1;
}
