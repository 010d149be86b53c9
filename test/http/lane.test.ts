import { once } from "node:events";
import { connect } from "node:net";
import { useBench, type Bench } from "../support/bench";
import { control } from "../support/control";

/*
 * The lane is a short cut and nothing else: whatever is asked, the second and third time as the first, the gateway with
 * the fast path answers as the one without does, and asks the providers no more often.
 */

const CORS_ORIGINS = "https://shop.example";
const on = useBench({ environment: { ZHIBO_FAST_PATH: "on", CORS_ORIGINS } });
const off = useBench({ environment: { ZHIBO_FAST_PATH: "off", CORS_ORIGINS } });

const ID = "00000000-0000-4000-8000-000000000000";

interface Sent {
  readonly body?: unknown;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(bench: Bench, { body, method = "POST", path = "", headers = {} }: Sent) {
  const response = await fetch(`${bench.app.url}/graphql${path}`, {
    method,
    headers: { "content-type": "application/json", "x-request-id": ID, ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const { status, headers: answered } = response;
  const kept = [...answered].filter(([name]) => !["date", "connection", "keep-alive"].includes(name));
  return { status, headers: Object.fromEntries(kept), body: await response.text() };
}

const rooms = `query Rooms($first: Int = 2, $goods: Int!, $withAnchor: Boolean = true) {
  liveRooms(first: $first) {
    totalCount
    nodes { ...room }
    pageInfo { hasNextPage endCursor }
  }
}
fragment room on LiveRoom {
  __typename id title 直播: title startsAt anchor @include(if: $withAnchor) { name }
  goods(first: $goods) { nodes { name price { amount { amount currency } } } }
}`.replace("直播: title", "alias: title");

const room = "query Room($id: ID!) { liveRoom(id: $id) { id title stale } }";

const requests: Readonly<Record<string, Sent>> = {
  "a page": { body: { query: rooms, variables: { goods: 2 } } },
  "a page with other variables": { body: { query: rooms, variables: { goods: 1, first: 3, withAnchor: false } } },
  "a room": { body: { query: room, variables: { id: "room:wechat:3" }, operationName: "Room" } },
  "a room that is not there": { body: { query: room, variables: { id: "room:wechat:999" } } },
  "a malformed id": { body: { query: room, variables: { id: "3" } } },
  "a missing variable": { body: { query: room } },
  "a variable of the wrong type": { body: { query: rooms, variables: { goods: "two" } } },
  "an operation that is not there": {
    body: { query: room, variables: { id: "room:wechat:3" }, operationName: "Other" },
  },
  "an empty operation name": { body: { query: room, variables: { id: "room:wechat:3" }, operationName: "" } },
  "a page too long": { body: { query: "{ liveRooms(first: 1000) { totalCount } }" } },
  "variables as text": { body: { query: room, variables: "{}" } },
  "extensions of a client": { body: { query: "{ viewer { role } }", extensions: { clientLibrary: { name: "x" } } } },
  "a persisted query": { body: { extensions: { persistedQuery: { version: 1, sha256Hash: "0" } } } },
  "the newer media type": {
    body: { query: "{ viewer { role } }" },
    headers: { accept: "application/graphql-response+json" },
  },
  "a media type nobody has": { body: { query: "{ viewer { role } }" }, headers: { accept: "image/png" } },
  "a body that is no JSON": { body: "{" },
  "a body of another type": { body: "query=%7B__typename%7D", headers: { "content-type": "text/plain" } },
  "a query by GET": {
    method: "GET",
    path: "?query=%7Bviewer%7Brole%7D%7D",
    headers: { "x-apollo-operation-name": "x" },
  },
  "the schema": { body: { query: "{ __schema { queryType { name } } }" } },
  "a mutation": {
    body: { query: 'mutation { endLiveRoom(input: { id: "room:wechat:999" }) { userErrors { code } } }' },
  },
  "several operations": {
    body: { query: "query A { viewer { role } } query B { viewer { subject } }", operationName: "B" },
  },
  "a page of a site that may ask": { body: { query: "{ viewer { role } }" }, headers: { origin: CORS_ORIGINS } },
  "a page of another site": { body: { query: "{ viewer { role } }" }, headers: { origin: "https://evil.example" } },
  "a token where none is known": { body: { query: "{ viewer { role } }" }, headers: { authorization: "Bearer x" } },
  "a body in another charset": {
    body: { query: "{ viewer { role } }" },
    headers: { "content-type": "application/json; charset=gbk" },
  },
  "names that reach elsewhere": { body: '{"query":"{ viewer { role } }","__proto__":{"x":1}}' },
  "another address": { path: "?a=1", body: { query: "{ viewer { role } }" } },
  nothing: { body: {} },
};

test.each(Object.entries(requests))("%s", async (_name, request) => {
  for (let time = 1; time <= 3; time += 1) {
    const expected = await send(off, request);
    expect({ time, ...(await send(on, request)) }).toEqual({ time, ...expected });
  }
  expect(on.upstream(on.wechat)).toEqual(off.upstream(off.wechat));
  expect(on.upstream(on.qiniu)).toEqual(off.upstream(off.qiniu));
});

test("an answer with errors is asked for once, and said in the caller's language", async () => {
  const request = {
    body: { query: '{ liveRoom(id: "room:wechat:3") { title assistants { nickname } } viewer { role } }' },
    headers: { "accept-language": "zh-CN" },
  };
  for (const bench of [on, off]) await send(bench, request);
  for (const bench of [on, off]) {
    bench.upstream(bench.wechat);
    await control(bench.wechat, "/_sandbox/faults", { path: "/wxaapi/*", kind: "status", value: 502 });
    bench.clock.advance(3600);
  }
  const answers = await Promise.all([on, off].map((bench) => send(bench, request)));
  expect(answers[0]).toEqual(answers[1]);
  expect(JSON.parse(answers[0]?.body ?? "")).toMatchObject({ errors: [{ extensions: { requestId: ID } }] });
  expect(on.upstream(on.wechat)).toEqual(off.upstream(off.wechat));
});

test("a room that has changed is written anew", async () => {
  const request = {
    body: { query: '{ liveRoom(id: "room:wechat:3") { id title nativeStatus goods { nodes { name } } } }' },
  };
  for (const status of [101, 103, 101]) {
    for (const bench of [on, off]) {
      await control(bench.wechat, "/_sandbox/rooms/3/status", { status });
      bench.clock.advance(60);
    }
    const answer = await send(on, request);
    expect(answer).toEqual(await send(off, request));
    expect(JSON.parse(answer.body)).toMatchObject({ data: { liveRoom: { nativeStatus: String(status) } } });
  }
});

/** Sends bytes as they are, with a pause before each but the first, and gives what came until the server closed. */
async function exchange(bench: Bench, parts: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(bench.app.url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  let received = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => (received += chunk));
  for (const part of parts) {
    await new Promise((sent) => socket.write(part, sent));
    await nextTurns();
  }
  socket.end();
  await once(socket, "close");
  return received.replaceAll(/^(?:date|connection|keep-alive): .*\r\n/gim, "").replaceAll(/"requestId":"[^"]*"/g, "");
}

async function nextTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const BODY = JSON.stringify({ query: room, variables: { id: "room:wechat:3" } });
const head = (lines: readonly string[]) =>
  ["POST /graphql HTTP/1.1", "Host: localhost", "Content-Type: application/json", `X-Request-Id: ${ID}`, ...lines]
    .map((line) => `${line}\r\n`)
    .join("");
const whole = `${head([`Content-Length: ${BODY.length}`])}\r\n${BODY}`;

test.each([
  ["a body that comes in parts", [whole.slice(0, -30), whole.slice(-30, -10), whole.slice(-10)]],
  ["requests one behind the other, without waiting", [whole + whole + whole]],
  ["a request that cannot be known, between two that are", [whole + whole.replace("stale", "xtale") + whole]],
  [
    "a body in chunks",
    [`${head(["Transfer-Encoding: chunked"])}\r\n${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`],
  ],
  ["a body that never ends", [whole.slice(0, -10)]],
])("%s", async (_what, parts) => {
  for (const bench of [on, off]) for (let time = 0; time < 2; time += 1) await send(bench, { body: BODY });
  const [answer, expected] = await Promise.all([exchange(on, parts), exchange(off, parts)]);
  expect(sorted(answer)).toEqual(sorted(expected));
});

/** Answers with the lines of their heads in one order. */
function sorted(text: string): readonly (readonly string[])[] {
  return text.split(/(?=HTTP\/1\.1 )/).map((answer) =>
    answer
      .split("\r\n")
      .map((line) => line.replace(/^[^:]*:/, (name) => name.toLowerCase()))
      .sort(),
  );
}
