import { createHash, randomBytes } from "node:crypto";
import type { Caller, Role } from "../domain/caller";

/** A key of a server of your own. The settings hold its hash: who reads them cannot use it. */
export interface HashedApiKey {
  /** Stands in the log as `key:<name>`. */
  readonly name: string;
  readonly sha256: string;
  readonly role: Role;
  /** Keys of the accounts it is good for; null: all. */
  readonly accounts: readonly string[] | null;
}

const PREFIX = "zhibo_";

/** Finds the caller whose key was sent. Keys are long and random, so that a plain hash cannot be guessed backwards. */
export function createApiKeyring(keys: readonly HashedApiKey[]) {
  const callers = new Map<string, Caller>();
  for (const { name, sha256, role, accounts } of keys) {
    callers.set(sha256, { authenticated: true, subject: `key:${name}`, role, accounts, unmetered: true });
  }
  return {
    find(credentials: string): Caller | null {
      return (callers.size > 0 && callers.get(hashOf(credentials))) || null;
    },
  };
}

/** A new key and the hash that goes into the settings. */
export function createApiKey(): { readonly key: string; readonly sha256: string } {
  const key = PREFIX + randomBytes(32).toString("base64url");
  return { key, sha256: hashOf(key) };
}

function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
