import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diagnose, showFinding } from "../src/doctor";
import { startQiniuSandbox, type QiniuSandbox } from "../src/providers/qiniu/sandbox";
import { startWechatSandbox, type WechatSandbox } from "../src/providers/wechat/sandbox";
import { describeWithRedis, startRedis } from "./support/redis";

let wechat: WechatSandbox;
let qiniu: QiniuSandbox;
let folder: string;

beforeAll(async () => {
  [wechat, qiniu] = await Promise.all([startWechatSandbox(), startQiniuSandbox()]);
});
afterAll(() => Promise.all([wechat.close(), qiniu.close()]));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "zhibo-doctor-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const environment = (changed: Readonly<Record<string, string>> = {}) => ({
  ZHIBO_AUTH: "open",
  ZHIBO_DATA_DIR: join(folder, "data"),
  WECHAT_APP_ID: wechat.credentials.appId,
  WECHAT_APP_SECRET: wechat.credentials.appSecret,
  WECHAT_BASE_URL: wechat.url,
  ...changed,
});

async function linesFor(variables: Readonly<Record<string, string>>): Promise<string[]> {
  const lines: string[] = [];
  for await (const finding of diagnose(variables)) lines.push(...showFinding(finding, variables).split("\n"));
  return lines;
}

test("finds nothing wrong where nothing is, with both providers", async () => {
  const lines = await linesFor(
    environment({
      QINIU_ACCESS_KEY: qiniu.credentials.accessKey,
      QINIU_SECRET_KEY: qiniu.credentials.secretKey,
      QINIU_BASE_URL: qiniu.url,
    }),
  );
  expect(lines.filter((line) => line.startsWith("PROBLEM"))).toEqual([]);
  expect(lines).toContain("ok       account wechat: The credentials are good; the first page of rooms holds 12.");
  expect(lines.some((line) => line.startsWith("ok       account qiniu: The credentials are good"))).toBe(true);
  expect(lines).toContain("warning  authentication: authentication is open: everybody may do everything.");
});

test("a wrong secret is told with the provider's code and what to do, and is not repeated", async () => {
  const lines = await linesFor(environment({ WECHAT_APP_SECRET: "not-the-secret" }));
  expect(lines.at(-2)).toMatch(
    /^PROBLEM {2}account wechat: WeChat does not accept the AppSecret of this account\. \[PROVIDER_CREDENTIALS_REJECTED, code 40125/,
  );
  expect(lines.at(-1)).toContain("WECHAT_APP_SECRET");
  expect(lines.join("\n")).not.toContain("not-the-secret");
});

test("an address where nobody answers is told as such, and nothing more is asked of the account", async () => {
  const lines = await linesFor(environment({ WECHAT_BASE_URL: "http://127.0.0.1:1" }));
  expect(lines.at(-2)).toBe("PROBLEM  account wechat: The provider's address does not answer.");
  expect(lines.at(-1)).toContain("WECHAT_BASE_URL");
});

test("settings that are wrong are named one by one, and end the look", async () => {
  const lines = await linesFor(environment({ WECHAT_APP_ID: "wrong", LOG_LEVEL: "loud" }));
  expect(lines.slice(1)).toEqual([
    "PROBLEM  settings: LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.",
    "PROBLEM  settings: WECHAT_APP_ID must be the mini-program's AppID: wx and 16 letters or digits.",
  ]);
});

test("a data folder that cannot be made is told", async () => {
  writeFileSync(join(folder, "file"), "");
  const lines = await linesFor(environment({ ZHIBO_DATA_DIR: join(folder, "file", "data") }));
  expect(lines).toContain("PROBLEM  data folder: It cannot be made or written.");
});

test("speaks Chinese in a Chinese terminal", async () => {
  const lines = await linesFor(environment({ LANG: "zh_CN.UTF-8" }));
  expect(lines).toContain("ok       account wechat: 凭证有效；直播间列表首页有 12 个。");
});

test("a variable that is none is told, with the one that it looks like", async () => {
  const lines = await linesFor(
    environment({
      JWT_SECRETT: "x",
      ZHIBO_METRIC: "off",
      ZHIBO_COLOUR: "red",
      // What Kubernetes sets for a service of that name, and what others may call theirs.
      ZHIBO_SERVICE_HOST: "10.0.0.1",
      ZHIBO_PORT_4000_TCP: "tcp://10.0.0.1:4000",
      ZHIBO_WECHAT_SANDBOX_PORT: "0",
      WECHAT_PAY_KEY: "x",
    }),
  );
  expect(lines.filter((line) => line.startsWith("warning  settings"))).toEqual([
    "warning  settings: JWT_SECRETT is no setting; JWT_SECRET is one.",
    "warning  settings: ZHIBO_METRIC is no setting; ZHIBO_METRICS is one.",
    "warning  settings: ZHIBO_COLOUR is no setting.",
  ]);
});

test("a Redis that does not answer is a problem, without its address, and the folder is not spoken of", async () => {
  const lines = await linesFor(environment({ REDIS_URL: "redis://somebody:a-password@127.0.0.1:1" }));
  expect(lines.filter((line) => /^PROBLEM {2}Redis: It does not answer\. \[\w+\]$/.test(line))).toHaveLength(1);
  expect(lines.join("\n")).not.toMatch(/a-password|127\.0\.0\.1:1\b|data folder/);
});

describeWithRedis("zhibo doctor with Redis", () => {
  test("a password that is not taken is told by Redis's word for it", async () => {
    const redis = await startRedis("--requirepass", "a-password");
    try {
      const lines = await linesFor(environment({ REDIS_URL: `redis://:another@127.0.0.1:${redis.port}` }));
      expect(lines).toContain("PROBLEM  Redis: It does not answer. [WRONGPASS]");
      expect(lines.join("\n")).not.toContain("another");
    } finally {
      await redis.close();
    }
  });

  test.each([
    [["--appendonly", "yes"], ["ok       Redis: It answers."]],
    [
      ["--maxmemory-policy", "allkeys-lru"],
      [
        "warning  Redis: Redis may throw records away: set maxmemory-policy to noeviction.",
        "warning  Redis: Redis forgets records when it is started again: set appendonly to yes.",
      ],
    ],
  ])("says of one set up with %j whether it keeps what it is given", async (settings, expected) => {
    const redis = await startRedis(...settings);
    try {
      const lines = await linesFor(environment({ REDIS_URL: redis.url }));
      expect(lines.filter((line) => line.includes("Redis:"))).toEqual(expected);
    } finally {
      await redis.close();
    }
  });
});
