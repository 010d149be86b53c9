import type { ProviderName } from "./account";
import type { Text } from "./text";

/** A provider, or we ourselves on its behalf, said no to what was asked. The caller can change it and ask again. */
export const refusalKinds = [
  "INVALID_INPUT",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "INVALID_STATE",
  "LIMIT_EXCEEDED",
  "UNSUPPORTED",
  "CONTENT_REJECTED",
  "IMAGE_REJECTED",
  "VERIFICATION_REQUIRED",
  "REFUSED_BY_PROVIDER",
  "IDEMPOTENCY_KEY_REUSED",
] as const;
export type RefusalKind = (typeof refusalKinds)[number];

/** Something failed that another input would not mend: transport, credentials, quota, an outage, a caller without rights. */
export const faultKinds = [
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "QUERY_TOO_EXPENSIVE",
  "DOCUMENT_NOT_TRUSTED",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "RATE_LIMITED",
  "PROVIDER_TIMEOUT",
  "PROVIDER_UNAVAILABLE",
  "PROVIDER_PROTOCOL_ERROR",
  "PROVIDER_QUOTA_EXHAUSTED",
  "PROVIDER_CREDENTIALS_REJECTED",
  "PROVIDER_IP_NOT_ALLOWED",
  "PROVIDER_PERMISSION_MISSING",
  "UNKNOWN_OUTCOME",
  "IDEMPOTENCY_IN_PROGRESS",
  "OVERLOADED",
  "STORE_UNAVAILABLE",
  "INTERNAL_SERVER_ERROR",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export type ErrorKind = RefusalKind | FaultKind;

export interface ErrorDetails {
  /** Path inside the input, such as `["wechat", "shareImage"]`. */
  readonly field?: readonly string[];
  readonly provider?: ProviderName;
  /** The account's key. */
  readonly account?: string;
  /** The upstream operation's name, such as `room.create`. */
  readonly operation?: string;
  /** The provider's own code, text and request id, as far as they are fit to be shown. */
  readonly providerCode?: string;
  readonly providerMessage?: string;
  readonly providerRequestId?: string;
  /** The very same request may succeed later. */
  readonly retryable?: boolean;
  readonly retryAfterSeconds?: number;
  readonly verificationQrCodeUrl?: string;
  /** The provider may have done what was asked, although no answer says so. */
  readonly ambiguous?: boolean;
  /** One of several writes side by side: others of them may have been done. */
  readonly attempted?: boolean;
  /** What broke on the way, such as `reset` or `html`. For the log and the metrics. */
  readonly fault?: string;
  /** For the log, never for an answer. */
  readonly cause?: unknown;
  /** Further refusals found in the same input. */
  readonly others?: readonly LiveError[];
}

/** The only error that carries words for a caller. Everything else that is thrown is an internal error to them. */
export class LiveError extends Error {
  override readonly name = "LiveError";

  constructor(
    readonly kind: ErrorKind,
    readonly text: Text,
    readonly details: ErrorDetails = {},
  ) {
    super(text.en, details.cause === undefined ? undefined : { cause: details.cause });
  }

  /** The same error with more known about where it happened. */
  with(details: ErrorDetails): LiveError {
    return new LiveError(this.kind, this.text, { ...this.details, ...details });
  }
}

const refusals: ReadonlySet<string> = new Set(refusalKinds);

export function isRefusal(error: unknown): error is LiveError & { readonly kind: RefusalKind } {
  return error instanceof LiveError && refusals.has(error.kind);
}

/** An input that cannot be sent: one error that carries them all, or nothing to throw. */
export function refuseAll(problems: readonly LiveError[]): void {
  const [first, ...others] = problems;
  if (first) throw first.with({ others });
}
