import type { z } from "zod";
import type { Call } from "../../../domain/call";
import { LiveError, type ErrorDetails } from "../../../domain/error";
import type { AccountCalls } from "../../../upstream/account-calls";
import type { Endpoint } from "../../../upstream/endpoint";
import { jsonOf, notUnderstood, type HttpClient, type HttpReply } from "../../../upstream/http";
import { qiniuEnvelope } from "../protocol/wire";
import { isTokenRefused, toQiniuError } from "./errors";
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
    call: Call,
  ): Promise<z.output<Shape>>;
}

export interface QiniuExchange {
  readonly http: HttpClient;
  readonly calls: AccountCalls;
  readonly about: ErrorDetails;
}

export function createQiniuClient(exchange: QiniuExchange, credentials: QiniuCredentials): QiniuClient {
  return {
    send(endpoint, request, shape, call) {
      // What is signed is what is sent: an address escapes more than its parts did, such as an apostrophe.
      const url = new URL(targetOf(endpoint, request), exchange.http.origin);
      const target = url.pathname + url.search;
      const body = request.body && JSON.stringify(request.body);
      // A content type without a body would have to be signed as well; without a body there is none.
      const signed = { method: endpoint.method, url };
      const authorization = signQiniu(
        body === undefined ? signed : { ...signed, body, contentType: JSON_TYPE },
        credentials,
      );
      return exchange.calls.run({ endpoint, call, identity: target }, (attempt, isAfterLoss) =>
        exchangeOnce(exchange, endpoint, { target, body, authorization }, shape, attempt).catch((error: unknown) =>
          settled(error, endpoint, shape, isAfterLoss),
        ),
      );
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
  const { calls } = exchange;
  return {
    sendAs(userId, endpoint, request, shape, call) {
      const target = targetOf(endpoint, request);
      const body = request.body && JSON.stringify(request.body);
      const use = { tokens: tokens.of(userId), isRefused: isTokenRefused };
      return calls.run({ endpoint, call, identity: `${userId} ${target}` }, (attempt, isAfterLoss) =>
        calls
          .withToken(use, attempt, (authorization) =>
            exchangeOnce(exchange, endpoint, { target, body, authorization }, shape, attempt),
          )
          .catch((error: unknown) => settled(error, endpoint, shape, isAfterLoss)),
      );
    },
  };
}

/** A repeat that is told "so it is already" has done what was asked: the first one did it. */
function settled<Shape extends z.ZodType>(
  error: unknown,
  endpoint: Endpoint,
  shape: Shape,
  isAfterLoss: boolean,
): z.output<Shape> {
  if (isAfterLoss && error instanceof LiveError && error.kind === endpoint.alreadySo) return shape.parse(null);
  throw error;
}

function targetOf(endpoint: Endpoint, request: QiniuRequest): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(request.path?.[name] ?? ""));
  const pairs = (request.query ?? []).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join("&")}`;
}

const JSON_TYPE = "application/json";

interface Outgoing {
  readonly target: string;
  readonly body: string | undefined;
  readonly authorization: string;
}

function exchangeOnce<Shape extends z.ZodType>(
  { http, calls, about }: QiniuExchange,
  endpoint: Endpoint,
  { target, body, authorization }: Outgoing,
  shape: Shape,
  call: Call,
): Promise<z.output<Shape>> {
  const where = { ...about, operation: endpoint.name };
  return calls.exchange(endpoint, call, async (signal) => {
    const reply = await http
      .send({
        method: endpoint.method,
        target,
        // The server repeats X-Reqid in its answer, its log and the callbacks the call causes. It is not signed.
        headers: {
          authorization,
          "x-reqid": call.requestId,
          ...(body === undefined ? {} : { "content-type": JSON_TYPE }),
        },
        ...(body === undefined ? {} : { body }),
        signal,
      })
      .catch((error: unknown) => {
        throw error instanceof LiveError ? error.with(where) : error;
      });
    return open(reply, shape, where);
  });
}

/** Success is HTTP 2xx and code 0 or 200. The content type says nothing: some refusals in JSON call themselves text. */
function open<Shape extends z.ZodType>(
  reply: HttpReply,
  shape: Shape,
  where: ErrorDetails & { readonly operation: string },
): z.output<Shape> {
  const { status } = reply;
  const envelope = qiniuEnvelope.safeParse(jsonOf(reply));
  const isOk = status >= 200 && status < 300;
  if (!envelope.success) {
    if (isOk) throw notUnderstood(reply, where);
    throw toQiniuError({ status, code: null, message: "", requestId: null }, where.operation, where);
  }
  const { code, message, request_id, data } = envelope.data;
  if (!isOk || (code !== 0 && code !== 200)) {
    throw toQiniuError({ status, code, message: message ?? "", requestId: request_id ?? null }, where.operation, where);
  }
  const parsed = shape.safeParse(data);
  if (!parsed.success) throw notUnderstood(reply, { ...where, cause: parsed.error });
  return parsed.data;
}
