import type { WechatReplayList, WechatRoom, WechatRoomGoods, WechatRoomList } from "../protocol/wire";
import { beijingText } from "./beijing";
import { idField, integerField, invalid, isAbsent, type Fields } from "./fields";
import { liveOperation, type OperationContext, type Perform } from "./operation";
import { WechatRefusal } from "./refusal";
import { roomFor, type Room } from "./rooms";

/** Not documented as a hard limit: more rows are asked for in vain. */
const MOST_ROWS = 100;
/** The last second that 32 bits can count: WeChat's "never". */
const NEVER = 0xffff_ffff;

/** One path for two questions: the rooms, and with `action` the recordings of one of them. They share a counter. */
export const getLiveInfo = {
  ...liveOperation({
    name: "room.list",
    path: "/wxa/business/getliveinfo",
    perDay: 100_000,
    success: "text",
    prepare: (fields) => {
      if (isAbsent(fields["action"])) return prepareRoomList(fields);
      if (fields["action"] !== "get_replay") throw invalid("action");
      return prepareReplayList(fields);
    },
  }),
  names: ["room.list", "room.replay"],
};

function readPage(fields: Fields): { start: number; limit: number } {
  const start = integerField(fields, "start", { minimum: 0 });
  const limit = integerField(fields, "limit", { minimum: 0 });
  return { start, limit: Math.min(limit, MOST_ROWS) };
}

function prepareRoomList(fields: Fields): Perform {
  const { start, limit } = readPage(fields);
  return (context) => {
    const rooms = context.state.rooms.listed();
    // An account without rooms and a page beyond the last one look the same.
    if (start >= rooms.length) throw new WechatRefusal(9410000, undefined, { room_info: [], live_replay: [] });
    return {
      room_info: rooms.slice(start, start + limit).map((room) => toWireRoom(room, context)),
      total: rooms.length,
    } satisfies WechatRoomList;
  };
}

/** Not told: closeShare, the WeChat ids and the media ids. */
function toWireRoom(room: Room, context: OperationContext): WechatRoom {
  const { state, pictureUrl } = context;
  return {
    name: room.name,
    roomid: room.id,
    cover_img: pictureUrl(room.coverImg),
    share_img: pictureUrl(room.shareImg),
    live_status: state.rooms.status(room),
    start_time: room.startTime,
    end_time: room.endTime,
    anchor_name: room.anchorName,
    goods: room.goods.flatMap(({ goodsId }) => toWireGoods(goodsId, context)),
    live_type: room.type,
    close_like: room.closeLike,
    close_goods: room.closeGoods,
    close_comment: room.closeComment,
    close_kf: room.closeKf,
    close_replay: room.closeReplay,
    is_feeds_public: room.isFeedsPublic,
    creater_openid: room.creatorOpenid,
    feeds_img: pictureUrl(room.feedsImg),
  };
}

/** Prices are fen here and here alone. */
function toWireGoods(goodsId: number, { state, pictureUrl }: OperationContext): WechatRoomGoods[] {
  const goods = state.goods.find(goodsId);
  if (!goods) return [];
  return [
    {
      goods_id: goods.id,
      name: goods.name,
      cover_img: pictureUrl(goods.image),
      url: goods.url,
      price: goods.price,
      price2: goods.price2,
      price_type: goods.priceType,
      third_party_appid: goods.thirdPartyAppid,
    },
  ];
}

function prepareReplayList(fields: Fields): Perform {
  const roomId = idField(fields, "room_id");
  const { start, limit } = readPage(fields);
  return ({ state }) => {
    const { replays } = roomFor(state.rooms, roomId);
    const rows = replays.slice(start, start + limit).map((replay) => ({
      create_time: beijingText(replay.createdAt),
      expire_time: beijingText(replay.expiresAt ?? NEVER),
      media_url: replay.mediaUrl,
    }));
    // A total of 1 beside an empty list was seen while the recording is being made.
    return { room_info: [], total: Math.max(1, replays.length), live_replay: rows } satisfies WechatReplayList & {
      room_info: [];
    };
  };
}
