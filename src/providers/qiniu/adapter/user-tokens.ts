import type { Clock } from "../../../domain/clock";
import type { Leases } from "../../../domain/lease";
import type { Log } from "../../../domain/log";
import type { TokenStore } from "../../../domain/token-store";
import { createTokenSource, type TokenSource } from "../../../upstream/token";
import { qiniuEndpoints } from "../protocol/endpoints";
import { qiniuClientToken } from "../protocol/wire";
import type { QiniuClient } from "./client";

/** Tokens for calls under `/client`, one for each user. Minting one registers the user where it is unknown. */
export interface QiniuUserTokens {
  of(userId: string): TokenSource;
}

export interface QiniuUserTokenOptions {
  readonly accountKey: string;
  readonly secretKey: string;
  readonly store: TokenStore;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Log;
  readonly client: QiniuClient;
  /** Any text that is not empty; the server only copies it into the token. */
  readonly appId: string;
}

const ISSUE_TIMEOUT = 5_000;
const LIFE_SECONDS = 24 * 3600;
/** How many users' sources are kept at hand: the service user and the anchors that are being looked after. */
const MOST_SOURCES = 1_000;

export function createQiniuUserTokens({
  accountKey,
  secretKey,
  store,
  leases,
  clock,
  log,
  client,
  appId,
}: QiniuUserTokenOptions): QiniuUserTokens {
  const sources = new Map<string, TokenSource>();
  const create = (userId: string) => {
    const name = `qiniu:${accountKey}:client-token:${userId}`;
    return createTokenSource({
      sharing: { name, slot: store.slot(name, secretKey), leases },
      clock,
      log,
      // A fifth of its life is left when it is replaced.
      renewWithin: (secondsLeft) => secondsLeft / 5,
      async issue() {
        const now = Math.floor(clock.now() / 1000);
        const { access_token, expires_at } = await client.send(
          qiniuEndpoints.getClientToken,
          {
            query: [
              ["app_id", appId],
              ["user_id", userId],
              ["expires_at", now + LIFE_SECONDS],
            ],
          },
          qiniuClientToken,
          {
            signal: new AbortController().signal,
            requestId: `token-${now}`,
            deadline: clock.now() + ISSUE_TIMEOUT,
          },
        );
        return { value: access_token, expiresInSeconds: expires_at - now };
      },
    });
  };
  return {
    of(userId) {
      let source = sources.get(userId);
      if (!source) {
        const [oldest] = sources.keys();
        if (sources.size >= MOST_SOURCES && oldest !== undefined) sources.delete(oldest);
        sources.set(userId, (source = create(userId)));
      }
      return source;
    },
  };
}
