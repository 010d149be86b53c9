import { z } from "zod";
import { LiveError, refuseAll } from "../../../domain/error";
import type { RoomGoods, RoomGoodsInput, RoomGoodsPort, RoomGoodsPushPort } from "../../../domain/goods";
import { formatId } from "../../../domain/id";
import { aboutField, eachRefused } from "../../../upstream/each-refused";
import { wechatEndpoints } from "../protocol/endpoints";
import type { wechatRoomList } from "../protocol/wire";
import type { WechatRoomGoodsChoice, WechatRoomGoodsOrder, WechatRoomGoodsSale } from "../protocol/wire-room";
import { found, invalid } from "./checks";
import type { WechatContext } from "./context";
import { goodsNumber, nativeNumber, roomNumber } from "./native-id";
import { fromFen, inWrittenUnit } from "./price";

type RoomGoodsRow = NonNullable<NonNullable<z.output<typeof wechatRoomList>["room_info"]>[number]["goods"]>[number];

/** The list of rooms tells the goods of a room, but neither their review nor whether they are on the shelf. */
export function toRoomGoods(
  row: RoomGoodsRow,
  index: number,
  roomId: string,
  context: WechatContext,
  written: ReadonlyMap<string, readonly number[]>,
): RoomGoods {
  const accountKey = context.account.key;
  const nativeId = String(row.goods_id);
  const doubtful = () => context.writtenPrices.doubt(nativeId, "a price in the room list is not in fen");
  const told = fromFen({ kind: row.price_type, price: row.price, price2: row.price2 }, doubtful);
  const price = inWrittenUnit(told, written.get(nativeId), (amount) => amount * 100);
  if (price !== told) doubtful();
  context.highestGoods.see(nativeId);
  return {
    goods: {
      id: formatId("goods", accountKey, nativeId),
      accountKey,
      provider: "WECHAT",
      nativeId,
      name: row.name,
      coverUrl: row.cover_img || null,
      link: row.url || null,
      price,
      tags: [],
      review: undefined,
      editableByApi: undefined,
      thirdPartyAppId: row.third_party_appid || null,
      attributes: [],
    },
    shelfStatus: null,
    sequence: index + 1,
    explaining: null,
  };
}

export function createRoomGoods({ client }: WechatContext): RoomGoodsPort & RoomGoodsPushPort {
  return {
    async addRoomGoods(roomNativeId, goods, call) {
      refuseAll(goods.flatMap((item, index) => checkItem(item, index) ?? checkTwice(goods, item, index) ?? []));
      const ids = goods.map((item) => nativeNumber((item as { nativeId: string }).nativeId));
      const body = { ids, roomId: roomNumber(roomNativeId) };
      await client.send(wechatEndpoints.addRoomGoods, { body }, z.unknown(), call);
    },
    async removeRoomGoods(roomNativeId, goodsNativeIds, call) {
      const roomId = roomNumber(roomNativeId);
      await eachGoods(goodsNativeIds, async (goodsId) => {
        const body: WechatRoomGoodsChoice = { roomId, goodsId };
        await client.send(wechatEndpoints.removeRoomGoods, { body }, z.unknown(), call);
      });
    },
    async setShelfStatus(roomNativeId, goodsNativeIds, status, call) {
      const roomId = roomNumber(roomNativeId);
      const isEither = status === "ON_SALE" || status === "OFF_SHELF";
      refuseAll(
        found(
          isEither
            ? null
            : invalid(["shelfStatus"], "WeChat knows only ON_SALE and OFF_SHELF.", "微信只支持 ON_SALE 和 OFF_SHELF。"),
        ),
      );
      await eachGoods(goodsNativeIds, async (goodsId) => {
        const body: WechatRoomGoodsSale = { roomId, goodsId, onSale: status === "ON_SALE" ? 1 : 0 };
        await client.send(wechatEndpoints.setOnSale, { body }, z.unknown(), call);
      });
    },
    async sortRoomGoods(roomNativeId, goodsNativeIds, call) {
      const goods = goodsNativeIds.map((nativeId, index) => ({
        goodsId: String(goodsNumber(nativeId, ["goods", String(index)])),
      }));
      const body: WechatRoomGoodsOrder = { roomId: roomNumber(roomNativeId), goods };
      await client.send(wechatEndpoints.sortRoomGoods, { body }, z.unknown(), call);
    },
    async pushRoomGoods(roomNativeId, goodsNativeId, call) {
      const goodsId = goodsNumber(goodsNativeId, ["goods"]);
      const body: WechatRoomGoodsChoice = { roomId: roomNumber(roomNativeId), goodsId };
      await client.send(wechatEndpoints.pushRoomGoods, { body }, z.unknown(), call);
    },
  };
}

/** What is refused names its place in the list. */
async function eachGoods(nativeIds: readonly string[], work: (goodsId: number) => Promise<void>): Promise<void> {
  await eachRefused(nativeIds, async (nativeId, index) => {
    const field = ["goods", String(index)];
    await work(goodsNumber(nativeId, field)).catch((error: unknown) => {
      throw aboutField(error, field);
    });
  });
}

function checkItem(item: RoomGoodsInput, index: number): LiveError | null {
  const field = ["goods", String(index)];
  if ("new" in item) {
    return invalid(
      [...field, "new"],
      "WeChat rooms take goods of the library: create the goods, have them approved, and give their id.",
      "微信直播间只能导入商品库中的商品：请先创建商品并通过审核，再填写其 id。",
    );
  }
  return nativeNumber(item.nativeId) > 0
    ? null
    : new LiveError(
        "NOT_FOUND",
        { en: "There are no such goods.", zh: "商品不存在。" },
        { field: [...field, "id"], provider: "WECHAT" },
      );
}

function checkTwice(goods: readonly RoomGoodsInput[], item: RoomGoodsInput, index: number): LiveError | null {
  const first = goods.findIndex(
    (other) => "nativeId" in other && "nativeId" in item && other.nativeId === item.nativeId,
  );
  if (first < 0 || first === index) return null;
  return invalid(["goods", String(index), "id"], "These goods are named twice.", "该商品重复填写。");
}
