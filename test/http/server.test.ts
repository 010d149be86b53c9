import { connect } from "node:net";

import { createFakeProvider, fakeRoom } from "../support/fake-provider";
import { useFakeApp } from "../support/fake-app";

const shop = createFakeProvider({ key: "shop", rooms: [fakeRoom("shop", "1", 1000)] });
const other = createFakeProvider({ key: "other", provider: "QINIU" });
const fake = useFakeApp([shop, other], { corsOrigins: ["https://shop.example"] });

const send = (path: string, init?: RequestInit) => fetch(fake.app.url + path, init);
const post = (body: string, headers: Record<string, string> = {}) =>
  send("/graphql", { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
const json = { headers: { "content-type": "application/json" } };
const VIEWER = JSON.stringify({ query: "{ viewer { role } }" });

describe("health", () => {
  test("/healthz says that the process lives", async () => {
    const response = await send("/healthz");
    expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
  });

  test("/readyz tells how each provider is doing; one that is down makes nobody unready", async () => {
    shop.condition = { status: "UP", checkedAt: new Date(fake.clock.now()), lastError: null };
    other.condition = { status: "DOWN", checkedAt: null, lastError: "redis://user:hunter2@10.0.0.7" };
    const response = await send("/readyz");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: "ready",
      store: { kind: "MEMORY", status: "UP" },
      accounts: [
        { key: "shop", provider: "WECHAT", status: "UP", checkedAt: new Date(fake.clock.now()).toISOString() },
        { key: "other", provider: "QINIU", status: "DOWN", checkedAt: null },
      ],
    });
  });
});

describe("request ids", () => {
  test("a caller's own is taken and given back", async () => {
    const response = await send("/healthz", { headers: { "x-request-id": "shop-2026.03_02" } });
    expect(response.headers.get("x-request-id")).toBe("shop-2026.03_02");
  });

  test.each(["", "short", "a".repeat(65), "with blank in it", "<script>alert(1)</script>", "a;b=c,ddddd"])(
    "%j is replaced by one of ours",
    async (given) => {
      const response = await send("/healthz", { headers: { "x-request-id": given } });
      expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    },
  );

  test("no two requests have the same", async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => (await send("/healthz")).headers.get("x-request-id")),
    );
    expect(new Set(ids).size).toBe(20);
  });

  test("it stands in the log, with the route and without what the address carries", async () => {
    await send("/healthz?token=hunter2", { headers: { "x-request-id": "shop-request-9" } });
    const [line] = fake.log.filter(({ fields }) => fields["requestId"] === "shop-request-9");
    expect(line).toMatchObject({ level: "info", fields: { method: "GET", route: "/healthz", status: 200 } });
    expect(JSON.stringify(fake.log)).not.toContain("hunter2");
  });
});

describe("other origins", () => {
  const preflight = (origin: string) =>
    send("/graphql", {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
    });

  test("one that is named in the settings may ask, and read the request's id", async () => {
    const response = await preflight("https://shop.example");
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect(response.headers.get("access-control-allow-methods")).toContain("POST");
    const answer = await post(VIEWER, { origin: "https://shop.example" });
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect(answer.headers.get("access-control-expose-headers")).toContain("x-request-id");
  });

  test.each(["https://evil.example", "https://shop.example.evil.example", "http://shop.example", "null"])(
    "%s may not",
    async (origin) => {
      expect((await preflight(origin)).headers.get("access-control-allow-origin")).toBeNull();
      const refused = await post(VIEWER, { origin });
      expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([403, null]);
    },
  );
});

