import { pino, stdSerializers, type DestinationStream } from "pino";
import type { LogLevel } from "./config";
import { LiveError } from "./domain/error";
import type { Log } from "./domain/log";
import { redactLine } from "./redact";

/** Lines of JSON on standard output, or wherever else. */
export function createLog(level: LogLevel, destination: DestinationStream = standardOutput()): Log {
  const hooks = { streamWrite: redactLine };
  const serializers = { err: describeError };
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks, serializers }, destination);
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}

/** What is expected to fail now and then is told by what it is, without a stack and without the host that a system names. */
function describeError(error: unknown): unknown {
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

/** So many characters are written at once. */
const MOST_TOGETHER = 64 * 1024;

/** Writes the lines of one turn of the event loop together. Lines that wait when the process ends are written then. */
function standardOutput(): DestinationStream {
  const output = pino.destination(1);
  let lines = "";
  const flush = () => {
    if (lines === "") return;
    const together = lines;
    lines = "";
    output.write(together);
  };
  process.on("exit", flush);
  return {
    write(line) {
      if (lines === "") setImmediate(flush);
      lines += line;
      if (lines.length > MOST_TOGETHER) flush();
    },
  };
}
