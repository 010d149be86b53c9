import { roles, type Caller, type Role } from "../domain/caller";
import { invalidToken } from "./invalid-token";

/**
 * The caller that a verified token speaks for. Without a role they are a viewer, without `accounts` all are theirs; a
 * claim that is there and makes no sense is no licence to guess.
 */
export function callerOf(claims: Readonly<Record<string, unknown>>, toleranceSeconds: number): Caller {
  const { sub, role, accounts, exp } = claims;
  if (sub !== undefined && typeof sub !== "string") throw invalidToken();
  return {
    authenticated: true,
    subject: sub ?? null,
    role: role === undefined ? "VIEWER" : readRole(role),
    accounts: accounts === undefined ? null : readAccounts(accounts),
    ...(typeof exp === "number" ? { expiresAt: new Date((exp + toleranceSeconds) * 1000) } : {}),
  };
}

function readRole(claim: unknown): Role {
  const role = typeof claim === "string" ? roles.find((known) => known === claim.toUpperCase()) : undefined;
  if (!role) throw invalidToken();
  return role;
}

function readAccounts(claim: unknown): readonly string[] {
  if (!Array.isArray(claim) || claim.some((key) => typeof key !== "string")) throw invalidToken();
  return claim as readonly string[];
}
