import type { WechatGoodsAdded, WechatGoodsAddition } from "../protocol/wire";
import { idField, objectField } from "./fields";
import { ownGoods } from "./goods";
import { checkGoods, readGoods, readGoodsChanges } from "./goods-fields";
import { getApproved, getGoodsWarehouse } from "./goods-library";
import { auditQuota, spendSubmission } from "./goods-audit";
import { liveOperation, type WechatOperation } from "./operation";
import { WechatRefusal } from "./refusal";

/** What the library tells apart by code: no such goods is 1003, but 300015 where it was to be deleted. */
const MISSING = 1003;

export const goodsOperations: readonly WechatOperation[] = [
  liveOperation({
    name: "goods.add",
    path: "/wxaapi/broadcast/goods/add",
    ...auditQuota,
    success: "code",
    prepare: (fields) => {
      const addition: WechatGoodsAddition = { goodsInfo: readGoods(objectField(fields, "goodsInfo")) };
      return ({ state }) => {
        const facts = checkGoods(addition.goodsInfo, null, state.media);
        spendSubmission(state);
        const goods = state.goods.add(facts, 2);
        // The worst of both: the goods is there, and the answer does not say under which number.
        if (state.account.isOn("audit-off")) throw new WechatRefusal(300021);
        return { goodsId: goods.id, auditId: state.goods.submit(goods) } satisfies WechatGoodsAdded;
      };
    },
  }),
  liveOperation({
    name: "goods.update",
    path: "/wxaapi/broadcast/goods/update",
    perDay: 1_000,
    success: "text",
    prepare: (fields) => {
      const info = objectField(fields, "goodsInfo");
      const id = idField(info, "goodsId");
      const changes = readGoodsChanges(info);
      return ({ state }) => {
        const goods = ownGoods(state.goods, id, MISSING);
        const isPriceAlone = Object.keys(changes).every((name) => ["priceType", "price", "price2"].includes(name));
        if (goods.auditStatus === 1 || (goods.auditStatus === 2 && !isPriceAlone)) throw new WechatRefusal(300010);
        Object.assign(goods, checkGoods(changes, goods, state.media));
        return {};
      };
    },
  }),
  liveOperation({
    name: "goods.delete",
    path: "/wxaapi/broadcast/goods/delete",
    perDay: 1_000,
    success: "code",
    prepare: (fields) => {
      const id = idField(fields, "goodsId");
      return ({ state }) => {
        const goods = ownGoods(state.goods, id, 300015);
        if (goods.auditStatus === 1) throw new WechatRefusal(300014);
        state.goods.remove(goods);
        for (const room of state.rooms.all()) room.goods = room.goods.filter(({ goodsId }) => goodsId !== id);
        return {};
      };
    },
  }),
  getGoodsWarehouse,
  getApproved,
];
