import type { Clock } from "../domain/clock";
import type { Counters } from "../domain/counters";
import { LiveError } from "../domain/error";

export interface BudgetOptions {
  /** Shared by all replicas; what cannot be reached does not count. */
  readonly counters: Counters;
  readonly clock: Clock;
  /** 0: nobody counts. */
  readonly pointsPerMinute: number;
}

/** How much one caller may ask for in a minute. */
export interface Budget {
  /** Refuses, as RATE_LIMITED, what goes past it. */
  spend(who: string, points: number): Promise<void>;
}

const MINUTE = 60_000;

export function createBudget({ counters, clock, pointsPerMinute }: BudgetOptions): Budget {
  return {
    async spend(who, points) {
      if (pointsPerMinute === 0) return;
      const now = clock.now();
      const minute = Math.floor(now / MINUTE);
      const spent = await counters.add(`cost:${minute}:${who}`, points, MINUTE).catch(() => 0);
      if (spent <= pointsPerMinute) return;
      const wait = Math.ceil(((minute + 1) * MINUTE - now) / 1000);
      const text = {
        en: `You have asked for more than a minute's share. Go on in ${wait} seconds.`,
        zh: `一分钟内的请求量已用完，请在 ${wait} 秒后继续。`,
      };
      throw new LiveError("RATE_LIMITED", text, { retryable: true, retryAfterSeconds: wait });
    },
  };
}
