import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { startWechatSandbox } from "../src/providers/wechat/sandbox";
import { firstQuery } from "../src/http/first-query";
import { endAll, runZhibo } from "./support/zhibo";

const free = { PORT: "0", ZHIBO_WECHAT_SANDBOX_PORT: "0", ZHIBO_QINIU_SANDBOX_PORT: "0" };

afterEach(endAll);

async function ask(url: string, query: string): Promise<{ data?: Record<string, unknown>; errors?: unknown }> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
}

describe("zhibo dev", () => {
  test("needs nothing, says what to open, answers the first query, and ends when it is told to", async () => {
    const zhibo = runZhibo(["dev"], free);
    const [, url = ""] = await zhibo.prints(/Open this page\s+(http:\/\/127\.0\.0\.1:\d+)\//);
    expect(zhibo.output()).toContain(`${url}/graphql`);
    expect(zhibo.output()).toMatch(/WECHAT simulator\s+http:\/\/127\.0\.0\.1:\d+ \(control: .*\/_sandbox\)/);
    expect(zhibo.output()).toMatch(/QINIU simulator\s+http:\/\/127\.0\.0\.1:\d+/);
    await zhibo.prints(/query Rooms \{[\s\S]*\n\}\n/);
    expect(zhibo.output()).toContain(firstQuery);

    // As it was printed: what a newcomer pastes.
    const { data, errors } = await ask(url, firstQuery);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ liveRooms: { unavailable: [] } });
    // More upstream calls than Node takes for a leak of listeners.
    await ask(url, "{ liveRooms(first: 100) { nodes { goods { nodes { name } } assistants { nickname } } } }");

    zhibo.child.kill("SIGTERM");
    expect(await zhibo.ended).toBe(0);
    expect(zhibo.errors()).toBe("");
  });

  test.each([
    [{ ZHIBO_WECHAT_SANDBOX_PORT: "x" }, "ZHIBO_WECHAT_SANDBOX_PORT must be a port: 0 (any free one) to 65535"],
    [{ ZHIBO_QINIU_SANDBOX_DIALECT: "old" }, "ZHIBO_QINIU_SANDBOX_DIALECT must be one of cloud, master, develop"],
    [{ ZHIBO_QINIU_SANDBOX_CALLBACK: "here" }, "ZHIBO_QINIU_SANDBOX_CALLBACK must be an http or https address"],
    [{ ZHIBO_WECHAT_SANDBOX_CALLBACK: "here" }, "ZHIBO_WECHAT_SANDBOX_CALLBACK must be an http or https address"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent"],
    [{ ZHIBO_CONFIG: "/nowhere/zhibo.yaml" }, "ZHIBO_CONFIG must name a YAML or JSON file that can be read"],
  ])("with %j ends at once and in words", async (environment, words) => {
    const zhibo = runZhibo(["dev"], { ...free, ...environment });
    expect(await zhibo.ended).toBe(1);
    expect(zhibo.errors()).toBe(`The settings are not right:\n  - ${words}\n`);
    expect(zhibo.output()).toBe("");
  });

  test("a port that is taken is explained", async () => {
    const neighbour = createServer();
    await new Promise<void>((resolve) => neighbour.listen(0, "127.0.0.1", resolve));
    const { port } = neighbour.address() as AddressInfo;
    const zhibo = runZhibo(["dev"], { ...free, PORT: String(port) });
    expect(await zhibo.ended).toBe(1);
    expect(zhibo.errors()).toContain(String(port));
    expect(zhibo.errors()).toContain(
      "Choose other ports with PORT (the gateway), ZHIBO_WECHAT_SANDBOX_PORT and ZHIBO_QINIU_SANDBOX_PORT",
    );
    expect(zhibo.errors()).not.toContain("    at ");
    await new Promise((resolve) => neighbour.close(resolve));
  });
});

