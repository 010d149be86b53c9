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
}

/** Nobody is known, and everybody may do everything. */
export const openToEverybody: Authenticator = {
  authenticate: () => Promise.resolve({ authenticated: false, subject: null, role: "ADMIN", accounts: null }),
};

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
  return {
    async authenticate(authorization) {
      if (authorization === undefined) return nobody;
      const [, credentials] = /^bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(authorization.slice(0, LONGEST + 1)) ?? [];
      if (credentials === undefined || authorization.length > LONGEST) throw invalidToken();
      const known = keyring.find(credentials) ?? remembered.find(credentials);
      if (known) return known;
      const caller = await verifier.verify(credentials);
      remembered.keep(credentials, caller);
      return caller;
    },
  };
}
