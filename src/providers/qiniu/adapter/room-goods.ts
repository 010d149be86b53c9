import { z } from "zod";
import type { Call, Found } from "../../../domain/call";
import { isRefusal, LiveError, refuseAll } from "../../../domain/error";
import type { NewRoomGoods, RoomGoods, RoomGoodsInput, RoomGoodsPort } from "../../../domain/goods";
import { eachFound } from "../../../upstream/each-found";
import { qiniuEndpoints } from "../protocol/endpoints";
import type { QiniuItemAddition, QiniuItemRead } from "../protocol/wire";
import type { QiniuItemOrders, QiniuItemRemoval, QiniuItemStatuses } from "../protocol/wire-items";
import { absent, attributesWithin, atMost, invalid, plainId, required, toExtensions } from "./checks";
import type { QiniuContext } from "./context";
import { fromShelfStatus, LONGEST_TAGS, readItems, tagsProblem, toRoomGoods } from "./items";
import { toPriceTexts } from "./price";
import { getRoom, isLiveId, roomNotFound } from "./rooms";

/**
 * Goods (Qiniu calls them items) live in a room. The server passes over ids that it does not know without a word, so
 * what was written is held against what is there.
 */
export function createRoomGoods(context: QiniuContext): RoomGoodsPort {
  const { client, account } = context;
  const read = (liveId: string, call: Call) => readItems(context, liveId, call);
  return {
    listRoomGoods: (roomNativeIds, call): Promise<readonly Found<readonly RoomGoods[]>[]> =>
      eachFound(roomNativeIds, async (liveId) =>
        (await read(liveId, call)).map((item, index) => toRoomGoods(item, index, liveId, account.key)),
      ),

    async addRoomGoods(liveId, goods, call) {
      refuseAll(checkGoods(goods));
      if (!isLiveId(liveId)) throw roomNotFound();
      const items = goods.map((item) => fromNewGoods((item as { new: NewRoomGoods }).new));
      const body: QiniuItemAddition = { live_id: liveId, items };
      await client.send(qiniuEndpoints.addItems, { body }, z.unknown(), call).catch(async (error: unknown) => {
        if (!(error instanceof LiveError)) throw error;
        await explainAddition(context, liveId, items, error, call);
      });
    },

    async removeRoomGoods(liveId, itemIds, call) {
      const present = idsOf(await read(liveId, call));
      const known = itemIds.filter((itemId) => present.has(itemId));
      let left: ReadonlySet<string> = new Set();
      if (known.length > 0) {
        const body: QiniuItemRemoval = { live_id: liveId, items: known };
        await client.send(qiniuEndpoints.deleteItems, { body }, z.unknown(), call);
        left = idsOf(await read(liveId, call));
      }
      refuseAll(
        refusals(itemIds, (itemId) => {
          if (!present.has(itemId)) return notInRoom();
          return left.has(itemId) ? explained() : null;
        }),
      );
    },

    async setShelfStatus(liveId, itemIds, status, call) {
      refuseAll([absent(status === "UNKNOWN" ? status : null, ["shelfStatus"])].filter((problem) => problem !== null));
      if (!isLiveId(liveId)) throw roomNotFound();
      const items = itemIds.map((itemId) => ({ item_id: itemId, status: fromShelfStatus(status) }));
      const body: QiniuItemStatuses = { live_id: liveId, items };
      await client.send(qiniuEndpoints.setItemStatus, { body }, z.unknown(), call);
      const present = idsOf(await read(liveId, call));
      refuseAll(refusals(itemIds, (itemId) => (present.has(itemId) ? null : notInRoom())));
    },

    async sortRoomGoods(liveId, itemIds, call) {
      const present = (await read(liveId, call)).map(({ item_id }) => item_id);
      refuseAll(refusals(itemIds, (itemId) => (present.includes(itemId) ? null : notInRoom())));
      // All of the room's goods are given a place: one that is not named could hold a place that is given to another.
      const sorted = [...itemIds, ...present.filter((itemId) => !itemIds.includes(itemId))];
      // The server shows the highest order first.
      const items = sorted.map((itemId, index) => ({ item_id: itemId, order: sorted.length - index }));
      const body: QiniuItemOrders = { live_id: liveId, items };
      await client.send(qiniuEndpoints.setItemOrder, { body }, z.unknown(), call);
    },
  };
}

