import type { Clock } from "../domain/clock";
import type { Caller } from "../domain/caller";
import { createApiKeyring, type HashedApiKey } from "./api-keys";
import { invalidToken } from "./invalid-token";
import { createRememberedCallers } from "./remembered-callers";
import { createTokenVerifier, type TokenSettings } from "./token-verifier";

/** Tells who asks. */
export interface Authenticator {
  /** From the text of an `Authorization` header. Without one, nobody in particular; a wrong one is UNAUTHENTICATED. */
  authenticate(authorization: string | undefined): Promise<Caller>;
  /** The same where nothing has to be verified; otherwise null. */
  recall(authorization: string | undefined): Caller | null;
}

/** Nobody is known, and everybody may do everything. */
export const openToEverybody: Authenticator = {
  authenticate: () => Promise.resolve(everybody),
  recall: () => everybody,
};

const everybody: Caller = { authenticated: false, subject: null, role: "ADMIN", accounts: null };

/** Who sends no token. */
const nobody: Caller = { authenticated: false, subject: null, role: "VIEWER", accounts: null };

export interface AuthenticationSettings extends TokenSettings {
  readonly apiKeys: readonly HashedApiKey[];
}

/** No header of this server is longer, and no token of a websocket may be. */
const LONGEST = 16 * 1024;

/** Knows tokens and API keys, both sent as `Authorization: Bearer …`. */
export function createAuthenticator(settings: AuthenticationSettings, clock: Clock): Authenticator {
  const keyring = createApiKeyring(settings.apiKeys);
  const verifier = createTokenVerifier(settings, clock);
  const remembered = createRememberedCallers(clock);
  const knownBy = (credentials: string) => keyring.find(credentials) ?? remembered.find(credentials);
  return {
    recall(authorization) {
      if (authorization === undefined) return nobody;
      const credentials = credentialsIn(authorization);
      return credentials === null ? null : knownBy(credentials);
    },
    async authenticate(authorization) {
      if (authorization === undefined) return nobody;
      const credentials = credentialsIn(authorization);
      if (credentials === null) throw invalidToken();
      const known = knownBy(credentials);
      if (known) return known;
      const caller = await verifier.verify(credentials);
      remembered.keep(credentials, caller);
      return caller;
    },
  };
}

function credentialsIn(authorization: string): string | null {
  if (authorization.length > LONGEST) return null;
  return /^bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(authorization)?.[1] ?? null;
}
