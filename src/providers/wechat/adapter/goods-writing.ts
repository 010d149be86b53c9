import { z } from "zod";
import type { Call } from "../../../domain/call";
import { LiveError, refuseAll } from "../../../domain/error";
import type {
  CreateGoods,
  Goods,
  GoodsLibraryPort,
  GoodsReviewPort,
  GoodsUpdatePort,
  UpdateGoods,
} from "../../../domain/goods";
import { formatId } from "../../../domain/id";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatGoodsAdded, type WechatGoodsAddition } from "../protocol/wire";
import { wechatGoodsAudited, type WechatAuditWithdrawal, type WechatGoodsUpdate } from "../protocol/wire-goods";
import { absent, found, imageGiven, invalid, widthWithin } from "./checks";
import type { WechatContext } from "./context";
import { fenOf, findCreatedGoods } from "./goods-found";
import type { GoodsReading } from "./goods-reading";
import { goodsNumber } from "./native-id";
import { fromPriceInput } from "./price";

type GoodsWriting = Omit<GoodsLibraryPort, keyof GoodsReading> & GoodsUpdatePort & GoodsReviewPort;

/** Writing the goods library, as far as the review (审核) of each piece of goods allows. */
export function createGoodsWriting(context: WechatContext, reading: GoodsReading): GoodsWriting {
  const { client, ledger, images, highestGoods, writtenPrices, log } = context;
  const accountKey = context.account.key;

  async function readCurrent(nativeId: string, call: Call): Promise<Goods> {
    const [goods] = await reading.getGoods([String(goodsNumber(nativeId, ["id"]))], call);
    if (goods instanceof LiveError) throw goods;
    if (goods) return goods;
    throw new LiveError("NOT_FOUND", { en: "There are no such goods.", zh: "商品不存在。" }, { field: ["id"] });
  }

  async function createGoods(input: CreateGoods, call: Call): Promise<Goods> {
    const cover = { input: input.cover, purpose: "GOODS_COVER", field: ["cover"] } as const;
    const { goodsId, auditId } = await images.use(
      { cover },
      (ready) => {
        const body: WechatGoodsAddition = {
          goodsInfo: {
            coverImgUrl: ready.cover.mediaId,
            name: input.name,
            ...fromPriceInput(input.price),
            url: input.link,
            ...(input.thirdPartyAppId ? { thirdPartyAppid: input.thirdPartyAppId } : {}),
          },
        };
        return client.send(wechatEndpoints.addGoods, { body }, wechatGoodsAdded, call);
      },
      call,
    );
    const nativeId = String(goodsId);
    highestGoods.see(nativeId);
    const ticket = auditId === null || auditId === undefined ? null : String(auditId);
    await ledger.keepGoods(nativeId, { auditId: ticket ?? undefined, writtenFen: fenOf(input.price) });
    writtenPrices.forget(nativeId);
    return toCreatedGoods(nativeId, ticket, input, accountKey);
  }

  return {
    prepareGoods(input) {
      refuseAll(
        found(
          widthWithin(input.name, 1, 28, ["name"]),
          checkLink(input.link),
          imageGiven(input.cover, ["cover"]),
          checkAppId(input.thirdPartyAppId ?? ""),
        ),
      );
      const { name, link, price } = input;
      return {
        facts: { name, link, kind: price.kind, fen: fenOf(price).join() },
        create: (call) => createGoods(input, call),
      };
    },

    markNow: () => highestGoods.read(),

    findCreated: (facts, mark, call) => findCreatedGoods(context, reading, facts, mark, call),

    async adoptGoods(nativeId, { fen }) {
      // The ticket of the submission was told in the answer that was lost, and is told nowhere else.
      log.warn(
        { account: accountKey, goods: nativeId },
        "goods were found again, but the ticket of their review is lost",
      );
      await ledger.keepGoods(nativeId, { writtenFen: String(fen).split(",").map(Number) });
      writtenPrices.forget(nativeId);
    },

    async updateGoods(nativeId, change, call) {
      const changed = fromUpdateGoods(change);
      const current = await readCurrent(nativeId, call);
      refuseAll(stateProblems(current, change));
      const send = async (coverImgUrl: string | null) => {
        const goodsInfo = {
          goodsId: goodsNumber(nativeId, ["id"]),
          ...(coverImgUrl ? { coverImgUrl } : {}),
          ...changed,
        };
        const body: WechatGoodsUpdate = { goodsInfo };
        await client.send(wechatEndpoints.updateGoods, { body }, z.unknown(), call);
      };
      if (change.cover) {
        const cover = { input: change.cover, purpose: "GOODS_COVER", field: ["cover"] } as const;
        await images.use({ cover }, (ready) => send(ready.cover.mediaId), call);
      } else await send(null);
      if (change.price) {
        const [record] = await ledger.goods([nativeId]);
        await ledger.keepGoods(nativeId, { ...record, writtenFen: fenOf(change.price) });
        writtenPrices.forget(nativeId);
      }
    },

    async deleteGoods(nativeId, call) {
      const goodsId = goodsNumber(nativeId, ["id"]);
      await client.send(wechatEndpoints.deleteGoods, { body: { goodsId } }, z.unknown(), call);
      await ledger.forgetGoods(nativeId);
    },

    async submitGoods(nativeId, call) {
      const goodsId = goodsNumber(nativeId, ["id"]);
      const { auditId } = await client.send(
        wechatEndpoints.submitGoods,
        { body: { goodsId } },
        wechatGoodsAudited,
        call,
      );
      const [record] = await ledger.goods([nativeId]);
      await ledger.keepGoods(nativeId, { ...record, auditId: String(auditId) });
    },

    async withdrawGoods(nativeId, auditId, call) {
      const goodsId = goodsNumber(nativeId, ["id"]);
      const [record] = await ledger.goods([nativeId]);
      const ticket = auditId ?? record?.auditId ?? "";
      refuseAll(found(checkAuditId(ticket, auditId !== null)));
      const body: WechatAuditWithdrawal = { auditId: Number(ticket), goodsId };
      await client.send(wechatEndpoints.withdrawGoods, { body }, z.unknown(), call);
    },
  };
}

