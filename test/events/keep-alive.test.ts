import { once } from "node:events";
import WebSocket from "ws";
import { createTestClock } from "../support/clock";
import { createScriptedTimers } from "../support/scripted-timers";
import { useFakeApp } from "../support/fake-app";
import { createFakeProvider, fakeRoom } from "../support/fake-provider";
import { reread } from "../support/reread";
import { until } from "../support/until";

/* Proxies drop what is silent for a minute, and nobody tells when a phone has gone: both are looked after here. */

const INTERVAL = 15_000;
const query = "subscription { liveRoomChanged { liveRoom { title } } }";
const shop = createFakeProvider();
const timers = createScriptedTimers(createTestClock());
const fake = useFakeApp([shop], { timers });

const tell = async (title: string) => {
  shop.rooms = [fakeRoom("shop", "1", 1000, { title })];
  await reread(fake.app.gateway);
};
beforeEach(() => tell("before"));

describe("a websocket", () => {
  const sockets: WebSocket[] = [];
  afterEach(async () => {
    const before = timers.waiting - sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length;
    for (const socket of sockets.splice(0)) socket.terminate();
    // Whoever has gone is not asked any more.
    await until(() => timers.waiting === before);
  });

  async function open(answersPings: boolean): Promise<{ socket: WebSocket; pings: () => number }> {
    const url = `${fake.app.url.replace("http", "ws")}/graphql`;
    const socket = new WebSocket(url, "graphql-transport-ws", { autoPong: answersPings });
    let pings = 0;
    socket.on("ping", () => (pings += 1));
    sockets.push(socket);
    await once(socket, "open");
    socket.send(JSON.stringify({ type: "connection_init" }));
    await once(socket, "message");
    return { socket, pings: () => pings };
  }

  /** Everything that was sent before, in either direction, has arrived. */
  async function settle(socket: WebSocket): Promise<void> {
    socket.ping();
    await once(socket, "pong");
  }

  test("is asked every 15 seconds whether it is there, and stays as long as it is", async () => {
    const { socket, pings } = await open(true);
    timers.advance(INTERVAL - 1);
    await settle(socket);
    expect(pings()).toBe(0);
    for (let times = 1; times <= 5; times += 1) {
      timers.advance(times === 1 ? 1 : INTERVAL);
      await until(() => pings() === times);
      await settle(socket);
    }
    timers.advance(INTERVAL - 1);
    await settle(socket);
    expect([pings(), socket.readyState]).toEqual([5, WebSocket.OPEN]);
  });

  test("that does not answer by the next time is closed, and nobody else is", async () => {
    const { socket: gone, pings } = await open(false);
    const { socket: there } = await open(true);
    const closed = once(gone, "close");
    timers.advance(INTERVAL);
    await until(() => pings() === 1);
    await settle(there);
    timers.advance(INTERVAL - 1);
    await settle(there);
    expect([gone.readyState, there.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
    timers.advance(1);
    expect(await closed).toEqual([1006, Buffer.alloc(0)]);
    await settle(there);
    expect(there.readyState).toBe(WebSocket.OPEN);
  });
});

test("an event stream gets a comment at once and every 15 seconds, until its reader goes", async () => {
  const waiting = timers.waiting;
  const stopped = new AbortController();
  const response = await fetch(`${fake.app.url}/graphql/stream?query=${encodeURIComponent(query)}`, {
    headers: { "last-event-id": `${fake.clock.now()}-0` },
    signal: stopped.signal,
  });
  let text = "";
  const read = async () => {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      text += Buffer.from(chunk).toString("utf8");
  };
  const ended = read().catch(() => undefined);
  const comments = () => text.split("\n\n").filter((part) => part === ":").length;
  await until(() => comments() === 1);
  timers.advance(INTERVAL - 1);
  await tell("after");
  await until(() => text.includes("after"));
  expect(comments()).toBe(1);
  for (let times = 2; times <= 5; times += 1) {
    timers.advance(times === 2 ? 1 : INTERVAL);
    await until(() => comments() === times);
  }
  stopped.abort();
  await ended;
  await until(() => timers.waiting === waiting);
});
