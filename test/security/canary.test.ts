import { randomBytes } from "node:crypto";
import { parse, validate } from "graphql";
import type { Redis } from "ioredis";
import { startApp, type App } from "../../src/app";
import { readSettings } from "../../src/config";
import { createSchema } from "../../src/graphql/schema";
import { createLog } from "../../src/log";
import { providerModules } from "../../src/providers";
import { startQiniuSandbox, type QiniuSandbox } from "../../src/providers/qiniu/sandbox";
import { startWechatSandbox, type WechatSandbox } from "../../src/providers/wechat/sandbox";
import type { Answer } from "../support/bench";
import { control } from "../support/control";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redis";
import { mutationDocuments, queryDocuments, type SampleIds } from "../support/sample-documents";
import { useScriptedServer } from "../support/scripted-server";
import { signToken } from "../support/tokens";

/*
 * Secrets that cannot be mistaken for anything else, a gateway that works with them while everything goes wrong that can,
 * as everybody who may ask; then all that has left the process is searched for them.
 */

const mark = (name: string) => `canary-${name}-5c9e1f7a20b84d63`;

const secrets = {
  appSecret: mark("appsecret"),
  secretKey: mark("qiniu-sk"),
  jwtSecret: mark("jwt-secret-of-more-than-32-bytes"),
  jwtPreviousSecret: mark("jwt-secret-before-of-32-bytes"),
  pushToken: "canarypushtoken5c9e1f7a20b84d63",
  encodingAesKey: "canaryEncodingAesKey5c9e1f7a20b84d63abcdefA",
  callbackSecret: mark("qiniu-callback"),
  redisPassword: mark("redis"),
  cacheKey: randomBytes(32).toString("base64"),
};
const accessKey = mark("qiniu-ak");
const appId = "wxcanary5c9e1f7a20";

/** Nobody's, and yet somebody's: what a caller sent that was not good. */
const badToken = signToken("another secret altogether, not ours", { sub: mark("subject") });

/** Everything that has left the process, by the way it took. */
interface Leaks {
  readonly told: [where: string, text: string][];
  /** Where one of the words stands. */
  of(words: readonly string[], except?: RegExp): readonly string[];
}

function collectLeaks(): Leaks {
  const told: Leaks["told"] = [];
  return {
    told,
    of: (words, except) =>
      told.flatMap(([where, text]) => {
        if (except?.test(where)) return [];
        const found = words.filter((word) => text.includes(word) || text.includes(encodeURIComponent(word)));
        return found.map((word) => `${where}: …${text.slice(Math.max(0, text.indexOf(word) - 80)).slice(0, 160)}`);
      }),
  };
}

const exp = Math.floor(Date.now() / 1000) + 3600;
const signed = (role: string) => ({
  authorization: `Bearer ${signToken(secrets.jwtSecret, { sub: "ange", role, exp })}`,
});
const callers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nobody: {},
  viewer: signed("viewer"),
  operator: signed("operator"),
  admin: signed("admin"),
};
const ownTokens = Object.values(callers).flatMap(({ authorization }) => authorization?.split(" ")[1] ?? []);

function startGateway(leaks: Leaks, wechatUrl: string, qiniuUrl: string, more: Readonly<Record<string, string>> = {}) {
  const settings = readSettings({
    environment: {
      PORT: "0",
      LOG_LEVEL: "trace",
      JWT_SECRET: secrets.jwtSecret,
      JWT_PREVIOUS_SECRET: secrets.jwtPreviousSecret,
      ZHIBO_COST_PER_MINUTE: "0",
      ZHIBO_MUTATION_TIMEOUT_SECONDS: "2",
      ZHIBO_ROOMS_FRESH_SECONDS: "0",
      ZHIBO_POLL_SECONDS: "0",
      WECHAT_APP_ID: appId,
      WECHAT_APP_SECRET: secrets.appSecret,
      WECHAT_PUSH_TOKEN: secrets.pushToken,
      WECHAT_ENCODING_AES_KEY: secrets.encodingAesKey,
      WECHAT_BASE_URL: wechatUrl,
      QINIU_ACCESS_KEY: accessKey,
      QINIU_SECRET_KEY: secrets.secretKey,
      QINIU_CALLBACK_SECRET: secrets.callbackSecret,
      QINIU_BASE_URL: qiniuUrl,
      ...more,
    },
    modules: providerModules,
  });
  return startApp(settings, { log: createLog("trace", { write: (line) => void leaks.told.push(["log", line]) }) });
}

