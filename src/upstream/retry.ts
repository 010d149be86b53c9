import type { ErrorKind, LiveError } from "../domain/error";
import type { Endpoint } from "./endpoint";

/** How often a read may be repeated after each kind of failure. */
const repeatsOfReads: Partial<Record<ErrorKind, number>> = {
  PROVIDER_UNAVAILABLE: 2,
  PROVIDER_TIMEOUT: 1,
  PROVIDER_PROTOCOL_ERROR: 1,
};

/**
 * Whether a call may be made again after it failed, `repeats` of it having been made already. By our own table, never by
 * the HTTP method: WeChat reads by POST. What we held back ourselves says when to come again, and is not repeated.
 */
export function mayRepeat(endpoint: Endpoint, error: LiveError, repeats: number): boolean {
  const { retryable, retryAfterSeconds } = error.details;
  if (retryable !== true || retryAfterSeconds !== undefined || endpoint.effect === "once") return false;
  const most = repeatsOfReads[error.kind] ?? 0;
  return repeats < (endpoint.effect === "read" ? most : Math.min(most, 1));
}

const SHORTEST_PAUSE = 50;
const LONGEST_PAUSE = 500;

/** Milliseconds before a repeat: anything between, so that those who failed together do not come again together. */
export function pauseBeforeRepeat(random: () => number): number {
  return SHORTEST_PAUSE + random() * (LONGEST_PAUSE - SHORTEST_PAUSE);
}

/** Keeps repeats a tenth of all calls: a provider that is down must not get three times its load. */
export interface RetryBudget {
  /** A call is made: it earns a part of a repeat. */
  earn(): void;
  /** Takes one repeat, if it has been earned. */
  spend(): boolean;
}

const EARNED_PER_CALL = 0.1;
const MOST_SAVED = 10;

export function createRetryBudget(): RetryBudget {
  // A few to begin with, or the first hiccup after a start would be everybody's.
  let saved = MOST_SAVED;
  return {
    earn() {
      saved = Math.min(MOST_SAVED, saved + EARNED_PER_CALL);
    },
    spend() {
      // A little less than one: ten tenths are not quite one.
      if (saved < 0.999) return false;
      saved = Math.max(0, saved - 1);
      return true;
    },
  };
}
