import type { WechatGoodsKey } from "../protocol/wire-goods";
import { invalid, listField, missing } from "./fields";
import { liveOperation, type WechatOperation } from "./operation";

const PER_DAY = 500;

/** The global goods key (商品全局 key): for the live pendant, and set once in an account's life. */
export const goodsKeyOperations: readonly WechatOperation[] = [
  liveOperation({
    name: "goods.setKey",
    path: "/wxaapi/broadcast/goods/setkey",
    perDay: PER_DAY,
    success: "text",
    prepare: (fields) => {
      const names = listField(fields, "goodsKey").map((name) => {
        if (typeof name !== "string" || name === "") throw invalid("goodsKey");
        return name;
      });
      if (names.length === 0) throw missing("goodsKey");
      return ({ state }) => {
        // Which code a second time gets is not documented.
        if (state.goodsKey) throw invalid("goodsKey");
        state.goodsKey = names;
        return {};
      };
    },
  }),
  liveOperation({
    name: "goods.getKey",
    method: "GET",
    path: "/wxaapi/broadcast/goods/getkey",
    perDay: PER_DAY,
    success: "text",
    prepare:
      () =>
      ({ state: { goodsKey } }) =>
        (goodsKey ? { vendorGoodsKey: [...goodsKey] } : {}) satisfies WechatGoodsKey,
  }),
];
