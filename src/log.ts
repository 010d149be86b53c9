import { pino, type DestinationStream } from "pino";
import type { LogLevel } from "./config";
import type { Log } from "./domain/log";
import { redactLine } from "./redact";

/** Lines of JSON on standard output, or wherever else. */
export function createLog(level: LogLevel, destination: DestinationStream = standardOutput()): Log {
  const hooks = { streamWrite: redactLine };
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks }, destination);
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
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
