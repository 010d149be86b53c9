import { LiveError, type ErrorDetails } from "../domain/error";

/** The connection broke before the answer had begun, did not come about, or nobody waited any longer. */
export function transportError(cause: unknown, about: ErrorDetails): LiveError {
  const code = errorCode(cause);
  const ambiguous = !NEVER_SENT.has(code);
  if (TIMED_OUT.has(code) || isAbort(cause)) return timedOut({ ...about, ambiguous, cause });
  return new LiveError(
    "PROVIDER_UNAVAILABLE",
    { en: "The provider cannot be reached right now.", zh: "暂时无法连接服务商。" },
    { ...about, ambiguous, retryable: true, fault: ambiguous ? "reset" : "unreachable", cause },
  );
}

/** The answer had begun, and did not come to its end as one. */
export function brokenBody(cause: unknown, about: ErrorDetails): LiveError {
  if (cause instanceof BodyTooLarge) return protocolError({ ...about, fault: "too-large", cause });
  const code = errorCode(cause);
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") return protocolError({ ...about, fault: "charset", cause });
  if (TIMED_OUT.has(code) || isAbort(cause)) return timedOut({ ...about, ambiguous: true, cause });
  return protocolError({ ...about, fault: "cut", cause });
}

export class BodyTooLarge extends Error {}

export function timedOut(details: ErrorDetails): LiveError {
  return new LiveError(
    "PROVIDER_TIMEOUT",
    { en: "The provider did not answer in time.", zh: "服务商未在规定时间内响应。" },
    { ambiguous: true, retryable: true, fault: "timeout", ...details },
  );
}

/** An answer that is none of the provider's: HTML, cut or malformed JSON, a missing field, far too large. */
export function protocolError(details: ErrorDetails): LiveError {
  return new LiveError(
    "PROVIDER_PROTOCOL_ERROR",
    { en: "The provider's answer could not be understood.", zh: "无法解析服务商的响应。" },
    { ambiguous: true, retryable: true, fault: "shape", ...details },
  );
}

const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);
const TIMED_OUT = new Set([
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_ABORTED",
]);

function errorCode(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === "string") return code;
  return cause === undefined ? "" : errorCode(cause);
}

/** By name: what an abort signal throws is an Error only where signal and module are of one and the same realm. */
function isAbort(error: unknown): boolean {
  const name = typeof error === "object" && error !== null && "name" in error ? error.name : "";
  return name === "AbortError" || name === "TimeoutError";
}