describe("zhibo sandbox", () => {
  test("starts the simulators alone", async () => {
    const zhibo = runZhibo(["sandbox"], free);
    const [, url = ""] = await zhibo.prints(/WECHAT simulator\s+(http:\S+)/);
    await zhibo.prints(/QINIU simulator\s+http:\S+/);
    // What its account is reached with: to be pasted where a gateway is started.
    await zhibo.prints(/QINIU_SECRET_KEY=sandbox-sk\n/);
    expect(zhibo.output()).toContain(`  WECHAT_APP_ID=wx0000000000000001\n`);
    expect(zhibo.output()).toContain(`  WECHAT_BASE_URL=${url}\n`);
    expect(await (await fetch(`${url}/_sandbox`)).json()).toHaveProperty("routes");
    zhibo.child.kill("SIGINT");
    expect(await zhibo.ended).toBe(0);
    expect(zhibo.errors()).toBe("");
  });
});

describe("zhibo start", () => {
  test("serves the accounts of its settings, logs in JSON without a secret, and ends when it is told to", async () => {
    const wechat = await startWechatSandbox();
    const { appId, appSecret } = wechat.credentials;
    const zhibo = runZhibo(["start"], {
      PORT: "0",
      ZHIBO_AUTH: "open",
      WECHAT_APP_ID: appId,
      WECHAT_APP_SECRET: appSecret,
      WECHAT_BASE_URL: wechat.url,
      ZHIBO_METRIC: "off",
    });
    const [, url = ""] = await zhibo.prints(/"url":"(http:[^"]+)"/);
    await zhibo.prints(/authentication is open/);
    await zhibo.prints(/ZHIBO_METRIC is no setting; ZHIBO_METRICS is one/);
    const { data } = await ask(url, "{ liveRooms { totalCount } }");
    expect(data).toEqual({ liveRooms: { totalCount: 12 } });

    zhibo.child.kill("SIGTERM");
    expect(await zhibo.ended).toBe(0);
    await wechat.close();
    const lines = zhibo.output().trim().split("\n");
    for (const line of lines) expect(() => void JSON.parse(line)).not.toThrow();
    expect(zhibo.output() + zhibo.errors()).not.toContain(appSecret);
  });

  test("with nothing configured ends with what is missing, and code 1", async () => {
    const zhibo = runZhibo(["start"]);
    expect(await zhibo.ended).toBe(1);
    for (const name of ["WECHAT_APP_ID", "QINIU_ACCESS_KEY", "ZHIBO_CONFIG", "ZHIBO_AUTH"]) {
      expect(zhibo.errors()).toContain(name);
    }
    expect(zhibo.errors()).not.toContain("    at ");
  });
});

test("zhibo doctor ends with code 1 where something is wrong", async () => {
  const zhibo = runZhibo(["doctor"]);
  expect(await zhibo.ended).toBe(1);
  expect(zhibo.output()).toContain("PROBLEM  settings: ZHIBO_AUTH must be jwt");
  expect(zhibo.errors()).toBe("");
});

test("zhibo schema prints the schema", async () => {
  const zhibo = runZhibo(["schema"]);
  expect(await zhibo.ended).toBe(0);
  expect(zhibo.output()).toBe(readFileSync(join(__dirname, "..", "schema.graphql"), "utf8"));
});

test("a command that is not there ends with help, and code 1", async () => {
  const zhibo = runZhibo(["serve"]);
  expect(await zhibo.ended).toBe(1);
  expect(zhibo.errors()).toContain("unknown command 'serve'");
  for (const command of ["dev", "start", "sandbox", "doctor", "schema"]) expect(zhibo.errors()).toContain(command);
});

test("zhibo --version says which it is", async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8")) as { version: string };
  const zhibo = runZhibo(["--version"]);
  expect(await zhibo.ended).toBe(0);
  expect(zhibo.output()).toBe(`${version}\n`);
});

test.each([
  [["--role", "boss"], "Allowed choices are viewer, operator, admin."],
  [["--name", "erp:admin"], "A name has no blanks, colons or commas."],
])("zhibo api-key %j makes no key that would not be taken", async (given, words) => {
  const zhibo = runZhibo(["api-key", ...given]);
  expect(await zhibo.ended).toBe(1);
  expect(zhibo.errors()).toContain(words);
  expect(zhibo.output()).toBe("");
});