describe("what a browser is told of an answer", () => {
  const kept = { "x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "same-origin" };
  const html = { headers: { accept: "text/html" } };

  test.each(["/", "/graphql"])(
    "%s is a page that nobody frames, and that runs only what it came with",
    async (path) => {
      const { headers } = await send(path, html);
      expect(Object.fromEntries(headers)).toMatchObject(kept);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toMatch(/^default-src 'none'; frame-ancestors 'none'; script-src '(?:sha256|nonce)-/);
      expect(/script-src ([^;]*)/.exec(policy)?.[1]).not.toMatch(/unsafe|\*|data:|https?:(?: |$)/);
      expect(policy).toContain("base-uri 'none'; form-action 'none'");
    },
  );

  test.each<[string, string, RequestInit]>([
    ["an answer", "/graphql?query={viewer{role}}", {}],
    ["an answer to a post", "/graphql", { method: "POST", ...json, body: VIEWER }],
    ["a refused document", "/graphql?query={nothing}", {}],
    ["a refused body", "/graphql", { method: "POST", ...json, body: "{" }],
    ["a refused charset", "/graphql", { method: "POST", headers: { "content-type": "application/json; charset=gbk" } }],
    ["a page of another site", "/graphql?query={viewer{role}}", { headers: { "sec-fetch-site": "cross-site" } }],
    [
      "a preflight",
      "/graphql",
      { method: "OPTIONS", headers: { origin: "https://shop.example", "access-control-request-method": "POST" } },
    ],
    ["a stream", "/graphql/stream?query={viewer{role}}", {}],
    ["a refused stream", "/graphql/stream", {}],
    ["an image that is none", "/images", { method: "POST", ...json, body: "{}" }],
    ["a callback", "/webhooks/wechat/shop", { method: "POST" }],
    ["figures", "/metrics", {}],
    ["health", "/healthz", {}],
    ["readiness", "/readyz", html],
    ["nothing at all", "/nowhere", html],
    ["an address that is none", "/%zz", html],
  ])("%s is no page", async (_what, path, init) => {
    const { headers } = await send(path, init);
    expect(Object.fromEntries(headers)).toMatchObject({
      ...kept,
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "cache-control": expect.stringMatching(/^no-(?:store|cache, no-transform)$/) as string,
    });
  });

  test("what is no request is none either", async () => {
    const { hostname, port } = new URL(fake.app.url);
    const socket = connect(Number(port), hostname);
    socket.write("NONSENSE\r\n\r\n");
    let text = "";
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(
      /^HTTP\/1\.1 400 [^]*\r\ncontent-security-policy: default-src 'none'; frame-ancestors 'none'\r\n/,
    );
  });
});

describe("requests that are not served", () => {
  test("an unknown route", async () => {
    const response = await send("/graphiql");
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  });

  test("a body past 256 KiB", async () => {
    const response = await post(JSON.stringify({ query: "{ viewer { role } }", padding: "a".repeat(256 * 1024) }));
    expect(response.status).toBe(413);
    expect((await post(JSON.stringify({ query: "{ viewer { role } }", padding: "a".repeat(250 * 1024) }))).status).toBe(
      200,
    );
  });

  test.each([
    ["malformed JSON", "{", "application/json", 400],
    ["an empty body", "", "application/json", 400],
    ["no query", "{}", "application/json", 400],
    ["several operations at once", `[${VIEWER},${VIEWER}]`, "application/json", 400],
    ["a form, which any page may send", "query={viewer{role}}", "application/x-www-form-urlencoded", 415],
    ["plain text, which any page may send", VIEWER, "text/plain", 415],
  ])("%s", async (_what, body, type, status) => {
    const response = await post(body, { "content-type": type });
    expect(response.status).toBe(status);
    const text = await response.text();
    for (const trace of ["node_modules", "    at ", ".ts:", ".js:"]) expect(text).not.toContain(trace);
  });

  test("a query by GET is served, unless another page has sent it", async () => {
    const query = `/graphql?query=${encodeURIComponent("{ viewer { role } }")}`;
    expect(await (await send(query)).json()).toEqual({ data: { viewer: { role: "ADMIN" } } });
    const answer = await send(query, { headers: { "sec-fetch-site": "cross-site" } });
    expect(answer.status).toBe(403);
  });

  test("a mutation by GET", async () => {
    const mutation = encodeURIComponent('mutation { deleteLiveRoom(input: { id: "room:shop:1" }) { deletedId } }');
    const response = await send(`/graphql?query=${mutation}`);
    expect(response.status).toBe(405);
  });
});
