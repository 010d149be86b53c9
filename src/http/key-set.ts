import type { Clock } from "../domain/clock";
import { uncheckedToken } from "./invalid-token";

/** How old a set of keys may be before the next token has it fetched again, in milliseconds. */
const FRESH = 10 * 60_000;
/** A token with a key that is not known has the set fetched at most this often, in milliseconds. */
const COOLDOWN = 5000;
const TIMEOUT = 3000;

/**
 * The public keys of whoever signs the tokens (a JWK Set). A new key is found when the first token signed with it
 * comes; one that is gone is forgotten within ten minutes. While the set cannot be fetched, the keys that are known go
 * on being good, and nobody waits for the fetch.
 */
export async function createKeySet(address: string, clock: Clock) {
  const { createRemoteJWKSet } = await import("jose/jwks/remote");
  const { JOSEError } = await import("jose/errors");
  const remote = createRemoteJWKSet(new URL(address), {
    cacheMaxAge: Infinity,
    cooldownDuration: COOLDOWN,
    timeoutDuration: TIMEOUT,
  });
  let lookedAt = clock.now();
  return (...token: Parameters<typeof remote>): ReturnType<typeof remote> => {
    if (clock.now() - lookedAt > FRESH) {
      lookedAt = clock.now();
      void remote.reload().catch(() => undefined);
    }
    return remote(...token).catch((error: unknown) => {
      throw error instanceof JOSEError && aboutTheToken.has(error.code) ? error : uncheckedToken(error);
    });
  };
}

/** Everything else that goes wrong here is said of the set, or of the way to it. */
const aboutTheToken: ReadonlySet<string> = new Set([
  "ERR_JOSE_NOT_SUPPORTED",
  "ERR_JWKS_NO_MATCHING_KEY",
  "ERR_JWKS_MULTIPLE_MATCHING_KEYS",
]);
