import type { Clock } from "../../../domain/clock";
import type { Leases } from "../../../domain/lease";
import type { Log } from "../../../domain/log";
import type { TokenStore } from "../../../domain/token-store";
import { createTokenSource, type IssuedToken, type TokenSource } from "../../../upstream/token";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatToken } from "../protocol/wire";
import { createExternalTokens } from "./external-tokens";
import { exchangeOnce, type WechatExchange, type WechatRequest } from "./client";

/**
 * `stable`: every caller gets the same token, and nobody kills anybody's. `classic`: each call makes a new one. An
 * address: of a service that gives them out.
 */
export type WechatTokenKind = "stable" | "classic" | URL;

export interface WechatTokenOptions {
  readonly kind: WechatTokenKind;
  readonly appId: string;
  readonly appSecret: string;
  readonly accountKey: string;
  readonly store: TokenStore;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Log;
}

/** WeChat's own servers may be slow to issue one; everybody waits for the same call. */
const ISSUE_TIMEOUT = 5_000;
/**
 * WeChat's page for stable_token: a new one is issued in the last five minutes only, and both work for that time. Each
 * replica begins at a moment of its own.
 */
const RENEW_FIRST = 290;
const RENEW_LAST = 180;

export interface WechatTokens extends TokenSource {
  close(): Promise<void>;
}

const renewWithin = () => RENEW_LAST + Math.random() * (RENEW_FIRST - RENEW_LAST);

export function createWechatTokens(exchange: WechatExchange, options: WechatTokenOptions): WechatTokens {
  const { kind, appId, appSecret, accountKey, store, leases, clock, log } = options;
  if (kind instanceof URL) return createExternalTokens({ url: kind, about: exchange.about, clock, log, renewWithin });
  const name = `wechat:${accountKey}:access-token:${kind}`;
  const endpoint = kind === "stable" ? wechatEndpoints.getStableToken : wechatEndpoints.getToken;
  const credentials = { grant_type: "client_credential", appid: appId, secret: appSecret };
  // Never forced: a forced refresh kills the token of every other user of this account, and there are 20 a day.
  const request: WechatRequest =
    kind === "stable" ? { body: { ...credentials, force_refresh: false } } : { query: credentials };

  async function issue(): Promise<IssuedToken> {
    const call = { signal: new AbortController().signal, requestId: "token", deadline: clock.now() + ISSUE_TIMEOUT };
    const { access_token, expires_in } = await exchange.calls.run({ endpoint, call, identity: "" }, (attempt) =>
      exchangeOnce(exchange, endpoint, request, wechatToken, attempt),
    );
    return { value: access_token, expiresInSeconds: expires_in };
  }

  const sharing = { name, slot: store.slot(name, appSecret), leases };
  return { ...createTokenSource({ sharing, clock, log, issue, renewWithin }), close: () => Promise.resolve() };
}
