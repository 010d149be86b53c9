import type { Call } from "../../../domain/call";
import type { RoomGoods, ShelfStatus } from "../../../domain/goods";
import { formatId } from "../../../domain/id";
import { qiniuEndpoints } from "../protocol/endpoints";
import { qiniuItems, type QiniuItemRead } from "../protocol/wire";
import { fromExtensions, invalid } from "./checks";
import type { QiniuContext } from "./context";
import { fromPriceTexts } from "./price";
import { isLiveId, roomNotFound } from "./rooms";

/** By number: 0 off the shelf, 1 on sale, 2 shown but not for sale. */
const shelfStatuses: readonly ShelfStatus[] = ["OFF_SHELF", "ON_SALE", "DISPLAY_ONLY"];

export function fromShelfStatus(status: ShelfStatus): number {
  return shelfStatuses.indexOf(status);
}

/** The room's goods as the server shows them: the highest `order` first, which is the order of display. */
export async function readItems({ client }: QiniuContext, liveId: string, call: Call): Promise<QiniuItemRead[]> {
  if (!isLiveId(liveId)) throw roomNotFound();
  // One dialect answers null where there are none. That a room does not exist, none of them says here.
  return (await client.send(qiniuEndpoints.listItems, { path: { liveId } }, qiniuItems, call)) ?? [];
}

export function toRoomGoods(item: QiniuItemRead, index: number, liveId: string, accountKey: string): RoomGoods {
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

export const LONGEST_TAGS = 128;

/** Tags travel in one text, with commas between them. */
export function tagsProblem(tags: readonly string[] | null | undefined, field: readonly string[]) {
  return tags?.some((tag) => tag.includes(",")) ? invalid(field, "A tag has no comma.", "标签不能包含逗号。") : null;
}
