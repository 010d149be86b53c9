import { formatId } from "../../src/domain/id";
import type { Goods, GoodsReviewStatus, RoomGoods } from "../../src/domain/goods";
import { fen } from "../../src/domain/money";

/** Goods with nothing remarkable. */
export function fakeGoods(key: string, nativeId: string, status: GoodsReviewStatus = "APPROVED"): Goods {
  return {
    id: formatId("goods", key, nativeId),
    accountKey: key,
    provider: "WECHAT",
    nativeId,
    name: `Goods ${nativeId}`,
    coverUrl: null,
    link: null,
    price: { kind: "FIXED", amount: fen(100), maxAmount: null, originalAmount: null, display: null },
    tags: [],
    review: { status, auditId: null },
    editableByApi: true,
    thirdPartyAppId: null,
    attributes: [],
  };
}

export function fakeRoomGoods(key: string, nativeIds: readonly string[]): RoomGoods[] {
  return nativeIds.map((nativeId, index) => ({
    goods: fakeGoods(key, nativeId),
    shelfStatus: "ON_SALE",
    sequence: index + 1,
    explaining: null,
  }));
}
