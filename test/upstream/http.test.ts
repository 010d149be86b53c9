import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpClient, notUnderstood, type HttpClient, type HttpOptions } from "../../src/upstream/http";

const ABOUT = { provider: "WECHAT", account: "shop" } as const;
let server: Server;
let clients: HttpClient[] = [];

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function connect(baseUrl: string, options: Partial<HttpOptions> = {}): HttpClient {
  const client = createHttpClient({ baseUrl, ...options }, ABOUT);
  clients.push(client);
  return client;
}

const get = (client: HttpClient, target = "/") =>
  client.send({ method: "GET", target, headers: {}, signal: new AbortController().signal });

afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
  if (!server.listening) return;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test("a path in the base address stands before every target", async () => {
  const url = await serve((request, response) => response.end(request.url));
  expect((await get(connect(`${url}/proxy/wechat`), "/cgi-bin/token?a=%20b")).text).toBe(
    "/proxy/wechat/cgi-bin/token?a=%20b",
  );
  expect((await get(connect(url), "/cgi-bin/token")).text).toBe("/cgi-bin/token");
});

test("an answer is told with its status and its type, whatever the status", async () => {
  const url = await serve((_request, response) => response.writeHead(418, { "content-type": "text/tea" }).end("茶"));
  expect(await get(connect(url))).toEqual({ status: 418, contentType: "text/tea", text: "茶" });
});

test("a redirect is not followed: it would carry the token to somebody else", async () => {
  const seen: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    seen.push(request.url);
    response.writeHead(302, { location: "/elsewhere" }).end();
  });
  expect((await get(connect(url))).status).toBe(302);
  expect(seen).toEqual(["/"]);
});

test.each([
  ["a body past the limit", (size: number) => Buffer.alloc(size + 1, "a"), "PROVIDER_PROTOCOL_ERROR"],
  ["bytes that are no text", () => Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), "PROVIDER_PROTOCOL_ERROR"],
])("%s is no answer", async (_what, body, kind) => {
  const url = await serve((_request, response) => response.end(body(1000)));
  await expect(get(connect(url, { largestBody: 1000 }))).rejects.toMatchObject({
    kind,
    details: { ...ABOUT, ambiguous: true, retryable: true },
  });
});

const cut: RequestListener = (_request, response) => {
  response.writeHead(200, { "content-length": 100 });
  response.write("{", () => response.socket?.resetAndDestroy());
};
test.each<[string, RequestListener, string]>([
  ["reset", (request) => void request.socket.resetAndDestroy(), "PROVIDER_UNAVAILABLE"],
  ["cut", cut, "PROVIDER_PROTOCOL_ERROR"],
  ["too-large", (_request, response) => void response.end("a".repeat(1001)), "PROVIDER_PROTOCOL_ERROR"],
  ["charset", (_request, response) => void response.end(Buffer.from("直播", "utf16le")), "PROVIDER_PROTOCOL_ERROR"],
])("the log is told: %s", async (fault, listener, kind) => {
  const url = await serve(listener);
  await expect(get(connect(url, { largestBody: 1000 }))).rejects.toMatchObject({ kind, details: { fault } });
});

test.each([
  ["html", "text/html", "<h1>502 Bad Gateway</h1>"],
  ["html", "application/json", "  <!doctype html>"],
  ["malformed", "application/json", '{"errcode":0,'],
  ["malformed", "application/json", ""],
  ["shape", "application/json", '{"errcode":0}'],
])("an answer that is not the provider's is told as %s: %s %s", (fault, contentType, text) => {
  const error = notUnderstood({ status: 200, contentType, text }, ABOUT);
  expect(error).toMatchObject({ kind: "PROVIDER_PROTOCOL_ERROR", details: { ...ABOUT, fault, ambiguous: true } });
  expect(JSON.stringify([error.text, error.message])).not.toContain("502");
});

test("a body at the limit is one", async () => {
  const url = await serve((_request, response) => response.end("a".repeat(1000)));
  expect((await get(connect(url, { largestBody: 1000 }))).text).toHaveLength(1000);
});

test("no more connections than allowed are open at a time, and all are answered", async () => {
  let open = 0;
  let most = 0;
  const url = await serve((_request, response) => {
    open += 1;
    most = Math.max(most, open);
    setImmediate(() => {
      open -= 1;
      response.end("ok");
    });
  });
  const client = connect(url, { connections: 3 });
  const replies = await Promise.all(Array.from({ length: 30 }, () => get(client)));
  expect(replies.every(({ status }) => status === 200)).toBe(true);
  expect(most).toBeLessThanOrEqual(3);
});
