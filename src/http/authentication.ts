import type { Caller } from "../domain/caller";

/** Tells who asks. */
export interface Authenticator {
  /** From the text of an `Authorization` header. Without one, nobody in particular; a wrong one is UNAUTHENTICATED. */
  authenticate(authorization: string | undefined): Promise<Caller>;
}

/** Nobody is known, and everybody may do everything. */
export const openToEverybody: Authenticator = {
  authenticate: () => Promise.resolve({ authenticated: false, subject: null, role: "ADMIN", accounts: null }),
};
