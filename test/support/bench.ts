import { startApp, type App } from "../../src/app";
import { readSettings } from "../../src/config";
import { silentLog, type Log } from "../../src/domain/log";
import type { Timers } from "../../src/domain/timers";
import { providerModules } from "../../src/providers";
import { startQiniuSandbox, type Dialect, type QiniuSandbox } from "../../src/providers/qiniu/sandbox";
import { startWechatSandbox, type WechatSandbox } from "../../src/providers/wechat/sandbox";
import { createSandboxClock, type Sandbox } from "../../src/sandbox";
import type { TypedDocumentString } from "../generated/graphql";
import { createTestClock, type TestClock } from "./clock";
import { hastyTimers } from "./timers";
import { takeUpstream, type Upstream } from "./upstream";

/** A GraphQL answer as it came over HTTP. */
export interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

/** The gateway in front of both simulators, all on free ports, all on one clock. New for every test. */
export interface Bench {
  readonly app: App;
  readonly clock: TestClock;
  readonly wechat: WechatSandbox;
  readonly qiniu: QiniuSandbox;
  /** Sends an operation to the front door. */
  run<Data, Variables>(
    document: TypedDocumentString<Data, Variables> | string,
    variables?: Variables,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer<Data>>;
  /** The data of an operation that must not end in errors. */
  ask<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables?: Variables): Promise<Data>;
  /** Another gateway in place of this one, with the same settings: what it knows is what was kept. */
  restart(): Promise<void>;
  /** What has reached a provider since the last look, besides requests for tokens. */
  upstream(sandbox: Sandbox): readonly Upstream[];
}

export interface BenchOptions {
  readonly dialect?: Dialect;
  readonly environment?: Readonly<Record<string, string>>;
  readonly log?: Log;
  readonly timers?: Timers;
}

/** Sets up a bench around every test of the file. Its parts are there once a test runs. */
export function useBench(options: BenchOptions = {}): Bench {
  const clock = createTestClock();
  let wechat: WechatSandbox;
  let qiniu: QiniuSandbox;
  let app: App;

  beforeAll(async () => {
    wechat = await startWechatSandbox({ clock: createSandboxClock(() => clock.now()) });
    qiniu = await startQiniuSandbox({
      clock: createSandboxClock(() => clock.now()),
      dialect: options.dialect ?? "cloud",
    });
  });
  const start = async () => {
    const settings = readSettings({
      environment: {
        PORT: "0",
        ZHIBO_AUTH: "open",
        // Nothing is asked but by the test.
        ZHIBO_POLL_SECONDS: "0",
        ZHIBO_FAST_PATH: process.env["ZHIBO_FAST_PATH"] ?? "",
        WECHAT_APP_ID: wechat.credentials.appId,
        WECHAT_APP_SECRET: wechat.credentials.appSecret,
        WECHAT_BASE_URL: wechat.url,
        QINIU_ACCESS_KEY: qiniu.credentials.accessKey,
        QINIU_SECRET_KEY: qiniu.credentials.secretKey,
        QINIU_BASE_URL: qiniu.url,
        ...options.environment,
      },
      modules: providerModules,
    });
    app = await startApp(settings, { log: options.log ?? silentLog, clock, timers: options.timers ?? hastyTimers });
  };
  beforeEach(async () => {
    clock.reset();
    wechat.reset();
    qiniu.reset();
    await start();
  });
  afterEach(() => app.close());
  afterAll(async () => {
    await wechat.close();
    await qiniu.close();
  });

  const run: Bench["run"] = async (document, variables, headers) => {
    const response = await fetch(`${app.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query: document.toString(), variables }),
    });
    return (await response.json()) as Answer<never>;
  };
  return {
    get app() {
      return app;
    },
    clock,
    get wechat() {
      return wechat;
    },
    get qiniu() {
      return qiniu;
    },
    run,
    async ask(document, variables) {
      const { data, errors } = await run(document, variables);
      if (errors || !data) throw new Error(`the operation ended in errors: ${JSON.stringify(errors)}`);
      return data;
    },
    async restart() {
      await app.close();
      await start();
    },
    upstream: takeUpstream,
  };
}
