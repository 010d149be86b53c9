import { failures } from "../failure";
import { parameter, type Call, type QiniuRoute } from "../route";
import { setItemOrders } from "../state/item-orders";
import { addItems, deleteItems, mergeItemExtends, setItemStatuses, updateItem } from "../state/items";
import { bind, extensions } from "../wire/binding";
import { additionInput, itemInput, ordersInput, removalInput, statusesInput } from "./items-input";

/** Fails when the caller may not change the items of the room. */
export type ItemGuard = (call: Call, liveId: string) => void;

/** The calls that change items, under `/server` for the business and under `/client` for the anchor of the room. */
export function itemChangeRoutes(group: "server" | "client", guard: ItemGuard): readonly QiniuRoute[] {
  const post = (path: string, handle: (call: Call) => unknown): QiniuRoute => ({
    method: "POST",
    path: `/${group}/item/${path}`,
    masterCode: 0,
    handle,
  });
  return [
    post("delete", (call) => {
      const { live_id, items } = needItems(bind(call.request, removalInput));
      guard(call, live_id);
      deleteItems(call, live_id, items);
    }),
    post("status", (call) => {
      const { live_id, items } = needItems(bind(call.request, statusesInput));
      guard(call, live_id);
      setItemStatuses(call, live_id, items);
    }),
    post("order", (call) => {
      const { live_id, items } = needItems(bind(call.request, ordersInput));
      guard(call, live_id);
      setItemOrders(call, live_id, items);
    }),
    {
      method: "PUT",
      path: `/${group}/item/:liveId/:itemId`,
      masterCode: 0,
      handle(call) {
        const change = bind(call.request, itemInput);
        guard(call, parameter(call, "liveId"));
        updateItem(call, parameter(call, "liveId"), parameter(call, "itemId"), change);
      },
    },
    {
      method: "PUT",
      path: `/${group}/item/:liveId/:itemId/extends`,
      masterCode: 0,
      handle(call) {
        const attributes = bind(call.request, extensions);
        guard(call, parameter(call, "liveId"));
        mergeItemExtends(call, parameter(call, "liveId"), parameter(call, "itemId"), attributes);
      },
    },
  ];
}

export function addItemsTo(call: Call, guard: ItemGuard): void {
  const { live_id, items } = needItems(bind(call.request, additionInput));
  guard(call, live_id);
  addItems(call, live_id, items);
}

function needItems<Input extends { readonly live_id: string; readonly items: readonly unknown[] }>(
  input: Input,
): Input {
  if (input.live_id === "" || input.items.length === 0) throw failures.invalid();
  return input;
}
