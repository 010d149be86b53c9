import { LiveError, type ErrorDetails, type ErrorKind } from "../../../domain/error";
import type { Text } from "../../../domain/text";

/** A refusal in any of Qiniu's dialects: some hide it behind HTTP 200, some answer a real status. */
export interface QiniuRefusal {
  readonly status: number;
  /** Null when the answer was no envelope. */
  readonly code: number | null;
  readonly message: string;
  readonly requestId: string | null;
}

const texts: Partial<Record<ErrorKind, Text>> = {
  PROVIDER_CREDENTIALS_REJECTED: {
    en: "Qiniu does not accept the credentials of this account.",
    zh: "七牛凭证无效。",
  },
  PROVIDER_PERMISSION_MISSING: { en: "This account may not do that at Qiniu.", zh: "该账号无权进行此操作。" },
  INVALID_STATE: { en: "The room's status does not allow this.", zh: "直播间当前状态不允许此操作。" },
  NOT_FOUND: { en: "Qiniu knows no such thing.", zh: "七牛中不存在该对象。" },
  ALREADY_EXISTS: { en: "This id is taken already.", zh: "该 ID 已存在。" },
  LIMIT_EXCEEDED: { en: "A room holds at most 100 goods.", zh: "每个直播间最多 100 件商品。" },
  INVALID_INPUT: { en: "Qiniu does not accept one of the values.", zh: "参数不合法。" },
  RATE_LIMITED: { en: "Qiniu is busy. Try again shortly.", zh: "七牛服务繁忙，请稍后再试。" },
  PROVIDER_PROTOCOL_ERROR: {
    en: "No Qiniu live server answers at this account's address. Look at its baseUrl: scheme, host and port.",
    zh: "该账号的地址没有七牛直播服务响应，请检查 baseUrl 的协议、主机和端口。",
  },
  PROVIDER_UNAVAILABLE: { en: "Qiniu failed to do this. Try again shortly.", zh: "七牛服务异常，请稍后再试。" },
};

/** Texts of the server that may be shown: its others leak SQL and addresses. */
const shownMessages: ReadonlySet<string> = new Set([
  "live status error",
  "record not found",
  "Not found",
  "Not Found",
  "Already existed",
  "items exceed in live room",
  "create live failed",
  "get liveInfo info failed",
  "item offline, cannot demonstrate",
  "delete live failed",
  "invalid request",
  "Unauthorized",
  "Forbidden",
  "Bad Request",
  "Internal error",
  "Internal Server Error",
  "Your authorization token is invalid",
  "Your token is expired",
  "The arguments you provide is invalid.",
  "Database error",
]);

export function toQiniuError(refusal: QiniuRefusal, operation: string, about: ErrorDetails): LiveError {
  const kind = kindOf(refusal);
  const message = refusal.message.trim();
  const passing = kind === "PROVIDER_UNAVAILABLE" || kind === "RATE_LIMITED";
  return new LiveError(kind, texts[kind] as Text, {
    ...about,
    operation,
    providerCode: refusal.code === null ? `HTTP ${refusal.status}` : String(refusal.code),
    retryable: passing,
    // A gateway in front of the server may answer 503 after the server has done it.
    ambiguous: kind === "PROVIDER_UNAVAILABLE" || refusal.status === 503,
    ...(shownMessages.has(message) ? { providerMessage: message } : {}),
    ...(refusal.requestId ? { providerRequestId: refusal.requestId } : {}),
  });
}

/** The first that fits. A code alone does not tell: master answers most of its refusals with HTTP 200. */
function kindOf({ status, code, message }: QiniuRefusal): ErrorKind {
  if (status === 429 || status === 503) return "RATE_LIMITED";
  if (status === 401 || code === 401 || code === 499) return "PROVIDER_CREDENTIALS_REJECTED";
  if (status === 403 || code === 403) return "PROVIDER_PERMISSION_MISSING";
  if (message === "live status error" || code === 601) return "INVALID_STATE";
  if (message.trim() === "item offline, cannot demonstrate") return "INVALID_STATE";
  if (message === "record not found" || code === 404) return "NOT_FOUND";
  if (code === 600 || code === 10001) return "ALREADY_EXISTS";
  if (code === 20001) return "LIMIT_EXCEEDED";
  if (code === 400 || (code === null && status === 400)) return "INVALID_INPUT";
  // Before anything was looked at: a redirect, which the signature would not follow, or a path that nobody serves.
  if (code === null && ((status >= 300 && status < 400) || status === 404)) return "PROVIDER_PROTOCOL_ERROR";
  return "PROVIDER_UNAVAILABLE";
}

/** A user's token that the server does not take (any more), while AK and SK may be in order. */
export function isTokenRefused({ kind }: LiveError): boolean {
  return kind === "PROVIDER_CREDENTIALS_REJECTED";
}
