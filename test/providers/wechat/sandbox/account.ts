import { createSandboxClock } from "../../../../src/sandbox";
import {
  startWechatSandbox,
  type WechatSandbox,
  type WechatSandboxOptions,
} from "../../../../src/providers/wechat/sandbox";

/** 2025-10-09 10:00:00 in Beijing, the moment at which every test's simulator starts. */
export const START = 1_759_975_200;

export interface Answer {
  readonly errcode?: number;
  readonly errmsg?: string;
  readonly [field: string]: unknown;
}

/** A client of the simulator that knows nothing but HTTP. */
export interface TestAccount {
  readonly sandbox: WechatSandbox;
  get(path: string, query?: Readonly<Record<string, string | number>>): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  /** Any request, without a token of its own. */
  send(path: string, init?: RequestInit): Promise<Response>;
  control(path: string, body?: unknown, method?: string): Promise<Answer>;
  advance(seconds: number): void;
}

export async function openAccount(options: WechatSandboxOptions = {}): Promise<TestAccount> {
  const sandbox = await startWechatSandbox({ clock: createSandboxClock(() => START * 1000), ...options });
  const send = (path: string, init?: RequestInit) => fetch(`${sandbox.url}${path}`, init);
  const json = async (response: Promise<Response>) => (await (await response).json()) as Answer;
  const { appId, appSecret } = sandbox.credentials;

  let token: string | undefined;
  const withToken = async (path: string, query: Readonly<Record<string, string | number>> = {}) => {
    if (token === undefined) {
      const answer = await json(
        send("/cgi-bin/stable_token", jsonPost({ grant_type: "client_credential", appid: appId, secret: appSecret })),
      );
      token = String(answer["access_token"]);
    }
    const parameters = new URLSearchParams({ access_token: token });
    for (const [name, value] of Object.entries(query)) parameters.set(name, String(value));
    return `${path}?${parameters.toString()}`;
  };

  return {
    sandbox,
    send,
    get: async (path, query) => json(send(await withToken(path, query))),
    post: async (path, body) => json(send(await withToken(path), jsonPost(body))),
    control: (path, body, method = body === undefined ? "GET" : "POST") =>
      json(send(`/_sandbox/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })),
    advance: (seconds) => sandbox.clock.advance(seconds),
  };
}

export function jsonPost(body: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/** What a successful call of its kind answers besides its own fields. */
export const bareSuccess = { errcode: 0 };
export const success = { errcode: 0, errmsg: "ok" };
export const refused = (errcode: number): object => expect.objectContaining({ errcode }) as object;
