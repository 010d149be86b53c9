import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import WebSocket from "ws";
import { useBench } from "../support/bench";
import { control } from "../support/control";
import { look } from "../support/look";
import { signToken } from "../support/tokens";
import { watchBySocket, watchByStream, type Told, type Watcher } from "../support/watcher";

/* What /graphql holds a request to holds over websocket and event stream as well, and for as long as they last. */

const SECRET = "a shared secret that nobody could guess";
const environment = { ZHIBO_AUTH: "jwt", JWT_SECRET: SECRET };
const ways = [
  ["websocket", watchBySocket],
  ["server-sent events", watchByStream],
] as const;

const watchers: Watcher[] = [];
afterEach(() => {
  for (const watcher of watchers.splice(0)) watcher.stop();
});

const tokenAt = (now: number, claims: object = {}) =>
  `Bearer ${signToken(SECRET, { sub: "ange", exp: Math.floor(now / 1000) + 3600, ...claims })}`;

/** What comes first: an answer, or why there is none, in whichever way it is said. */
async function firstOf(
  watch: typeof watchBySocket,
  url: string,
  query: string,
  options: Parameters<typeof watch>[2] = {},
) {
  const watcher = await watch(url, query, options);
  watchers.push(watcher);
  if ("response" in watcher && !(watcher.response as Response).ok) {
    return ((await (watcher.response as Response).json()) as Told).errors;
  }
  const told = await watcher.next().catch(() => null);
  return told ? (told.errors ?? told.data) : (watcher.end() as Told["errors"]);
}

const codeIn = (errors: unknown) => (errors as Told["errors"])?.[0]?.extensions?.["code"];

