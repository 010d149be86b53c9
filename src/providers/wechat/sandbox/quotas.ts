import type { SandboxClock } from "../../../sandbox";
import { beijingDay, beijingMonth } from "./beijing";
import { WechatRefusal } from "./refusal";

export interface QuotaLimit {
  /** Calls that share a counter share its figures. */
  readonly counter: string;
  /** Per Beijing day; absent where WeChat names none. */
  readonly perDay?: number;
  readonly perMinute?: number;
}

export interface QuotaLedger {
  /** Counts one call; refuses when the day (45009) or the minute (45011) has none left. */
  spend(limit: QuotaLimit): void;
  /** What is left for the rest of the day, whatever was used. */
  leave(counter: string, remaining: number): void;
  /** What is left today; null where there is no limit. */
  left(limit: QuotaLimit): number | null;
  /** Ten times a month, all counters start again: 48006 after that. */
  clear(): void;
}

const CLEARANCES_PER_MONTH = 10;

export function createQuotaLedger(clock: SandboxClock): QuotaLedger {
  let days = new Map<string, { readonly day: number; left: number }>();
  let minutes = new Map<string, { readonly minute: number; used: number }>();
  let clearances = { month: "", used: 0 };

  const today = ({ counter, perDay = Infinity }: QuotaLimit) => {
    const day = beijingDay(clock.seconds());
    let entry = days.get(counter);
    if (entry?.day !== day) days.set(counter, (entry = { day, left: perDay }));
    return entry;
  };
  const thisMinute = (counter: string) => {
    const minute = Math.floor(clock.seconds() / 60);
    let entry = minutes.get(counter);
    if (entry?.minute !== minute) minutes.set(counter, (entry = { minute, used: 0 }));
    return entry;
  };

  return {
    spend(limit) {
      const day = today(limit);
      if (day.left <= 0) throw new WechatRefusal(45009);
      if (limit.perMinute !== undefined) {
        const minute = thisMinute(limit.counter);
        if (minute.used >= limit.perMinute) throw new WechatRefusal(45011);
        minute.used += 1;
      }
      day.left -= 1;
    },
    leave(counter, remaining) {
      days.set(counter, { day: beijingDay(clock.seconds()), left: remaining });
    },
    left(limit) {
      const { left } = today(limit);
      return left === Infinity ? null : left;
    },
    clear() {
      const month = beijingMonth(clock.seconds());
      if (clearances.month !== month) clearances = { month, used: 0 };
      if (clearances.used >= CLEARANCES_PER_MONTH) throw new WechatRefusal(48006);
      clearances.used += 1;
      days = new Map();
      minutes = new Map();
    },
  };
}
