import { createHash } from "node:crypto";
import type { Log } from "../../src/domain/log";
import { useBench, type Bench } from "../support/bench";
import { NOW } from "../support/clock";
import { closeConnections, nextTurns, openConnection, type Connection, type RawAnswer } from "../support/connection";
import { control } from "../support/control";
import { signToken } from "../support/tokens";

/*
 * Messages that come again in the same bytes are answered at the connection. Nobody can tell, but by the date: there it
 * is the gateway's clock that says it, which stands still in these tests, and otherwise Node's.
 */

const CORS_ORIGINS = "https://shop.example";
const lines: unknown[] = [];
const log: Log = {
  info: (_fields, message) => lines.push(message),
  warn: () => undefined,
  error: (...all) => lines.push(all),
};
const environment = { ZHIBO_FAST_PATH: "on", CORS_ORIGINS };
const on = useBench({ environment, log });
const off = useBench({ environment: { ...environment, ZHIBO_FAST_PATH: "off" } });
afterEach(closeConnections);
beforeEach(() => void (lines.length = 0));

interface Asked {
  readonly query: string;
  readonly variables?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

function message({ query, variables, headers = {} }: Asked): Buffer {
  const body = JSON.stringify({ query, variables });
  const all = {
    Host: "localhost",
    "Content-Type": "application/json",
    ...headers,
    "Content-Length": Buffer.byteLength(body),
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST /graphql HTTP/1.1\r\n${head.join("")}\r\n${body}`);
}

const isEarly = ({ headers }: RawAnswer, { clock }: Bench) => headers["date"] === new Date(clock.now()).toUTCString();

/** All but what is another one for every answer. */
function comparable({ status, headers, body }: RawAnswer) {
  const { date, "x-request-id": requestId, ...others } = headers;
  expect({ date, requestId }).toEqual({
    date: expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/) as string,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  });
  return { status, headers: others, body };
}

/** A connection on which these bytes are known, and answered early the next time. */
async function connectKnowing(bench: Bench, ...messages: readonly Buffer[]): Promise<Connection> {
  const connection = await openConnection(bench.app.url);
  for (const bytes of messages) {
    let answer = await connection.ask(bytes);
    for (let time = 0; time < 6 && !isEarly(answer, bench); time += 1) answer = await connection.ask(bytes);
    expect(isEarly(answer, bench)).toBe(true);
  }
  return connection;
}

const PAGE = `{ liveRooms(first: 2, filter: { providers: [WECHAT] }) { totalCount nodes {
  __typename id title startsAt stale fetchedAt account { name } anchor { name } goods(first: 2) { nodes { name } }
} pageInfo { hasNextPage endCursor } } }`;
const LARGE =
  "{ liveRooms(first: 50, filter: { providers: [WECHAT] }) { nodes { id title notice goods { nodes { name price { amount { amount } } } } } } }";
const ROOM = "query Room($id: ID!) { liveRoom(id: $id) { id title nativeStatus stale } }";
const page = message({ query: PAGE });
const room = message({ query: ROOM, variables: { id: "room:wechat:3" } });

describe("an answer is what it would have been", () => {
  const cases: Readonly<Record<string, Asked>> = {
    "a page": { query: PAGE },
    "a long page": { query: LARGE },
    "a room": { query: ROOM, variables: { id: "room:wechat:3" } },
    "a room that is not there": { query: ROOM, variables: { id: "room:wechat:999" } },
    "with characters of all kinds": { query: '{ liveRooms(first: 1, filter: { search: "播🎥" }) { totalCount } }' },
    "to a page of a site that may ask": { query: PAGE, headers: { Origin: CORS_ORIGINS } },
    "to a page of the same origin": {
      query: PAGE,
      headers: { Origin: "http://localhost", "Sec-Fetch-Site": "same-origin" },
    },
    "in the newer media type": { query: PAGE, headers: { Accept: "application/graphql-response+json" } },
    "with two ids, which are none": {
      query: PAGE,
      headers: { "X-Request-Id": "shop-page-1", "x-request-id": "shop-page-2" },
    },
    "in whatever type": { query: PAGE, headers: { Accept: "*/*" } },
    "in Chinese": { query: PAGE, headers: { "Accept-Language": "zh-CN" } },
    "to who says that the connection is kept": { query: PAGE, headers: { Connection: "keep-alive" } },
    "to a body that says its charset": { query: PAGE, headers: { "Content-Type": "application/json; charset=utf-8" } },
  };
  test.each(Object.entries(cases))("%s", async (_name, asked) => {
    const bytes = message(asked);
    const early = await connectKnowing(on, bytes);
    const late = await openConnection(off.app.url);
    const expected = comparable(await late.ask(bytes));
    for (let time = 0; time < 3; time += 1) {
      const answer = await early.ask(bytes);
      expect(isEarly(answer, on)).toBe(true);
      expect(comparable(answer)).toEqual(comparable(await late.ask(bytes)));
      expect(comparable(answer)).toEqual(expected);
    }
    const other = await openConnection(on.app.url);
    expect(comparable(await other.ask(bytes))).toEqual(expected);
  });

  test.each<[string, Asked]>([
    ["a page of another site", { query: PAGE, headers: { Origin: "https://evil.example" } }],
    ["who will close", { query: PAGE, headers: { "Proxy-Connection": "close" } }],
    ["what has to be asked anew", { query: "{ viewer { role } }" }],
    ["a page too long", { query: "{ liveRooms(first: 1000) { totalCount } }" }],
    ["an account that is unavailable, in Chinese", { query: "{ nothing }", headers: { "Accept-Language": "zh" } }],
  ])("%s is not answered early", async (_name, asked) => {
    const bytes = message(asked);
    for (let time = 0; time < 5; time += 1) {
      const [early, late] = await Promise.all([connectKnowing(on, page), connectKnowing(on, room)]);
      for (const connection of [early, late]) {
        const answer = await connection.ask(bytes);
        expect(isEarly(answer, on)).toBe(false);
        const expected = await (await openConnection(off.app.url)).ask(bytes);
        const same = (text: string) => text.replace(/"requestId":"[^"]*"/, "");
        expect([answer.status, same(answer.body), answer.headers["connection"]]).toEqual([
          expected.status,
          same(expected.body),
          expected.headers["connection"],
        ]);
      }
    }
  });

  test("each is known whatever id it has, and keeps it where it is fit to be one", async () => {
    const ask = (connection: Connection, id: string, name = "X-Request-Id") =>
      connection.ask(message({ query: PAGE, headers: { [name]: id } }));
    const connection = await openConnection(on.app.url);
    for (let time = 0; time < 6; time += 1) await ask(connection, `shop-page-${time}`);
    const plain = comparable(await (await connectKnowing(on, page)).ask(page));
    for (const id of ["shop-page-6", "another-one-that-is-longer", "shop-page-6"]) {
      const answer = await ask(connection, id);
      expect(isEarly(answer, on)).toBe(true);
      expect(answer.headers["x-request-id"]).toBe(id);
      expect(answer.body).toBe(plain.body);
    }
    const unfit = await ask(connection, "mine");
    expect(isEarly(unfit, on)).toBe(true);
    expect(comparable(unfit)).toEqual(plain);
    const traced = await connectKnowing(on, message({ query: PAGE, headers: { traceparent: "00-1-1-01" } }));
    const answer = await ask(traced, "00-2-2-01", "traceparent");
    expect(isEarly(answer, on)).toBe(true);
    expect(comparable(answer)).toEqual(plain);
  });

  test("each is told and counted", async () => {
    const connection = await connectKnowing(on, page);
    const metrics = async () => {
      const text = await (await fetch(`${on.app.url}/metrics`)).text();
      return Number(/^zhibo_graphql_operation_seconds_count\{[^}]*"query"[^}]*\} (\d+)$/m.exec(text)?.[1]);
    };
    const before = await metrics();
    lines.length = 0;
    for (let time = 0; time < 3; time += 1) expect(isEarly(await connection.ask(page), on)).toBe(true);
    expect(lines).toEqual(["request", "request", "request"]);
    expect(await metrics()).toBe(before + 3);
  });
});

describe("over a connection", () => {
  const bodyOf = async (answer: Promise<RawAnswer>) => (await answer).body;

  test("whichever byte a known message is cut at, it is answered once, and what follows it", async () => {
    const connection = await connectKnowing(on, page, room);
    const expected = { page: await bodyOf(connection.ask(page)), room: await bodyOf(connection.ask(room)) };
    for (let place = 1; place < room.length; place += 7) {
      await connection.writeSlowly([room.subarray(0, place), room.subarray(place)]);
      expect(await bodyOf(connection.next())).toBe(expected.room);
      const answer = await connection.ask(page);
      expect([answer.body, isEarly(answer, on)]).toEqual([expected.page, true]);
    }
  });

  test("messages without waiting are answered in their order, in one chunk or in many", async () => {
    const unknown = message({
      query: "{ liveRooms(first: 3) { totalCount nodes { title assistants { nickname } } } }",
    });
    const first = await connectKnowing(on, page, room);
    const pageBody = await bodyOf(first.ask(page));
    const roomBody = await bodyOf(first.ask(room));
    // Nothing of it is known, and it asks a provider: what is known has to wait for it.
    first.write(unknown);
    await nextTurns();
    first.write(page);
    await nextTurns();
    first.write(room);
    expect(await bodyOf(first.next())).toContain("assistants");
    expect(await bodyOf(first.next())).toBe(pageBody);
    expect(await bodyOf(first.next())).toBe(roomBody);
    first.write(Buffer.concat([room, unknown, page, room]));
    expect(await bodyOf(first.next())).toBe(roomBody);
    expect(await bodyOf(first.next())).toContain("assistants");
    expect(await bodyOf(first.next())).toBe(pageBody);
    expect(await bodyOf(first.next())).toBe(roomBody);
  });

  test("a known message waits for one that a provider takes its time with", async () => {
    const connection = await connectKnowing(on, room);
    const slow = message({ query: '{ liveRoom(id: "room:wechat:4") { assistants { nickname } } }' });
    await control(on.wechat, "/_sandbox/faults", {
      path: "/wxaapi/broadcast/room/getassistantlist",
      kind: "latency",
      value: 200,
    });
    connection.write(slow);
    for (let time = 0; time < 3; time += 1) await connection.writeSlowly([room]);
    expect(await bodyOf(connection.next())).toContain("assistants");
    for (let time = 0; time < 3; time += 1) expect(await bodyOf(connection.next())).toContain("nativeStatus");
  });

  const headOf = (line: string, type = "application/json") =>
    `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\n${line}\r\n\r\n`;

  test.each<[string, readonly (string | Buffer)[], number]>([
    ["another", [headOf(`Content-Length: ${page.length}`), page], 400],
    [
      "another that comes in chunks",
      [headOf("Transfer-Encoding: chunked"), `${page.length.toString(16)}\r\n`, page, "\r\n0\r\n\r\n"],
      400,
    ],
    ["another that is refused before", [headOf(`Content-Length: ${page.length}`, "text/plain"), page], 415],
  ])("a known message in the body of %s is its body", async (_what, pieces, status) => {
    const connection = await connectKnowing(on, page);
    lines.length = 0;
    await connection.writeSlowly(pieces);
    expect((await connection.next()).status).toMatch(`HTTP/1.1 ${status} `);
    connection.end();
    expect(await connection.closed).toBe("");
    expect(lines).toEqual(["request"]);
  });

  test.each([
    ["what is no HTTP", "GARBAGE\r\n\r\n", /^HTTP\/1\.1 400 /],
    ["half a head of something else", "\0\0\0\0", /^HTTP\/1\.1 400 /],
    ["two lengths", page.toString().replace("Host", "Content-Length: 1\r\nHost"), /^HTTP\/1\.1 400 /],
    ["a length and chunks", page.toString().replace("Host", "Transfer-Encoding: chunked\r\nHost"), /^HTTP\/1\.1 400 /],
    ["no host", page.toString().replace("Host: localhost\r\n", ""), /^HTTP\/1\.1 400 /],
  ])("%s after known messages is refused, and nothing after it answered", async (_what, garbage, status) => {
    const connection = await connectKnowing(on, page);
    lines.length = 0;
    const refused = await connection.ask(garbage);
    expect(refused.status).toMatch(status);
    connection.write(page);
    expect(await connection.closed).toBe("");
    expect(lines.filter((line) => line === "request").length).toBeLessThan(2);
  });

  test("a body too long ends the connection, and what comes behind it is not answered", async () => {
    const connection = await connectKnowing(on, page);
    const length = 300_000;
    lines.length = 0;
    connection.write(headOf(`Content-Length: ${length}`));
    expect(await connection.next()).toMatchObject({ status: "HTTP/1.1 413 Payload Too Large" });
    connection.write(" ".repeat(length));
    connection.write(page);
    expect(await connection.closed).toBe("");
    expect(lines).toEqual(["request"]);
  });

  test("who says nothing more is answered, and the connection closed", async () => {
    const connection = await connectKnowing(on, page);
    connection.write(page);
    connection.end();
    const answer = await connection.next();
    expect(isEarly(answer, on)).toBe(true);
    expect(await connection.closed).toBe("");
  });

  test("the connection goes on to be a websocket", async () => {
    const connection = await connectKnowing(on, page);
    for (let time = 0; time < 2; time += 1) await connection.ask(page);
    const upgrade = [
      ...["GET /graphql HTTP/1.1", "Host: localhost", "Connection: Upgrade", "Upgrade: websocket"],
      ...["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="],
      ...["Sec-WebSocket-Protocol: graphql-transport-ws", "", ""],
    ].join("\r\n");
    const answer = await connection.ask(upgrade);
    expect(answer.status).toBe("HTTP/1.1 101 Switching Protocols");
    // A close without a mask is refused by whoever reads frames, and by nobody who reads HTTP.
    connection.write(Buffer.from([0x88, 0x00]));
    const frame = await connection.closed;
    expect(frame).not.toContain("HTTP/1.1");
  });

  test("of HTTP/1.0 and of those who close, each is answered once, and closed", async () => {
    for (const bytes of [
      page.toString().replace("HTTP/1.1", "HTTP/1.0"),
      page.toString().replace("Host", "Connection: close\r\nHost"),
      page.toString().replace("Host", "Proxy-Connection: close\r\nHost"),
    ]) {
      for (let time = 0; time < 4; time += 1) {
        const connection = await connectKnowing(on, page);
        const answer = await connection.ask(bytes);
        expect([answer.status, answer.headers["connection"], isEarly(answer, on)]).toEqual([
          "HTTP/1.1 200 OK",
          "close",
          false,
        ]);
        expect(await connection.closed).toBe("");
      }
    }
  });
});

describe("it is true", () => {
  const status = async (connection: Connection) => {
    const { body } = await connection.ask(room);
    return (JSON.parse(body) as { data: { liveRoom: { nativeStatus: string; stale: boolean } } }).data.liveRoom;
  };

  test("what another has written is seen at once", async () => {
    const connection = await connectKnowing(on, room);
    expect(isEarly(await connection.ask(room), on)).toBe(true);
    const { errors } = await on.run(
      'mutation { endLiveRoom(input: { id: "room:wechat:3" }) { userErrors { code message } } }',
    );
    expect(errors).toBeUndefined();
    const after = await status(connection);
    expect(after).toEqual((await on.run<{ liveRoom: object }, object>(ROOM, { id: "room:wechat:3" })).data?.liveRoom);
    const removed = await on.run<{ deleteLiveRoom: object }, never>(
      'mutation { deleteLiveRoom(input: { id: "room:wechat:3" }) { userErrors { code message } } }',
    );
    expect(removed).toMatchObject({ data: { deleteLiveRoom: { userErrors: [] } } });
    expect((await connection.ask(room)).body).toBe('{"data":{"liveRoom":null}}\n');
  });

  test("what is no longer fresh is read anew, and what cannot be read is said to be stale", async () => {
    const connection = await connectKnowing(on, room);
    await control(on.wechat, "/_sandbox/rooms/3/status", { status: 103 });
    on.clock.advance(60);
    expect(await status(connection)).toEqual({
      id: "room:wechat:3",
      title: expect.any(String) as string,
      nativeStatus: "103",
      stale: false,
    });
    for (let time = 0; time < 3; time += 1) await connection.ask(room);
    await control(on.wechat, "/_sandbox/faults", { path: "/wxa/business/getliveinfo", kind: "status", value: 502 });
    on.clock.advance(60);
    for (let time = 0; time < 3; time += 1)
      expect(await status(connection)).toMatchObject({ nativeStatus: "103", stale: true });
  });

  test("who sends slowly is told what is true when it has been sent", async () => {
    const connection = await connectKnowing(on, room);
    const slow = await openConnection(on.app.url);
    await slow.writeSlowly([room.subarray(0, -20)]);
    on.clock.advance(1);
    expect(isEarly(await connection.ask(room), on)).toBe(true);
    await control(on.wechat, "/_sandbox/rooms/3/status", { status: 103 });
    on.clock.advance(12);
    slow.write(room.subarray(-20));
    expect(JSON.parse((await slow.next()).body)).toMatchObject({ data: { liveRoom: { nativeStatus: "103" } } });
  });
});

describe("where nothing is kept", () => {
  const fresh = useBench({ environment: { ...environment, ZHIBO_ROOMS_FRESH_SECONDS: "0" } });
  test("everything is asked for anew", async () => {
    const connection = await openConnection(fresh.app.url);
    for (const status of [101, 103, 101, 103]) {
      await control(fresh.wechat, "/_sandbox/rooms/3/status", { status });
      const answer = await connection.ask(room);
      expect(isEarly(answer, fresh)).toBe(false);
      expect(JSON.parse(answer.body)).toMatchObject({ data: { liveRoom: { nativeStatus: String(status) } } });
    }
  });
});

describe("a gateway that leaves", () => {
  const leaving = useBench({ environment: { ...environment, ZHIBO_SHUTDOWN_DELAY_SECONDS: "3" } });

  test("says so to whom it has answered early, and then closes the connections that are left", async () => {
    const connection = await connectKnowing(leaving, room);
    const silent = await connectKnowing(leaving, room);
    const closed = leaving.app.close();
    const answer = await connection.ask(room);
    expect([answer.status, answer.headers["connection"], isEarly(answer, leaving)]).toEqual([
      "HTTP/1.1 200 OK",
      "close",
      false,
    ]);
    expect(await connection.closed).toBe("");
    expect(await silent.closed).toBe("");
    await closed;
  });
});

describe("to whom it may concern", () => {
  const SECRET = "a shared secret that nobody could guess";
  const KEY = "zhibo_a-key-that-nobody-could-guess-either-of-all-keys";
  const bench = useBench({
    environment: {
      ...environment,
      ZHIBO_AUTH: "jwt",
      JWT_SECRET: SECRET,
      ZHIBO_API_KEYS: `erp:operator:${createHash("sha256").update(KEY).digest("hex")}`,
    },
  });
  const exp = Math.floor(NOW / 1000) + 20;
  const token = (claims: object) => signToken(SECRET, { exp: exp + 86_400, ...claims });
  const ask = (query: string, authorization?: string) =>
    message({
      query,
      ...(authorization === undefined ? {} : { headers: { Authorization: `Bearer ${authorization}` } }),
    });
  const OPERATORS = "{ liveRooms(first: 2, filter: { providers: [WECHAT] }) { nodes { id assistants { nickname } } } }";
  const OPEN = "{ liveRooms(first: 2) { totalCount nodes { id title } } }";

  test("a token that has ended is not heard any more", async () => {
    const bytes = ask(OPEN, signToken(SECRET, { sub: "ange", role: "operator", exp }));
    const connection = await connectKnowing(bench, bytes);
    bench.clock.advance(20 + 29);
    for (let time = 0; time < 5; time += 1) await connection.ask(bytes);
    expect((await connection.ask(bytes)).status).toBe("HTTP/1.1 200 OK");
    bench.clock.advance(1);
    const answer = await connection.ask(bytes);
    expect([answer.status, isEarly(answer, bench)]).toEqual(["HTTP/1.1 401 Unauthorized", false]);
  });

  test("each is told what they may see, on one connection as on many", async () => {
    const operator = token({ sub: "ange", role: "operator" });
    const elsewhere = token({ sub: "other", role: "operator", accounts: ["qiniu"] });
    const viewer = token({ sub: "visitor" });
    const callers = [operator, elsewhere, viewer, KEY, undefined];
    const connection = await openConnection(bench.app.url);
    const first = await connectKnowing(bench, ask(OPERATORS, operator), ask(OPEN, operator));
    expect(isEarly(await first.ask(ask(OPERATORS, operator)), bench)).toBe(true);
    for (let time = 0; time < 5; time += 1) {
      for (const caller of callers) {
        const headers: Record<string, string> = caller === undefined ? {} : { authorization: `Bearer ${caller}` };
        for (const query of [OPERATORS, OPEN]) {
          // Another document in the eyes of all that is remembered.
          const expected = await bench.run(`${query} # ${time} ${callers.indexOf(caller)}`, undefined, headers);
          const { body } = await connection.ask(ask(query, caller));
          const plain = (value: unknown) =>
            JSON.stringify(value).replaceAll(/"requestId":"[^"]*"|"locations":\[[^\]]*\]/g, "");
          expect(plain(JSON.parse(body))).toBe(plain(expected));
        }
      }
    }
    const answers = [];
    // What another sees differs, so that it is written anew and found standing the next time.
    for (const caller of callers) {
      for (let time = 0; time < 3; time += 1) await connection.ask(ask(OPEN, caller));
      answers.push(await connection.ask(ask(OPEN, caller)));
    }
    expect(answers.map((answer) => isEarly(answer, bench))).toEqual([true, true, true, true, true]);
    const totals = answers.map(
      ({ body }) => (JSON.parse(body) as { data: { liveRooms: { totalCount: number } } }).data.liveRooms.totalCount,
    );
    expect(totals[0]).toBeGreaterThan(totals[1] ?? Infinity);
    for (const caller of [elsewhere, viewer, undefined]) {
      const { body } = await connection.ask(ask(OPERATORS, caller));
      expect(body).not.toContain("nickname");
    }
  });
});

