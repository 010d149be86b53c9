import type { z } from "zod";
import type { Call } from "../../../domain/call";
import { LiveError, type ErrorDetails } from "../../../domain/error";
import type { Endpoint } from "../../../upstream/endpoint";
import { protocolError, type HttpClient, type HttpReply } from "../../../upstream/http";
import { parseJson } from "../../../upstream/json";
import { qiniuEnvelope } from "../protocol/wire";
import { isTokenRefused, toQiniuError, type QiniuRefusal } from "./errors";
import { signQiniu, type QiniuCredentials } from "./signer";
import type { QiniuUserTokens } from "./user-tokens";

export interface QiniuRequest {
  /** For the `:name` parts of the path. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: readonly (readonly [name: string, value: string | number])[];
  readonly body?: object;
}

/** Calls under `/server`, signed with the account's keys. */
export interface QiniuClient {
  send<Shape extends z.ZodType>(
    endpoint: Endpoint,
    request: QiniuRequest,
    shape: Shape,
    call: Pick<Call, "signal" | "requestId">,
  ): Promise<z.output<Shape>>;
}

export interface QiniuExchange {
  readonly http: HttpClient;
  readonly about: ErrorDetails;
}

export function createQiniuClient(exchange: QiniuExchange, credentials: QiniuCredentials): QiniuClient {
  return {
    async send(endpoint, request, shape, call) {
      // What is signed is what is sent: an address escapes more than its parts did, such as an apostrophe.
      const url = new URL(targetOf(endpoint, request), exchange.http.origin);
      const target = url.pathname + url.search;
      const body = request.body && JSON.stringify(request.body);
      // A content type without a body would have to be signed as well; without a body there is none.
      const contentType = body === undefined ? undefined : "application/json";
      const authorization = signQiniu(
        {
          method: endpoint.method,
          url,
          ...(body === undefined ? {} : { body, contentType: "application/json" }),
        },
        credentials,
      );
      const outcome = await exchangeOnce(exchange, endpoint, { target, body, contentType, authorization }, call);
      return open(outcome, endpoint, shape, exchange.about);
    },
  };
}

/** Calls under `/client`, in the name of a user, whose token is replaced once when it is refused. */
export interface QiniuUserClient {
  sendAs<Shape extends z.ZodType>(
    userId: string,
    endpoint: Endpoint,
    request: QiniuRequest,
    shape: Shape,
    call: Call,
  ): Promise<z.output<Shape>>;
}

export function createQiniuUserClient(exchange: QiniuExchange, tokens: QiniuUserTokens): QiniuUserClient {
  return {
    async sendAs(userId, endpoint, request, shape, call) {
      const target = targetOf(endpoint, request);
      const body = request.body && JSON.stringify(request.body);
      const contentType = body === undefined ? undefined : "application/json";
      const source = tokens.of(userId);
      const token = await source.get();
      const first = await exchangeOnce(exchange, endpoint, { target, body, contentType, authorization: token }, call);
      if (first.ok || !isTokenRefused(first.refusal)) return open(first, endpoint, shape, exchange.about);
      await source.refuse(token);
      const authorization = await source.get();
      const second = await exchangeOnce(exchange, endpoint, { target, body, contentType, authorization }, call);
      return open(second, endpoint, shape, exchange.about);
    },
  };
}

function targetOf(endpoint: Endpoint, request: QiniuRequest): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(request.path?.[name] ?? ""));
  const pairs = (request.query ?? []).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join("&")}`;
}

interface Outgoing {
  readonly target: string;
  readonly body: string | undefined;
  readonly contentType: string | undefined;
  readonly authorization: string;
}

type Outcome = { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly refusal: QiniuRefusal };

async function exchangeOnce(
  { http, about }: QiniuExchange,
  endpoint: Endpoint,
  { target, body, contentType, authorization }: Outgoing,
  call: Pick<Call, "signal" | "requestId">,
): Promise<Outcome> {
  const reply = await http
    .send({
      method: endpoint.method,
      target,
      // The server repeats X-Reqid in its answer, its log and the callbacks the call causes. It is not signed.
      headers: {
        authorization,
        "x-reqid": call.requestId,
        ...(contentType === undefined ? {} : { "content-type": contentType }),
      },
      ...(body === undefined ? {} : { body }),
      signal: call.signal,
    })
    .catch((error: unknown) => {
      throw error instanceof LiveError ? error.with({ operation: endpoint.name }) : error;
    });
  return read(reply, endpoint, about);
}

/** Success is HTTP 2xx and code 0 or 200. The content type says nothing: some refusals in JSON call themselves text. */
function read(reply: HttpReply, endpoint: Endpoint, about: ErrorDetails): Outcome {
  const envelope = qiniuEnvelope.safeParse(parseOrNull(reply.text));
  const isOk = reply.status >= 200 && reply.status < 300;
  if (!envelope.success) {
    if (isOk) throw protocolError({ ...about, operation: endpoint.name, cause: envelope.error });
    return { ok: false, refusal: { status: reply.status, code: null, message: "", requestId: null } };
  }
  const { code, message, request_id, data } = envelope.data;
  if (isOk && (code === 0 || code === 200)) return { ok: true, data };
  return { ok: false, refusal: { status: reply.status, code, message: message ?? "", requestId: request_id ?? null } };
}

function open<Shape extends z.ZodType>(
  outcome: Outcome,
  endpoint: Endpoint,
  shape: Shape,
  about: ErrorDetails,
): z.output<Shape> {
  if (!outcome.ok) throw toQiniuError(outcome.refusal, endpoint.name, about);
  const parsed = shape.safeParse(outcome.data);
  if (!parsed.success) throw protocolError({ ...about, operation: endpoint.name, cause: parsed.error });
  return parsed.data;
}

function parseOrNull(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
