import type Keyv from "keyv";
import type { Clock } from "../../../domain/clock";
import { createTokenSource, type IssuedToken, type TokenSource } from "../../../upstream/token";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatToken } from "../protocol/wire";
import { exchangeOnce, type WechatExchange, type WechatRequest } from "./client";

/** `stable`: every caller gets the same token, and nobody kills anybody's. `classic`: each call makes a new one. */
export type WechatTokenKind = "stable" | "classic";

export interface WechatTokenOptions {
  readonly kind: WechatTokenKind;
  readonly appId: string;
  readonly appSecret: string;
  readonly accountKey: string;
  readonly store: Keyv;
  readonly clock: Clock;
}

/** WeChat's own servers may be slow to issue one; everybody waits for the same call. */
const ISSUE_TIMEOUT = 5_000;
/** WeChat renews a stable token five minutes before its end and lets both work for that time. */
const MARGIN_SECONDS = 30;

export function createWechatTokens(exchange: WechatExchange, options: WechatTokenOptions): TokenSource {
  const { kind, appId, appSecret, accountKey, store, clock } = options;
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

  return createTokenSource({
    store,
    key: `wechat:${accountKey}:access-token:${kind}`,
    clock,
    issue,
    marginSeconds: () => MARGIN_SECONDS,
  });
}
