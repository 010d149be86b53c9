import type { z } from "zod";
import type { Call } from "../../../domain/call";
import type { ErrorDetails } from "../../../domain/error";
import type { Endpoint } from "../../../upstream/endpoint";
import { protocolError, type HttpClient, type HttpForm } from "../../../upstream/http";
import { parseJson } from "../../../upstream/json";
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
}

export interface WechatExchange {
  readonly http: HttpClient;
  readonly about: ErrorDetails;
}

export function createWechatClient(exchange: WechatExchange, tokens: TokenSource): WechatClient {
  return {
    async send(endpoint, request, shape, call) {
      const token = await tokens.get();
      const first = await exchangeOnce(exchange, endpoint, withToken(request, token), call.signal);
      if (!isTokenRefused(first.errcode)) return openEnvelope(first, endpoint, request, shape, exchange.about);
      // WeChat refuses a token before it looks at the request, so a write may be repeated as well.
      await tokens.refuse(token);
      const second = await exchangeOnce(exchange, endpoint, withToken(request, await tokens.get()), call.signal);
      return openEnvelope(second, endpoint, request, shape, exchange.about);
    },
  };
}

function withToken(request: WechatRequest, token: string): WechatRequest {
  return { ...request, query: { access_token: token, ...request.query } };
}

/** An answer that is WeChat's, be it a success or a refusal. */
export interface WechatAnswer {
  readonly errcode: number;
  readonly errmsg: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One request, one answer. WeChat answers HTTP 200 whatever happened; success is errcode 0 or none. */
export async function exchangeOnce(
  { http, about }: WechatExchange,
  endpoint: Endpoint,
  request: WechatRequest,
  signal: AbortSignal,
): Promise<WechatAnswer> {
  const operation = endpoint.name;
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
      throw withOperation(error, operation);
    });
  if (reply.status >= 500) {
    throw toWechatError({ errcode: -1, errmsg: "" }, operation, about).with({ providerCode: `HTTP ${reply.status}` });
  }
  const envelope = wechatEnvelope.safeParse(parseOrNull(reply.text));
  if (!envelope.success) throw protocolError({ ...about, operation, cause: envelope.error });
  return { errcode: envelope.data.errcode ?? 0, errmsg: envelope.data.errmsg ?? "", body: envelope.data };
}

export function openEnvelope<Shape extends z.ZodType>(
  answer: WechatAnswer,
  endpoint: Endpoint,
  request: Pick<WechatRequest, "accept">,
  shape: Shape,
  about: ErrorDetails,
): z.output<Shape> {
  if (answer.errcode !== 0 && !request.accept?.includes(answer.errcode)) {
    const { qrcode_url, codeurl } = answer.body;
    const verificationUrl = [qrcode_url, codeurl].find((url): url is string => typeof url === "string" && url !== "");
    throw toWechatError(
      { errcode: answer.errcode, errmsg: answer.errmsg, ...(verificationUrl ? { verificationUrl } : {}) },
      endpoint.name,
      about,
    );
  }
  const parsed = shape.safeParse(answer.body);
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

/** Percent-encoded throughout: WeChat's documents ask for encodeURIComponent where a value has special characters. */
function queryText(query: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

function withOperation(error: unknown, operation: string): unknown {
  return error instanceof Error && "with" in error
    ? (error as { with(details: ErrorDetails): unknown }).with({ operation })
    : error;
}
