import { createSandboxClock } from "../../../../src/sandbox";
import { startQiniuSandbox, type QiniuSandbox } from "../../../../src/providers/qiniu/sandbox";
import { sendRaw } from "./support/http";
import { NOW, startQiniu, type Qiniu } from "./support/qiniu";
import { authorize } from "./support/signature";

const credentials = { accessKey: "MY_ACCESS_KEY", secretKey: "MY_SECRET_KEY" };
const BODY = '{"anchor_id":"user_1","title":"新品直播","extends":{"age":"18"},"start_at":"2021-12-02 11:11:11"}';
const CLOUD = "https://live-api.qiniu.com";
const LOCAL = "http://127.0.0.1:8099";
const ROOM = "/server/live/1582200377771377896";

interface Vector {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signature: string;
}

/** Signatures that Qiniu's own server was seen to accept. */
const vectors: readonly Vector[] = [
  {
    name: "create",
    method: "POST",
    url: `${CLOUD}/server/live`,
    contentType: "application/json",
    body: BODY,
    signature: "auAUiiI2VZFhILKApZeiiI32V6g=",
  },
  {
    name: "query, type without body",
    method: "GET",
    url: `${CLOUD}/server/auth/token?app_id=live_app_1&user_id=user_1&expires_at=1999999999`,
    contentType: "application/json",
    signature: "XTV_gsvuToFiLD6_VvU5vVXB6vM=",
  },
  {
    name: "form type without body",
    method: "POST",
    url: `${CLOUD}${ROOM}/stop`,
    contentType: "application/x-www-form-urlencoded",
    signature: "Goo9VKViO_d4Xo9MrEhzw9xU1Y8=",
  },
  { name: "no type", method: "DELETE", url: `${CLOUD}${ROOM}`, signature: "FvO_MIs3RE9UTv1SFbnMFwnGUfQ=" },
  { name: "host with port", method: "GET", url: `${LOCAL}${ROOM}`, signature: "34Ggth7WP6hry0EMcf4W8L71-Y8=" },
  {
    name: "signed headers",
    method: "PUT",
    url: `${CLOUD}/server/user/user_1`,
    contentType: "application/json",
    headers: { "X-Qiniu-Date": "20240101T000000Z", "x-qiniu-a-meta": "v 1" },
    body: '{"nick":"N"}',
    signature: "TGPI4dT6kMzVw2UcNpG33lwt_QU=",
  },
  {
    name: "escaped path",
    method: "GET",
    url: `${CLOUD}/server/user/info/%E7%94%A8%E6%88%B7%201`,
    contentType: "application/json",
    signature: "f6j2iDRR0GvmfkKi1L6rjPdThhs=",
  },
  {
    name: "octet stream",
    method: "POST",
    url: `${CLOUD}/server/live`,
    contentType: "application/octet-stream",
    body: BODY,
    signature: "vXNWNiY0dHP7Mom5Cad5lSWDba4=",
  },
  {
    name: "type with charset",
    method: "POST",
    url: `${CLOUD}/server/live`,
    contentType: "application/json; charset=utf-8",
    body: BODY,
    signature: "kmjC6fAsRCFqcQ_UIyuXqNZnSNk=",
  },
  {
    name: "escaped query",
    method: "GET",
    url: `${CLOUD}/server/user/infos?user_ids=%E7%94%A8&user_ids=b`,
    signature: "tmx93WZMbbeHdc0eH9ijX3oWrfc=",
  },
  {
    name: "port and body",
    method: "POST",
    url: `${LOCAL}/server/live`,
    contentType: "application/json",
    body: BODY,
    signature: "xq_pJ84vVymOz9EK0Nf9LgvOf6Q=",
  },
];

/** Signatures that published SDKs make and the server refuses. */
const wrong: readonly Vector[] = [
  {
    name: "signs a type that is not sent",
    method: "DELETE",
    url: `${CLOUD}${ROOM}`,
    signature: "mxHj5I5IvNy4C84JTKGXMVz_8oI=",
  },
  { name: "writes the port twice", method: "GET", url: `${LOCAL}${ROOM}`, signature: "cYBLB6s-k_YtszMJ_-Jq6heSWQ0=" },
  {
    name: "signs the escaped path",
    method: "GET",
    url: `${CLOUD}/server/user/info/%E7%94%A8%E6%88%B7%201`,
    contentType: "application/json",
    signature: "FBwLBqTjAqmkKk_V47LPr9xkWeE=",
  },
  {
    name: "writes the port twice, with a body",
    method: "POST",
    url: `${LOCAL}/server/live`,
    contentType: "application/json",
    body: BODY,
    signature: "PsUa1tdQH6XbhU0_eaLpDbCDWQ8=",
  },
];

