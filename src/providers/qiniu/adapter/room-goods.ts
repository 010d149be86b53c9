import { z } from "zod";
import type { Found } from "../../../domain/call";
import { refuseAll, type LiveError } from "../../../domain/error";
import type { NewRoomGoods, RoomGoods, RoomGoodsInput, RoomGoodsPort, ShelfStatus } from "../../../domain/goods";
import { formatId } from "../../../domain/id";
import { eachFound } from "../../../upstream/each-found";
import { qiniuEndpoints } from "../protocol/endpoints";
import { qiniuItems, type QiniuItemAddition, type QiniuItemRead } from "../protocol/wire";
import { absent, attributesWithin, atMost, fromExtensions, invalid, plainId, required, toExtensions } from "./checks";
import type { QiniuContext } from "./context";
import { fromPriceTexts, toPriceTexts } from "./price";
import { isLiveId, roomNotFound } from "./rooms";

const shelfStatuses: readonly ShelfStatus[] = ["OFF_SHELF", "ON_SALE", "DISPLAY_ONLY"];

export function createRoomGoods({ client, account }: QiniuContext): RoomGoodsPort {
  return {
    listRoomGoods: (roomNativeIds, call): Promise<readonly Found<readonly RoomGoods[]>[]> =>
      eachFound(roomNativeIds, async (liveId) => {
        if (!isLiveId(liveId)) throw roomNotFound();
        const items = await client.send(qiniuEndpoints.listItems, { path: { liveId } }, qiniuItems, call);
        // They come in display order already: the highest `order` first.
        return (items ?? []).map((item, index) => toRoomGoods(item, index, liveId, account.key));
      }),
    async addRoomGoods(liveId, goods, call) {
      refuseAll(checkGoods(goods));
      if (!isLiveId(liveId)) throw roomNotFound();
      const items = goods.map((item) => fromNewGoods((item as { new: NewRoomGoods }).new));
      await client.send(qiniuEndpoints.addItems, { body: { live_id: liveId, items } }, z.unknown(), call);
    },
    async removeRoomGoods(liveId, itemIds, call) {
      await client.send(qiniuEndpoints.deleteItems, { body: { live_id: liveId, items: itemIds } }, z.unknown(), call);
    },
    async setShelfStatus(liveId, itemIds, status, call) {
      refuseAll([absent(status === "UNKNOWN" ? status : null, ["shelfStatus"])].filter((problem) => problem !== null));
      const items = itemIds.map((itemId) => ({ item_id: itemId, status: shelfStatuses.indexOf(status) }));
      await client.send(qiniuEndpoints.setItemStatus, { body: { live_id: liveId, items } }, z.unknown(), call);
    },
    async sortRoomGoods(liveId, itemIds, call) {
      // The server shows the highest order first.
      const items = itemIds.map((itemId, index) => ({ item_id: itemId, order: itemIds.length - index }));
      await client.send(qiniuEndpoints.setItemOrder, { body: { live_id: liveId, items } }, z.unknown(), call);
    },
  };
}

function toRoomGoods(item: QiniuItemRead, index: number, liveId: string, accountKey: string): RoomGoods {
  return {
    goods: {
      id: formatId("goods", accountKey, `${liveId}/${item.item_id}`),
      accountKey,
      provider: "QINIU",
      nativeId: item.item_id,
      name: item.title ?? "",
      coverUrl: item.thumbnail || null,
      link: item.link || null,
      price: fromPriceTexts(item.current_price ?? "", item.origin_price ?? ""),
      tags: (item.tags ?? "")
        .split(",")
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ""),
      review: null,
      editableByApi: true,
      thirdPartyAppId: null,
      attributes: fromExtensions(item.extends),
    },
    shelfStatus: shelfStatuses[item.status ?? -1] ?? "UNKNOWN",
    sequence: index + 1,
    explaining: null,
  };
}

function checkGoods(goods: readonly RoomGoodsInput[]): LiveError[] {
  const seen = new Set<string>();
  return goods.flatMap((item, index) => {
    const at = (...path: string[]) => ["goods", String(index), ...path];
    if (!("new" in item)) {
      return invalid(
        at("id"),
        "Qiniu has no goods library: write the goods into the room with `new`.",
        "七牛没有商品库：请使用 new 直接向直播间添加商品。",
      );
    }
    const { nativeId, name, tags, coverUrl, link, attributes, shelfStatus } = item.new;
    const inNew = (name: string) => at("new", name);
    // The server would take the same id twice in one call and show both.
    const twice = seen.has(nativeId) ? invalid(inNew("nativeId"), "This id is given twice.", "该 ID 重复填写。") : null;
    seen.add(nativeId);
    return [
      required(nativeId, inNew("nativeId")),
      plainId(nativeId, inNew("nativeId")),
      twice,
      required(name, inNew("name")),
      atMost(name, 64, inNew("name")),
      atMost(tags?.join(","), 128, inNew("tags")),
      tags?.some((tag) => tag.includes(","))
        ? invalid(inNew("tags"), "A tag has no comma.", "标签不能包含逗号。")
        : null,
      atMost(coverUrl, 255, inNew("coverUrl")),
      atMost(link, 255, inNew("link")),
      attributesWithin(attributes, inNew("attributes")),
      shelfStatus === "UNKNOWN" ? absent(shelfStatus, inNew("shelfStatus")) : null,
    ].filter((problem) => problem !== null);
  });
}

function fromNewGoods(goods: NewRoomGoods): QiniuItemAddition["items"][number] {
  const { nativeId, name, price, tags, coverUrl, link, attributes, shelfStatus } = goods;
  return {
    item_id: nativeId,
    title: name,
    ...toPriceTexts(price),
    ...(tags && tags.length > 0 ? { tags: tags.join(",") } : {}),
    ...(coverUrl ? { thumbnail: coverUrl } : {}),
    ...(link ? { link } : {}),
    // Off the shelf without a word, as the server itself decides.
    status: shelfStatus ? shelfStatuses.indexOf(shelfStatus) : 0,
    ...(attributes && attributes.length > 0 ? { extends: toExtensions(attributes) } : {}),
  };
}
