import { LiveError } from "../domain/error";

/** What a caller is told of a write that is under way, was made with another input, or came to nobody knows what. */

export function keyReused(): LiveError {
  return new LiveError(
    "IDEMPOTENCY_KEY_REUSED",
    {
      en: "This idempotency key was used with another input within the last 24 hours.",
      zh: "该幂等键在 24 小时内已用于其他内容。",
    },
    { field: ["idempotencyKey"] },
  );
}

export function inProgress(): LiveError {
  return new LiveError(
    "IDEMPOTENCY_IN_PROGRESS",
    { en: "The same request is under way. Ask again shortly.", zh: "相同的请求正在处理，请稍后再试。" },
    { retryable: true, retryAfterSeconds: 2 },
  );
}

/** `wait`: milliseconds after which asking again may lead further. */
export function unknownOutcome(cause: unknown, hasKey: boolean, wait: number): LiveError {
  const text = hasKey
    ? {
        en: "The provider may or may not have done it. Ask again with the same idempotencyKey: it will not be done twice.",
        zh: "服务商可能已执行该操作，也可能没有。请使用相同的 idempotencyKey 重试，不会重复执行。",
      }
    : {
        en: "The provider may or may not have done it. Look before asking again; with an idempotencyKey it is safe to repeat.",
        zh: "服务商可能已执行该操作，也可能没有。请先查询再重试；使用 idempotencyKey 可安全重试。",
      };
  const details = cause instanceof LiveError ? cause.details : {};
  const repeat = hasKey ? { retryable: true, retryAfterSeconds: Math.ceil(wait / 1000) } : { retryable: false };
  return new LiveError("UNKNOWN_OUTCOME", text, { ...details, cause, ambiguous: true, ...repeat });
}

export function storeUnavailable(cause: unknown): LiveError {
  return new LiveError(
    "STORE_UNAVAILABLE",
    {
      en: "The gateway's store cannot be reached, and without it this could be done twice. Try again shortly.",
      zh: "网关存储暂不可用，为避免重复执行，请稍后再试。",
    },
    { retryable: true, retryAfterSeconds: 5, cause },
  );
}

const LONGEST_KEY = 255;

export function checkKey(key: string | null): void {
  if (key === null || (key.length >= 1 && key.length <= LONGEST_KEY)) return;
  throw new LiveError(
    "INVALID_INPUT",
    {
      en: `idempotencyKey must have 1 to ${LONGEST_KEY} characters.`,
      zh: `idempotencyKey 须为 1 到 ${LONGEST_KEY} 个字符。`,
    },
    { field: ["idempotencyKey"] },
  );
}
