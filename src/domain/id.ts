/**
 * Global ids: `<kind>:<account key>:<native id>`, such as `room:wechat:33`. Stable, and unique across kinds and
 * accounts. An account's own id is `account:<key>`.
 */
export const nodeKinds = ["account", "room", "goods", "member", "notification"] as const;
export type NodeKind = (typeof nodeKinds)[number];

export interface GlobalId {
  readonly kind: NodeKind;
  /** The key of the account the thing belongs to. */
  readonly account: string;
  /** The provider's id; the account's key again for an account. */
  readonly native: string;
}

/** Letters, digits and hyphens: what may stand between the colons and in a webhook's path. */
export const ACCOUNT_KEY = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;
const LONGEST_ID = 512;

export function formatId(kind: NodeKind, account: string, native: string): string {
  return kind === "account" ? `account:${account}` : `${kind}:${account}:${native}`;
}

/** Null for a text that is no global id at all. Whether the thing exists is another question. */
export function parseId(text: string): GlobalId | null {
  if (text.length > LONGEST_ID || hasControlCharacter(text)) return null;
  const first = text.indexOf(":");
  const kind = text.slice(0, Math.max(0, first));
  if (!isNodeKind(kind)) return null;
  const rest = text.slice(first + 1);
  if (kind === "account") return ACCOUNT_KEY.test(rest) ? { kind, account: rest, native: rest } : null;
  const second = rest.indexOf(":");
  if (second < 0) return null;
  const account = rest.slice(0, second);
  const native = rest.slice(second + 1);
  return ACCOUNT_KEY.test(account) && native !== "" ? { kind, account, native } : null;
}

function isNodeKind(text: string): text is NodeKind {
  return (nodeKinds as readonly string[]).includes(text);
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}
