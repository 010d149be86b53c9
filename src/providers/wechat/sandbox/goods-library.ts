import type { WechatLibrary, WechatWarehouse } from "../protocol/wire";
import { integerField, invalid, listField, missing, optionalInteger, toId } from "./fields";
import { isAuditStatus } from "./goods";
import { liveOperation } from "./operation";

const MOST_IDS = 20;
const DEFAULT_ROWS = 30;
const MOST_ROWS = 100;

/** Both reads of the library give prices in yuan. Ids that are unknown are left out. */
export const getGoodsWarehouse = liveOperation({
  name: "goods.warehouse",
  path: "/wxa/business/getgoodswarehouse",
  perDay: 1_000,
  success: "text",
  prepare: (fields) => {
    const ids = listField(fields, "goods_ids").map((id) => toId(id, "goods_ids"));
    if (ids.length === 0) throw missing("goods_ids");
    if (ids.length > MOST_IDS) throw invalid("goods_ids");
    return ({ state, pictureUrl }) => {
      const goods = [...new Set(ids)].flatMap((id) => state.goods.find(id) ?? []);
      return {
        goods: goods.map((row) => ({
          goods_id: row.id,
          name: row.name,
          cover_img_url: pictureUrl(row.image),
          url: row.url,
          price_type: row.priceType,
          price: row.price / 100,
          price2: row.price2 / 100,
          audit_status: row.auditStatus,
          third_party_tag: row.thirdPartyTag,
          thirdPartyAppid: row.thirdPartyAppid,
        })),
        total: goods.length,
      } satisfies WechatWarehouse;
    };
  },
});

/** camelCase where the warehouse has snake_case, and no audit status: it is the one that was asked for. */
export const getApproved = liveOperation({
  name: "goods.list",
  method: "GET",
  path: "/wxaapi/broadcast/goods/getapproved",
  success: "code",
  prepare: (fields) => {
    const offset = integerField(fields, "offset", { minimum: 0 });
    // Some SDKs call it `count`, which WeChat does not know.
    const limit = optionalInteger(fields, "limit", DEFAULT_ROWS, { minimum: 1, maximum: MOST_ROWS });
    const status = integerField(fields, "status");
    if (!isAuditStatus(status)) throw invalid("status");
    return ({ state, pictureUrl }) => {
      const goods = state.goods.all().filter(({ auditStatus }) => auditStatus === status);
      return {
        goods: goods.slice(offset, offset + limit).map((row) => ({
          goodsId: row.id,
          name: row.name,
          coverImgUrl: pictureUrl(row.image),
          url: row.url,
          priceType: row.priceType,
          price: row.price / 100,
          price2: row.price2 / 100,
          thirdPartyTag: row.thirdPartyTag,
          thirdPartyAppid: row.thirdPartyAppid,
        })),
        total: goods.length,
      } satisfies WechatLibrary;
    };
  },
});
