import { z } from "zod";
import type { Clock } from "../../../domain/clock";
import { LiveError, type ErrorDetails } from "../../../domain/error";
import type { Log } from "../../../domain/log";
import { createHttpClient, jsonOf } from "../../../upstream/http";
import { createTokenSource, type TokenSource } from "../../../upstream/token";

export interface ExternalTokenOptions {
  /** User and password in it are sent as Basic authentication. */
  readonly url: URL;
  readonly about: ErrorDetails;
  readonly clock: Clock;
  readonly log: Log;
  readonly renewWithin: () => number;
}

export interface ExternalTokens extends TokenSource {
  close(): Promise<void>;
}

/** As WeChat itself answers at /cgi-bin/token, so that any service which passes that on will do. */
const answer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

const TIMEOUT = 3_000;
const OPERATION = "token.external";

/**
 * Tokens of a service that looks after the account for everybody who needs one. It sees to it that all get the same:
 * nothing is shared here, and a token that WeChat refuses is asked for there again.
 */
export function createExternalTokens({ url, about, clock, log, renewWithin }: ExternalTokenOptions): ExternalTokens {
  const where = { ...about, operation: OPERATION };
  const http = createHttpClient({ baseUrl: url.origin }, where);
  const headers = { accept: "application/json", ...authorizationOf(url) };
  const source = createTokenSource({
    sharing: null,
    clock,
    log,
    renewWithin,
    async issue() {
      const target = url.pathname + url.search;
      const reply = await http.send({ method: "GET", target, headers, signal: AbortSignal.timeout(TIMEOUT) });
      const told = answer.safeParse(reply.status === 200 ? jsonOf(reply) : null);
      if (!told.success) throw noToken(where, reply.status);
      return { value: told.data.access_token, expiresInSeconds: told.data.expires_in };
    },
  });
  return { ...source, close: () => http.close() };
}

function authorizationOf({ username, password }: URL): { readonly authorization?: string } {
  if (username === "" && password === "") return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}

function noToken(where: ErrorDetails, status: number): LiveError {
  return new LiveError(
    "PROVIDER_UNAVAILABLE",
    {
      en: "The token source of this account gave no access token. Look at the service that WECHAT_TOKEN_SOURCE names.",
      zh: "该账号的 token 服务未返回 access_token，请检查 WECHAT_TOKEN_SOURCE 指向的服务。",
    },
    { ...where, providerCode: `HTTP ${status}`, ambiguous: false, retryable: true },
  );
}
