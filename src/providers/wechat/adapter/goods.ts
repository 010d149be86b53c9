import type { z } from "zod";
import { LiveError, refuseAll } from "../../../domain/error";
import type { Call, Found } from "../../../domain/call";
import type { CreateGoods, Goods, GoodsLibraryPort, GoodsReviewStatus } from "../../../domain/goods";
import { formatId } from "../../../domain/id";
import { wechatEndpoints } from "../protocol/endpoints";
import {
  wechatGoodsAdded,
  wechatLibrary,
  wechatWarehouse,
  type WechatGoodsAddition,
  type WechatLibraryGoodsRead,
  type WechatWarehouseGoodsRead,
} from "../protocol/wire";
import { invalid, mediaIdOf, widthWithin } from "./checks";
import type { WechatContext } from "./context";
import { nativeNumber } from "./native-id";
import { fromPriceInput, fromYuan } from "./price";

/** A lookup takes 20 ids, a page of the library 100 rows. */
const LARGEST_LOOKUP = 20;
const LARGEST_PAGE = 100;

const reviewStatuses: readonly GoodsReviewStatus[] = ["UNSUBMITTED", "PENDING", "APPROVED", "REJECTED"];

export function createGoodsLibrary(context: WechatContext): GoodsLibraryPort {
  const { client, ledger } = context;
  const accountKey = context.account.key;

  async function lookUp(nativeIds: readonly string[], call: Call): Promise<readonly Goods[]> {
    const answer = await client.send(
      wechatEndpoints.getGoods,
      { body: { goods_ids: nativeIds.map(nativeNumber) }, accept: [1003, 9410000] },
      wechatWarehouse,
      call,
    );
    return withAuditIds((answer.goods ?? []).map((row) => fromWarehouse(row, accountKey)));
  }

  /** The audit ticket is told once, when goods are submitted: only the ledger knows it. */
  async function withAuditIds(goods: readonly Goods[]): Promise<readonly Goods[]> {
    const records = await ledger.goods(goods.map(({ nativeId }) => nativeId));
    return goods.map((item, index) => {
      const auditId = records[index]?.auditId;
      return auditId && item.review ? { ...item, review: { ...item.review, auditId } } : item;
    });
  }

  return {
    statuses: ["APPROVED", "PENDING", "UNSUBMITTED", "REJECTED"],
    pageSize: LARGEST_PAGE,
    async listGoods(status, offset, limit, call) {
      const size = Math.min(limit, LARGEST_PAGE);
      const answer = await client.send(
        wechatEndpoints.listGoods,
        { query: { offset, limit: size, status: reviewStatuses.indexOf(status) } },
        wechatLibrary,
        call,
      );
      const rows = answer.goods ?? [];
      const end = offset + rows.length;
      const total = answer.total ?? null;
      return {
        items: await withAuditIds(rows.map((row) => fromLibrary(row, status, accountKey))),
        next: rows.length === 0 || (total === null ? rows.length < size : end >= total) ? null : String(end),
        total,
      };
    },
    async getGoods(nativeIds, call): Promise<readonly Found<Goods>[]> {
      const known = nativeIds.filter((nativeId) => nativeNumber(nativeId) > 0);
      const chunks: (readonly string[])[] = [];
      for (let at = 0; at < known.length; at += LARGEST_LOOKUP) chunks.push(known.slice(at, at + LARGEST_LOOKUP));
      const found = new Map<string, Found<Goods>>();
      await Promise.all(
        chunks.map(async (chunk) => {
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
    async createGoods(input, call) {
      const body = fromCreateGoods(input);
      const answer = await client.send(wechatEndpoints.addGoods, { body }, wechatGoodsAdded, call);
      const nativeId = String(answer.goodsId);
      const auditId = answer.auditId === null || answer.auditId === undefined ? null : String(answer.auditId);
      if (auditId !== null) await ledger.keepGoods(nativeId, { auditId });
      return {
        id: formatId("goods", accountKey, nativeId),
        accountKey,
        provider: "WECHAT",
        nativeId,
        name: input.name,
        coverUrl: undefined,
        link: input.link,
        price: toPrice(input),
        tags: [],
        review: { status: "PENDING", auditId },
        editableByApi: true,
        thirdPartyAppId: input.thirdPartyAppId ?? null,
        attributes: [],
      };
    },
  };
}

function fromCreateGoods(input: CreateGoods): WechatGoodsAddition {
  const cover = mediaIdOf(input.cover, ["cover"]);
  refuseAll(
    [widthWithin(input.name, 1, 28, ["name"]), checkLink(input.link), cover].filter(
      (problem) => problem instanceof LiveError,
    ),
  );
  return {
    goodsInfo: {
      coverImgUrl: cover as string,
      name: input.name,
      ...fromPriceInput(input.price),
      url: input.link,
      ...(input.thirdPartyAppId ? { thirdPartyAppid: input.thirdPartyAppId } : {}),
    },
  };
}

/** A page of the mini-program, such as `pages/index/index?id=9`. */
export function checkLink(link: string): LiveError | null {
  if (/^[^\s:/?#][^\s:?#]*(?:\?[^\s#]*)?$/.test(link) && !/[?&][^=&]*=[^&]*:\/\//.test(link)) return null;
  return invalid(
    ["link"],
    "link must be a page path of the mini-program, such as pages/index/index?id=9; an address inside it has to be percent-encoded.",
    "link 须为小程序页面路径，如 pages/index/index?id=9；参数中的网址需要先编码。",
  );
}

function toPrice({ price }: CreateGoods): Goods["price"] {
  return {
    kind: price.kind,
    amount: price.amount,
    maxAmount: price.kind === "RANGE" ? price.maxAmount : null,
    originalAmount: price.kind === "DISCOUNTED" ? price.originalAmount : null,
    display: null,
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

export type WechatGoodsAddedRead = z.output<typeof wechatGoodsAdded>;
