import { GraphQLError, Kind, type GraphQLFormattedError } from "graphql";
import { LiveError, type ErrorKind, type FaultKind } from "../domain/error";
import type { Language } from "../domain/text";

/**
 * The code a caller sees for each kind at the top level. A refusal belongs into `userErrors`; where a read meets one,
 * the provider has said something that has no place there.
 */
const codes: Record<ErrorKind, FaultKind> = {
  INVALID_INPUT: "BAD_USER_INPUT",
  NOT_FOUND: "PROVIDER_PROTOCOL_ERROR",
  ALREADY_EXISTS: "PROVIDER_PROTOCOL_ERROR",
  INVALID_STATE: "PROVIDER_PROTOCOL_ERROR",
  LIMIT_EXCEEDED: "PROVIDER_PROTOCOL_ERROR",
  UNSUPPORTED: "BAD_USER_INPUT",
  CONTENT_REJECTED: "PROVIDER_PROTOCOL_ERROR",
  IMAGE_REJECTED: "PROVIDER_PROTOCOL_ERROR",
  VERIFICATION_REQUIRED: "PROVIDER_PROTOCOL_ERROR",
  REFUSED_BY_PROVIDER: "PROVIDER_PROTOCOL_ERROR",
  IDEMPOTENCY_KEY_REUSED: "BAD_USER_INPUT",
  GRAPHQL_PARSE_FAILED: "GRAPHQL_PARSE_FAILED",
  GRAPHQL_VALIDATION_FAILED: "GRAPHQL_VALIDATION_FAILED",
  BAD_USER_INPUT: "BAD_USER_INPUT",
  QUERY_TOO_EXPENSIVE: "QUERY_TOO_EXPENSIVE",
  DOCUMENT_NOT_TRUSTED: "DOCUMENT_NOT_TRUSTED",
  PERSISTED_QUERY_NOT_FOUND: "PERSISTED_QUERY_NOT_FOUND",
  PERSISTED_QUERY_NOT_SUPPORTED: "PERSISTED_QUERY_NOT_SUPPORTED",
  UNAUTHENTICATED: "UNAUTHENTICATED",
  FORBIDDEN: "FORBIDDEN",
  RATE_LIMITED: "RATE_LIMITED",
  PROVIDER_TIMEOUT: "PROVIDER_TIMEOUT",
  PROVIDER_UNAVAILABLE: "PROVIDER_UNAVAILABLE",
  PROVIDER_PROTOCOL_ERROR: "PROVIDER_PROTOCOL_ERROR",
  PROVIDER_QUOTA_EXHAUSTED: "PROVIDER_QUOTA_EXHAUSTED",
  PROVIDER_CREDENTIALS_REJECTED: "PROVIDER_CREDENTIALS_REJECTED",
  PROVIDER_IP_NOT_ALLOWED: "PROVIDER_IP_NOT_ALLOWED",
  PROVIDER_PERMISSION_MISSING: "PROVIDER_PERMISSION_MISSING",
  UNKNOWN_OUTCOME: "UNKNOWN_OUTCOME",
  IDEMPOTENCY_IN_PROGRESS: "IDEMPOTENCY_IN_PROGRESS",
  OVERLOADED: "OVERLOADED",
  STORE_UNAVAILABLE: "STORE_UNAVAILABLE",
  INTERNAL_SERVER_ERROR: "INTERNAL_SERVER_ERROR",
};

export function codeOf(error: LiveError): FaultKind {
  return codes[error.kind];
}

/** Codes of GraphQL's own refusals: their texts speak of the caller's document and of nothing else. */
const ownCodes: ReadonlySet<unknown> = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_REQUEST",
]);

const internal = { en: "Internal error. Report it with the request id.", zh: "内部错误，请附上请求编号反馈。" };

/** What a caller sees of an error. Only LiveError and GraphQL's own refusals carry words; the rest is masked. */
export function presentError(
  formatted: GraphQLFormattedError,
  error: unknown,
  language: Language,
  requestId: string | null,
): GraphQLFormattedError {
  const { locations, path } = formatted;
  const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
  const request = requestId === null ? {} : { requestId };
  const original = unwrap(error);
  if (original instanceof LiveError) {
    const { field, provider, account, operation, providerCode, providerRequestId, retryable, retryAfterSeconds } =
      original.details;
    const details = {
      field,
      provider,
      account,
      operation,
      providerCode,
      providerRequestId,
      retryable,
      retryAfterSeconds,
    };
    const known = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
    return { message: original.text[language], ...place, extensions: { code: codeOf(original), ...known, ...request } };
  }
  const given = formatted.extensions?.["code"];
  const code = !ownCodes.has(given) && isAboutAnArgument(original) ? "BAD_USER_INPUT" : given;
  if (original instanceof GraphQLError && ownCodes.has(code)) {
    const shown = code === "OPERATION_RESOLUTION_FAILURE" || code === "BAD_REQUEST" ? "BAD_USER_INPUT" : code;
    return { message: shortened(formatted.message), ...place, extensions: { code: shown, ...request } };
  }
  return { message: internal[language], ...place, extensions: { code: "INTERNAL_SERVER_ERROR", ...request } };
}

/** GraphQL repeats the values that it refuses, as large as they are. */
function shortened(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
}

const LONGEST_MESSAGE = 300;

/**
 * GraphQL finds some bad arguments only when it runs the document, such as null in a variable that stands for the one
 * field of a `@oneOf` input, and gives them no code. Such an error points at a value; one of ours points at a field.
 */
function isAboutAnArgument(error: unknown): boolean {
  return error instanceof GraphQLError && !error.originalError && valueKinds.has(error.nodes?.[0]?.kind ?? "");
}

const valueKinds: ReadonlySet<string> = new Set([
  Kind.VARIABLE,
  Kind.OBJECT,
  Kind.LIST,
  Kind.NULL,
  Kind.STRING,
  Kind.INT,
  Kind.FLOAT,
  Kind.BOOLEAN,
  Kind.ENUM,
]);

/** What was thrown, under the errors that GraphQL wraps around it. */
export function unwrap(error: unknown): unknown {
  let inner = error;
  while (inner instanceof GraphQLError && inner.originalError) inner = inner.originalError;
  return inner;
}
