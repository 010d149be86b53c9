import { toItem } from "../answers";
import { failures } from "../failure";
import { parameter, type Call, type QiniuRoute } from "../route";
import { explainedItem } from "../state/explanations";
import { moveItem } from "../state/item-orders";
import { listItems } from "../state/items";
import { findRoom } from "../state/rooms";
import { bind } from "../wire/binding";
import { addItemsTo, itemChangeRoutes } from "./item-changes";
import { moveInput } from "./items-input";

/** Only the anchor of the room, by exactly the id the room was created with. */
export function needAnchor(call: Call, liveId: string): void {
  if (findRoom(call, liveId).anchorId !== call.caller.UserId) throw failures.notFound();
}

export const clientItemRoutes: readonly QiniuRoute[] = [
  {
    method: "POST",
    path: "/client/item/add",
    masterCode: 0,
    only: ["cloud", "master"],
    handle: (call) => addItemsTo(call, needAnchor),
  },
  {
    method: "PUT",
    path: "/client/item/add",
    masterCode: 0,
    only: ["develop"],
    handle: (call) => addItemsTo(call, needAnchor),
  },
  ...itemChangeRoutes("client", needAnchor),
  {
    method: "POST",
    path: "/client/item/order/single",
    masterCode: 0,
    handle(call) {
      const { live_id, item_id, from, to } = bind(call.request, moveInput);
      if (live_id === "") throw failures.invalid();
      needAnchor(call, live_id);
      moveItem(call, live_id, item_id, from, to);
    },
  },
  {
    method: "GET",
    path: "/client/item/:liveId",
    masterCode: 0,
    handle(call) {
      const room = findRoom(call, parameter(call, "liveId"));
      const explained = explainedItem(call, room.liveId);
      const others = listItems(call, room.liveId).filter(
        (item) => item.itemId !== explained?.itemId && (item.status !== 0 || room.anchorId === call.caller.UserId),
      );
      return [...(explained ? [explained] : []), ...others].map((item) => toItem(call.world, item));
    },
  },
];
