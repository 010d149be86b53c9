import type { ServerResponse } from "node:http";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";

/** Until when an answer has to leave. */
export interface Deadline {
  /** Ends what works for the answer: when the caller goes away, and when the time is up. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  at(): number;
  /** Gives the answer that long from its beginning. */
  allow(seconds: number): void;
  /** What came of the work, or null when it was not done in time, whatever it still waits for. */
  keep<Result>(work: Promise<Result>): Promise<Result | null>;
}

/** What has been ended by the signal gets a moment to say so, and the parts of the answer that are there are kept. */
const GRACE = 200;

/** One that says itself when nobody waits for the answer any more. */
export interface RunningDeadline extends Deadline {
  /** The answer has left, or there is nobody to take it: then what works for it is ended. */
  end(hasLeft: boolean): void;
}

export function startDeadlineOf(response: ServerResponse, clock: Clock, seconds: number): Deadline {
  const deadline = startDeadline(clock, seconds);
  const end = () => deadline.end(response.writableFinished);
  if (response.closed) end();
  else response.once("close", end);
  return deadline;
}

export function startDeadline(clock: Clock, seconds: number): RunningDeadline {
  const ended = new AbortController();
  const begun = clock.now();
  const startedAt = performance.now();
  let giveUp: () => void = () => undefined;
  const late = new Promise<null>((resolve) => (giveUp = () => resolve(null)));
  let last: NodeJS.Timeout | undefined;
  const timeUp = () => {
    ended.abort(new DOMException("The answer has to leave.", "TimeoutError"));
    last = setTimeout(giveUp, GRACE);
  };
  let allowed = seconds;
  let timer = setTimeout(timeUp, seconds * 1000);
  return {
    signal: ended.signal,
    at: () => begun + allowed * 1000,
    allow(given) {
      if (given === allowed || ended.signal.aborted) return;
      allowed = given;
      clearTimeout(timer);
      timer = setTimeout(timeUp, Math.max(0, given * 1000 - (performance.now() - startedAt)));
    },
    keep: (work) => Promise.race([work, late]),
    end(hasLeft) {
      clearTimeout(timer);
      clearTimeout(last);
      if (!hasLeft) ended.abort();
    },
  };
}

/** What is said in place of an answer that was not there in time. */
export function lateness(mayHaveWritten: boolean): LiveError {
  return mayHaveWritten ? outcomeUnknown() : tooLate();
}

function tooLate(): LiveError {
  return new LiveError(
    "PROVIDER_TIMEOUT",
    { en: "The answer was not there in time. Try again shortly.", zh: "未能按时得到结果，请稍后重试。" },
    { retryable: true },
  );
}

function outcomeUnknown(): LiveError {
  return new LiveError(
    "UNKNOWN_OUTCOME",
    {
      en: "The answer was not there in time, and it may have been done. Look before asking again; with an idempotencyKey it is safe to repeat.",
      zh: "未能按时得到结果，操作可能已执行。请先查询再重试；使用 idempotencyKey 可安全重试。",
    },
    { retryable: false, ambiguous: true },
  );
}
