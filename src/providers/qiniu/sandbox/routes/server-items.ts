import { toItem } from "../answers";
import { parameter, type QiniuRoute } from "../route";
import { listItems } from "../state/items";
import { addItemsTo, itemChangeRoutes, type ItemGuard } from "./item-changes";

/** A business server may change the items of every room. */
const anybody: ItemGuard = () => undefined;

export const serverItemRoutes: readonly QiniuRoute[] = [
  { method: "POST", path: "/server/item/add", masterCode: 0, handle: (call) => addItemsTo(call, anybody) },
  ...itemChangeRoutes("server", anybody),
  {
    method: "GET",
    path: "/server/item/:liveId",
    masterCode: 0,
    handle(call) {
      const items = listItems(call, parameter(call, "liveId"));
      if (items.length === 0 && call.dialect === "master") return null;
      return items.map((item) => toItem(call.world, item));
    },
  },
];