const idsOf = (key: string): SampleIds => ({
  account: `account:${key}`,
  room: `room:${key}:2`,
  goods: `goods:${key}:1`,
  member: `member:${key}:walle1`,
  notification: `notification:${key}:9d0e0c1c-3b0a-4c36-8a52-2a4cf3cbe1b5`,
});
const schema = createSchema();
const documents = ["wechat", "qiniu"].flatMap((key) => [
  ...queryDocuments(schema, idsOf(key)),
  ...mutationDocuments(schema, idsOf(key)),
]);

/** Reads and writes that reach far, for when it is not only the documents that vary. */
const some = [
  "{ liveRooms(first: 30) { nodes { title goods { nodes { name } } assistants { nickname } } unavailable { code message } } }",
  "{ accounts { key health { status } quotas { operation used } } }",
  '{ members(account: "account:wechat") { nodes { nickname } unavailable { code message } } }',
  '{ liveRoom(id: "room:qiniu:1") { playback { hlsUrl } audience { online } } }',
  'mutation { addAssistants(input: { liveRoom: "room:wechat:2", assistants: [{ wechatId: "walle1", nickname: "小助手" }] }) { userErrors { code message providerMessage } } }',
  'mutation { updateLiveRoom(input: { id: "room:wechat:2", title: "五月新品专场" }) { userErrors { code message providerMessage } } }',
  'mutation { endLiveRoom(input: { id: "room:qiniu:2" }) { userErrors { code message providerMessage } } }',
  'mutation { notifyFollowers(input: { liveRoom: "room:wechat:2", recipients: { everyone: true } }) { userErrors { code message } } }',
];

/** What operators send and nobody else is to see: people, unguessable addresses, the keys of repeats. */
const inputs = {
  anchor: "canaryanchor5c9e1f7a",
  assistant: "canaryassistant5c9e1f",
  subAnchor: "canarysubanchor5c9e1f",
  member: "canarymember5c9e1f7a20",
  openId: "oCanaryOpenId5c9e1f7a20b84d6",
  repeatRoom: mark("key-room"),
  repeatGoods: mark("key-goods"),
  repeatPush: mark("key-push"),
  signature: mark("image-signature"),
  file: mark("image-bytes"),
  requestBody: mark("unused-variable"),
};
const image = `{ url: "https://image.shop.example/a.png?signature=${inputs.signature}" }`;
const times = 'startsAt: "2030-03-03T00:00:00Z", endsAt: "2030-03-03T02:00:00Z"';
const roomOf = (account: string, key: string, more: string) =>
  `mutation { createLiveRoom(input: { account: "account:${account}", title: "五月新品专场", ${times}, idempotencyKey: "${key}", ${more} }) { liveRoom { id ingest { pushUrl } } userErrors { code message field providerMessage } } }`;
