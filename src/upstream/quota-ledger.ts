import type { ProviderQuota } from "../domain/account";
import type { Call } from "../domain/call";
import type { Clock } from "../domain/clock";
import type { Counters } from "../domain/counters";
import type { ErrorDetails, LiveError } from "../domain/error";
import type { Log } from "../domain/log";
import type { Metrics } from "../domain/metrics";
import { beijingDay, nextBeijingDay, nextMinute } from "./beijing-time";
import type { Endpoint } from "./endpoint";
import { dayReserved, daySpent, minuteSpent } from "./held-back";

/**
 * What an account has used of what its provider allows in a day, by Beijing's calendar, counted by all replicas. The
 * provider's figures are partly old, so what is published only decides what is kept for operators; that a day is spent,
 * the provider says itself.
 */
export interface QuotaLedger {
  /** Counts a call that is about to be made; throws when there is none left for who wants it. */
  spend(endpoint: Endpoint, call: Call): Promise<void>;
  /** The call was counted and never left. */
  giveBack(endpoint: Endpoint): void;
  /** The provider took the call: if it had said that the day was spent, it is not any more. */
  taken(endpoint: Endpoint): void;
  /** Takes the provider's word that the day or the minute is spent; gives the error that says when to come again. */
  learn(endpoint: Endpoint, error: LiveError): LiveError;
  /** Milliseconds until the minute is over of which the provider said that it is spent; 0 when it did not. */
  minuteLeft(endpoint: Endpoint): number;
  /** What was used today, for each operation that shares in it. */
  read(): Promise<readonly ProviderQuota[]>;
}

export interface QuotaOptions {
  readonly about: ErrorDetails & { readonly account: string };
  readonly endpoints: readonly Endpoint[];
  /** The provider's codes for a minute whose calls are spent. */
  readonly minuteCodes: readonly string[];
  readonly counters: Counters;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly random: () => number;
}

/** From here on, calls are kept for writes and for operators. */
const OPEN_TO_ALL = 0.8;
/** A spent day is asked about this often: its counters can be cleared by hand. */
const PROBE_EVERY = 10 * 60_000;
/** Nobody comes back on the stroke, when everybody else does. */
const LATEST_AFTER_MIDNIGHT = 60_000;
const LATEST_IN_MINUTE = 500;
/** A day's count is kept until nobody can be in that day any more. */
const KEPT_AFTER_DAY = 3600_000;

type Quota = NonNullable<Endpoint["quota"]>;

