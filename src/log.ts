import { pino, type DestinationStream } from "pino";
import type { LogLevel } from "./config";
import type { Log } from "./domain/log";
import { redactLine } from "./redact";

/** Lines of JSON on standard output, or wherever else. */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination(1)): Log {
  const hooks = { streamWrite: redactLine };
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks }, destination);
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}
