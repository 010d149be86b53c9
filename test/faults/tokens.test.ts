import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { startQiniuSandbox, type QiniuSandbox } from "../../src/providers/qiniu/sandbox";
import { startWechatSandbox, type WechatSandbox } from "../../src/providers/wechat/sandbox";
import { control } from "../support/control";
import { describeWithRedis, freePort, startRedis, type RedisServer } from "../support/redis";
import { readMany, startReplica, type Replica } from "../support/replica";
import { untilAnswered } from "../support/until";
import { countTokenCalls } from "../support/upstream";

/* Replicas that need the same token: what they cost the provider, and whether anybody goes without. */

const REPLICAS = 8;
const CALLERS = 200;

interface Outcome {
  readonly tokens: readonly string[];
  readonly answered: number;
}

describeWithRedis("replicas that need a token", () => {
  let server: RedisServer;
  let wechat: WechatSandbox;
  let qiniu: QiniuSandbox;
  let children: ChildProcess[] = [];
  let replicas: Replica[] = [];

  beforeAll(async () => {
    [server, wechat, qiniu] = await Promise.all([
      startRedis(),
      startWechatSandbox({}),
      startQiniuSandbox({ dialect: "cloud" }),
    ]);
  });
  beforeEach(async () => {
    wechat.reset();
    qiniu.reset();
    await server.client.flushall();
  });
  afterEach(async () => {
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(replicas.map(({ app }) => app.close()));
    [children, replicas] = [[], []];
  });
  afterAll(() => Promise.all([server.close(), wechat.close(), qiniu.close()]));

  /** A process that has looked for Redis and holds no token yet. */
  async function startProcess({ redisUrl = server.url, isAlone = false, dies = false } = {}): Promise<ChildProcess> {
    if (!existsSync(join(__dirname, "../../dist/upstream/token.js"))) throw new Error("run `npm run build` first");
    const { appId, appSecret: secret } = wechat.credentials;
    const options = JSON.stringify({ redisUrl, wechatUrl: wechat.url, appId, secret, isAlone, dies });
    const child = fork(join(__dirname, "token-process.js"), [options], { execArgv: [] });
    children.push(child);
    await once(child, "message");
    return child;
  }

  async function askAll(processes: readonly ChildProcess[]): Promise<readonly Outcome[]> {
    const outcomes = processes.map((child) => once(child, "message"));
    for (const child of processes) child.send({ callers: CALLERS });
    return (await Promise.all(outcomes)).map(([outcome]) => outcome as Outcome);
  }

  const startProcesses = (options = {}) => Promise.all(Array.from({ length: REPLICAS }, () => startProcess(options)));

  test("cold, with two hundred callers each: one call, and all have its token", async () => {
    const processes = await startProcesses();
    // A call that takes as long as a real one, so that all are there while it is under way.
    wechat.fault({ path: "/cgi-bin/stable_token", kind: "latency", value: 150 });
    const outcomes = await askAll(processes);
    expect(outcomes.map(({ answered }) => answered)).toEqual(processes.map(() => CALLERS));
    expect(new Set(outcomes.flatMap(({ tokens }) => tokens)).size).toBe(1);
    expect(countTokenCalls(wechat)).toBe(1);
  }, 120_000);

  test("without Redis: one call for each process, and nobody goes without", async () => {
    const outcomes = await askAll(
      await startProcesses({ redisUrl: `redis://127.0.0.1:${await freePort()}`, isAlone: true }),
    );
    expect(outcomes.map(({ answered }) => answered)).toEqual(outcomes.map(() => CALLERS));
    expect(countTokenCalls(wechat)).toBe(REPLICAS);
  }, 120_000);

  test("the one that fetches it is killed: another does, and nobody goes without", async () => {
    const [victim, ...others] = await Promise.all([
      startProcess({ dies: true }),
      ...Array.from({ length: REPLICAS - 1 }, () => startProcess()),
    ]);
    const ended = once(victim, "exit");
    victim.send({ callers: CALLERS });
    await ended;
    expect(countTokenCalls(wechat)).toBe(1);
    const outcomes = await askAll(others);
    expect(outcomes.map(({ answered }) => answered)).toEqual(others.map(() => CALLERS));
    expect(countTokenCalls(wechat)).toBe(2);
  }, 120_000);

  test("twenty times the token is spoilt under load: no read fails, and none is forced", async () => {
    replicas = [await startReplica(server.url, { wechat, qiniu }), await startReplica(server.url, { wechat, qiniu })];
    await untilAnswered(
      () => server.client.call("CLIENT", "LIST", "TYPE", "normal") as Promise<string>,
      (connections) => connections.split("name=zhibo-records ").length > replicas.length,
    );
    expect(await readMany(replicas, 100)).toEqual([]);
    wechat.clearCalls();
    const works: Promise<unknown>[] = [];
    const problems = await readMany(replicas, 10_000, (begun) => {
      if (begun % 45 === 0 && works.length < 20) works.push(control(wechat, "/_sandbox/tokens/invalidate"));
    });
    await Promise.all(works);
    expect(works).toHaveLength(20);
    expect(problems).toEqual([]);
    expect(countTokenCalls(wechat)).toBeGreaterThan(1);
    expect(countTokenCalls(wechat)).toBeLessThanOrEqual(21);
    expect(wechat.calls().filter(({ body }) => JSON.stringify(body).includes('"force_refresh":true'))).toEqual([]);
  }, 240_000);

  test("what stands in Redis afterwards shows no secret and no token, and ends by itself if it may", async () => {
    const { appId, appSecret } = wechat.credentials;
    replicas = [await startReplica(server.url, { wechat, qiniu })];
    expect(await readMany(replicas, 100)).toEqual([]);
    const answer = await fetch(`${wechat.url}/cgi-bin/stable_token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ grant_type: "client_credential", appid: appId, secret: appSecret }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const keys = await server.client.keys("*");
    expect(keys).toContain("zhibo:token:wechat:wechat:access-token:stable");
    expect(keys).toContain("zhibo:token:qiniu:qiniu:client-token:zhibo-gateway");
    for (const key of keys) {
      const kept = await server.client.dumpBuffer(key);
      for (const secret of [appSecret, qiniu.credentials.secretKey, token, "eyJ"]) {
        expect(kept.includes(secret)).toBe(false);
      }
      if (!key.startsWith("zhibo:record:")) expect(await server.client.pttl(key)).toBeGreaterThan(0);
    }
  });
});
