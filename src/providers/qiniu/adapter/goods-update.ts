import { z } from "zod";
import type { LiveError } from "../../../domain/error";
import { refuseAll } from "../../../domain/error";
import type { GoodsUpdatePort, UpdateGoods } from "../../../domain/goods";
import { qiniuEndpoints } from "../protocol/endpoints";
import type { QiniuItemRead } from "../protocol/wire";
import type { QiniuItemChange } from "../protocol/wire-items";
import { absent, attributesWithin, atMost, fromExtensions, invalid, toExtensions } from "./checks";
import type { QiniuContext } from "./context";
import { LONGEST_TAGS, readItems, tagsProblem } from "./items";
import { toPriceTexts } from "./price";
import { notInRoom } from "./room-goods";

/**
 * Goods in a room, by `<room>/<item>`. Qiniu passes over texts that are empty, so nothing can be emptied again; and a
 * change that does not name the recording of the explanation takes it from the goods, so it is read and sent along. A
 * recording that begins between the two is lost to the goods, though not to the room.
 */
export function createGoodsUpdate(context: QiniuContext): GoodsUpdatePort {
  return {
    async updateGoods(nativeId, change, call) {
      refuseAll(checkChange(change));
      const [liveId = "", itemId = ""] = nativeId.split("/", 2);
      const item = (await readItems(context, liveId, call)).find(({ item_id }) => item_id === itemId);
      if (!item) throw notInRoom();
      refuseAll(checkMerged(change, item));
      const changed = toItemChange(change, item);
      if (Object.keys(changed).length === 0) return;
      const recordId = Number(item.record?.id ?? 0);
      const body: QiniuItemChange = { ...changed, ...(recordId > 0 ? { record: { id: recordId } } : {}) };
      await context.client.send(qiniuEndpoints.updateItem, { path: { liveId, itemId }, body }, z.unknown(), call);
    },
  };
}

function checkChange({ name, cover, link, tags, attributes }: UpdateGoods): LiveError[] {
  return [
    filled(name, ["name"]),
    atMost(name, 64, ["name"]),
    absent(cover?.base64, ["cover", "base64"]),
    absent(cover?.mediaId, ["cover", "mediaId"]),
    filled(cover?.url, ["cover", "url"]),
    atMost(cover?.url, 255, ["cover", "url"]),
    filled(link, ["link"]),
    atMost(link, 255, ["link"]),
    filled(tags?.join(","), ["tags"]),
    atMost(tags?.join(","), LONGEST_TAGS, ["tags"]),
    tagsProblem(tags, ["tags"]),
    attributesWithin(attributes, ["attributes"]),
  ].filter((problem) => problem !== null);
}

/** Attributes are added to those that are there, and have to fit together with them. */
function checkMerged({ attributes }: UpdateGoods, item: QiniuItemRead): LiveError[] {
  const merged = { ...item.extends, ...toExtensions(attributes ?? []) };
  return [attributesWithin(fromExtensions(merged), ["attributes"])].filter((problem) => problem !== null);
}

function filled(text: string | null | undefined, field: readonly string[]): LiveError | null {
  if (text === null || text === undefined || text.trim() !== "") return null;
  return invalid(
    field,
    `Qiniu cannot empty ${field.join(".")}: remove the goods and add them again without it.`,
    `七牛不支持清空 ${field.join(".")}：请移除商品后重新添加。`,
  );
}

function toItemChange({ name, cover, price, link, tags, attributes }: UpdateGoods, item: QiniuItemRead) {
  return {
    ...(name ? { title: name } : {}),
    ...(cover?.url ? { thumbnail: cover.url } : {}),
    ...(link ? { link } : {}),
    ...(tags ? { tags: tags.join(",") } : {}),
    ...(price ? priceTexts(price, item) : {}),
    ...(attributes && attributes.length > 0 ? { extends: toExtensions(attributes) } : {}),
  } satisfies QiniuItemChange;
}

/** An original price cannot be taken away again; one that equals the price is no reduction. */
function priceTexts(price: NonNullable<UpdateGoods["price"]>, item: QiniuItemRead) {
  const texts = toPriceTexts(price);
  return item.origin_price && !texts.origin_price ? { ...texts, origin_price: texts.current_price } : texts;
}
