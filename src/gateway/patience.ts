import type { Call } from "../domain/call";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import type { Timers } from "../domain/timers";

/** Past its freshness by this part of it, a second at most, what was read is served while it is read again. */
const GRACE_PART = 0.2;
const LONGEST_GRACE = 1_000;

/** Milliseconds, as is how long it is fresh. */
export function graceOf(freshFor: number): number {
  return Math.min(freshFor * GRACE_PART, LONGEST_GRACE);
}

/** Left for putting the answer together, without what did not come in time. */
const FOR_THE_REST = 500;

export interface PatienceGround {
  readonly clock: Clock;
  readonly timers: Timers;
}

/**
 * Waits for work that others share, and which goes on without us, no longer than this caller can: one account that hangs
 * must not take the answers of the others with it.
 */
export async function waitInTime<Result>(
  work: Promise<Result>,
  { deadline }: Call,
  { clock, timers }: PatienceGround,
): Promise<Result> {
  if (deadline === undefined) return work;
  let stop: () => void = () => undefined;
  const late = new Promise<never>((_resolve, reject) => {
    stop = timers.after(Math.max(0, deadline - FOR_THE_REST - clock.now()), () => {
      reject(
        new LiveError(
          "PROVIDER_TIMEOUT",
          { en: "The provider did not answer in time.", zh: "服务商未在规定时间内响应。" },
          { retryable: true },
        ),
      );
    });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stop();
  }
}
