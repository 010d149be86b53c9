import type { ReplayPort } from "../../../domain/replay";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatReplayList } from "../protocol/wire";
import type { WechatContext } from "./context";
import { roomNumber } from "./native-id";
import { EMPTY_LIST } from "./rooms";
import { fromReplayTime } from "./time";

const LARGEST_PAGE = 100;

export function createReplays({ client }: WechatContext): ReplayPort {
  return {
    async listReplays(roomNativeId, offset, limit, call) {
      const size = Math.min(limit, LARGEST_PAGE);
      const answer = await client.send(
        wechatEndpoints.listReplays,
        {
          body: { action: "get_replay", room_id: roomNumber(roomNativeId), start: offset, limit: size },
          accept: EMPTY_LIST,
        },
        wechatReplayList,
        call,
      );
      const rows = answer.live_replay ?? [];
      const items = rows.flatMap((row) =>
        row.media_url
          ? [
              {
                mediaUrl: row.media_url,
                createdAt: fromReplayTime(row.create_time),
                expiresAt: fromReplayTime(row.expire_time),
              },
            ]
          : [],
      );
      // The total is no help: 1 has been seen beside an empty list. A full page may have another behind it.
      return { items, next: rows.length < size ? null : String(offset + rows.length), total: null };
    },
  };
}
