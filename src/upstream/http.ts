import { isUtf8 } from "node:buffer";
import type { Dispatcher, FormData } from "undici";
import request from "undici/lib/api/api-request";
import Pool from "undici/lib/dispatcher/pool";
import type { ErrorDetails, LiveError } from "../domain/error";
import { parseJson } from "./json";
import { BodyTooLarge, brokenBody, protocolError, transportError } from "./transport-error";

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
  /** Bytes past which an answer is no answer. */
  readonly largestBody?: number;
}

/** Whoever sends ends the request by its signal; this is only for one who forgot. */
const LONGEST_SILENCE = 30_000;

export function createHttpClient(options: HttpOptions, about: ErrorDetails): HttpClient {
  const origin = new URL(options.baseUrl);
  const prefix = origin.pathname === "/" ? "" : origin.pathname.replace(/\/$/, "");
  const largest = options.largestBody ?? 5 * 1024 * 1024;
  const pool = new Pool(origin.origin, {
    connections: options.connections ?? 64,
    pipelining: 1,
    connect: { timeout: options.connectTimeout ?? 1_000 },
    headersTimeout: LONGEST_SILENCE,
    bodyTimeout: LONGEST_SILENCE,
  });
  return {
    origin,
    async send({ method, target, headers, body, signal }) {
      const asked = {
        method,
        path: prefix + target,
        headers: { ...headers },
        body: body ?? null,
        signal,
      };
      const reply = await request.call(pool, asked).catch((error: unknown) => {
        throw transportError(error, about);
      });
      const text = await readText(reply.body, largest).catch((error: unknown) => {
        throw brokenBody(error, about);
      });
      return { status: reply.statusCode, contentType: headerText(reply.headers["content-type"]), text };
    },
    close: () => pool.destroy(),
  };
}

/** The JSON of an answer; null when it is none. */
export function jsonOf(reply: HttpReply): unknown {
  try {
    return parseJson(reply.text);
  } catch {
    return null;
  }
}

/** An answer that is not the provider's, or not the one that belongs to the operation. */
export function notUnderstood(reply: HttpReply, details: ErrorDetails): LiveError {
  const isHtml = reply.contentType.includes("html") || /^\s*</.test(reply.text);
  const fault = isHtml ? "html" : jsonOf(reply) === null ? "malformed" : "shape";
  return protocolError({ ...details, fault });
}

function headerText(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

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
  const whole = Buffer.concat(chunks);
  // Node's own reading of it is several times faster, but lets pass what is no UTF-8, and keeps a byte order mark.
  const isPlain = isUtf8(whole) && whole[0] !== BYTE_ORDER_MARK;
  return isPlain ? whole.toString("utf8") : new TextDecoder("utf-8", { fatal: true }).decode(whole);
}

/** Its first byte, that is. */
const BYTE_ORDER_MARK = 0xef;
