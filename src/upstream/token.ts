import type Keyv from "keyv";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import { createSingleFlight } from "./single-flight";

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
  readonly store: Keyv;
  /** Names provider, account and purpose, so that two accounts never share a token. */
  readonly key: string;
  readonly clock: Clock;
  /** Asks the provider. */
  readonly issue: () => Promise<IssuedToken>;
  /** A token with less life than this is not handed out any more. */
  readonly marginSeconds: (issued: IssuedToken) => number;
}

interface TokenRecord {
  readonly value: string;
  /** Milliseconds since 1970 at which it is not handed out any more. */
  readonly goodUntil: number;
}

export function createTokenSource({ store, key, clock, issue, marginSeconds }: TokenSourceOptions): TokenSource {
  const refreshes = createSingleFlight<TokenRecord>();
  let current: TokenRecord | null = null;
  /** Refused and perhaps still in the store: nobody takes it out of there again while it is being dropped. */
  let refused: string | null = null;

  const isGood = (record: TokenRecord | null | undefined): record is TokenRecord =>
    record !== null && record !== undefined && record.goodUntil > clock.now();

  async function refresh(): Promise<TokenRecord> {
    const stored = await store.get<TokenRecord>(key);
    if (isGood(stored) && stored.value !== refused) return (current = stored);
    const issued = await issue().catch((error: unknown) => {
      // Not even asking for a token did anything, so whatever wanted one has done nothing either.
      throw error instanceof LiveError ? error.with({ ambiguous: false }) : error;
    });
    refused = null;
    const life = Math.max(0, issued.expiresInSeconds - marginSeconds(issued)) * 1000;
    current = { value: issued.value, goodUntil: clock.now() + life };
    if (life > 0) await store.set(key, current, life);
    return current;
  }

  return {
    async get() {
      if (isGood(current)) return current.value;
      return (await refreshes.run(key, refresh)).value;
    },
    async refuse(value) {
      if (current?.value === value) {
        current = null;
        refused = value;
      }
      const stored = await store.get<TokenRecord>(key);
      if (stored?.value === value) await store.delete(key);
    },
  };
}
