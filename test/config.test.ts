import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { readSettings, SettingsError, type SettingsSource } from "../src/config";
import { providerModules } from "../src/providers";

const SECRET = "hunter2-must-not-be-repeated";
const wechat = { WECHAT_APP_ID: "wx0000000000000001", WECHAT_APP_SECRET: SECRET };
const qiniu = { QINIU_ACCESS_KEY: "ak", QINIU_SECRET_KEY: SECRET };
const right = { ZHIBO_AUTH: "open", ...wechat, ...qiniu };

type Given = Partial<Pick<SettingsSource, "defaults" | "accountDefaults" | "openByDefault">> & {
  readonly file?: string;
};

const read = (environment: Readonly<Record<string, string>>, { file, ...given }: Given = {}) =>
  readSettings({
    environment,
    modules: providerModules,
    ...given,
    ...(file === undefined ? {} : { file: { text: file, parse } }),
  });

function problems(environment: Readonly<Record<string, string>>, given: Given = {}): readonly string[] {
  try {
    read(environment, given);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    expect(error.message).not.toContain(SECRET);
    for (const problem of error.problems) expect(error.message).toContain(problem);
    return error.problems;
  }
  throw new Error("the settings were taken");
}

test("with credentials and a word about authentication, everything else has a sensible value", () => {
  const { accounts, ...rest } = read(right);
  expect(rest).toEqual({
    host: "127.0.0.1",
    port: 4000,
    shutdownDelaySeconds: 0,
    logLevel: "info",
    access: { authentication: "open" },
    limits: {
      introspection: true,
      costPerMinute: 0,
      trustedProxies: [],
      largestAnswerKilobytes: 2048,
      queryTimeoutSeconds: 5,
      mutationTimeoutSeconds: 12,
    },
    documents: { trustedDocuments: null, trustedDocumentsMode: "off", automaticPersistedQueries: false },
    corsOrigins: [],
    roomsFreshSeconds: 5,
    pollSeconds: 10,
    metrics: "on",
    roomsStaleSeconds: 86_400,
    dataDir: null,
    fastPath: true,
    redis: null,
    cacheKeys: null,
  });
  expect(accounts.map(({ key, provider }) => [key, provider])).toEqual([
    ["wechat", "WECHAT"],
    ["qiniu", "QINIU"],
  ]);
});

test("an account of one provider is enough", () => {
  expect(read({ ZHIBO_AUTH: "open", ...qiniu }).accounts.map(({ key }) => key)).toEqual(["qiniu"]);
});

test("an empty variable is one that is not there", () => {
  const empty = {
    PORT: "",
    HOST: "",
    LOG_LEVEL: "",
    CORS_ORIGINS: "",
    ZHIBO_ROOMS_FRESH_SECONDS: "",
    ZHIBO_FAST_PATH: "",
    WECHAT_BASE_URL: "",
  };
  expect(read({ ...right, ...empty })).toMatchObject({ port: 4000, host: "127.0.0.1", logLevel: "info" });
});

const PORT = "a port: 0 (any free one) to 65535";
const SECONDS = "a number of seconds, 0 to 3600";
const ORIGINS = "origins such as https://shop.example, without a path, separated by commas";
const KEY_SET = "an https address, or an http one of this machine, without a user";
const REDIS =
  "redis://host:port/database, redis+sentinel://host:port,host:port/master, or redis+cluster://host:port,host:port";
const APP_ID = "the mini-program's AppID: wx and 16 letters or digits";

