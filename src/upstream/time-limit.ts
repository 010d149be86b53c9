import { setMaxListeners } from "node:events";
import type { Call } from "../domain/call";
import type { Clock } from "../domain/clock";
import type { Timers } from "../domain/timers";

/** With less than this left, a call would end before its answer: none is made. */
export const LEAST_TO_START = 100;
/** Kept of the caller's time for bringing the answer home. */
const WAY_BACK = 50;

/** Milliseconds until the caller needs the answer. */
export function timeLeft(call: Call, clock: Clock): number {
  return call.deadline === undefined ? Infinity : call.deadline - clock.now();
}

/** What a call may take of what is left; 0 when it may not even start. */
export function allowedTime(call: Call, ownLimit: number, clock: Clock): number {
  const left = timeLeft(call, clock);
  return left < LEAST_TO_START ? 0 : Math.min(ownLimit, left - WAY_BACK);
}

/** A signal that ends with the caller's, or after a time. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** It is not needed any more. */
  release(): void;
}

export function limitTime(outer: AbortSignal, milliseconds: number, timers: Timers): TimeLimit {
  const inner = new AbortController();
  const end = () => inner.abort();
  const cancel = milliseconds === Infinity ? () => undefined : timers.after(milliseconds, end);
  // Every call that one request causes listens to it, and there may be a hundred: that is no leak to warn of.
  setMaxListeners(Infinity, outer);
  outer.addEventListener("abort", end);
  if (outer.aborted) end();
  return {
    signal: inner.signal,
    release() {
      cancel();
      outer.removeEventListener("abort", end);
    },
  };
}

/** The work's own end, or, as soon as the signal ends, the error: also where the work does not heed it. */
export function untilEnded<Result>(work: Promise<Result>, signal: AbortSignal, ended: () => Error): Promise<Result> {
  return new Promise((resolve, reject) => {
    const end = () => reject(ended());
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", end));
  });
}