describe("published signatures", () => {
  let sandbox: QiniuSandbox;
  beforeAll(async () => {
    sandbox = await startQiniuSandbox({ credentials, seed: "empty", clock: createSandboxClock(() => NOW) });
  });
  afterAll(() => sandbox.close());

  /** The request as it would go to the server of the vector, sent to the simulator. */
  const replay = (vector: Vector, authorization = `Qiniu ${credentials.accessKey}:${vector.signature}`) => {
    const { host, pathname, search } = new URL(vector.url);
    const headers = {
      Host: host,
      ...(vector.contentType ? { "Content-Type": vector.contentType } : {}),
      ...vector.headers,
      Authorization: authorization,
    };
    return sendRaw({ method: vector.method, url: sandbox.url + pathname + search, headers, body: vector.body });
  };

  it.each(vectors)("$name is accepted", async (vector) => {
    expect((await replay(vector)).status).not.toBe(401);
  });

  it.each(vectors)("$name is what the tests sign with", (vector) => {
    expect(authorize(vector, credentials)).toBe(`Qiniu ${credentials.accessKey}:${vector.signature}`);
  });

  it.each(wrong)("an SDK that $name is refused", async (vector) => {
    expect((await replay(vector)).status).toBe(401);
  });

  it.each(vectors)("$name is refused when one character of the signature is another", async (vector) => {
    const forged = (vector.signature.startsWith("a") ? "b" : "a") + vector.signature.slice(1);
    expect((await replay(vector, `Qiniu ${credentials.accessKey}:${forged}`)).status).toBe(401);
  });

  const [create] = vectors as readonly [Vector];
  it.each([
    ["without padding", `Qiniu MY_ACCESS_KEY:${create.signature.slice(0, -1)}`, true],
    ["with another scheme", `QBox MY_ACCESS_KEY:${create.signature}`, false],
    ["with the scheme in lower case", `qiniu MY_ACCESS_KEY:${create.signature}`, false],
    ["with two blanks", `Qiniu  MY_ACCESS_KEY:${create.signature}`, false],
    ["with another access key", `Qiniu OTHER:${create.signature}`, false],
    ["without colon", "Qiniu MY_ACCESS_KEY", false],
    ["in the ordinary alphabet", `Qiniu MY_ACCESS_KEY:${create.signature.replace("_", "/")}x`, false],
    ["empty", "", false],
  ])("a signature %s", async (_, authorization, accepted) => {
    expect((await replay(create, authorization)).status !== 401).toBe(accepted);
  });
});

describe("what is covered", () => {
  let qiniu: Qiniu;
  beforeAll(async () => {
    qiniu = await startQiniu("cloud");
  });
  afterAll(() => qiniu.sandbox.close());

  const send = (
    signed: { body?: string; path?: string; type?: string },
    sent: { body?: string; path?: string; type?: string },
  ) => {
    const url = qiniu.sandbox.url + (signed.path ?? "/server/item/1");
    const authorization = authorize(
      { method: "POST", url, contentType: signed.type, body: signed.body },
      qiniu.sandbox.credentials,
    );
    return sendRaw({
      method: "POST",
      url: qiniu.sandbox.url + (sent.path ?? signed.path ?? "/server/item/1"),
      headers: { Authorization: authorization, ...(sent.type ? { "Content-Type": sent.type } : {}) },
      body: sent.body,
    });
  };
  const path = "/server/item/delete";
  const type = "application/json";

  it.each([
    ["a changed body", { path, type, body: '{"live_id":"1"}' }, { path, type, body: '{"live_id":"2"}' }, 401],
    ["a changed path", { path, type, body: "{}" }, { path: "/server/item/status", type, body: "{}" }, 401],
    ["a changed query", { path: `${path}?a=1`, type, body: "{}" }, { path: `${path}?a=2`, type, body: "{}" }, 401],
    [
      "another spelling of the query",
      { path: `${path}?a=%2F`, type, body: "{}" },
      { path: `${path}?a=/`, type, body: "{}" },
      401,
    ],
    ["a changed type", { path, type, body: "{}" }, { path, type: "application/json;", body: "{}" }, 401],
    ["a bare question mark", { path, type, body: "{}" }, { path: `${path}?`, type, body: "{}" }, 400],
    ["a body without a type, which is not signed", { path, body: "" }, { path, body: "{}" }, 400],
    [
      "an octet stream, which is not signed",
      { path, type: "application/octet-stream" },
      { path, type: "application/octet-stream", body: "{}" },
      400,
    ],
  ])("%s", async (_, signed, sent, status) => {
    expect((await send(signed, sent)).status).toBe(status);
  });

  it("takes the first of a repeated header and ignores one that is only the prefix", async () => {
    const url = `${qiniu.sandbox.url}/server/user/infos?user_ids=a`;
    const authorization = authorize({ method: "GET", url, headers: { "X-Qiniu-B": "1" } }, qiniu.sandbox.credentials);
    const answer = await sendRaw({
      method: "GET",
      url,
      headers: { "x-qiniu-b": ["1", "2"], "X-Qiniu-": "3", Authorization: authorization },
    });
    expect(answer.status).toBe(200);
  });

  it("accepts a date of long ago: there is no expiry", async () => {
    const answer = await qiniu.server("GET", "/server/user/infos?user_ids=a", undefined, {
      "X-Qiniu-Date": "20000101T000000Z",
    });
    expect(answer.status).toBe(200);
  });
});
