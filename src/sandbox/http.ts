import type { IncomingHttpHeaders } from "node:http";

/** A request as a provider's server sees it: raw where the provider looks at the raw form, decoded where it does not. */
export interface SandboxRequest {
  readonly method: string;
  /** The path as sent, still percent-encoded, without the query. */
  readonly path: string;
  /** The query as sent, without the question mark. */
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as they came over the wire. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

export interface SandboxReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export function jsonReply(value: unknown, status = 200): SandboxReply {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: JSON.stringify(value) };
}

export function textReply(text: string, status = 200): SandboxReply {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: text };
}
