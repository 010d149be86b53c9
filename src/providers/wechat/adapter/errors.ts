import { LiveError, type ErrorDetails, type ErrorKind } from "../../../domain/error";
import { meaningOf, type Meaning, type Path } from "./error-codes";
import { toProviderText } from "./provider-text";

/** Codes that say: this access token is not good (any more). */
const tokenCodes: ReadonlySet<number> = new Set([40001, 40014, 42001]);
export function isTokenRefused(code: number): boolean {
  return tokenCodes.has(code);
}

/** The goods are there, but the answer does not say under which id: they are looked for like those of a lost answer. */
const ADDED_UNSUBMITTED = 300021;

/** Faults that pass by themselves. */
const passing: ReadonlySet<ErrorKind> = new Set(["PROVIDER_UNAVAILABLE", "RATE_LIMITED", "PROVIDER_QUOTA_EXHAUSTED"]);

export interface WechatRefusal {
  readonly errcode: number;
  readonly errmsg: string;
  /** The picture to scan for real-name verification, under either of its names. */
  readonly verificationUrl?: string;
}

export function toWechatError(refusal: WechatRefusal, operation: string, about: ErrorDetails): LiveError {
  const { kind, text, field } = meaningOf(refusal.errcode);
  const { message, rid } = splitRid(refusal.errmsg);
  const path = refusal.errcode === 200002 ? fieldOfParameter(message) : pathOf(field, operation);
  return new LiveError(kind, text, {
    ...about,
    operation,
    providerCode: String(refusal.errcode),
    providerMessage: toProviderText(message),
    retryable: passing.has(kind),
    // A busy WeChat has been seen to do the work all the same.
    ambiguous: kind === "PROVIDER_UNAVAILABLE" || refusal.errcode === ADDED_UNSUBMITTED,
    ...(rid === null ? {} : { providerRequestId: rid }),
    ...(path === undefined ? {} : { field: path }),
    ...(refusal.verificationUrl ? { verificationQrCodeUrl: refusal.verificationUrl } : {}),
  });
}

function pathOf(field: Meaning["field"], operation: string): Path | undefined {
  if (field === undefined || isPath(field)) return field;
  return field[operation];
}

function isPath(field: Path | Readonly<Record<string, Path>>): field is Path {
  return Array.isArray(field);
}

const RID = /\s*rid:\s*([0-9a-f]+(?:-[0-9a-f]+)*)\s*$/;
const LONGEST_MESSAGE = 200;

/** WeChat appends its request id to the text. Look one up within seven days. */
function splitRid(errmsg: string): { message: string; rid: string | null } {
  const match = RID.exec(errmsg.slice(-120));
  const text = match ? errmsg.slice(0, errmsg.length - match[0].length) : errmsg;
  return { message: text.trim().slice(0, LONGEST_MESSAGE), rid: match?.[1] ?? null };
}

const fieldOfWire: Readonly<Record<string, Path>> = {
  name: ["title"],
  startTime: ["startsAt"],
  endTime: ["endsAt"],
  coverImg: ["cover"],
  shareImg: ["wechat", "shareImage"],
  feedsImg: ["wechat", "feedImage"],
  anchorName: ["anchor", "name"],
  anchorWechat: ["anchor", "wechatId"],
  subAnchorWechat: ["wechat", "subAnchorWechatId"],
  createrWechat: ["wechat", "creatorWechatId"],
  coverImgUrl: ["cover"],
  price: ["price"],
  price2: ["price"],
  url: ["link"],
};

/** The parameter that the text of 200002 names, as the field of ours it was made from. */
function fieldOfParameter(message: string): Path | undefined {
  const named = message.split(/[^A-Za-z0-9]+/).find((word) => word in fieldOfWire);
  return named === undefined ? undefined : fieldOfWire[named];
}
