import { LRUCache } from "lru-cache";
import type { Clock } from "../domain/clock";
import type { Counters } from "../domain/counters";
import { LiveError } from "../domain/error";

export interface BudgetOptions {
  /** Shared by all replicas; while they cannot be reached, each goes on counting by itself. */
  readonly counters: Counters;
  readonly clock: Clock;
  /** 0: nobody counts. */
  readonly pointsPerMinute: number;
}

/** How much one caller may ask for in a minute, from all replicas together. */
export interface Budget {
  /** Refuses, as RATE_LIMITED, what goes past it. Settled at once where this process has drawn enough before. */
  spend(who: string, points: number): void | Promise<void>;
  /** Spends what this process has drawn before; false, and nothing is spent, where that is not enough. */
  spendNow(who: string, points: number): boolean;
}

const MINUTE = 60_000;
/**
 * So many times, at most, a process draws on a caller's minute, a part each time: what it has drawn it hands out without
 * asking anybody, and what it does not need is lost to the others.
 */
const DRAWS = 100;
/** Callers whose shares are remembered; one who is forgotten is drawn for again. */
const MOST_SHARES = 10_000;

/** What a process has drawn for a caller and not yet handed out. */
interface Share {
  readonly minute: number;
  left: number;
  /** The last drawing got less than it asked for: there is no more in this minute. */
  isLast: boolean;
  drawing: Promise<void> | null;
}

export function createBudget({ counters, clock, pointsPerMinute }: BudgetOptions): Budget {
  const shares = new LRUCache<string, Share>({ max: MOST_SHARES });
  const part = Math.ceil(pointsPerMinute / DRAWS);

  function shareOf(who: string, minute: number): Share {
    let share = shares.get(who);
    if (share?.minute !== minute) {
      share = { minute, left: 0, isLast: false, drawing: null };
      shares.set(who, share);
    }
    return share;
  }

  async function draw(who: string, wanted: number, share: Share): Promise<void> {
    try {
      const drawn = await counters.add(`cost:${share.minute}:${who}`, wanted, MINUTE);
      const tooMuch = Math.max(0, drawn - pointsPerMinute);
      share.isLast = tooMuch > 0;
      share.left += Math.max(0, wanted - tooMuch);
    } finally {
      share.drawing = null;
    }
  }

  async function wait(who: string, points: number, share: Share): Promise<void> {
    while (share.left < points) {
      if (!share.drawing && share.isLast) throw spent((share.minute + 1) * MINUTE - clock.now());
      // One draws for all who wait.
      share.drawing ??= draw(who, Math.max(points - share.left, part), share);
      await share.drawing;
    }
    share.left -= points;
  }

  const currentShareOf = (who: string) => shareOf(who, Math.floor(clock.now() / MINUTE));

  function spendNow(who: string, points: number): boolean {
    if (pointsPerMinute === 0) return true;
    const share = currentShareOf(who);
    if (share.left < points) return false;
    share.left -= points;
    // Who asks for little, much, finds the next part there.
    if (share.left < part / 2 && points < part / 10 && !share.isLast) share.drawing ??= draw(who, part, share);
    return true;
  }

  return {
    spend: (who, points) => (spendNow(who, points) ? undefined : wait(who, points, currentShareOf(who))),
    spendNow,
  };
}

function spent(wait: number): LiveError {
  const seconds = Math.max(1, Math.ceil(wait / 1000));
  const text = {
    en: `You have asked for more than a minute's share. Go on in ${seconds} seconds.`,
    zh: `一分钟内的请求量已用完，请在 ${seconds} 秒后继续。`,
  };
  return new LiveError("RATE_LIMITED", text, { retryable: true, retryAfterSeconds: seconds });
}
