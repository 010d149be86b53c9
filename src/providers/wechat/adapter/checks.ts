import type { Clock } from "../../../domain/clock";
import { LiveError } from "../../../domain/error";
import type { ImageInput } from "../../../domain/image";
import { hasSpecialCharacters, widthOf } from "./width";

/*
 * WeChat's documented limits, checked before a call is spent. Each check gives the refusal, or nothing.
 */

type Path = readonly string[];
type Check = LiveError | null;

export function invalid(field: Path, en: string, zh: string): LiveError {
  return new LiveError("INVALID_INPUT", { en, zh }, { field, provider: "WECHAT" });
}

export function required(value: unknown, field: Path): Check {
  if (value !== null && value !== undefined && value !== "") return null;
  return invalid(field, `WeChat needs ${field.join(".")}.`, `微信需要填写 ${field.join(".")}。`);
}

/** For what a WeChat room or goods does not have: better refused than silently dropped. */
export function absent(value: unknown, field: Path): Check {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  return invalid(field, `WeChat knows no ${field.join(".")}.`, `微信不支持 ${field.join(".")}。`);
}

export function widthWithin(text: string, low: number, high: number, field: Path): Check {
  const width = widthOf(text);
  if (width >= low && width <= high) return null;
  return invalid(
    field,
    `${field.join(".")} must be ${low} to ${high} half-width characters wide, a Chinese character counting 2; this is ${width}.`,
    `${field.join(".")} 长度须为 ${low} 到 ${high} 个字符（1 个汉字算 2 个字符），当前为 ${width}。`,
  );
}

export function plainCharacters(text: string, field: Path): Check {
  if (!hasSpecialCharacters(text)) return null;
  return invalid(
    field,
    `${field.join(".")} must not contain emoji or special characters.`,
    `${field.join(".")} 不能包含表情符号或特殊字符。`,
  );
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** WeChat wants ten minutes; one more, so that a slow call does not arrive too late. */
const EARLIEST = 11 * MINUTE;
const LATEST_MONTHS = 6;

/** At least 10 minutes and at most 6 months ahead, lasting 30 minutes to 24 hours. */
export function scheduleWithin(startsAt: Date, endsAt: Date, clock: Clock): Check {
  const now = clock.now();
  const latest = new Date(now);
  latest.setUTCMonth(latest.getUTCMonth() + LATEST_MONTHS);
  if (startsAt.getTime() < now + EARLIEST) {
    return invalid(["startsAt"], "startsAt must be at least 11 minutes ahead.", "startsAt 须至少在 11 分钟之后。");
  }
  if (startsAt.getTime() > latest.getTime()) {
    return invalid(["startsAt"], "startsAt must be at most 6 months ahead.", "startsAt 不能晚于 6 个月之后。");
  }
  const duration = endsAt.getTime() - startsAt.getTime();
  if (duration < 30 * MINUTE || duration > 24 * HOUR) {
    return invalid(
      ["endsAt"],
      "The broadcast must last 30 minutes to 24 hours.",
      "直播时长须在 30 分钟到 24 小时之间。",
    );
  }
  return null;
}

/** An image is given in one way and not in none. */
export function imageGiven(image: ImageInput | null | undefined, field: Path): Check {
  if (!image || [image.url, image.base64, image.mediaId, image.bytes].filter(Boolean).length !== 1) {
    return invalid(
      field,
      `${field.join(".")} must be an image: a url, base64 or a mediaId.`,
      `${field.join(".")} 须为图片：url、base64 或 mediaId 三选一。`,
    );
  }
  if (!image.mediaId || /^[A-Za-z0-9_-]{1,256}$/.test(image.mediaId)) return null;
  return invalid(
    [...field, "mediaId"],
    "mediaId must be a media_id as WeChat gave it for an upload, not an address: give that as url.",
    "mediaId 须为微信上传接口返回的 media_id；图片地址请填写在 url 中。",
  );
}

/** A WeChat id (微信号): neither an openid nor a masked one. */
export function wechatId(text: string, field: Path): Check {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(text)) return null;
  return invalid(
    field,
    `${field.join(".")} must be a WeChat id in the clear: letters, digits, hyphens and underscores.`,
    `${field.join(".")} 须为完整的微信号：字母、数字、下划线或减号。`,
  );
}

/** The refusals among the results of checks. */
export function found(...checks: readonly Check[]): LiveError[] {
  return checks.filter((check) => check !== null);
}