const rest = "{ userErrors { code message field providerMessage } }";
const marked = [
  roomOf(
    "wechat",
    inputs.repeatRoom,
    `anchor: { name: "小雅", wechatId: "${inputs.anchor}" }, cover: ${image}, wechat: { shareImage: ${image}, feedImage: ${image}, subAnchorWechatId: "${inputs.subAnchor}" }`,
  ),
  // Everything that is made of images is there already: nothing is fetched before the call.
  roomOf(
    "wechat",
    `${inputs.repeatRoom}-2`,
    `anchor: { name: "小雅", wechatId: "${inputs.anchor}" }, cover: { mediaId: "m1" }, wechat: { shareImage: { mediaId: "m2" }, feedImage: { mediaId: "m3" }, creatorWechatId: "${inputs.assistant}" }`,
  ),
  roomOf("qiniu", `${inputs.repeatRoom}-3`, 'anchor: { userId: "user17" }'),
  `mutation { createGoods(input: { account: "account:wechat", name: "龙井茶", cover: ${image}, link: "pages/a?x=1", price: { fixed: { amount: "9.90" } }, idempotencyKey: "${inputs.repeatGoods}" }) ${rest} }`,
  `mutation { addAssistants(input: { liveRoom: "room:wechat:2", assistants: [{ wechatId: "${inputs.assistant}", nickname: "小助手" }] }) ${rest} }`,
  `mutation { setSubAnchor(input: { liveRoom: "room:wechat:2", wechatId: "${inputs.subAnchor}" }) ${rest} }`,
  `mutation { assignMemberRole(input: { account: "account:wechat", wechatId: "${inputs.member}", role: ANCHOR }) ${rest} }`,
  `mutation { saveMember(input: { account: "account:qiniu", nativeId: "user17", avatarUrl: "https://image.shop.example/b.png" }) ${rest} }`,
  `mutation { uploadImage(input: { account: "account:wechat", purpose: ROOM_COVER, image: ${image} }) ${rest} }`,
  `mutation { notifyFollowers(input: { liveRoom: "room:wechat:2", recipients: { openIds: ["${inputs.openId}"] }, idempotencyKey: "${inputs.repeatPush}" }) ${rest} }`,
];

/** Sends all of them, and a file. Who sent a thing may be told of it. */
async function sendMarked(leaks: Leaks, app: App): Promise<void> {
  const headers = { ...callers["operator"], "x-request-id": "marked-inputs" };
  const send = async (query: string) => {
    const response = await fetch(`${app.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, variables: { unused: inputs.requestBody } }),
    });
    await tell(leaks, "operator's own", response);
  };
  await Promise.all(marked.map(send));
  const form = new FormData();
  form.set("account", "account:wechat");
  form.set("purpose", "ROOM_COVER");
  form.set("file", new Blob([`\x89PNG\r\n\x1a\n${inputs.file}`]), `${inputs.file}.png`);
  await tell(leaks, "operator's own", await fetch(`${app.url}/images`, { method: "POST", headers, body: form }));
}

test("the chosen documents fit the schema", () => {
  expect(marked.flatMap((text) => validate(schema, parse(text)).map(({ message }) => message))).toEqual([]);
  expect(some.flatMap((text) => validate(schema, parse(text)).map(({ message }) => message))).toEqual([]);
});

async function tell(leaks: Leaks, where: string, response: Response): Promise<string> {
  const text = `${JSON.stringify([...response.headers])}\n${await response.text()}`;
  leaks.told.push([where, text]);
  return text;
}

async function ask(leaks: Leaks, app: App, who: string, query: string): Promise<Answer<unknown>> {
  const response = await fetch(`${app.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...callers[who] },
    body: JSON.stringify({ query }),
  });
  const text = await tell(leaks, `${who} ${query}`, response);
  return JSON.parse(text.slice(text.indexOf("\n"))) as Answer<unknown>;
}

async function askEverything(leaks: Leaks, app: App): Promise<void> {
  for (const who of Object.keys(callers)) {
    const left = documents.map(({ query }) => query);
    const client = async () => {
      for (let query = left.pop(); query !== undefined; query = left.pop()) await ask(leaks, app, who, query);
    };
    await Promise.all(Array.from({ length: 8 }, client));
  }
}