test.each([
  ["PORT", "http", PORT],
  ["PORT", "-1", PORT],
  ["PORT", "65536", PORT],
  ["PORT", "80.5", PORT],
  ["PORT", " ", PORT],
  ["PORT", "0x50", PORT],
  ["LOG_LEVEL", "loud", "one of trace, debug, info, warn, error, fatal, silent"],
  ["ZHIBO_AUTH", "closed", "jwt, or open, which lets everybody do everything"],
  ["JWKS_URL", "http://login.shop.example/keys", KEY_SET],
  ["JWKS_URL", "https://user@login.shop.example/keys", KEY_SET],
  ["JWKS_URL", "login.shop.example", KEY_SET],
  ["CORS_ORIGINS", "shop.example", ORIGINS],
  ["CORS_ORIGINS", "https://shop.example,*", ORIGINS],
  ["CORS_ORIGINS", "https://shop.example/", ORIGINS],
  ["CORS_ORIGINS", "https://shop.example/path", ORIGINS],
  ["CORS_ORIGINS", "https://shop.example,", ORIGINS],
  ["ZHIBO_ROOMS_FRESH_SECONDS", "-1", SECONDS],
  ["ZHIBO_ROOMS_FRESH_SECONDS", "3601", SECONDS],
  ["ZHIBO_ROOMS_FRESH_SECONDS", "soon", SECONDS],
  ["ZHIBO_ROOMS_FRESH_SECONDS", " ", SECONDS],
  ["ZHIBO_FAST_PATH", "no", "on or off"],
  ["WECHAT_APP_ID", SECRET, APP_ID],
  ["WECHAT_APP_ID", "wx123", APP_ID],
  ["WECHAT_BASE_URL", "api.weixin.qq.com", "an http or https address"],
  ["WECHAT_BASE_URL", "ftp://api.weixin.qq.com", "an http or https address"],
  ["WECHAT_BASE_URL", `https://user:${SECRET}@api.weixin.qq.com`, "an address without user, query or fragment"],
  ["WECHAT_BASE_URL", `https://api.weixin.qq.com?access_token=${SECRET}`, "an address without user, query or fragment"],
  ["WECHAT_TOKEN_SOURCE", "forced", "stable, classic, or the http or https address of a token service"],
  ["REDIS_URL", `http://user:${SECRET}@cache`, REDIS],
  ["ZHIBO_CACHE_KEY", SECRET, "keys of 32 bytes in base64 or hexadecimal, separated by commas"],
  ["QINIU_BASE_URL", "https://live-api.qiniu.com/v1", "an address without a path: the signature covers the path"],
])("%s=%j is refused by its name, and told what it should be", (name, value, expected) => {
  expect(problems({ ...right, [name]: value })).toEqual([`${name} must be ${expected}`]);
});

test.each([
  ["WECHAT_APP_ID", "WECHAT_APP_SECRET"],
  ["WECHAT_APP_SECRET", "WECHAT_APP_ID"],
  ["QINIU_ACCESS_KEY", "QINIU_SECRET_KEY"],
  ["QINIU_SECRET_KEY", "QINIU_ACCESS_KEY"],
])("%s alone misses %s", (given, missing) => {
  const [problem, ...others] = problems({ ZHIBO_AUTH: "open", [given]: right[given as keyof typeof right] });
  expect(problem).toMatch(new RegExp(`^${missing} must be the `));
  expect(others).toEqual([]);
});

test("all that is wrong is told at once", () => {
  expect(problems({ PORT: "x", LOG_LEVEL: "y", WECHAT_APP_ID: "z", WECHAT_APP_SECRET: SECRET })).toEqual([
    `PORT must be ${PORT}`,
    "LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent",
    `WECHAT_APP_ID must be ${APP_ID}`,
  ]);
});

const ACCESS =
  "ZHIBO_AUTH must be jwt, with JWT_SECRET, JWKS_URL or ZHIBO_API_KEYS; or open, in so many words, which lets everybody do everything";

test("nobody opens the gateway to everybody without saying so", () => {
  expect(problems({ ...wechat })).toEqual([ACCESS]);
  expect(read({ ...wechat }, { openByDefault: true }).access).toEqual({ authentication: "open" });
});

