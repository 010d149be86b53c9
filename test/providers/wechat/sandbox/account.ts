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
  /** A token that is good at the simulator's time. */
  token(): Promise<string>;
  get(path: string, query?: Readonly<Record<string, string | number>>): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  /** Any request, without a token of its own. */
  send(path: string, init?: RequestInit): Promise<Response>;
  control(path: string, body?: unknown, method?: string): Promise<Answer>;
  advance(seconds: number): void;
  /** Back to the seed state, in which no token has been issued. */
  reset(): Promise<void>;
}

export async function openAccount(options: WechatSandboxOptions = {}): Promise<TestAccount> {
  const sandbox = await startWechatSandbox({ clock: createSandboxClock(() => START * 1000), ...options });
  const send = (path: string, init?: RequestInit) => fetch(`${sandbox.url}${path}`, init);
  const json = async (response: Promise<Response>) => (await (await response).json()) as Answer;
  const { appId, appSecret } = sandbox.credentials;

  let held = { text: "", until: 0 };
  const token = async () => {
    if (sandbox.clock.seconds() >= held.until) {
      const body = { grant_type: "client_credential", appid: appId, secret: appSecret };
      const answer = await json(send("/cgi-bin/stable_token", jsonPost(body)));
      const { access_token: text, expires_in: seconds } = answer as { access_token: string; expires_in: number };
      held = { text, until: sandbox.clock.seconds() + seconds };
    }
    return held.text;
  };
  const withToken = async (path: string, query: Readonly<Record<string, string | number>> = {}) => {
    const parameters = new URLSearchParams({ access_token: await token() });
    for (const [name, value] of Object.entries(query)) parameters.set(name, String(value));
    return `${path}?${parameters.toString()}`;
  };

  return {
    sandbox,
    token,
    send,
    get: async (path, query) => json(send(await withToken(path, query))),
    post: async (path, body) => json(send(await withToken(path), jsonPost(body))),
    control: (path, body, method = body === undefined ? "GET" : "POST") =>
      json(send(`/_sandbox/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })),
    advance: (seconds) => sandbox.clock.advance(seconds),
    async reset() {
      await send("/_sandbox/reset", { method: "POST" });
      held = { text: "", until: 0 };
    },
  };
}

export function jsonPost(body: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/** A simulator of its own for each test of the file. */
export function accountForEach(options?: WechatSandboxOptions): () => TestAccount {
  let account: TestAccount | undefined;
  beforeEach(async () => {
    account = await openAccount(options);
  });
  afterEach(() => account?.sandbox.close());
  return () => account as TestAccount;
}

/** What a successful call of its kind answers besides its own fields. */
export const bareSuccess = { errcode: 0 };
export const success = { errcode: 0, errmsg: "ok" };
export const refused = (errcode: number): object => expect.objectContaining({ errcode }) as object;