describe.each(ways)("over %s", (_way, watch) => {
  describe("documents", () => {
    const bench = useBench({ environment });

    test.each([
      [
        "too many aliases",
        `{ ${Array.from({ length: 16 }, (_, at) => `a${at}: viewer { role }`).join(" ")} }`,
        "QUERY_TOO_EXPENSIVE",
      ],
      ["too many tokens", `{ viewer { ${"role ".repeat(1000)} } }`, "GRAPHQL_PARSE_FAILED"],
      [
        "too deep",
        `{ liveRooms { nodes { goods { nodes ${"{ account { id } liveRoom: account ".repeat(8)} { id } ${"}".repeat(8)} } } } }`,
        "QUERY_TOO_EXPENSIVE",
      ],
      [
        "too dear",
        "{ liveRooms(first: 100) { nodes { goods(first: 100) { nodes { price { display } } } } } }",
        "QUERY_TOO_EXPENSIVE",
      ],
      [
        "a subscription that is too dear",
        `subscription { liveRoomChanged { liveRoom { ${Array.from({ length: 15 }, (_, at) => `g${at}: goods(first: 100) { edges { node { account { id } price { amount { amount } } } } nodes { price { display } review { status } } }`).join(" ")} } } }`,
        "QUERY_TOO_EXPENSIVE",
      ],
      ["the schema, which is not told", "{ __schema { types { name } } }", "GRAPHQL_VALIDATION_FAILED"],
    ])("%s: refused before anything is asked of a provider", async (_what, query, code) => {
      expect(codeIn(await firstOf(watch, bench.app.url, query))).toBe(code);
      expect(bench.upstream(bench.wechat)).toEqual([]);
    });

    test("a token that is no more good, or never was, opens nothing", async () => {
      for (const claims of [{ exp: Math.floor(bench.clock.now() / 1000) - 60 }, { role: "emperor" }]) {
        const authorization = tokenAt(bench.clock.now(), claims);
        const found = await firstOf(watch, bench.app.url, "{ viewer { role } }", { authorization });
        // The protocol of websockets has a code for it, and no words.
        expect(codeIn(found) ?? (found as { code?: unknown }).code).toBe(
          watch === watchBySocket ? 4403 : "UNAUTHENTICATED",
        );
      }
    });
  });

  describe("documents that are not on the list", () => {
    const folder = mkdtempSync(join(tmpdir(), "zhibo-long-"));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const manifest = join(folder, "relay.json");
    const listed = "subscription Listed { liveRoomChanged { kind } }";
    writeFileSync(manifest, JSON.stringify({ a1: listed, b2: "query Role { viewer { role } }" }));
    const bench = useBench({
      environment: { ...environment, ZHIBO_TRUSTED_DOCUMENTS: manifest, ZHIBO_TRUSTED_DOCUMENTS_MODE: "enforce" },
    });

    test("are refused, and those that are on it are run", async () => {
      const authorization = tokenAt(bench.clock.now(), { role: "admin" });
      for (const query of ["{ viewer { role } }", "subscription Listed { liveRoomChanged { kind liveRoomId } }"])
        expect(codeIn(await firstOf(watch, bench.app.url, query, { authorization }))).toBe("DOCUMENT_NOT_TRUSTED");
      expect(
        await firstOf(watch, bench.app.url, "query Role { viewer { role } } # as it was", { authorization }),
      ).toEqual({
        viewer: { role: "ADMIN" },
      });
      await look(bench);
      const lastEventId = `${bench.clock.now()}-0`;
      await control(bench.wechat, "/_sandbox/rooms/3/status", { status: 101 });
      await look(bench);
      expect(await firstOf(watch, bench.app.url, listed, { authorization, lastEventId })).toMatchObject({
        liveRoomChanged: { kind: "STATUS_CHANGED" },
      });
    });
  });

  describe("a minute's share", () => {
    const bench = useBench({ environment: { ...environment, ZHIBO_COST_PER_MINUTE: "60" } });
    /** 11 points for the list, 20 for what is in it. */
    const TWENTY = "{ liveRooms(first: 20) { nodes { anchor { name } } } }";

    test("is one for all ways together, and of each caller's own", async () => {
      const authorization = tokenAt(bench.clock.now());
      expect((await bench.run(TWENTY, undefined, { authorization })).errors).toBeUndefined();
      expect(codeIn(await firstOf(watch, bench.app.url, TWENTY, { authorization }))).toBe("RATE_LIMITED");
      expect((await bench.run(TWENTY, undefined, { authorization })).errors?.[0]?.extensions).toMatchObject({
        code: "RATE_LIMITED",
      });
      const other = { authorization: tokenAt(bench.clock.now(), { sub: "bao" }) };
      expect(codeIn(await firstOf(watch, bench.app.url, TWENTY, other))).toBeUndefined();
      // Who shows no token is counted by address, whichever way they come.
      expect(codeIn(await firstOf(watch, bench.app.url, TWENTY))).toBeUndefined();
      expect((await bench.run(TWENTY)).errors?.[0]?.extensions["code"]).toBe("RATE_LIMITED");
    });

    test("is spent by every event, and a subscription goes on later where it ended", async () => {
      await look(bench);
      const from = `${bench.clock.now()}-0`;
      const authorization = tokenAt(bench.clock.now());
      // 2 for the change and its room, 11 for the audience: one for the question, and one for each event.
      const query = "subscription { liveRoomChanged { kind liveRoom { status audience { online } } } }";
      for (const status of [101, 105, 101, 105, 101]) {
        await control(bench.wechat, "/_sandbox/rooms/3/status", { status });
        await look(bench);
      }
      const hear = async (lastEventId: string, most: number) => {
        const watcher = await watch(bench.app.url, query, { authorization, lastEventId });
        watchers.push(watcher);
        const told: Told[] = [];
        do told.push(await watcher.next());
        while (!told.at(-1)?.errors && told.length < most);
        return told;
      };
      const first = await hear(from, 5);
      const refusal = first.pop();
      expect(refusal?.errors?.[0]?.extensions).toMatchObject({ code: "RATE_LIMITED", retryable: true });
      expect(first).toHaveLength(3);
      bench.clock.advance(60);
      const all = [...first, ...(await hear(String(first.at(-1)?.extensions?.["eventId"]), 2))];
      expect(all.every(({ errors }) => !errors)).toBe(true);
      expect(new Set(all.map(({ extensions }) => extensions?.["eventId"])).size).toBe(5);
    });
  });
});

