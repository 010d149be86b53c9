import { createRandom } from "../../../sandbox";

/** An answer other than success: WeChat's code, its text without the request id, and what a few refusals carry besides. */
export class WechatRefusal extends Error {
  constructor(
    readonly code: number,
    text: string = refusalText(code),
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(text);
  }
}

/*
 * The first block is what WeChat really says. It does not publish the texts of the live codes; those are our words, and
 * no client should look at them.
 */
const texts: Readonly<Record<number, string>> = {
  [-1]: "system error",
  1007: "get no data",
  40001: "invalid credential, access_token is invalid or not latest",
  40014: "invalid access_token",
  41001: "access_token missing hint: [sandbox]",
  42001: "access_token expired",
  47001: "data format error hint: [sandbox]",
  48001: "api unauthorized",
  9410000: "empty room list",

  1001: "invalid params",
  1003: "goods not found",
  10001: "live broadcast is switched off for this mini-program",
  40002: "invalid grant_type",
  40004: "invalid media type",
  40007: "invalid media_id",
  40009: "invalid image size",
  40013: "invalid appid",
  40125: "invalid appsecret",
  40164: "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist",
  40243: "AppSecret is frozen",
  41002: "appid missing",
  41004: "appsecret missing",
  41005: "media data missing",
  43001: "require GET method",
  43002: "require POST method",
  44001: "empty media data",
  44002: "empty post data",
  45009: "reach max api daily quota limit",
  45011: "api minute-quota reach limit, must slower, retry next minute",
  48004: "api forbidden for this account",
  48006: "no clear_quota left this month",
  50002: "user limited",
  50004: "token api forbidden for this account",
  50007: "account frozen",
  89503: "ip waits for the administrator's confirmation",
  89506: "ip refused by the administrator for 24 hours",
  89507: "ip refused by the administrator for 1 hour",
  200002: "invalid parameter",
  300001: "account may not write rooms or goods",
  300002: "name length is out of range",
  300003: "price is invalid",
  300004: "goods name is forbidden",
  300006: "image could not be read",
  300007: "goods url is not a page of the released mini-program",
  300009: "audit could not be withdrawn",
  300010: "audit status does not allow this",
  300011: "goods was not added by api",
  300012: "no audit submission left today",
  300013: "audit submission failed",
  300014: "goods is being audited",
  300015: "goods not found",
  300017: "goods is not submitted for audit",
  300018: "goods image is larger than 300 x 300",
  300021: "goods added, audit submission failed",
  300022: "room not found",
  300023: "room status does not allow this",
  300024: "goods not found",
  300025: "goods is not approved",
  300026: "goods of the room are at the limit",
  300028: "room name is forbidden",
  300029: "anchor name is forbidden",
  300030: "anchorWechat is invalid",
  300031: "coverImg is rejected",
  300032: "shareImg is rejected",
  300033: "goods of the room would pass the limit",
  300034: "anchorName length is out of range",
  300035: "anchorWechat does not exist",
  300036: "anchor has not verified the real name",
  300037: "feedsImg is rejected",
  300038: "customer service is not configured",
  300039: "subAnchorWechat is invalid",
  300040: "name has characters that are not allowed",
  300041: "createrWechat is invalid",
  300042: "room is being streamed",
  300044: "goods has no video",
  300045: "goods video is being made",
  300046: "goods video failed",
  300047: "a goods is being pushed",
  300049: "goods is being pushed",
  300050: "goods list is empty",
  300052: "goods is off the shelf",
  300053: "goods is not in the room",
  400001: "username is invalid",
  400002: "user has not verified the real name",
  400003: "role is full",
  400004: "user has the role already",
  400005: "anchor has a room that has not started",
  500001: "sub-anchor is invalid",
  500002: "sub-anchor has not verified the real name",
  500003: "room has a sub-anchor already",
  500004: "user is the sub-anchor already",
  500005: "sub-anchor is the anchor",
  600001: "user is an assistant already",
  600002: "user not found",
  9410005: "another room was announced today",
  9410006: "room is not live",
};

export function refusalText(code: number): string {
  return texts[code] ?? "refused";
}

export interface RequestIds {
  next(): string;
}

/** Three groups of eight hexadecimal digits, the first of them the time; WeChat puts one behind the text of each refusal. */
export function createRequestIds(seconds: () => number): RequestIds {
  const random = createRandom(1);
  return { next: () => `${seconds().toString(16).padStart(8, "0").slice(-8)}-${random.hex(8)}-${random.hex(8)}` };
}
