import { randomBytes } from "node:crypto";
import type { SandboxClock } from "../../../sandbox";
import type { WechatToken } from "../protocol/wire";
import { WechatRefusal } from "./refusal";

export interface TokenStore {
  /** `/cgi-bin/token`: a new token each time; the one before lives for five more minutes. */
  issueClassic(): WechatToken;
  /** `/cgi-bin/stable_token`: the same token until five minutes before its end, with the seconds it has left. */
  issueStable(): WechatToken;
  /** The same with force_refresh: the stable token so far stops working at once. Refused (45011) twice within 30 seconds. */
  forceStable(): WechatToken;
  /** Refuses what is no token (40014), one that was replaced (40001), and one that has run out (42001). */
  check(text: string | null): void;
  /** Every token issued so far stops working, as when somebody else renewed it. */
  invalidate(): void;
}

interface IssuedToken {
  readonly text: string;
  readonly kind: "classic" | "stable";
  readonly expiresAt: number;
  /** From when it no longer counts because another has taken its place. */
  replacedAt: number;
}

const LIFETIME = 7200;
const OVERLAP = 300;
const FORCED_SPACING = 30;
const LONGEST_MEMORY = 86_400;

export function createTokenStore(clock: SandboxClock): TokenStore {
  const issued = new Map<string, IssuedToken>();
  let classic: IssuedToken | null = null;
  let stable: IssuedToken | null = null;
  let forcedAt = -Infinity;

  const issue = (kind: IssuedToken["kind"]): IssuedToken => {
    const now = clock.seconds();
    for (const token of issued.values()) if (token.expiresAt + LONGEST_MEMORY < now) issued.delete(token.text);
    // Random in every run: a token that was refused must never come back as a new one.
    const text = `68_${randomBytes(96).toString("base64url")}`;
    const token = { text, kind, expiresAt: now + LIFETIME, replacedAt: Infinity };
    issued.set(text, token);
    return token;
  };
  const replace = (token: IssuedToken, at: number) => {
    token.replacedAt = Math.min(token.replacedAt, at);
  };
  const wire = (token: IssuedToken): WechatToken => ({
    access_token: token.text,
    expires_in: token.expiresAt - clock.seconds(),
  });

  return {
    issueClassic() {
      if (classic) replace(classic, clock.seconds() + OVERLAP);
      classic = issue("classic");
      return wire(classic);
    },
    issueStable() {
      if (!stable || stable.expiresAt - clock.seconds() <= OVERLAP) stable = issue("stable");
      return wire(stable);
    },
    forceStable() {
      if (clock.seconds() - forcedAt < FORCED_SPACING) throw new WechatRefusal(45011);
      forcedAt = clock.seconds();
      for (const token of issued.values()) if (token.kind === "stable") replace(token, clock.seconds());
      stable = issue("stable");
      return wire(stable);
    },
    check(text) {
      if (text === null || text === "") throw new WechatRefusal(41001);
      const token = issued.get(text);
      if (!token) throw new WechatRefusal(40014);
      const now = clock.seconds();
      if (now >= token.replacedAt && token.replacedAt <= token.expiresAt) throw new WechatRefusal(40001);
      if (now >= token.expiresAt) throw new WechatRefusal(42001);
    },
    invalidate() {
      for (const token of issued.values()) replace(token, clock.seconds());
      classic = null;
      stable = null;
    },
  };
}
