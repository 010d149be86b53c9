import { setMaxListeners } from "node:events";
import type { ServerResponse } from "node:http";
import type { Clock } from "../domain/clock";

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

export function startDeadline(response: ServerResponse, clock: Clock, seconds: number): Deadline {
  const ended = new AbortController();
  // Every call this request causes listens to it, and there may be a hundred: that is no leak to warn of.
  setMaxListeners(0, ended.signal);
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
  response.once("close", () => {
    clearTimeout(timer);
    clearTimeout(last);
    if (!response.writableFinished) ended.abort();
  });
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
  };
}
