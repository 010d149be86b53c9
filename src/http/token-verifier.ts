import type { Caller } from "../domain/caller";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import { callerOf } from "./claims";
import { invalidToken } from "./invalid-token";
import { createKeySet } from "./key-set";

export interface TokenSettings {
  /** Secrets that tokens may be signed with, the one in use first. */
  readonly jwtSecrets: readonly string[];
  /** Where the public keys of tokens are; not together with a secret. */
  readonly jwksUrl: string | null;
  readonly jwtIssuer: string | null;
  readonly jwtAudience: string | null;
}

/** One family each: a public key is never taken for a secret, and `none` is no algorithm. */
const SECRET_ALGORITHMS = ["HS256", "HS384", "HS512"];
const KEY_SET_ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];
/** How far the clocks of issuer and gateway may be apart. */
const TOLERANCE_SECONDS = 30;

export interface TokenVerifier {
  /** Whom a token speaks for; one that is not good is UNAUTHENTICATED. */
  verify(token: string): Promise<Caller>;
}

type Claims = Readonly<Record<string, unknown>>;

export function createTokenVerifier(settings: TokenSettings, clock: Clock): TokenVerifier {
  let checks: Promise<readonly ((token: string) => Promise<Claims>)[]> | null = null;
  return {
    async verify(token) {
      checks ??= prepareChecks(settings, clock);
      for (const check of await checks) {
        try {
          return callerOf(await check(token), TOLERANCE_SECONDS);
        } catch (error) {
          if (error instanceof LiveError && error.details.retryable) throw error;
        }
      }
      throw invalidToken();
    },
  };
}

async function prepareChecks(settings: TokenSettings, clock: Clock) {
  const { jwtVerify } = await import("jose/jwt/verify");
  const options = () => ({
    ...(settings.jwtIssuer === null ? {} : { issuer: settings.jwtIssuer }),
    ...(settings.jwtAudience === null ? {} : { audience: settings.jwtAudience }),
    clockTolerance: TOLERANCE_SECONDS,
    currentDate: new Date(clock.now()),
  });
  const checks = settings.jwtSecrets.map((secret) => {
    const key = new TextEncoder().encode(secret);
    return async (token: string): Promise<Claims> => {
      const found = await jwtVerify(token, key, { ...options(), algorithms: SECRET_ALGORITHMS });
      checkType(found.protectedHeader.typ);
      return found.payload;
    };
  });
  if (settings.jwksUrl === null) return checks;
  const keySet = await createKeySet(settings.jwksUrl, clock);
  const byKeySet = async (token: string): Promise<Claims> => {
    const found = await jwtVerify(token, keySet, { ...options(), algorithms: KEY_SET_ALGORITHMS });
    checkType(found.protectedHeader.typ);
    return found.payload;
  };
  return [...checks, byKeySet];
}

/** Whoever signs tokens may sign other things with the same key, such as security events or logout notices. */
function checkType(type: string | undefined): void {
  if (type !== undefined && !/^(?:application\/)?(?:at\+)?jwt$/i.test(type)) throw invalidToken();
}
