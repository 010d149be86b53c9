import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Call } from "../../../domain/call";
import { LiveError, type ErrorDetails } from "../../../domain/error";
import type { AccountCalls } from "../../../upstream/account-calls";
import type { Endpoint } from "../../../upstream/endpoint";
import { jsonOf, notUnderstood, type HttpClient, type HttpForm, type HttpReply } from "../../../upstream/http";
import type { TokenSource } from "../../../upstream/token";
import { wechatEnvelope } from "../protocol/wire";
import { isTokenRefused, toWechatError } from "./errors";

export interface WechatRequest {
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
  readonly form?: HttpForm;
  /** Codes that are no error here, such as "the list is empty". */
  readonly accept?: readonly number[];
}

/** Sends an operation with the account's token and opens the envelope. */
export interface WechatClient {
  send<Shape extends z.ZodType>(
    endpoint: Endpoint,
    request: WechatRequest,
    shape: Shape,
    call: Call,
  ): Promise<z.output<Shape>>;
  /** The same for an answer that may say what it said before: then it is not read again unless somebody reads it. */
  sendAgain<Shape extends z.ZodType>(
    endpoint: Endpoint,
    request: WechatRequest,
    shape: Shape,
    call: Call,
    known: string | undefined,
  ): Promise<Told<z.output<Shape>>>;
}

/** What an answer says. */
export interface Told<Answer> {
  /** The same for answers in the same words. */
  readonly version: string;
  read(): Answer;
}

export interface WechatExchange {
  readonly http: HttpClient;
  readonly calls: AccountCalls;
  readonly about: ErrorDetails;
}

export function createWechatClient(exchange: WechatExchange, tokens: TokenSource): WechatClient {
  const { calls } = exchange;
  // WeChat refuses a token before it looks at the request, so a write may be repeated as well.
  const use = { tokens, isRefused: ({ details }: LiveError) => isTokenRefused(Number(details.providerCode)) };
  function run<Result>(
    endpoint: Endpoint,
    request: WechatRequest,
    call: Call,
    { open, alreadySo }: Opening<Result>,
  ): Promise<Result> {
    const identity = JSON.stringify([request.query, request.body]);
    return calls.run({ endpoint, call, identity }, (attempt, isAfterLoss) =>
      calls
        .withToken(use, attempt, (token) => {
          const query = { access_token: token, ...request.query };
          return exchangeReply(exchange, endpoint, { ...request, query }, open, attempt);
        })
        .catch((error: unknown) => {
          if (!isAfterLoss || !(error instanceof LiveError) || error.kind !== endpoint.alreadySo) throw error;
          return alreadySo();
        }),
    );
  }

  return {
    send: (endpoint, request, shape, call) =>
      run(endpoint, request, call, {
        open: (reply, where) => openEnvelope(reply, request.accept ?? [], shape, where),
        alreadySo: () => shape.parse({}),
      }),
    sendAgain: (endpoint, request, shape, call, known) =>
      run(endpoint, request, call, {
        open(reply, where) {
          const version = createHash("sha256").update(reply.text).digest("base64");
          const read = () => openEnvelope(reply, request.accept ?? [], shape, where);
          // In words that have been read before there is nothing to be refused.
          if (version === known) return { version, read };
          const answer = read();
          return { version, read: () => answer };
        },
        alreadySo: () => ({ version: "", read: () => shape.parse({}) }),
      }),
  };
}

type Where = ErrorDetails & { readonly operation: string };
type Open<Result> = (reply: HttpReply, where: Where) => Result;

interface Opening<Result> {
  readonly open: Open<Result>;
  /** For a write that was lost, sent again, and found done. */
  readonly alreadySo: () => Result;
}

/** One request, one answer. WeChat answers HTTP 200 whatever happened; success is errcode 0 or none. */
export function exchangeOnce<Shape extends z.ZodType>(
  exchange: WechatExchange,
  endpoint: Endpoint,
  request: WechatRequest,
  shape: Shape,
  call: Call,
): Promise<z.output<Shape>> {
  const open: Open<z.output<Shape>> = (reply, where) => openEnvelope(reply, request.accept ?? [], shape, where);
  return exchangeReply(exchange, endpoint, request, open, call);
}

function exchangeReply<Result>(
  { http, calls, about }: WechatExchange,
  endpoint: Endpoint,
  request: WechatRequest,
  open: Open<Result>,
  call: Call,
): Promise<Result> {
  const where = { ...about, operation: endpoint.name };
  return calls.exchange(endpoint, call, async (signal) => {
    const reply = await http
      .send({
        method: endpoint.method,
        target: endpoint.path + queryText(request.query ?? {}),
        // WeChat blames an unrelated parameter when the content type is not JSON. A form brings its own.
        headers: request.body ? { "content-type": "application/json" } : {},
        ...(request.body ? { body: JSON.stringify(request.body) } : request.form ? { body: request.form } : {}),
        signal,
      })
      .catch((error: unknown) => {
        throw error instanceof LiveError ? error.with(where) : error;
      });
    return open(reply, where);
  });
}

function openEnvelope<Shape extends z.ZodType>(
  reply: HttpReply,
  accept: readonly number[],
  shape: Shape,
  where: Where,
): z.output<Shape> {
  if (reply.status >= 500) {
    throw toWechatError({ errcode: -1, errmsg: "" }, where.operation, where).with({
      providerCode: `HTTP ${reply.status}`,
    });
  }
  const envelope = wechatEnvelope.safeParse(jsonOf(reply));
  if (!envelope.success) throw notUnderstood(reply, where);
  const { errcode, errmsg, qrcode_url, codeurl } = envelope.data;
  if (errcode && !accept.includes(errcode)) {
    const verificationUrl = [qrcode_url, codeurl].find((url): url is string => typeof url === "string" && url !== "");
    const refusal = { errcode, errmsg: errmsg ?? "", ...(verificationUrl ? { verificationUrl } : {}) };
    throw toWechatError(refusal, where.operation, where);
  }
  const parsed = shape.safeParse(envelope.data);
  if (!parsed.success) throw notUnderstood(reply, { ...where, cause: parsed.error });
  return parsed.data;
}

/** Percent-encoded throughout: WeChat's documents ask for encodeURIComponent where a value has special characters. */
function queryText(query: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
