import type { FollowerPort } from "../../../domain/follower";
import type { NotificationPort } from "../../../domain/notification";
import type { RoomStatus } from "../../../domain/room";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatAnnounced, wechatFollowerPage } from "../protocol/wire-followers";
import type { WechatContext } from "./context";
import { roomNumber } from "./native-id";
import { fromSeconds } from "./time";

const LARGEST_PAGE = 2000;
/** How many openids one push takes. */
const LARGEST_CHUNK = 2000;

const statuses: Readonly<Record<number, RoomStatus>> = { 101: "LIVE", 102: "SCHEDULED", 103: "ENDED" };

/** Who subscribed to the mini-program's broadcasts (长期订阅用户). */
export function createFollowers({ client, account }: WechatContext): FollowerPort {
  return {
    pageSize: LARGEST_PAGE,
    async listFollowers(position, limit, call) {
      const size = Math.min(limit, LARGEST_PAGE);
      // The first page is asked for without a mark.
      const body = { limit: size, ...(position === null ? {} : { page_break: Number(position) }) };
      const answer = await client.send(wechatEndpoints.listFollowers, { body }, wechatFollowerPage, call);
      const rows = answer.followers ?? [];
      const mark = answer.page_break === null || answer.page_break === undefined ? null : String(answer.page_break);
      // The end has no documented sign: a short page, no mark, or the same mark again.
      const isLast = rows.length < size || mark === null || mark === position;
      return {
        items: rows.map((row) => ({
          accountKey: account.key,
          openId: row.openid,
          subscribedAt: fromSeconds(row.subscribe_time),
          roomNativeId: row.room_id ? String(row.room_id) : null,
          roomStatus: row.room_status ? (statuses[row.room_status] ?? "UNKNOWN") : null,
        })),
        next: isLast ? null : mark,
        total: null,
      };
    },
  };
}

/** Announcing a live room to followers (长期订阅群发). That WeChat accepts it says nothing yet of whom it reaches. */
export function createNotifications({ client }: WechatContext): NotificationPort {
  return {
    chunkSize: LARGEST_CHUNK,
    async sendChunk(roomNativeId, openIds, call) {
      const body = { room_id: roomNumber(roomNativeId), user_openid: [...openIds] };
      return (await client.send(wechatEndpoints.pushMessage, { body }, wechatAnnounced, call)).message_id;
    },
  };
}
