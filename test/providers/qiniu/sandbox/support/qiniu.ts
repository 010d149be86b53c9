import { createSandboxClock } from "../../../../../src/sandbox";
import {
  dialects,
  startQiniuSandbox,
  type Dialect,
  type QiniuSandbox,
  type QiniuSandboxOptions,
} from "../../../../../src/providers/qiniu/sandbox";
import { sendRaw, type Answer } from "./http";
import { authorize } from "./signature";

/** 2026-01-15 12:00:00 in China. */
export const NOW = Date.UTC(2026, 0, 15, 4, 0, 0);
export const NOW_SECONDS = NOW / 1000;

/** What is expected of every dialect: leaving one out does not compile. */
export type PerDialect<Expected> = Readonly<Record<Dialect, Expected>>;

/** The same expectation for the two that bind HTTP status and code together. */
export function modern<Expected>(expected: Expected): Pick<PerDialect<Expected>, "cloud" | "develop"> {
  return { cloud: expected, develop: expected };
}

export function everywhere<Expected>(expected: Expected): PerDialect<Expected> {
  return { cloud: expected, master: expected, develop: expected };
}

/** HTTP status, code and message. */
export type Outcome = readonly [status: number, code: number, message: string];

export const SUCCESS = { cloud: "success", master: "success", develop: "" } as const;

/** Success with master's code for the family of calls. */
export function success(masterCode: 0 | 200): PerDialect<Outcome> {
  return {
    cloud: [200, 0, SUCCESS.cloud],
    master: [200, masterCode, SUCCESS.master],
    develop: [200, 0, SUCCESS.develop],
  };
}

export interface QiniuAnswer extends Answer {
  readonly outcome: Outcome;
  readonly data: unknown;
}

export interface Qiniu {
  readonly sandbox: QiniuSandbox;
  readonly dialect: Dialect;
  /** A signed call under `/server`. A body that is no text is sent as JSON. */
  server(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<QiniuAnswer>;
  /** A call with a client token of the user, who is registered on the way. */
  as(userId: string, method: string, path: string, body?: unknown): Promise<QiniuAnswer>;
  withToken(token: string, method: string, path: string, body?: unknown): Promise<QiniuAnswer>;
  open(method: string, path: string, body?: unknown): Promise<QiniuAnswer>;
  token(userId: string): Promise<string>;
  control(path: string, body?: unknown): Promise<Answer>;
  /** A new user and a room of that user; the live id. */
  room(anchorId?: string, fields?: Readonly<Record<string, unknown>>): Promise<string>;
  /** A room that its anchor has started. */
  liveRoom(anchorId?: string): Promise<string>;
}

export async function startQiniu(dialect: Dialect, options: QiniuSandboxOptions = {}): Promise<Qiniu> {
  const clock = createSandboxClock(() => NOW);
  const sandbox = await startQiniuSandbox({ dialect, clock, seed: "empty", ...options });

  async function send(method: string, path: string, body: unknown, headers: Readonly<Record<string, string>>) {
    const answer = await sendRaw({ method, url: sandbox.url + path, headers, body: textOf(body) });
    const envelope = (answer.json ?? {}) as { code?: number; message?: string; data?: unknown };
    const outcome: Outcome = [answer.status, envelope.code ?? -1, envelope.message ?? answer.text];
    return { ...answer, outcome, data: envelope.data };
  }
  const typeOf = (body: unknown): Readonly<Record<string, string>> =>
    body === undefined ? {} : { "Content-Type": "application/json" };

  const qiniu: Qiniu = {
    sandbox,
    dialect,
    server(method, path, body, headers = {}) {
      const all = { ...typeOf(body), ...headers };
      const signable = {
        method,
        url: sandbox.url + path,
        contentType: all["Content-Type"],
        body: textOf(body),
        headers,
      };
      return send(method, path, body, { ...all, Authorization: authorize(signable, sandbox.credentials) });
    },
    async as(userId, method, path, body) {
      return qiniu.withToken(await qiniu.token(userId), method, path, body);
    },
    withToken: (token, method, path, body) => send(method, path, body, { ...typeOf(body), Authorization: token }),
    open: (method, path, body) => send(method, path, body, typeOf(body)),
    async token(userId) {
      const answer = await qiniu.server("GET", `/server/auth/token?app_id=app&user_id=${userId}`);
      return (answer.data as { access_token: string }).access_token;
    },
    control: (path, body = {}) =>
      sendRaw({ method: "POST", url: `${sandbox.url}/_sandbox/${path}`, body: JSON.stringify(body) }),
    async room(anchorId = "user_1", fields = {}) {
      await qiniu.token(anchorId);
      const answer = await qiniu.server("POST", "/server/live", { anchor_id: anchorId, title: "新品直播", ...fields });
      return (answer.data as { live_id: string }).live_id;
    },
    async liveRoom(anchorId = "user_1") {
      const liveId = await qiniu.room(anchorId);
      await qiniu.as(anchorId, "PUT", `/client/live/room/${liveId}`);
      return liveId;
    },
  };
  return qiniu;
}

function textOf(body: unknown): string | undefined {
  return body === undefined || typeof body === "string" ? body : JSON.stringify(body);
}

/** Runs the tests once for each dialect, each time with a fresh, empty simulator. */
export function describeDialects(
  name: string,
  tests: (qiniu: () => Qiniu) => void,
  options?: QiniuSandboxOptions,
): void {
  describe.each(dialects)(`${name} (%s)`, (dialect) => {
    let qiniu: Qiniu;
    beforeEach(async () => {
      qiniu = await startQiniu(dialect, options);
    });
    afterEach(() => qiniu.sandbox.close());
    tests(() => qiniu);
  });
}
