import type { Call } from "../domain/call";
import type { Clock } from "../domain/clock";
import { LiveError, type ErrorDetails } from "../domain/error";
import type { Log } from "../domain/log";
import type { Metrics } from "../domain/metrics";
import type { Timers } from "../domain/timers";
import type { Breaker, CallEnding } from "./breaker";
import type { Bulkhead } from "./bulkhead";
import type { CallHealth } from "./call-health";
import type { Endpoint } from "./endpoint";
import { noTimeLeft, overloaded, resting } from "./held-back";
import type { QuotaLedger } from "./quota-ledger";
import { allowedTime, limitTime, untilEnded } from "./time-limit";
import { timedOut } from "./transport-error";

export interface ExchangeGround {
  readonly about: ErrorDetails & { readonly account: string };
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly bulkhead: Bulkhead;
  readonly breaker: Breaker;
  readonly quotas: QuotaLedger;
  readonly health: CallHealth;
  /** The provider's codes by which it says that it is not well itself, whatever it was asked. */
  readonly outageCodes: readonly string[];
}

/** One request on the wire: made in its turn, in time and within the quota, or not at all; and learnt from. */
export type Exchange = <Result>(
  endpoint: Endpoint,
  call: Call,
  send: (signal: AbortSignal) => Promise<Result>,
) => Promise<Result>;

/** What one request may take: a write is worth waiting for, since a lost answer leaves its outcome open. */
const READ_LIMIT = 3_000;
const WRITE_LIMIT = 8_000;
/** A provider that was given less than this and did not answer has not failed. */
const FAIR_TIME = 1_000;

export function createExchange(ground: ExchangeGround): Exchange {
  const { about, clock, timers, log, metrics, bulkhead, breaker, quotas, health } = ground;
  const limitOf = (endpoint: Endpoint) => (endpoint.effect === "read" ? READ_LIMIT : WRITE_LIMIT);

  async function enter(endpoint: Endpoint, call: Call, where: ErrorDetails): Promise<() => void> {
    const limit = limitTime(call.signal, allowedTime(call, limitOf(endpoint), clock), timers);
    try {
      const leave = await bulkhead.enter(endpoint.effect === "read" ? "read" : "kept", limit.signal);
      if (leave) return leave;
      throw limit.signal.aborted ? noTimeLeft(where) : overloaded(where);
    } finally {
      limit.release();
    }
  }

  /** Says how a call ended to all who keep account of it; gives the error that the caller gets. */
  function conclude(error: LiveError, endpoint: Endpoint, end: (ending: CallEnding) => void, allowed: number) {
    const { ambiguous, fault, providerCode } = error.details;
    const isOutage = isFailure(error, ground.outageCodes);
    end(!isOutage ? "answered" : fault === "timeout" && allowed < FAIR_TIME ? "unknown" : "failed");
    health.ended(error);
    if (fault === "unreachable" || (fault === "timeout" && ambiguous === false)) quotas.giveBack(endpoint);
    if (isOutage) {
      const { account } = about;
      log.warn({ account, operation: endpoint.name, kind: error.kind, fault, providerCode }, "a provider failed");
    }
    return quotas.learn(endpoint, error);
  }

  return async (endpoint, call, send) => {
    const where = { ...about, operation: endpoint.name };
    if (breaker.restLeft() > 0) throw resting(Math.ceil(breaker.restLeft() / 1000), where);
    const leave = await enter(endpoint, call, where);
    try {
      const allowed = allowedTime(call, limitOf(endpoint), clock);
      if (allowed === 0 || isAbandoned(call)) throw noTimeLeft(where);
      await quotas.spend(endpoint, call);
      const end = breaker.begin();
      if (!end) {
        quotas.giveBack(endpoint);
        throw resting(Math.ceil(breaker.restLeft() / 1000), where);
      }
      const begun = clock.elapsed();
      const record = (outcome: string) =>
        metrics.upstreamCall({
          account: about.account,
          operation: endpoint.name,
          outcome,
          seconds: (clock.elapsed() - begun) / 1000,
        });
      const limit = limitTime(call.signal, allowed, timers);
      try {
        const result = await untilEnded(send(limit.signal), limit.signal, () => timedOut(where));
        end("answered");
        health.answered();
        quotas.taken(endpoint);
        record("OK");
        return result;
      } catch (error) {
        if (!(error instanceof LiveError) || isAbandoned(call)) {
          end("unknown");
          record(error instanceof LiveError ? "ABANDONED" : "INTERNAL_SERVER_ERROR");
          throw error;
        }
        record(error.kind);
        throw conclude(error, endpoint, end, allowed);
      } finally {
        limit.release();
      }
    } finally {
      leave();
    }
  };
}

function isAbandoned({ signal }: Call): boolean {
  return signal.aborted;
}

/** Whether the provider is not well; that it says no, or that a quota is spent, is no sign of it. */
function isFailure({ kind, details }: LiveError, outageCodes: readonly string[]): boolean {
  const { providerCode } = details;
  if (kind === "PROVIDER_TIMEOUT") return true;
  if (providerCode === undefined) return kind === "PROVIDER_UNAVAILABLE" || kind === "PROVIDER_PROTOCOL_ERROR";
  return providerCode.startsWith("HTTP 5") || outageCodes.includes(providerCode);
}
