import type { Call } from "../domain/call";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import type { Timers } from "../domain/timers";
import type { Endpoint } from "./endpoint";
import type { QuotaLedger } from "./quota-ledger";
import { createRetryBudget, mayRepeat, pauseBeforeRepeat } from "./retry";
import { LEAST_TO_START, timeLeft } from "./time-limit";

/** Told whether it follows on an attempt whose answer was lost. */
export type Attempt<Result> = (call: Call, isAfterLoss: boolean) => Promise<Result>;

/** Makes an attempt again while that is safe, there is time, and not too much is being repeated already. */
export type Repeats = <Result>(endpoint: Endpoint, call: Call, attempt: Attempt<Result>) => Promise<Result>;

export interface RepeatGround {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly quotas: QuotaLedger;
  readonly random: () => number;
}

export function createRepeats({ clock, timers, quotas, random }: RepeatGround): Repeats {
  const budget = createRetryBudget();
  const hasTime = (pause: number, call: Call) => timeLeft(call, clock) >= pause + LEAST_TO_START;

  return async (endpoint, call, attempt) => {
    budget.earn();
    let isLost = false;
    let hasWaited = false;
    for (let repeats = 0; ;) {
      try {
        return await attempt(call, isLost);
      } catch (thrown) {
        if (!(thrown instanceof LiveError)) throw thrown;
        isLost ||= thrown.details.ambiguous === true;
        const error = isLost ? thrown.with({ ambiguous: true }) : thrown;
        const minute = quotas.minuteLeft(endpoint);
        if (error.kind === "RATE_LIMITED" && minute > 0) {
          // One who set no time is not kept waiting that long.
          if (hasWaited || call.deadline === undefined || !hasTime(minute, call)) throw error;
          await timers.pause(minute, call.signal);
          hasWaited = true;
        } else {
          const pause = pauseBeforeRepeat(random);
          if (!mayRepeat(endpoint, error, repeats) || !hasTime(pause, call) || !budget.spend()) throw error;
          await timers.pause(pause, call.signal);
          repeats += 1;
        }
        if (call.signal.aborted) throw error;
      }
    }
  };
}
