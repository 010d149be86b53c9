import { LiveError } from "../../../domain/error";

/** WeChat counts rooms and goods from 1; anything else is the id of nothing, and is 0 here. */
export function nativeNumber(nativeId: string): number {
  return /^[1-9]\d{0,14}$/.test(nativeId) ? Number(nativeId) : 0;
}

/** A room's number for the wire. An id that cannot be one costs no call. */
export function roomNumber(nativeId: string): number {
  const number = nativeNumber(nativeId);
  if (number > 0) return number;
  throw new LiveError(
    "NOT_FOUND",
    { en: "There is no live room with this id.", zh: "此房间号不存在。" },
    { provider: "WECHAT" },
  );
}

/** The same for goods. */
export function goodsNumber(nativeId: string, field: readonly string[]): number {
  const number = nativeNumber(nativeId);
  if (number > 0) return number;
  throw new LiveError(
    "NOT_FOUND",
    { en: "There are no such goods.", zh: "商品不存在。" },
    { field, provider: "WECHAT" },
  );
}
