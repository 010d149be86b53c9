import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLFormattedError } from "graphql";
import { LiveError, type ErrorKind, type FaultKind } from "../domain/error";
import type { Log } from "../domain/log";
import { codeOf, presentError } from "../graphql/errors";
import { languageOf } from "./language";

/** What is answered when a request ends before, or outside of, GraphQL: the same shape, so that clients need to know one. */
export interface Failure {
  readonly status: number;
  readonly body: { readonly errors: readonly [GraphQLFormattedError] };
}

const statuses: Partial<Record<FaultKind, number>> = {
  BAD_USER_INPUT: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  QUERY_TOO_EXPENSIVE: 400,
  DOCUMENT_NOT_TRUSTED: 403,
  // Not failures to the clients that ask in this way: they go on with the text.
  PERSISTED_QUERY_NOT_FOUND: 200,
  PERSISTED_QUERY_NOT_SUPPORTED: 200,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
  STORE_UNAVAILABLE: 503,
  PROVIDER_TIMEOUT: 504,
  UNKNOWN_OUTCOME: 504,
};

/** Of an answer without data. Clients of the older media type get 200 for what is said of a document. */
export function statusOf(code: unknown, mediaType: string): number {
  if (mediaType === "application/json" && aboutTheDocument.has(code)) return 200;
  return statuses[code as FaultKind] ?? 500;
}

const aboutTheDocument: ReadonlySet<unknown> = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
]);

export function failureOf(error: unknown, request: Pick<FastifyRequest, "headers" | "id">): Failure {
  const shown = error instanceof LiveError ? error : refusalOf(error);
  const language = languageOf(request.headers["accept-language"]);
  const presented = presentError({ message: "" }, shown ?? error, language, request.id);
  const own = isFastifyError(error) && shown ? error.statusCode : undefined;
  const status = own ?? (shown ? (statuses[codeOf(shown)] ?? 500) : 500);
  return { status, body: { errors: [presented] } };
}

/** Has every route, and requests that reach none, answer in that shape. */
export function answerFailures(fastify: FastifyInstance, log: Log): void {
  fastify.setErrorHandler((error, request, reply) => {
    const failure = failureOf(error, request);
    if (failure.status === 500) log.error({ requestId: request.id, err: error }, "internal error");
    return send(reply, failure);
  });
  fastify.setNotFoundHandler((request, reply) => {
    const nothing = new LiveError("BAD_USER_INPUT", {
      en: "Nothing is served at this address. GraphQL is at /graphql.",
      zh: "此地址没有服务，GraphQL 位于 /graphql。",
    });
    return send(reply, { ...failureOf(nothing, request), status: 404 });
  });
}

export function send(reply: FastifyReply, failure: Failure): FastifyReply {
  for (const [name, value] of headersOf(failure)) reply.header(name, value);
  return reply.code(failure.status).type("application/json; charset=utf-8").send(failure.body);
}

/** What the head of the answer says of it. */
export function headersOf({ status, body }: Failure): readonly (readonly [name: string, value: string])[] {
  const [{ extensions }] = body.errors;
  const wait = extensions?.["retryAfterSeconds"];
  return [
    ...(status === 401 ? [["www-authenticate", 'Bearer realm="zhibo"'] as const] : []),
    ...(typeof wait === "number" ? [["retry-after", String(Math.ceil(wait))] as const] : []),
  ];
}

function isFastifyError(error: unknown): error is FastifyError & { readonly statusCode: number } {
  return error instanceof Error && "statusCode" in error && typeof error.statusCode === "number";
}

/** What Fastify refuses before a handler sees it. Its texts are not for callers: some name what the server is made of. */
function refusalOf(error: unknown): LiveError | null {
  if (!isFastifyError(error) || error.statusCode >= 500) return null;
  const [kind, en, zh] = texts[error.statusCode] ?? texts[400] ?? [];
  return kind && en && zh ? new LiveError(kind, { en, zh }) : null;
}

const texts: Readonly<Record<number, readonly [kind: ErrorKind, en: string, zh: string]>> = {
  400: ["BAD_USER_INPUT", "The request is not valid: send JSON with a `query`.", "请求无效：请发送带 query 的 JSON。"],
  413: ["BAD_USER_INPUT", "The body is too large.", "请求体过大。"],
  415: [
    "BAD_USER_INPUT",
    "Send the body as application/json in UTF-8.",
    "请以 application/json、UTF-8 编码发送请求体。",
  ],
};