describe("a share", () => {
  const TIMES = 320;
  const PAGE_OF_TWO = "{ liveRooms(first: 2) { nodes { id } } }";
  const settings = { ZHIBO_AUTH: "jwt", JWT_SECRET: "a shared secret that nobody could guess" };
  const shares = { ...settings, ZHIBO_COST_PER_MINUTE: "4000", ZHIBO_TRUSTED_PROXIES: "127.0.0.0/8" };
  const quick = useBench({ environment: { ...environment, ...shares } });
  const slow = useBench({ environment: { ...environment, ...shares, ZHIBO_FAST_PATH: "off" } });
  const from = (address: string) => message({ query: PAGE_OF_TWO, headers: { "X-Forwarded-For": address } });

  async function answeredOf(bench: Bench, connection: Connection, address: string, times: number) {
    let answered = 0;
    let early = 0;
    for (let time = 0; time < times; time += 1) {
      const answer = await connection.ask(from(address));
      if (answer.status === "HTTP/1.1 200 OK") answered += 1;
      else expect(answer.status).toBe("HTTP/1.1 429 Too Many Requests");
      if (isEarly(answer, bench)) early += 1;
    }
    return { answered, early };
  }

  test("ends where it ends otherwise, for each address by itself", async () => {
    const connections = [await openConnection(quick.app.url), await openConnection(slow.app.url)] as const;
    const found = await answeredOf(quick, connections[0], "203.0.113.1", TIMES);
    const expected = await answeredOf(slow, connections[1], "203.0.113.1", TIMES);
    expect(found.answered).toBe(expected.answered);
    expect(found.answered).toBeLessThan(TIMES);
    expect(found.early).toBeGreaterThan(found.answered / 2);
    expect((await answeredOf(quick, connections[0], "203.0.113.2", 10)).answered).toBe(10);
    quick.clock.advance(60);
    expect(await connections[0].ask(from("203.0.113.1"))).toMatchObject({ status: "HTTP/1.1 200 OK" });
  }, 60_000);
});