export function createQuotaLedger(options: QuotaOptions): QuotaLedger {
  const { about, endpoints, counters, clock, log, metrics, random } = options;
  /** The last sum seen of each counter, of a day; what is counted on while the counters cannot be asked. */
  const seen = new Map<string, { readonly day: string; readonly sum: number; readonly isWarned: boolean }>();
  const spentDays = new Map<string, { readonly until: number; probeAt: number }>();
  const spentMinutes = new Map<string, number>();

  const keyOf = (counter: string, day: string) => `quota:${about.account}:${day}:${counter}`;
  const seenToday = (counter: string) => {
    const last = seen.get(counter);
    return last?.day === beijingDay(clock.now()) ? last : { day: beijingDay(clock.now()), sum: 0, isWarned: false };
  };

  async function add({ counter, perDay }: Quota, amount: number): Promise<number> {
    const now = clock.now();
    const { day, sum: before } = seenToday(counter);
    const life = nextBeijingDay(now) - now + KEPT_AFTER_DAY;
    // Counting is not worth failing a call for: alone, this replica goes on with what it has seen.
    const sum = await counters.add(keyOf(counter, day), amount, life).catch(() => before + amount);
    const isWarned = seenToday(counter).isWarned || sum >= perDay * OPEN_TO_ALL;
    if (isWarned && !seenToday(counter).isWarned) {
      log.warn({ account: about.account, counter, used: sum, limit: perDay }, "most of a day's calls are spent");
    }
    seen.set(counter, { day, sum, isWarned });
    metrics.quota(about.account, counter, sum, perDay);
    return sum;
  }

  const secondsUntil = (time: number) => Math.max(1, Math.ceil((time - clock.now()) / 1000));
  const minuteKey = ({ quota, name }: Endpoint) => quota?.counter ?? name;
  const where = (endpoint: Endpoint): ErrorDetails => ({ ...about, operation: endpoint.name });

  function spentDay(counter: string) {
    const spent = spentDays.get(counter);
    if (!spent || spent.until > clock.now()) return spent;
    spentDays.delete(counter);
    return undefined;
  }

  function minuteLeft(endpoint: Endpoint): number {
    return Math.max(0, (spentMinutes.get(minuteKey(endpoint)) ?? 0) - clock.now());
  }

  return {
    minuteLeft,
    async spend(endpoint, call) {
      const minute = minuteLeft(endpoint);
      if (minute > 0) throw minuteSpent(Math.ceil(minute / 1000), where(endpoint));
      const { quota } = endpoint;
      if (!quota) return;
      const spent = spentDay(quota.counter);
      if (spent) {
        if (spent.probeAt > clock.now()) throw daySpent(secondsUntil(spent.until), where(endpoint));
        spent.probeAt = clock.now() + PROBE_EVERY;
      }
      const mostForAll = Math.floor(quota.perDay * OPEN_TO_ALL);
      const isForAll = endpoint.effect === "read" && call.priority !== "OPERATOR";
      if (isForAll && seenToday(quota.counter).sum >= mostForAll) throw reserved(endpoint);
      const sum = await add(quota, 1);
      if (!isForAll || sum <= mostForAll) return;
      await add(quota, -1);
      throw reserved(endpoint);
    },
    giveBack({ quota }) {
      if (quota) void add(quota, -1);
    },
    taken({ quota }) {
      if (!quota || !spentDays.delete(quota.counter)) return;
      log.info({ account: about.account, counter: quota.counter }, "a day's calls are to be had again");
      void add(quota, 1 - seenToday(quota.counter).sum);
    },
    learn(endpoint, error) {
      const { quota } = endpoint;
      const now = clock.now();
      if (options.minuteCodes.includes(error.details.providerCode ?? "")) {
        const until = nextMinute(now) + random() * LATEST_IN_MINUTE;
        spentMinutes.set(minuteKey(endpoint), until);
        return error.with({ retryAfterSeconds: secondsUntil(until) });
      }
      if (error.kind !== "PROVIDER_QUOTA_EXHAUSTED" || !quota) return error;
      const { counter, perDay } = quota;
      const until = nextBeijingDay(now) + random() * LATEST_AFTER_MIDNIGHT;
      if (!spentDay(counter)) log.warn({ account: about.account, counter, limit: perDay }, "a day's calls are spent");
      spentDays.set(counter, { until, probeAt: now + PROBE_EVERY });
      // So that the other replicas know too, whatever they have counted.
      void add(quota, Math.max(0, perDay - seenToday(counter).sum));
      return error.with({ retryAfterSeconds: secondsUntil(until) });
    },
    async read() {
      const limited = endpoints.filter((endpoint): endpoint is Endpoint & { quota: Quota } => !!endpoint.quota);
      const day = beijingDay(clock.now());
      const sums = await counters
        .get(limited.map(({ quota }) => keyOf(quota.counter, day)))
        .catch(() => limited.map(({ quota }) => seenToday(quota.counter).sum));
      const resetsAt = new Date(nextBeijingDay(clock.now()));
      return limited.flatMap(({ name, quota: { counter, perDay } }, index): ProviderQuota[] => {
        const used = sums[index] ?? 0;
        if (used <= 0) return [];
        const remaining = Math.max(0, perDay - used);
        return [
          {
            operation: name,
            limit: perDay,
            used,
            remaining,
            resetsAt,
            exhausted: remaining === 0 || !!spentDay(counter),
          },
        ];
      });
    },
  };

  function reserved(endpoint: Endpoint): LiveError {
    return dayReserved(secondsUntil(nextBeijingDay(clock.now())), where(endpoint));
  }
}
