import { LiveError } from "./error";

export const roles = ["VIEWER", "OPERATOR", "ADMIN"] as const;
/** VIEWER reads rooms; OPERATOR also writes and sees what only the shop may see; ADMIN everything. */
export type Role = (typeof roles)[number];

/** Who asks. */
export interface Caller {
  readonly authenticated: boolean;
  readonly subject: string | null;
  readonly role: Role;
  /** Keys of the accounts they may see and write; null: all. */
  readonly accounts: readonly string[] | null;
  /** A server of the operator's own, which asks for many: nobody counts what it asks for. */
  readonly unmetered?: boolean;
  /** When what they showed stops being good; what lasts longer than a request has to end by then. */
  readonly expiresAt?: Date;
}

/** Each role may do what the ones before it may. Nobody is asked for a token in vain: only who sent none is told to sign in. */
export function requireRole(caller: Caller, needed: Role): void {
  if (roles.indexOf(caller.role) >= roles.indexOf(needed)) return;
  if (!caller.authenticated) {
    throw new LiveError("UNAUTHENTICATED", { en: "Sign in to see or do this.", zh: "请先登录。" });
  }
  throw new LiveError("FORBIDDEN", { en: "Your role does not allow this.", zh: "当前角色无权进行此操作。" });
}