describe("authentication", () => {
  const sha256 = "0123456789abcdef".repeat(4);
  const none = { jwtSecrets: [], jwksUrl: null, jwtIssuer: null, jwtAudience: null, apiKeys: [] };
  const access = (environment: Record<string, string>, given: Given = {}) =>
    read({ ...wechat, ...environment }, given).access;

  test("a key of any kind is word enough, also in development", () => {
    expect(access({ JWT_SECRET: "s", JWT_PREVIOUS_SECRET: "p" }, { openByDefault: true })).toEqual({
      authentication: "jwt",
      ...none,
      jwtSecrets: ["s", "p"],
    });
    expect(access({ JWKS_URL: "https://login.shop.example/keys", JWT_ISSUER: "i", JWT_AUDIENCE: "a" })).toEqual({
      authentication: "jwt",
      ...none,
      jwksUrl: "https://login.shop.example/keys",
      jwtIssuer: "i",
      jwtAudience: "a",
    });
  });

  test("API keys stand in a variable, or in the file", () => {
    const erp = { name: "erp", sha256, role: "OPERATOR", accounts: null };
    const cms = { name: "cms", sha256, role: "VIEWER", accounts: ["tea", "coffee"] };
    const variable = `erp:operator:${sha256.toUpperCase()}, cms:viewer:${sha256}:tea+coffee`;
    expect(access({ ZHIBO_API_KEYS: variable })).toMatchObject({ apiKeys: [erp, cms] });
    const file = `apiKeys: [{ name: erp, role: operator, sha256: ${sha256} }]`;
    expect(access({}, { file })).toMatchObject({ authentication: "jwt", apiKeys: [erp] });
  });

  test("open stays open, whatever else is there", () => {
    expect(access({ ZHIBO_AUTH: "open", JWT_SECRET: SECRET })).toEqual({ authentication: "open" });
  });

  test.each([
    [{ ZHIBO_AUTH: "jwt" }, "JWT_SECRET, JWKS_URL or ZHIBO_API_KEYS must be there: ZHIBO_AUTH is jwt"],
    [
      { JWT_SECRET: SECRET, JWKS_URL: "https://login.shop.example/keys" },
      "JWKS_URL must be left out where JWT_SECRET is given: tokens are signed in one way",
    ],
    [
      { JWT_PREVIOUS_SECRET: SECRET, JWKS_URL: "https://login.shop.example/keys" },
      "JWT_PREVIOUS_SECRET must be left out where JWT_SECRET is not given",
    ],
    [
      { ZHIBO_API_KEYS: `erp:operator:${SECRET}` },
      "ZHIBO_API_KEYS must be the SHA-256 of the key: 64 hexadecimal digits, as `zhibo api-key` prints them",
    ],
    [{ ZHIBO_API_KEYS: `erp:root:${sha256}` }, "ZHIBO_API_KEYS must be viewer, operator or admin"],
  ])("%j is refused", (environment: Record<string, string>, expected) => {
    expect(problems({ ...wechat, ...environment })).toEqual([expected]);
  });
});

test("without an account there is nothing to do, and the first steps are named", () => {
  const [problem] = problems({ ZHIBO_AUTH: "open" });
  for (const name of [...Object.keys(wechat), ...Object.keys(qiniu), "ZHIBO_CONFIG"]) expect(problem).toContain(name);
});

describe("a file", () => {
  const yaml = `
port: 4100
logLevel: warn
authentication: open
corsOrigins: ["https://shop.example", "https://admin.example"]
accounts:
  - { provider: wechat, key: main, name: 旗舰店, appId: wx0000000000000001, appSecret: ${SECRET} }
  - { provider: wechat, key: outlet, appId: wx0000000000000002, appSecret: ${SECRET}, tokenSource: classic }
  - { provider: qiniu, accessKey: ak, secretKey: ${SECRET}, baseUrl: "http://127.0.0.1:8099/" }
`;

  test("names several accounts of one provider, in their order", () => {
    const { accounts, ...rest } = read({}, { file: yaml });
    expect(rest).toMatchObject({
      port: 4100,
      logLevel: "warn",
      corsOrigins: ["https://shop.example", "https://admin.example"],
    });
    expect(accounts.map(({ key }) => key)).toEqual(["main", "outlet", "qiniu"]);
  });

  test("may be JSON", () => {
    const json = JSON.stringify({
      authentication: "open",
      port: "4100",
      accounts: [{ provider: "qiniu", accessKey: "a", secretKey: "b" }],
    });
    expect(read({}, { file: json })).toMatchObject({ port: 4100 });
  });

  test("gives way to the environment", () => {
    expect(read({ PORT: "4200", LOG_LEVEL: "error" }, { file: yaml })).toMatchObject({ port: 4200, logLevel: "error" });
  });

  test("goes before what an entry takes for granted", () => {
    const defaults = { logLevel: "silent", dataDir: "zhibo-data" } as const;
    const file = "authentication: open\nlogLevel: warn";
    expect(read(wechat, { file, defaults })).toMatchObject({ logLevel: "warn", dataDir: "zhibo-data" });
    expect(read({ ...wechat, ZHIBO_DATA_DIR: "elsewhere" }, { file, defaults })).toMatchObject({
      dataDir: "elsewhere",
    });
  });

  test("goes together with the environment's own account, unless both have one key", () => {
    const file = `authentication: open\naccounts: [{ provider: wechat, key: outlet, appId: wx0000000000000002, appSecret: ${SECRET} }]`;
    expect(read(wechat, { file }).accounts.map(({ key }) => key)).toEqual(["outlet", "wechat"]);
    expect(problems(wechat, { file: file.replace("outlet", "wechat") })).toEqual([
      'accounts must have keys of their own; "wechat" is there twice',
    ]);
  });

  const account = (change: string) =>
    `authentication: open\naccounts:\n  - { provider: qiniu, accessKey: a, secretKey: b }\n  - { provider: wechat, appId: wx0000000000000001, appSecret: ${SECRET}, ${change} }`;

  test.each([
    [account("key: Main"), "accounts[1].key must be 1 to 32 lower-case letters, digits or inner hyphens"],
    [account("key: a/b"), "accounts[1].key must be 1 to 32 lower-case letters, digits or inner hyphens"],
    [
      account("appSecret: 42").replace(`appSecret: ${SECRET}, `, ""),
      "accounts[1].appSecret must be the mini-program's AppSecret",
    ],
    [account("name: [x]"), "accounts[1].name must be a name for people to read"],
    [account("secret: x"), "accounts[1].secret must be left out: there is no such setting"],
    [account("provider: taobao").replace("provider: wechat, ", ""), "accounts[1].provider must be wechat or qiniu"],
    ["authentication: open\naccounts: [wechat]", "accounts[0].provider must be wechat or qiniu"],
    ["authentication: open\naccounts: { wechat: 1 }", "accounts must be a list of accounts"],
    [`${yaml}prot: 1`, "prot must be left out: there is no such setting"],
    [yaml.replace("port: 4100", "port:"), `PORT must be ${PORT}`],
    [yaml.replace("port: 4100", "port: true"), `PORT must be ${PORT}`],
    [yaml.replace("port: 4100", "port: [4100]"), `PORT must be ${PORT}`],
    [yaml.replace(/corsOrigins: .*/, 'corsOrigins: "https://shop.example"'), `CORS_ORIGINS must be ${ORIGINS}`],
    ["", "ZHIBO_CONFIG must name a YAML or JSON file with settings"],
    ["- a list", "ZHIBO_CONFIG must name a YAML or JSON file with settings"],
    [`port: {{ ${SECRET}`, "ZHIBO_CONFIG must name a YAML or JSON file with settings"],
  ])("%#: what is wrong is told by its place", (file, expected) => {
    expect(problems({}, { file })).toContain(expected);
  });
});

