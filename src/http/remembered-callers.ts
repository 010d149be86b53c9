import { LRUCache } from "lru-cache";
import type { Caller } from "../domain/caller";
import type { Clock } from "../domain/clock";

/** Callers whose tokens were found good a moment ago: a signature need not be checked for each of their requests. */
export interface RememberedCallers {
  find(token: string): Caller | null;
  keep(token: string, caller: Caller): void;
}

/** How long a signature stands unchecked, in milliseconds; no longer than its token lives in any case. */
const LONGEST = 60_000;
/** Of tokens' text. */
const MOST_CHARACTERS = 2 * 1024 * 1024;

export function createRememberedCallers(clock: Clock): RememberedCallers {
  const kept = new LRUCache<string, { readonly caller: Caller; readonly from: number; readonly until: number }>({
    maxSize: MOST_CHARACTERS,
    sizeCalculation: (_kept, token) => token.length,
  });
  return {
    find(token) {
      const found = kept.get(token);
      const now = clock.now();
      return found && now >= found.from && now < found.until ? found.caller : null;
    },
    keep(token, caller) {
      const from = clock.now();
      const until = Math.min(from + LONGEST, caller.expiresAt?.getTime() ?? Infinity);
      kept.set(token, { caller, from, until });
    },
  };
}
