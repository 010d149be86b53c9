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
  /** When what they showed stops being good; what lasts longer than a request has to end by then. */
  readonly expiresAt?: Date;
}
