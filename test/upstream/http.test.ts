import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpClient, type HttpClient, type HttpOptions } from "../../src/upstream/http";

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