describe("who speaks over a websocket", () => {
  const bench = useBench({ environment });
  const role = "{ viewer { role } }";

  /** The protocol by hand: connects, asks each time it is told to, and tells what came. */
  async function open(options: { readonly header?: string; readonly parameter?: string }) {
    const { header, parameter } = options;
    const socket = new WebSocket(`${bench.app.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
      headers: header === undefined ? {} : { authorization: header },
    });
    const messages: { type: string; payload?: unknown }[] = [];
    let wake: () => void = () => undefined;
    socket.on("message", (data) => {
      messages.push(JSON.parse((data as Buffer).toString()) as (typeof messages)[number]);
      wake();
    });
    const closed = new Promise<number>((resolve) =>
      socket.once("close", (code) => {
        resolve(code);
        wake();
      }),
    );
    await new Promise((resolve) => socket.once("open", resolve));
    const payload = parameter === undefined ? {} : { payload: { authorization: parameter } };
    socket.send(JSON.stringify({ type: "connection_init", ...payload }));
    const next = async () => {
      while (messages.length === 0 && socket.readyState === socket.OPEN)
        await new Promise<void>((resolve) => (wake = resolve));
      return messages.shift();
    };
    return {
      next,
      closed,
      end: () => socket.terminate(),
      async ask(query: string) {
        socket.send(JSON.stringify({ type: "subscribe", id: "1", payload: { query } }));
        const first = await next();
        if (first?.type === "next") expect((await next())?.type).toBe("complete");
        return first?.payload;
      },
    };
  }

  const good = (claims: object = {}) => tokenAt(bench.clock.now(), { role: "operator", ...claims });
  const OPERATOR = { data: { viewer: { role: "OPERATOR" } } };

  test.each([
    ["in the upgrade's header", () => ({ header: good() })],
    ["in the connection's parameters", () => ({ parameter: good() })],
    ["in the parameters, whatever the header says", () => ({ header: "Bearer wrong", parameter: good() })],
  ])("is known by a token %s", async (_where, options) => {
    const socket = await open(options());
    expect((await socket.next())?.type).toBe("connection_ack");
    expect(await socket.ask(role)).toEqual(OPERATOR);
    socket.end();
  });

  test.each([
    ["in the header", () => ({ header: "Bearer wrong" })],
    ["in the parameters, whatever the header says", () => ({ header: good(), parameter: "Bearer wrong" })],
  ])("is sent away for a wrong token %s", async (_where, options) => {
    const socket = await open(options());
    expect(await socket.closed).toBe(4403);
  });

  test.each([
    ["another protocol", ["Upgrade: h2c"]],
    ["a key that is none", ["Upgrade: websocket", "Sec-WebSocket-Key: short", "Sec-WebSocket-Version: 13"]],
  ])("is no page, also of what asks for %s", async (_what, headers) => {
    const { hostname, port, host } = new URL(bench.app.url);
    const socket = connect(Number(port), hostname);
    socket.write(["GET /graphql HTTP/1.1", `Host: ${host}`, "Connection: Upgrade", ...headers, "", ""].join("\r\n"));
    let text = "";
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(text.toLowerCase()).not.toContain("html");
    expect(text).toMatch(/content-length: 0\r\n/i);
  });

  test("asks for nothing more once the token has ended, and is told to come with another", async () => {
    const socket = await open({ parameter: good({ exp: Math.floor(bench.clock.now() / 1000) + 60 }) });
    expect((await socket.next())?.type).toBe("connection_ack");
    expect(await socket.ask(role)).toEqual(OPERATOR);
    bench.clock.advance(120);
    const remove = 'mutation { deleteLiveRoom(input: { id: "room:wechat:2" }) { deletedId } }';
    expect(await socket.ask(remove)).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    expect(await socket.closed).toBe(4403);
    expect(bench.upstream(bench.wechat)).toEqual([]);
  });
});