/** What has a page of its own, and what goes wrong before there is a page. */
async function askOtherwise(leaks: Leaks, app: App): Promise<void> {
  const json = { "content-type": "application/json" };
  const requests: [string, RequestInit][] = [
    ["/", {}],
    ["/healthz", {}],
    ["/readyz", {}],
    ["/metrics", { headers: callers["admin"] ?? {} }],
    ["/metrics", {}],
    ["/nowhere", {}],
    ["/graphql", { headers: { accept: "text/html" } }],
    ["/graphql", { method: "POST", headers: json, body: "{" }],
    ["/graphql", { method: "POST", headers: json, body: `"${"x".repeat(300_000)}"` }],
    ["/graphql", { method: "POST", headers: { "content-type": "text/plain" }, body: "{}" }],
    ["/graphql", { method: "POST", headers: { ...json, authorization: `Bearer ${badToken}` }, body: "{}" }],
    [`/graphql?query=${encodeURIComponent(`{ viewer { role } } # ${mark("query")}`)}`, {}],
    ["/images", { method: "POST", headers: callers["operator"] ?? {}, body: new FormData() }],
    [`/webhooks/qiniu/qiniu/${"wrong".repeat(6)}`, { method: "POST", headers: json, body: "{}" }],
    [`/webhooks/qiniu/qiniu/${secrets.callbackSecret}`, { method: "POST", headers: json, body: "{}" }],
    ["/webhooks/wechat/wechat?signature=0&timestamp=0&nonce=0&echostr=0", {}],
    ["/webhooks/wechat/wechat", { method: "POST", headers: json, body: JSON.stringify({ Encrypt: "AAAA" }) }],
  ];
  for (const [path, init] of requests)
    await tell(leaks, `page ${path.slice(0, 20)}`, await fetch(app.url + path, init));
}

const pushUrls = "{ liveRooms(first: 3) { nodes { ingest { pushUrl } } } }";
interface PushUrls {
  readonly liveRooms: { readonly nodes: readonly { readonly ingest: { readonly pushUrl: string } | null }[] };
}

const faults = [
  { kind: "status", value: 502 },
  { kind: "status", value: 401 },
  { kind: "errcode", value: -1 },
  { kind: "errcode", value: 40001 },
  { kind: "errcode", value: 40164 },
  { kind: "reset" },
  { kind: "reset-mid-body" },
  { kind: "html" },
  { kind: "malformed" },
  { kind: "commit-then-reset" },
  { kind: "hang" },
];

const everySecret = [...Object.values(secrets), accessKey, badToken, mark("subject"), mark("query"), ...ownTokens];

/** The current token of the account, which is the same for everybody who asks for it in this way. */
async function accessTokenOf(wechat: WechatSandbox): Promise<string> {
  const response = await fetch(`${wechat.url}/cgi-bin/stable_token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ grant_type: "client_credential", appid: appId, secret: secrets.appSecret }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

async function everythingIn(client: Redis): Promise<string> {
  const texts: string[] = [];
  for (const key of await client.keys("*")) {
    const type = await client.type(key);
    const value: unknown =
      type === "string"
        ? await client.get(key)
        : type === "hash"
          ? await client.hgetall(key)
          : type === "list"
            ? await client.lrange(key, 0, -1)
            : type === "set"
              ? await client.smembers(key)
              : type === "zset"
                ? await client.zrange(key, "0", "-1")
                : await client.xrange(key, "-", "+");
    texts.push(`${key} ${JSON.stringify(value)}`);
  }
  return texts.join("\n");
}

describeWithRedis("of a gateway at work, with everything going wrong", () => {
  let wechat: WechatSandbox;
  let qiniu: QiniuSandbox;
  let redis: RedisServer;
  let app: App;
  const leaks = collectLeaks();
  const accessTokens = new Set<string>();

  beforeAll(async () => {
    const { appSecret, pushToken, encodingAesKey, secretKey } = secrets;
    wechat = await startWechatSandbox({ credentials: { appId, appSecret, pushToken, encodingAesKey } });
    qiniu = await startQiniuSandbox({ credentials: { accessKey, secretKey } });
    redis = await startRedis("--requirepass", secrets.redisPassword);
    app = await startGateway(leaks, wechat.url, qiniu.url, {
      REDIS_URL: `redis://:${secrets.redisPassword}@127.0.0.1:${redis.port}`,
      ZHIBO_CACHE_KEY: secrets.cacheKey,
    });
  });
  afterAll(async () => {
    await app.close();
    await redis.close();
    await wechat.close();
    await qiniu.close();
  });

  test("no secret is in an answer, a page, a line of the log, the metrics or Redis", async () => {
    const { data } = (await ask(leaks, app, "operator", pushUrls)) as Answer<PushUrls>;
    const addresses = (data?.liveRooms.nodes ?? []).flatMap(({ ingest }) => ingest?.pushUrl ?? []);
    expect(addresses.length).toBeGreaterThan(0);
    await askEverything(leaks, app);
    await sendMarked(leaks, app);
    accessTokens.add(await accessTokenOf(wechat));
    for (const fault of faults) {
      for (const sandbox of [wechat, qiniu]) await control(sandbox, "/_sandbox/faults", fault);
      for (const query of some) await Promise.all(Object.keys(callers).map((who) => ask(leaks, app, who, query)));
      if (fault.kind !== "hang") await sendMarked(leaks, app);
      for (const sandbox of [wechat, qiniu]) await control(sandbox, "/_sandbox/faults", {}, "DELETE");
      accessTokens.add(await accessTokenOf(wechat));
    }
    await askOtherwise(leaks, app);
    for (const who of ["nobody", "viewer"]) for (const query of some) await ask(leaks, app, who, query);
    leaks.told.push(["redis", await everythingIn(redis.client)]);
    await redis.kill();
    for (const query of some) await ask(leaks, app, "operator", query);

    // The search would find them: something was asked, logged and kept.
    expect(leaks.told.filter(([where]) => where === "log").length).toBeGreaterThan(100);
    expect(leaks.of(["zhibo:"]).length).toBeGreaterThan(0);
    expect(leaks.of(["liveRooms"]).length).toBeGreaterThan(0);
    expect([...accessTokens].every((token) => token.length > 50)).toBe(true);
    // A push address that was asked for holds the AK, as Qiniu makes it; nobody but operators gets one.
    const asked = /^(?:operator|admin) .*ingest/s;
    expect(leaks.of([accessKey, ...addresses], asked)).toEqual([]);
    expect(leaks.of(everySecret.filter((secret) => secret !== accessKey))).toEqual([]);
    expect(leaks.of([...accessTokens])).toEqual([]);
    // Inputs are the operator's own. Redis keeps what WeChat tells only once, and that is people's ids and no keys.
    const { anchor, assistant, subAnchor, member, openId, ...never } = inputs;
    expect(leaks.of(Object.values(never), /^operator's own$/)).toEqual([]);
    expect(
      leaks.of([anchor, assistant, subAnchor, member, openId], /^(?:operator's own|operator |admin |redis)/),
    ).toEqual([]);
  }, 400_000);
});

describe("of a provider that says everything it was told", () => {
  const wechat = useScriptedServer();
  const qiniu = useScriptedServer();
  const token = mark("access-token");

  test.each([
    ["as an error", (said: string) => ({ body: { errcode: 40097, errmsg: said, code: 500, message: said } })],
    [
      "as an error nobody knows",
      (said: string) => ({ body: { errcode: 987_654, errmsg: said, code: 987, message: said } }),
    ],
    ["as a page", (said: string) => ({ status: 500, body: `<html>${said}</html>` })],
    ["as a success", (said: string) => ({ body: { errcode: 0, errmsg: said, code: 0, message: said, said } })],
  ])("%s: none of it is passed on", async (_name, reply) => {
    for (const server of [wechat, qiniu]) {
      server.reply = ({ path, query, body, authorization }) =>
        path.startsWith("/cgi-bin/stable_token")
          ? { body: { access_token: token, expires_in: 7200 } }
          : reply(JSON.stringify({ path, query: query.toString(), body, authorization }));
    }
    const leaks = collectLeaks();
    const app = await startGateway(leaks, wechat.url, qiniu.url);
    try {
      for (const who of ["nobody", "operator"]) for (const query of some) await ask(leaks, app, who, query);
    } finally {
      await app.close();
    }
    expect(leaks.told.length).toBeGreaterThan(2 * some.length);
    expect(leaks.of([...everySecret, token])).toEqual([]);
  });
});
