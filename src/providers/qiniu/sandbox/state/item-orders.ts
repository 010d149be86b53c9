import { Panic } from "../failure";
import type { Trace } from "../trace";
import { sameText } from "./collation";
import type { Item } from "./entities";
import { invalidText, listItems, presentItems } from "./items";

interface OrderChange {
  readonly item_id: string;
  readonly order: number;
}

/** Gives items new places, none of which another item of the room may hold. Unknown items are passed over. */
export function setItemOrders(trace: Trace, liveId: string, changes: readonly (OrderChange | null)[]): void {
  const known = refuseDuplicates(changes);
  const others = listItems(trace, liveId).filter((item) => !known.some((change) => change.item_id === item.itemId));
  for (const change of known) {
    const holder = others.find((item) => item.order === change.order);
    if (holder) throw invalidText(`order ${holder.order} conflict with ${holder.itemId}`);
  }
  place(trace, liveId, (item) => known.find((change) => sameText(change.item_id, item.itemId))?.order);
}

function refuseDuplicates(changes: readonly (OrderChange | null)[]): readonly OrderChange[] {
  const itemIds = new Set<string>();
  const orders = new Set<number>();
  return changes.map((change) => {
    if (change === null) throw new Panic();
    if (itemIds.has(change.item_id)) throw invalidText(`duplicated item id ${change.item_id}`);
    if (change.order <= 0) throw invalidText(`invalid item order ${change.order}`);
    if (orders.has(change.order)) throw invalidText(`duplicated item order ${change.order}`);
    itemIds.add(change.item_id);
    orders.add(change.order);
    return change;
  });
}

/** Moves one item from one place to another; those between make room. An unknown item moves the others all the same. */
export function moveItem(trace: Trace, liveId: string, itemId: string, from: number, to: number): void {
  if (from === to) throw invalidText("from equal to");
  const items = listItems(trace, liveId);
  if (items.some((item) => item.itemId === itemId && item.order !== from)) throw invalidText("from not match");
  const [low, high] = from < to ? [from, to] : [to, from];
  const step = from > to ? 1 : -1;
  place(trace, liveId, (item) => {
    if (item.order < low || item.order > high) return undefined;
    return item.itemId === itemId ? to : item.order + step;
  });
}

function place(trace: Trace, liveId: string, orderOf: (item: Item) => number | undefined): void {
  for (const item of presentItems(trace, liveId)) {
    const order = orderOf(item);
    if (order !== undefined) trace.world.items.save({ ...item, order });
  }
}
