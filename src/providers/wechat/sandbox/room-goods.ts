import type { WechatGoodsVideo } from "../protocol/wire-room";
import { flagField, idField, invalid, listField, missing, toId, toObject } from "./fields";
import { liveOperation, type WechatOperation } from "./operation";
import { WechatRefusal } from "./refusal";
import { roomFor, type Room, type RoomGoods } from "./rooms";
import type { RoomAction } from "./room-status";
import type { WechatState } from "./state";
import { goodsVideoUrl } from "./videos";

/** How long goods stay in front of the viewers. WeChat says no more than "try again shortly". */
const PUSH_SECONDS = 3;

export const roomGoodsOperations: readonly WechatOperation[] = [
  liveOperation({
    name: "room.addGoods",
    path: "/wxaapi/broadcast/room/addgoods",
    success: "code",
    prepare: (fields) => {
      const ids = new Set(listField(fields, "ids").map((id) => toId(id, "ids")));
      const roomId = idField(fields, "roomId");
      if (ids.size === 0) throw missing("ids");
      return ({ state }) => {
        const room = roomFor(state.rooms, roomId, "addGoods");
        for (const id of ids) {
          const goods = state.goods.find(id);
          if (!goods) throw new WechatRefusal(300024);
          if (goods.auditStatus !== 2) throw new WechatRefusal(300025);
        }
        const fresh = [...ids].filter((id) => !room.goods.some(({ goodsId }) => goodsId === id));
        const most = state.settings.goodsPerRoom;
        if (fresh.length > 0 && room.goods.length >= most) throw new WechatRefusal(300026);
        if (room.goods.length + fresh.length > most) throw new WechatRefusal(300033);
        room.goods.push(...fresh.map((goodsId) => ({ goodsId, onSale: true, video: "none" as const })));
        return {};
      };
    },
  }),
  liveOperation({
    name: "roomGoods.onSale",
    path: "/wxaapi/broadcast/goods/onsale",
    success: "code",
    prepare: (fields) => {
      const roomId = idField(fields, "roomId");
      const goodsId = idField(fields, "goodsId");
      const onSale = flagField(fields, "onSale") === 1;
      return ({ state }) => {
        const { room, goods } = goodsIn(state, roomId, goodsId, "sellGoods");
        if (pushed(room, state) === goodsId) throw new WechatRefusal(300049);
        goods.onSale = onSale;
        return {};
      };
    },
  }),
  liveOperation({
    name: "roomGoods.deleteInRoom",
    path: "/wxaapi/broadcast/goods/deleteInRoom",
    success: "code",
    prepare: (fields) => {
      const roomId = idField(fields, "roomId");
      const goodsId = idField(fields, "goodsId");
      return ({ state }) => {
        const { room, goods } = goodsIn(state, roomId, goodsId, "removeGoods");
        if (pushed(room, state) !== null) throw new WechatRefusal(300047);
        room.goods = room.goods.filter((other) => other !== goods);
        return {};
      };
    },
  }),
  liveOperation({
    name: "roomGoods.push",
    path: "/wxaapi/broadcast/goods/push",
    success: "code",
    prepare: (fields) => {
      const roomId = idField(fields, "roomId");
      const goodsId = idField(fields, "goodsId");
      return ({ state }) => {
        const { room, goods } = goodsIn(state, roomId, goodsId, "pushGoods");
        if (!goods.onSale) throw new WechatRefusal(300052);
        const other = pushed(room, state);
        if (other !== null && other !== goodsId) throw new WechatRefusal(300047);
        room.pushing = { goodsId, until: state.clock.seconds() + PUSH_SECONDS };
        return {};
      };
    },
  }),
  liveOperation({
    name: "roomGoods.sort",
    path: "/wxaapi/broadcast/goods/sort",
    success: "code",
    prepare: (fields) => {
      const roomId = idField(fields, "roomId");
      const ids = listField(fields, "goods").map((row) => idField(toObject(row, "goods"), "goodsId"));
      if (new Set(ids).size < ids.length) throw invalid("goods");
      return ({ state }) => {
        const room = roomFor(state.rooms, roomId, "sortGoods");
        if (ids.length === 0) throw new WechatRefusal(300050);
        const sorted = ids.map((id) => inRoom(room, id));
        // Those that are not named keep their order behind the others.
        room.goods = [...sorted, ...room.goods.filter((goods) => !sorted.includes(goods))];
        return {};
      };
    },
  }),
  liveOperation({
    name: "roomGoods.getVideo",
    path: "/wxaapi/broadcast/goods/getVideo",
    success: "code",
    prepare: (fields) => {
      const roomId = idField(fields, "roomId");
      const goodsId = idField(fields, "goodsId");
      return ({ state }) => {
        const { goods } = goodsIn(state, roomId, goodsId, "goodsVideo");
        if (goods.video !== "ready") throw new WechatRefusal(videoRefusals[goods.video]);
        return { url: goodsVideoUrl(roomId, goodsId) } satisfies WechatGoodsVideo;
      };
    },
  }),
];

const videoRefusals = { none: 300044, making: 300045, failed: 300046 } as const;

/** 300024 for goods that is nowhere, 300053 for goods that is not in this room. */
function goodsIn({ rooms, goods: library }: WechatState, roomId: number, goodsId: number, action: RoomAction) {
  const room = roomFor(rooms, roomId, action);
  if (!library.find(goodsId)) throw new WechatRefusal(300024);
  return { room, goods: inRoom(room, goodsId) };
}

function inRoom(room: Room, goodsId: number): RoomGoods {
  const goods = room.goods.find((row) => row.goodsId === goodsId);
  if (!goods) throw new WechatRefusal(300053);
  return goods;
}

/** The goods that is being shown at the moment. */
function pushed({ pushing }: Room, { clock }: WechatState): number | null {
  return pushing && clock.seconds() < pushing.until ? pushing.goodsId : null;
}