/** A page of the mini-program, such as `pages/index/index?id=9`. */
function checkLink(link: string): LiveError | null {
  if (/^[^\s:/?#][^\s:?#]*(?:\?[^\s#]*)?$/.test(link) && !/[?&][^=&]*=[^&]*:\/\//.test(link)) return null;
  return invalid(
    ["link"],
    "link must be a page path of the mini-program, such as pages/index/index?id=9; an address inside it has to be percent-encoded.",
    "link 须为小程序页面路径，如 pages/index/index?id=9；参数中的网址需要先编码。",
  );
}

function checkAppId(appId: string): LiveError | null {
  if (appId === "" || /^wx[0-9a-zA-Z]{16}$/.test(appId)) return null;
  return invalid(
    ["thirdPartyAppId"],
    "thirdPartyAppId must be the AppID of a mini-program: wx and 16 letters or digits.",
    "thirdPartyAppId 须为小程序的 AppID：wx 加 16 位字母或数字。",
  );
}

function checkAuditId(ticket: string, isGiven: boolean): LiveError | null {
  if (/^\d{1,15}$/.test(ticket)) return null;
  return isGiven
    ? invalid(["auditId"], "auditId must be digits.", "auditId 须为数字。")
    : invalid(
        ["auditId"],
        "WeChat wants the ticket of the submission, and the gateway does not know it: the goods were submitted elsewhere, or the answer was lost. Give auditId, or wait until the review is done.",
        "微信撤回审核需要审核单 ID，而网关没有该记录（商品在别处提审，或提审的响应丢失）：请填写 auditId，或等待审核结束。",
      );
}

/** Only what changes is sent. */
function fromUpdateGoods(change: UpdateGoods): Omit<WechatGoodsUpdate["goodsInfo"], "goodsId" | "coverImgUrl"> {
  const { name, cover, price, link, tags, attributes } = change;
  const isEmpty = [name, cover, price, link, tags, attributes].every((value) => value === null || value === undefined);
  refuseAll(
    found(
      isEmpty ? invalid(["id"], "Say what to change.", "请填写要修改的内容。") : null,
      absent(tags, ["tags"]),
      absent(attributes, ["attributes"]),
      typeof name === "string" ? widthWithin(name, 1, 28, ["name"]) : null,
      typeof link === "string" ? checkLink(link) : null,
      cover ? imageGiven(cover, ["cover"]) : null,
    ),
  );
  return {
    ...(typeof name === "string" ? { name } : {}),
    ...(price ? fromPriceInput(price) : {}),
    ...(typeof link === "string" ? { url: link } : {}),
  };
}

/** Under review nothing may change, once approved only the price; goods made in the console never by API. */
function stateProblems({ review, editableByApi }: Goods, change: UpdateGoods): LiveError[] {
  const refuse = (field: readonly string[], en: string, zh: string) =>
    new LiveError("INVALID_STATE", { en, zh }, { field, provider: "WECHAT" });
  if (editableByApi === false) {
    return [
      refuse(
        ["id"],
        "These goods were made in the console and cannot be changed by API.",
        "非 API 创建的商品不能通过 API 修改。",
      ),
    ];
  }
  if (review?.status === "PENDING") {
    return [
      refuse(
        ["id"],
        "Goods under review cannot be changed: withdraw them first.",
        "审核中的商品不能修改：请先撤回审核。",
      ),
    ];
  }
  if (review?.status !== "APPROVED") return [];
  return (["name", "cover", "link"] as const)
    .filter((name) => change[name] !== null && change[name] !== undefined)
    .map((name) => refuse([name], "Of approved goods only the price can be changed.", "审核通过的商品只能修改价格。"));
}

/** The goods as they were asked for. Their picture's address is WeChat's to tell. */
function toCreatedGoods(nativeId: string, auditId: string | null, input: CreateGoods, accountKey: string): Goods {
  const { price } = input;
  return {
    id: formatId("goods", accountKey, nativeId),
    accountKey,
    provider: "WECHAT",
    nativeId,
    name: input.name,
    coverUrl: undefined,
    link: input.link,
    price: {
      kind: price.kind,
      amount: price.amount,
      maxAmount: price.kind === "RANGE" ? price.maxAmount : null,
      originalAmount: price.kind === "DISCOUNTED" ? price.originalAmount : null,
      display: null,
    },
    tags: [],
    review: { status: "PENDING", auditId },
    editableByApi: true,
    thirdPartyAppId: input.thirdPartyAppId ?? null,
    attributes: [],
  };
}
