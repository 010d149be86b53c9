import type { ItemInput } from "../state/items";
import { extensions, list, pointer, struct, text, unsigned } from "../wire/binding";

/** Bodies of the item calls, the same for business servers and for anchors. */

const recordInput = struct<{ readonly id: number }>("RecordDto", { id: unsigned });

export const itemInput = struct<ItemInput>("ItemDto", {
  item_id: text,
  title: text,
  tags: text,
  thumbnail: text,
  link: text,
  current_price: text,
  origin_price: text,
  status: unsigned,
  record: pointer(recordInput),
  extends: extensions,
});

interface ItemsOf<Element> {
  readonly live_id: string;
  readonly items: readonly Element[];
}

export const additionInput = struct<ItemsOf<ItemInput | null>>("AddItemRequest", {
  live_id: text,
  items: list(pointer(itemInput)),
});

export const removalInput = struct<ItemsOf<string>>("DelItemRequest", { live_id: text, items: list(text) });

export const statusesInput = struct<ItemsOf<{ readonly item_id: string; readonly status: number } | null>>(
  "UpdateItemStatusRequest",
  { live_id: text, items: list(pointer(struct("ItemStatus", { item_id: text, status: unsigned }))) },
);

export const ordersInput = struct<ItemsOf<{ readonly item_id: string; readonly order: number } | null>>(
  "UpdateItemOrderRequest",
  { live_id: text, items: list(pointer(struct("ItemOrder", { item_id: text, order: unsigned }))) },
);

export const moveInput = struct<{
  readonly live_id: string;
  readonly item_id: string;
  readonly from: number;
  readonly to: number;
}>("UpdateItemOrderSingleRequest", { live_id: text, item_id: text, from: unsigned, to: unsigned });
