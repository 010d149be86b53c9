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
  /** Others wait for the same work: it goes on in its time, also when whoever it was begun for goes away. */
  share(): void;
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
  return new TimedDeadline(clock.now(), seconds);
}

/** A class, so that all have one shape; its signal is made when somebody wants it, since most answers make no call. */
class TimedDeadline implements RunningDeadline {
  private readonly startedAt = performance.now();
  private timer: NodeJS.Timeout;
  private ended: AbortController | null = null;
  /** Why whoever works for the answer is to stop; undefined while they are not. */
  private reason: unknown = undefined;
  private giveUp: (() => void) | null = null;
  private hasGivenUp = false;
  private isShared = false;

  constructor(
    private readonly begun: number,
    private allowed: number,
  ) {
    this.timer = setTimeout(timeUp, allowed * 1000, this);
  }

  get signal(): AbortSignal {
    if (!this.ended) {
      this.ended = new AbortController();
      if (this.reason !== undefined) this.ended.abort(this.reason);
    }
    return this.ended.signal;
  }

  at(): number {
    return this.begun + this.allowed * 1000;
  }

  allow(given: number): void {
    if (given === this.allowed || this.reason !== undefined) return;
    this.allowed = given;
    clearTimeout(this.timer);
    const left = given * 1000 - (performance.now() - this.startedAt);
    this.timer = setTimeout(timeUp, Math.max(0, left), this);
  }

  share(): void {
    this.isShared = true;
  }

  keep<Result>(work: Promise<Result>): Promise<Result | null> {
    if (this.hasGivenUp) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      const before = this.giveUp;
      this.giveUp = () => {
        before?.();
        resolve(null);
      };
      work.then(resolve, reject);
    });
  }

  end(hasLeft: boolean): void {
    if (!hasLeft && this.isShared) return;
    clearTimeout(this.timer);
    if (!hasLeft) this.stop(new DOMException("Nobody waits for the answer.", "AbortError"));
  }

  timeUp(): void {
    this.stop(new DOMException("The answer has to leave.", "TimeoutError"));
    this.timer = setTimeout(() => {
      this.hasGivenUp = true;
      this.giveUp?.();
    }, GRACE);
  }

  private stop(reason: DOMException): void {
    if (this.reason !== undefined) return;
    this.reason = reason;
    this.ended?.abort(reason);
  }
}

const timeUp = (deadline: TimedDeadline) => deadline.timeUp();

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
