import { LiveError } from "../../../domain/error";
import type { Call, Found } from "../../../domain/call";
import { cutIntoChunks } from "../../../domain/chunks";
import type { Goods, GoodsLibraryPort, GoodsReviewStatus } from "../../../domain/goods";
import { formatId } from "../../../domain/id";
import { wechatEndpoints } from "../protocol/endpoints";
import {
  wechatLibrary,
  wechatWarehouse,
  type WechatLibraryGoodsRead,
  type WechatWarehouseGoodsRead,
} from "../protocol/wire";
import type { WechatContext } from "./context";
import type { GoodsRecord } from "./ledger";
import { nativeNumber } from "./native-id";
import { fromYuan, inWrittenUnit } from "./price";

/** A lookup takes 20 ids, a page of the library 100 rows. */
const LARGEST_LOOKUP = 20;
const LARGEST_PAGE = 100;

const reviewStatuses: readonly GoodsReviewStatus[] = ["UNSUBMITTED", "PENDING", "APPROVED", "REJECTED"];

/** "There are no goods with these ids", and "the list is empty": both mean that nothing was found. */
const NOTHING_FOUND = [1003, 9410000];

export type GoodsReading = Pick<GoodsLibraryPort, "statuses" | "pageSize" | "listGoods" | "getGoods">;

/** Reading the goods library (商品库), with what only the ledger knows. */
export function createGoodsReading(context: WechatContext): GoodsReading {
  const { client, ledger, log } = context;
  const accountKey = context.account.key;

  async function withRecords(goods: readonly Goods[]): Promise<readonly Goods[]> {
    for (const { nativeId } of goods) context.highestGoods.see(nativeId);
    const records = await ledger
      .goods(goods.map(({ nativeId }) => nativeId))
      .catch((error: unknown): readonly undefined[] => {
        log.warn({ err: error, account: accountKey }, "the ledger could not be read");
        return [];
      });
    return goods.map((item, index) => withRecord(item, records[index]));
  }

  function withRecord(goods: Goods, record: GoodsRecord | undefined): Goods {
    if (!record) return goods;
    const { auditId, writtenFen } = record;
    const price = inWrittenUnit(goods.price, writtenFen, (amount) => amount / 100);
    if (price !== goods.price) {
      context.writtenPrices.doubt(goods.nativeId, "WeChat tells a price in fen where its documents say yuan");
    }
    return { ...goods, price, ...(auditId && goods.review ? { review: { ...goods.review, auditId } } : {}) };
  }

  async function lookUp(nativeIds: readonly string[], call: Call): Promise<readonly Goods[]> {
    const answer = await client.send(
      wechatEndpoints.getGoods,
      { body: { goods_ids: nativeIds.map(nativeNumber) }, accept: NOTHING_FOUND },
      wechatWarehouse,
      call,
    );
    return withRecords((answer.goods ?? []).map((row) => fromWarehouse(row, accountKey)));
  }

  return {
    statuses: ["APPROVED", "PENDING", "UNSUBMITTED", "REJECTED"],
    pageSize: LARGEST_PAGE,
    async listGoods(status, offset, limit, call) {
      const size = Math.min(limit, LARGEST_PAGE);
      const answer = await client.send(
        wechatEndpoints.listGoods,
        { query: { offset, limit: size, status: reviewStatuses.indexOf(status) }, accept: NOTHING_FOUND },
        wechatLibrary,
        call,
      );
      const rows = answer.goods ?? [];
      const end = offset + rows.length;
      const total = answer.total ?? null;
      return {
        items: await withRecords(rows.map((row) => fromLibrary(row, status, accountKey))),
        next: rows.length === 0 || (total === null ? rows.length < size : end >= total) ? null : String(end),
        total,
      };
    },
    async getGoods(nativeIds, call): Promise<readonly Found<Goods>[]> {
      const known = nativeIds.filter((nativeId) => nativeNumber(nativeId) > 0);
      const found = new Map<string, Found<Goods>>();
      await Promise.all(
        cutIntoChunks(known, LARGEST_LOOKUP).map(async (chunk) => {
          try {
            for (const goods of await lookUp(chunk, call)) found.set(goods.nativeId, goods);
          } catch (error) {
            if (!(error instanceof LiveError)) throw error;
            for (const nativeId of chunk) found.set(nativeId, error);
          }
        }),
      );
      return nativeIds.map((nativeId) => found.get(nativeId) ?? null);
    },
  };
}

/** 1 and 2: made by API. Goods made in the console cannot be changed by API (300011). */
function isMadeByApi(tag: number | null | undefined): boolean | null {
  return tag === null || tag === undefined ? null : tag === 1 || tag === 2;
}

function fromWarehouse(row: WechatWarehouseGoodsRead, accountKey: string): Goods {
  const status = row.audit_status ?? null;
  return {
    ...identity(String(row.goods_id), accountKey),
    name: row.name,
    coverUrl: row.cover_img_url || null,
    link: row.url || null,
    price: fromYuan({ kind: row.price_type ?? row.priceType, price: row.price, price2: row.price2 }),
    review: { status: (status === null ? undefined : reviewStatuses[status]) ?? "UNKNOWN", auditId: null },
    editableByApi: isMadeByApi(row.third_party_tag),
    thirdPartyAppId: row.thirdPartyAppid || null,
  };
}

function fromLibrary(row: WechatLibraryGoodsRead, status: GoodsReviewStatus, accountKey: string): Goods {
  return {
    ...identity(String(row.goodsId), accountKey),
    name: row.name,
    coverUrl: row.coverImgUrl || null,
    link: row.url || null,
    price: fromYuan({ kind: row.priceType, price: row.price, price2: row.price2 }),
    review: { status, auditId: null },
    editableByApi: isMadeByApi(row.thirdPartyTag ?? row.third_party_tag),
    thirdPartyAppId: row.thirdPartyAppid || null,
  };
}

function identity(nativeId: string, accountKey: string) {
  const id = formatId("goods", accountKey, nativeId);
  return { id, accountKey, provider: "WECHAT", nativeId, tags: [], attributes: [] } as const;
}
