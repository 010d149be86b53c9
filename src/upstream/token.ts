import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import type { Log } from "../domain/log";
import type { KeptToken } from "../domain/token-store";
import { createSingleFlight } from "./single-flight";
import { awaitTurn, giveBack, type TokenSharing } from "./token-turn";

/** An access token and how long it is good for. */
export interface IssuedToken {
  readonly value: string;
  readonly expiresInSeconds: number;
}

/** The one owner of a token: everybody asks here, and only here is it refreshed. */
export interface TokenSource {
  /** A token that is good for a while; one refresh at a time, whoever asks. */
  get(): Promise<string>;
  /**
   * Says that the provider refused this token. It is dropped only if it is still the one in use: a late loser must not
   * throw away what another caller has just fetched.
   */
  refuse(value: string): Promise<void>;
}

export interface TokenSourceOptions {
  /** What the replicas share; null when whoever issues the token sees to it that all get the same. */
  readonly sharing: TokenSharing | null;
  readonly clock: Clock;
  readonly log: Log;
  /** Asks whoever issues it. */
  readonly issue: () => Promise<IssuedToken>;
  /** With so many seconds left, a successor is fetched in the background, while this one is still handed out. */
  readonly renewWithin: (secondsLeft: number) => number;
}

interface HeldToken {
  readonly value: string;
  /** On the clock that nobody sets. */
  readonly goodUntil: number;
  readonly renewFrom: number;
}

/** With less left than this, in milliseconds, a token may end on its way: callers wait for the next one. */
const LEAST_LIFE = 30_000;
/** A renewal that brought nothing new is tried again after so many milliseconds. */
const RENEW_AGAIN = 30_000;
/**
 * A refused token that is issued again may be good after all; when that happens so often in a short time, nobody asks for
 * a while. All in milliseconds.
 */
const MOST_REISSUES = 3;
const REISSUES_WITHIN = 30_000;
const SHORTEST_STOP = 5_000;
const LONGEST_STOP = 30_000;

export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { sharing, clock, log, issue, renewWithin } = options;
  const fetches = createSingleFlight<HeldToken>();
  let current: HeldToken | null = null;
  /** Not taken from where they are kept any more: they may stand there until they are dropped. */
  const refused = new Set<string>();
  /** When tokens were issued although they had been refused. */
  let reissues: readonly number[] = [];
  let stoppedUntil = -Infinity;

  const isUsable = (held: HeldToken | null): held is HeldToken =>
    held !== null && held.goodUntil - clock.elapsed() > LEAST_LIFE;
  const isWanted = ({ value, life }: KeptToken) => life > LEAST_LIFE && !refused.has(value) && value !== current?.value;

  function hold(value: string, life: number): HeldToken {
    const now = clock.elapsed();
    const goodUntil = now + life;
    const renewFrom = value === current?.value ? now + RENEW_AGAIN : goodUntil - renewWithin(life / 1000) * 1000;
    return (current = { value, goodUntil, renewFrom });
  }

  async function fetch(): Promise<HeldToken> {
    const { kept, lease } = sharing ? await awaitTurn(sharing, isWanted) : { kept: null, lease: null };
    if (kept) return hold(kept.value, kept.life);
    try {
      const { value, expiresInSeconds } = await issue();
      const life = expiresInSeconds * 1000;
      if (refused.has(value)) countReissue();
      refused.clear();
      // Whether it can be kept or not, it is good.
      void keep(value, life, lease?.fence ?? 0).finally(() => giveBack(lease));
      return hold(value, life);
    } catch (error) {
      giveBack(lease);
      // Not even asking for a token did anything, so whatever wanted one has done nothing either.
      throw error instanceof LiveError ? error.with({ ambiguous: false }) : error;
    }
  }

  function countReissue(): void {
    const now = clock.elapsed();
    reissues = [...reissues.filter((at) => now - at < REISSUES_WITHIN), now];
    if (reissues.length < MOST_REISSUES) return;
    stoppedUntil = now + SHORTEST_STOP + Math.random() * (LONGEST_STOP - SHORTEST_STOP);
    throw refusedAgain(stoppedUntil - now);
  }

  async function keep(value: string, life: number, fence: number): Promise<void> {
    if (life > LEAST_LIFE) await sharing?.slot.keep(value, life, fence).catch(() => undefined);
  }

  function renew(held: HeldToken): void {
    // Until it has come out, nobody else begins.
    current = { ...held, renewFrom: clock.elapsed() + RENEW_AGAIN };
    fetches.run("", fetch).catch((error: unknown) => {
      log.warn({ token: sharing?.name, err: error }, "a token could not be renewed; the old one is still good");
    });
  }

  return {
    async get() {
      if (!isUsable(current)) {
        if (clock.elapsed() < stoppedUntil) throw refusedAgain(stoppedUntil - clock.elapsed());
        return (await fetches.run("", fetch)).value;
      }
      const { value, renewFrom } = current;
      if (clock.elapsed() >= renewFrom) renew(current);
      return value;
    },
    async refuse(value) {
      if (current !== null && current.value !== value) return;
      current = null;
      refused.add(value);
      await sharing?.slot.drop(value).catch(() => undefined);
    },
  };
}

/** To go on would be to ask in a circle, and never would a new token be forced: that ends everybody else's. */
function refusedAgain(wait: number): LiveError {
  return new LiveError(
    "PROVIDER_UNAVAILABLE",
    {
      en: "The provider refuses the access token that it issues. It is asked again shortly.",
      zh: "服务商拒绝了其签发的 access_token，稍后将自动重试。",
    },
    { ambiguous: false, retryable: true, retryAfterSeconds: Math.ceil(wait / 1000) },
  );
}
