import { stdSerializers } from "pino";
import { LiveError } from "./domain/error";

/** What is expected to fail now and then is told by what it is, without a stack and without the host that a system names. */
export function describeError(error: unknown): unknown {
  if (!(error instanceof LiveError)) return error instanceof Error ? stdSerializers.err(error) : error;
  const { kind, message, cause, details } = error;
  const { account, operation, fault, providerCode, providerRequestId } = details;
  return {
    type: error.name,
    kind,
    message,
    cause: codeOf(cause),
    account,
    operation,
    fault,
    providerCode,
    providerRequestId,
  };
}

/** Such as ENOTFOUND, ECONNREFUSED or CERT_HAS_EXPIRED; of anything else its class. */
function codeOf(cause: unknown): string | undefined {
  if (typeof cause === "string") return cause;
  if (!(cause instanceof Error)) return undefined;
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.name;
}