function idsOf(items: readonly QiniuItemRead[]): ReadonlySet<string> {
  return new Set(items.map(({ item_id }) => item_id));
}

/** What is wrong with each, at its place in the list. */
/** What is refused of goods that the room was asked for; the others among them may have been changed. */
function refusals(itemIds: readonly string[], problemOf: (itemId: string) => LiveError | null): LiveError[] {
  return itemIds.flatMap(
    (itemId, index) => problemOf(itemId)?.with({ field: ["goods", String(index)], attempted: true }) ?? [],
  );
}

export function notInRoom(): LiveError {
  const text = { en: "There are no such goods in this room.", zh: "该直播间没有此商品。" };
  return new LiveError("NOT_FOUND", text, { provider: "QINIU" });
}

function explained(): LiveError {
  return new LiveError(
    "INVALID_STATE",
    {
      en: "These goods are being explained, and Qiniu keeps them. Push other goods or let the anchor end the explanation, then remove them.",
      zh: "该商品正在讲解，七牛不会移除。请先推送其他商品，或由主播结束讲解后再移除。",
    },
    { provider: "QINIU" },
  );
}

type NewItem = QiniuItemAddition["items"][number];

/**
 * What came of an addition that was not answered with success; throws unless it was done. Goods are added all together
 * or not at all, so a lost answer can be told from what is there.
 */
async function explainAddition(
  context: QiniuContext,
  liveId: string,
  items: readonly NewItem[],
  error: LiveError,
  call: Call,
): Promise<void> {
  if (isRefusal(error) && error.kind === "NOT_FOUND") {
    // Qiniu says the same when its database is down; reading the room tells.
    await getRoom(context, liveId, call);
    throw error;
  }
  const isTaken = isRefusal(error) && error.kind === "ALREADY_EXISTS";
  if (!isTaken && !error.details.ambiguous) throw error;
  const present = await readItems(context, liveId, call).catch(() => {
    throw error;
  });
  if (isTaken) {
    const at = items.findIndex((item) => present.some(({ item_id }) => isSameId(item_id, item.item_id)));
    throw at < 0 ? error : error.with({ field: ["goods", String(at), "new", "nativeId"] });
  }
  const isThere = (item: NewItem) =>
    present.some(
      ({ item_id, title, current_price }) =>
        item_id === item.item_id && title === item.title && current_price === item.current_price,
    );
  if (!items.every(isThere)) throw error;
}

/** As the server's database compares ids. */
function isSameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
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
    const isTwice = seen.has(nativeId.toLowerCase());
    seen.add(nativeId.toLowerCase());
    return [
      required(nativeId, inNew("nativeId")),
      plainId(nativeId, inNew("nativeId")),
      isTwice ? invalid(inNew("nativeId"), "This id is given twice.", "该 ID 重复填写。") : null,
      required(name, inNew("name")),
      atMost(name, 64, inNew("name")),
      atMost(tags?.join(","), LONGEST_TAGS, inNew("tags")),
      tagsProblem(tags, inNew("tags")),
      atMost(coverUrl, 255, inNew("coverUrl")),
      atMost(link, 255, inNew("link")),
      attributesWithin(attributes, inNew("attributes")),
      shelfStatus === "UNKNOWN" ? absent(shelfStatus, inNew("shelfStatus")) : null,
    ].filter((problem) => problem !== null);
  });
}

function fromNewGoods(goods: NewRoomGoods): NewItem {
  const { nativeId, name, price, tags, coverUrl, link, attributes, shelfStatus } = goods;
  return {
    item_id: nativeId,
    title: name,
    ...toPriceTexts(price),
    ...(tags && tags.length > 0 ? { tags: tags.join(",") } : {}),
    ...(coverUrl ? { thumbnail: coverUrl } : {}),
    ...(link ? { link } : {}),
    // Off the shelf without a word, as the server itself decides.
    status: shelfStatus ? fromShelfStatus(shelfStatus) : 0,
    ...(attributes && attributes.length > 0 ? { extends: toExtensions(attributes) } : {}),
  };
}
