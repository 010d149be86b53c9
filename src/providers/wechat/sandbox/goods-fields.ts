import type { WechatGoodsFields } from "../protocol/wire";
import { integerField, invalid, isAbsent, missing, optionalText, textField, type Fields } from "./fields";
import type { Goods, GoodsFacts } from "./goods";
import { takeImage, type MediaRegistry } from "./media";
import { WechatRefusal } from "./refusal";
import { hasForbiddenWords, textWidth } from "./width";

export function readGoods(info: Fields): WechatGoodsFields {
  const coverImgUrl = textField(info, "coverImgUrl");
  const name = textField(info, "name");
  const price = { ...readPrice(info), priceType: readPriceType(info) };
  if (isAbsent(info["price"])) throw missing("price");
  const { price: first = 0, ...rest } = price;
  return { coverImgUrl, name, price: first, ...rest, url: textField(info, "url"), ...readAppid(info) };
}

/** Only what is sent changes. */
export function readGoodsChanges(info: Fields): Partial<WechatGoodsFields> {
  const changes: Partial<WechatGoodsFields> = {};
  for (const name of ["coverImgUrl", "name", "url"] as const) {
    const text = optionalText(info, name);
    if (text !== undefined) changes[name] = text;
  }
  const priceType = isAbsent(info["priceType"]) ? {} : { priceType: readPriceType(info) };
  return { ...changes, ...priceType, ...readPrice(info), ...readAppid(info) };
}

function readPriceType(info: Fields): number {
  return integerField(info, "priceType", { minimum: 1, maximum: 3 });
}

/** Anything but a number is a matter of 300003, not of types. */
function readPrice(info: Fields): { price?: number; price2?: number } {
  const prices: { price?: number; price2?: number } = {};
  for (const name of ["price", "price2"] as const) {
    const value = info[name];
    if (isAbsent(value)) continue;
    if (typeof value !== "number") throw new WechatRefusal(300003);
    prices[name] = value;
  }
  return prices;
}

function readAppid(info: Fields): { thirdPartyAppid?: string } {
  const appid = optionalText(info, "thirdPartyAppid");
  if (appid === undefined) return {};
  if (!/^wx[0-9a-z]{16}$/.test(appid)) throw invalid("thirdPartyAppid");
  return { thirdPartyAppid: appid };
}

/** The goods with the changes made, when the outcome is one that WeChat takes. */
export function checkGoods(
  changes: Partial<WechatGoodsFields>,
  present: Goods | null,
  media: MediaRegistry,
): GoodsFacts {
  const name = changes.name ?? present?.name ?? "";
  const url = changes.url ?? present?.url ?? "";
  if (textWidth(name) > 28) throw new WechatRefusal(300002);
  if (hasForbiddenWords(name)) throw new WechatRefusal(300004);
  const prices = checkPrices(changes, present);
  if (!isReleasedPage(url)) throw new WechatRefusal(300007);
  const image =
    changes.coverImgUrl === undefined ? (present?.image ?? "") : takeImage(media, "coverImgUrl", changes.coverImgUrl);
  return { name, url, image, ...prices, thirdPartyAppid: changes.thirdPartyAppid ?? present?.thirdPartyAppid ?? "" };
}

/**
 * Yuan come in, with two decimals at most; fen are kept. A range (2) goes from price to price2; a discount (3) from the
 * original price down to price2. A price of nothing is refused.
 */
function checkPrices(
  changes: Partial<WechatGoodsFields>,
  present: Goods | null,
): Pick<GoodsFacts, "priceType" | "price" | "price2"> {
  const priceType = changes.priceType ?? present?.priceType ?? 1;
  const price = changes.price === undefined ? (present?.price ?? 0) : toFen(changes.price);
  if (price <= 0) throw new WechatRefusal(300003);
  if (priceType === 1) return { priceType, price, price2: 0 };
  if (changes.price2 === undefined && !present?.price2) throw missing("price2");
  const price2 = changes.price2 === undefined ? (present?.price2 ?? 0) : toFen(changes.price2);
  const ordered = priceType === 2 ? price <= price2 : price2 <= price;
  if (price2 <= 0 || !ordered) throw new WechatRefusal(300003);
  return { priceType, price, price2 };
}

function toFen(yuan: number): number {
  if (!Number.isFinite(yuan) || Number(yuan.toFixed(2)) !== yuan) throw new WechatRefusal(300003);
  return Math.round(yuan * 100);
}

/** The released mini-program has every page under `pages/`. A query value that is a URL itself has to be percent-encoded. */
function isReleasedPage(url: string): boolean {
  return /^pages\/[^?\s]+(\?[^\s]*)?$/.test(url) && !url.includes("://");
}
