import { pino, type DestinationStream } from "pino";
import type { LogLevel } from "./config";
import type { Log } from "./domain/log";
import { describeError } from "./logged-error";
import { redactLine } from "./redact";

/** Lines of JSON on standard output, or wherever else. */
export function createLog(level: LogLevel, destination: DestinationStream = standardOutput()): Log {
  const hooks = { streamWrite: redactLine };
  const serializers = { err: describeError };
  const timestamp = createTimestamps();
  const logger = pino({ level, base: null, timestamp, hooks, serializers }, destination);
  const tellsRequests = logger.isLevelEnabled("info");
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    // By hand, since it always looks the same. None of the texts has anything in it that JSON writes differently.
    request({ requestId, method, route, status, ms }) {
      if (!tellsRequests) return;
      const texts = `"requestId":"${requestId}","method":"${method}","route":${route === null ? null : `"${route}"`}`;
      const line = `{"level":30${timestamp()},${texts},"status":${status},"ms":${ms},"msg":"request"}\n`;
      destination.write(redactLine(line));
    },
  };
}

/** The time as ISO 8601, of which only the milliseconds are put together anew within a second. */
function createTimestamps(): () => string {
  let second = NaN;
  let start = "";
  return () => {
    const now = Date.now();
    const milliseconds = now % 1000;
    if (now - milliseconds !== second) {
      second = now - milliseconds;
      start = new Date(second).toISOString().slice(0, -"000Z".length);
    }
    return `,"time":"${start}${String(milliseconds).padStart(3, "0")}Z"`;
  };
}

/** So many characters are written at once. */
const MOST_TOGETHER = 64 * 1024;

/** Milliseconds that a line waits for others at most. */
const LONGEST_WAIT = 10;

/** Writes lines together: each write is a call of the system. Lines that wait when the process ends are written then. */
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
      if (lines === "") setTimeout(flush, LONGEST_WAIT);
      lines += line;
      if (lines.length > MOST_TOGETHER) flush();
    },
  };
}
