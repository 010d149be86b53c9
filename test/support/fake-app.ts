import type { AccessSettings } from "../../src/access-settings";
import type { LimitSettings } from "../../src/limit-settings";
import { startApp, type App } from "../../src/app";
import type { Log } from "../../src/domain/log";
import type { Timers } from "../../src/domain/timers";
import type { Provider } from "../../src/domain/provider";
import type { Answer } from "./bench";
import { createTestClock, type TestClock } from "./clock";

export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** The whole gateway on a free port, over providers that a test brings, with its log at hand. One for the whole file. */
export interface FakeApp {
  readonly app: App;
  readonly clock: TestClock;
  readonly log: readonly LogLine[];
  run(query: string, options?: RunOptions): Promise<Answer<Record<string, unknown>>>;
}

export interface RunOptions {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FakeAppOptions {
  readonly corsOrigins?: readonly string[];
  readonly roomsFreshSeconds?: number;
  readonly access?: AccessSettings;
  readonly limits?: Partial<LimitSettings>;
  readonly timers?: Timers;
}

export function useFakeApp(providers: readonly Provider[], options: FakeAppOptions = {}): FakeApp {
  const clock = createTestClock();
  let app: App;
  let lines: LogLine[] = [];
  const write =
    (level: LogLine["level"]): Log["info"] =>
    (fields, message) => {
      lines.push({ level, fields: fields as LogLine["fields"], message });
    };

  beforeAll(async () => {
    app = await startApp(
      {
        host: "127.0.0.1",
        port: 0,
        shutdownDelaySeconds: 0,
        logLevel: "silent",
        access: options.access ?? { authentication: "open" },
        corsOrigins: options.corsOrigins ?? [],
        pollSeconds: 0,
        limits: {
          introspection: true,
          costPerMinute: 0,
          trustedProxies: [],
          largestAnswerKilobytes: 2048,
          queryTimeoutSeconds: 5,
          mutationTimeoutSeconds: 12,
          ...options.limits,
        },
        documents: { trustedDocuments: null, trustedDocumentsMode: "off", automaticPersistedQueries: false },
        roomsFreshSeconds: options.roomsFreshSeconds ?? 0,
        metrics: "on",
        roomsStaleSeconds: 86_400,
        fastPath: process.env["ZHIBO_FAST_PATH"] !== "off",
        dataDir: null,
        redis: null,
        cacheKeys: null,
        accounts: providers.map((provider) => ({
          key: provider.account.key,
          provider: provider.account.provider,
          baseUrl: "http://127.0.0.1:1",
          connect: () => Promise.resolve(provider),
        })),
      },
      {
        log: { info: write("info"), warn: write("warn"), error: write("error") },
        clock,
        ...(options.timers ? { timers: options.timers } : {}),
      },
    );
  });
  beforeEach(() => {
    clock.reset();
    lines = [];
  });
  afterAll(() => app.close());

  return {
    get app() {
      return app;
    },
    clock,
    get log() {
      return lines;
    },
    async run(query, { variables, headers } = {}) {
      const response = await fetch(`${app.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer<Record<string, unknown>>;
    },
  };
}
