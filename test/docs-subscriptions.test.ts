import { readFileSync } from "node:fs";
import { join } from "node:path";
import WebSocket from "ws";
import { useBench } from "./support/bench";
import { control } from "./support/control";
import { look } from "./support/look";
import { codeBlocks } from "./support/markdown";
import { signToken } from "./support/tokens";
import { until } from "./support/until";
import type { Told } from "./support/watcher";

/* The code for mini-programs as the page prints it, with a `wx` that is a websocket. */

const SECRET = "a shared secret that nobody could guess";
const bench = useBench({ environment: { ZHIBO_AUTH: "jwt", JWT_SECRET: SECRET } });

const page = readFileSync(join(__dirname, "..", "docs", "subscriptions.md"), "utf8");
const code = codeBlocks(page).find((block) => block.code.includes("wx.connectSocket"))?.code ?? "";
const query = "subscription { liveRoomChanged { kind liveRoom { status } } }";

type Watch = (query: string, onData: (answer: Told) => void, lastEventId?: string) => () => void;

function setUp() {
  const sockets: WebSocket[] = [];
  const wx = {
    connectSocket({ protocols, ...rest }: { readonly url: string; readonly protocols: string[] }) {
      expect(Object.keys(rest)).toEqual(["url"]);
      const socket = new WebSocket(`${bench.app.url.replace("http", "ws")}/graphql`, protocols);
      socket.on("error", () => undefined);
      sockets.push(socket);
      return {
        send: ({ data }: { readonly data: string }) => socket.send(data),
        close: ({ code: reason }: { readonly code: number }) => socket.close(reason),
        onOpen: (listener: () => void) => socket.on("open", listener),
        onMessage: (listener: (message: { readonly data: string }) => void) =>
          socket.on("message", (data) => listener({ data: (data as Buffer).toString("utf8") })),
        onClose: (listener: (event: { readonly code: number }) => void) =>
          socket.on("close", (reason) => listener({ code: reason })),
      };
    },
  };
  const exp = Math.floor(bench.clock.now() / 1000) + 86_400;
  const getApp = () => ({ globalData: { token: signToken(SECRET, { sub: "ange", exp }) } });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the page's own code
  const watch = new Function("wx", "getApp", "setTimeout", `${code}; return watch;`)(wx, getApp, setImmediate) as Watch;
  return { watch, sockets };
}

const tell = async (status: number) => {
  await control(bench.wechat, "/_sandbox/rooms/3/status", { status });
  await look(bench);
};
const statusOf = ({ data }: Told) => (data?.["liveRoomChanged"] as { liveRoom: { status: string } }).liveRoom.status;

test("in a mini-program a watcher is told what they missed, and goes on after a gateway that remembers nothing", async () => {
  await tell(102);
  const { watch, sockets } = setUp();
  const told: Told[] = [];
  const stop = watch(query, (answer) => told.push(answer), `${bench.clock.now()}-0`);
  await tell(101);
  await until(() => told.length === 1);
  sockets[0]?.terminate();
  await tell(105);
  await tell(101);
  await until(() => told.length === 3);
  expect(told.map(statusOf)).toEqual(["LIVE", "PAUSED", "LIVE"]);

  bench.clock.advance(3600);
  await bench.restart();
  await until(() => told.length === 4);
  expect(told[3]?.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: ["lastEventId"] });
  await look(bench);
  // Nobody outside knows when the server has begun to listen again.
  for (let even = true; told.length === 4; even = !even) await tell(even ? 105 : 101);
  expect(statusOf(told[4] as Told)).toMatch(/PAUSED|LIVE/);
  stop();
});

test("a document that is refused is told, and not asked again", async () => {
  const { watch, sockets } = setUp();
  const told: Told[] = [];
  watch("subscription { nothing }", (answer) => told.push(answer));
  await until(() => sockets[0]?.readyState === WebSocket.CLOSED);
  expect(told.map(({ errors }) => errors?.[0]?.extensions?.["code"])).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
  expect(sockets).toHaveLength(1);
});
