import type { Account, AccountHealth, ProviderQuota } from "../domain/account";
import type { Call } from "../domain/call";
import type { Clock } from "../domain/clock";
import type { Counters } from "../domain/counters";
import { LiveError } from "../domain/error";
import type { Log } from "../domain/log";
import type { Metrics } from "../domain/metrics";
import type { Timers } from "../domain/timers";
import { createBreaker } from "./breaker";
import { createBulkhead } from "./bulkhead";
import { createCallHealth } from "./call-health";
import type { Endpoint } from "./endpoint";
import { createExchange, type Exchange } from "./exchange";
import { noTimeLeft } from "./held-back";
import { createQuotaLedger } from "./quota-ledger";
import { createRepeats, type Attempt } from "./repeats";
import { createSharedReads } from "./shared-reads";
import { allowedTime, LEAST_TO_START, limitTime, timeLeft, untilEnded } from "./time-limit";
import type { TokenSource } from "./token";
import { timedOut } from "./transport-error";

/** All that goes out in the name of one account passes here, whichever request wants it. */
export interface AccountCalls {
  /**
   * An operation: a read is shared with whoever asks for the same at the same time; what is safe to repeat is repeated.
   */
  run<Result>(operation: Operation, work: Attempt<Result>): Promise<Result>;
  /** The account's token, tried once more with another if the provider refuses this one. */
  withToken<Result>(source: TokenUse, call: Call, work: (token: string) => Promise<Result>): Promise<Result>;
  /** One request of an operation on the wire. */
  readonly exchange: Exchange;
  readonly health: () => AccountHealth;
  readonly quotas: () => Promise<readonly ProviderQuota[]>;
}

export interface Operation {
  readonly endpoint: Endpoint;
  readonly call: Call;
  /** What is asked, without the token: two reads with the same are the same. */
  readonly identity: string;
}

export interface TokenUse {
  readonly tokens: TokenSource;
  /** The provider says of a token, before it looks at the request, that it does not take it. */
  readonly isRefused: (error: LiveError) => boolean;
}

/** What the domain brings to every account. */
export interface CallDependencies {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly counters: Counters;
  readonly metrics: Metrics;
}

export interface AccountCallsOptions extends CallDependencies {
  readonly account: Account;
  readonly endpoints: readonly Endpoint[];
  readonly outageCodes: readonly string[];
  readonly minuteCodes: readonly string[];
  readonly random?: () => number;
}

const PLACES = 64;
const KEPT_PLACES = 8;
const QUEUE = 64;

export function createAccountCalls(options: AccountCallsOptions): AccountCalls {
  const { clock, timers, log, metrics, random = Math.random } = options;
  const { key: account, provider } = options.account;
  const about = { provider, account };
  const quotas = createQuotaLedger({ ...options, about, random });
  const health = createCallHealth(clock);
  const breaker = createBreaker({
    clock,
    onChange(state) {
      metrics.breaker(account, state);
      if (state !== "PROBING") log.warn({ account, breaker: state }, "a provider is asked, or not, as it is doing");
    },
  });
  const bulkhead = createBulkhead({
    places: PLACES,
    keptPlaces: KEPT_PLACES,
    queue: QUEUE,
    onChange: (inFlight) => metrics.upstreamInFlight(account, inFlight),
  });
  const ground = { about, clock, timers, log, metrics, bulkhead, breaker, quotas, health };
  const exchange = createExchange({ ...ground, outageCodes: options.outageCodes });
  const repeated = createRepeats({ clock, timers, quotas, random });
  const reads = createSharedReads();

  /** Until the work has ended, or whoever asked has gone or has to be answered. */
  async function patiently<Result>(work: Promise<Result>, call: Call, ended: () => LiveError): Promise<Result> {
    const limit = limitTime(call.signal, timeLeft(call, clock) - LEAST_TO_START / 4, timers);
    try {
      return await untilEnded(work, limit.signal, ended);
    } finally {
      limit.release();
    }
  }

  return {
    exchange,
    health: () => health.read(breaker.state),
    quotas: () => quotas.read(),
    async withToken({ tokens, isRefused }, call, work) {
      const take = () => patiently(tokens.get(), call, () => noTimeLeft(about));
      const token = await take();
      try {
        return await work(token);
      } catch (error) {
        if (!(error instanceof LiveError) || !isRefused(error)) throw error;
        await tokens.refuse(token);
        return work(await take());
      }
    },
    async run<Result>({ endpoint, call, identity }: Operation, work: Attempt<Result>): Promise<Result> {
      const where = { ...about, operation: endpoint.name };
      if (call.signal.aborted || allowedTime(call, Infinity, clock) === 0) throw noTimeLeft(where);
      if (endpoint.effect !== "read") {
        return repeated(endpoint, call, work).finally(() => reads.seal());
      }
      const key = JSON.stringify([endpoint.name, call.priority ?? null, identity]);
      const read = reads.join(key, call, (shared) => repeated(endpoint, shared, work));
      try {
        return await patiently(read.result, call, () => timedOut(where));
      } finally {
        read.leave();
      }
    },
  };
}
