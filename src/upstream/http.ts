import { Pool, type Dispatcher, type FormData } from "undici";
import { LiveError, type ErrorDetails } from "../domain/error";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path and query, percent-encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A form is one of undici's own: it takes Node's, which looks the same, for something to be iterated over. */
  readonly body?: string | FormData;
  readonly signal: AbortSignal;
}

export type HttpForm = FormData;

export interface HttpReply {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** Keep-alive connections to one provider. Every failure is a LiveError that says nothing of address or content. */
export interface HttpClient {
  /** Scheme, host and port, as the Host header and Qiniu's signature need them. */
  readonly origin: URL;
  send(request: HttpRequest): Promise<HttpReply>;
  close(): Promise<void>;
}

export interface HttpOptions {
  readonly baseUrl: string;
  readonly connections?: number;
  readonly connectTimeout?: number;
  /** Milliseconds until the answer has begun. */
  readonly headersTimeout?: number;
  /** Milliseconds between two pieces of the body. */
  readonly bodyTimeout?: number;
  /** Bytes past which an answer is no answer. */
  readonly largestBody?: number;
}

export function createHttpClient(options: HttpOptions, about: ErrorDetails): HttpClient {
  const origin = new URL(options.baseUrl);
  const prefix = origin.pathname === "/" ? "" : origin.pathname.replace(/\/$/, "");
  const largest = options.largestBody ?? 5 * 1024 * 1024;
  const pool = new Pool(origin.origin, {
    connections: options.connections ?? 64,
    pipelining: 1,
    connect: { timeout: options.connectTimeout ?? 1_000 },
    headersTimeout: options.headersTimeout ?? 3_000,
    bodyTimeout: options.bodyTimeout ?? 3_000,
  });
  return {
    origin,
    async send({ method, target, headers, body, signal }) {
      try {
        const reply = await pool.request({
          method,
          path: prefix + target,
          headers: { ...headers },
          body: body ?? null,
          signal,
        });
        return {
          status: reply.statusCode,
          contentType: headerText(reply.headers["content-type"]),
          text: await readText(reply.body, largest),
        };
      } catch (error) {
        throw transportError(error, about);
      }
    },
    close: () => pool.destroy(),
  };
}

function headerText(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

class BodyTooLarge extends Error {}

async function readText(body: Dispatcher.ResponseData["body"], largest: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) {
      body.destroy();
      throw new BodyTooLarge();
    }
    chunks.push(chunk);
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
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

/** Whether the provider may have acted is all that a caller can use; what exactly broke stands in the log. */
function transportError(cause: unknown, about: ErrorDetails): LiveError {
  if (cause instanceof LiveError) return cause;
  if (cause instanceof BodyTooLarge || isDecodingError(cause)) {
    return protocolError({ ...about, cause });
  }
  const code = errorCode(cause);
  const ambiguous = !NEVER_SENT.has(code);
  const details: ErrorDetails = { ...about, ambiguous, retryable: true, cause };
  if (TIMED_OUT.has(code) || isAbort(cause)) {
    return new LiveError(
      "PROVIDER_TIMEOUT",
      { en: "The provider did not answer in time.", zh: "服务商未在规定时间内响应。" },
      details,
    );
  }
  return new LiveError(
    "PROVIDER_UNAVAILABLE",
    { en: "The provider cannot be reached right now.", zh: "暂时无法连接服务商。" },
    details,
  );
}

/** An answer that is none of the provider's: HTML, cut or malformed JSON, a missing field, far too large. */
export function protocolError(details: ErrorDetails): LiveError {
  return new LiveError(
    "PROVIDER_PROTOCOL_ERROR",
    { en: "The provider's answer could not be understood.", zh: "无法解析服务商的响应。" },
    { ambiguous: true, retryable: true, ...details },
  );
}

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

function isDecodingError(error: unknown): boolean {
  return errorCode(error) === "ERR_ENCODING_INVALID_ENCODED_DATA";
}
