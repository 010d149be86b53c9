import type { AccountHealth } from "../domain/account";
import type { Clock } from "../domain/clock";
import { isRefusal, type LiveError } from "../domain/error";
import type { BreakerState } from "../domain/metrics";

/** How a provider is doing, as its last calls ended. */
export interface CallHealth {
  answered(): void;
  ended(error: LiveError): void;
  read(breaker: BreakerState): AccountHealth;
}

/** A provider that answered well this lately is not down because of what failed since. */
const LATELY = 60_000;

export function createCallHealth(clock: Clock): CallHealth {
  let answeredAt: number | null = null;
  let failure: LiveError | null = null;
  const answered = () => {
    answeredAt = clock.now();
    failure = null;
  };
  return {
    answered,
    ended(error) {
      // To say no, it has to be well.
      if (isRefusal(error)) answered();
      else failure = error;
    },
    read(breaker) {
      const checkedAt = answeredAt === null ? null : new Date(answeredAt);
      if (!failure) return { status: answeredAt === null ? "UNKNOWN" : "UP", checkedAt, lastError: null };
      const isLate = answeredAt === null || clock.now() - answeredAt > LATELY;
      const status = isLate || breaker !== "CLOSED" ? "DOWN" : "DEGRADED";
      return { status, checkedAt, lastError: failure.text.en };
    },
  };
}