test("settings that development brings along give way to those that are given", () => {
  const accountDefaults = {
    QINIU: { accessKey: "sandbox-ak", secretKey: "sandbox-sk", baseUrl: "http://127.0.0.1:4102" },
  };
  const { accounts } = read({ ZHIBO_AUTH: "open", QINIU_BASE_URL: "http://127.0.0.1:9999" }, { accountDefaults });
  expect(accounts.map(({ key }) => key)).toEqual(["qiniu"]);
  expect(problems({ ZHIBO_AUTH: "open", QINIU_BASE_URL: "nowhere" }, { accountDefaults })).toEqual([
    "QINIU_BASE_URL must be an http or https address",
  ]);
});

describe("trusted documents", () => {
  const folder = mkdtempSync(join(tmpdir(), "zhibo-config-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, content: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  };
  const relay = file("relay.json", { a: "{ __typename }" });
  const FILES = /^ZHIBO_TRUSTED_DOCUMENTS must be files that can be read, separated by commas/;

  test("are read from one file or several", () => {
    const operations = [{ id: "b", name: "B", type: "query", body: "query B { __typename }" }];
    const apollo = file("apollo.json", { format: "apollo-persisted-query-manifest", version: 1, operations });
    const { documents } = read({ ...right, ZHIBO_TRUSTED_DOCUMENTS: `${relay},${apollo}` });
    expect([...(documents.trustedDocuments ?? [])]).toEqual([
      ["a", "{ __typename }"],
      ["b", "query B { __typename }"],
    ]);
  });

  test.each([
    ["a file that is not there", "/nowhere/manifest.json"],
    ["a file that is no JSON", file("text.json", "{")],
    ["a list", file("list.json", ["{ __typename }"])],
    ["another version of Apollo's", file("later.json", { format: "apollo-persisted-query-manifest", version: 2 })],
    ["two that contradict each other", `${relay},${file("contrary.json", { a: "{ viewer { role } }" })}`],
  ])("are not read from %s", (_name, paths) => {
    expect(problems({ ...right, ZHIBO_TRUSTED_DOCUMENTS: paths })).toEqual([expect.stringMatching(FILES)]);
  });

  test("have to be there where something depends on them", () => {
    expect(problems({ ...right, ZHIBO_TRUSTED_DOCUMENTS_MODE: "enforce" })).toEqual([
      "ZHIBO_TRUSTED_DOCUMENTS must be there: ZHIBO_TRUSTED_DOCUMENTS_MODE is enforce",
    ]);
  });
});
