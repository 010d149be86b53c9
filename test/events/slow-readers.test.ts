import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import WebSocket from "ws";
import { createTestClock } from "../support/clock";
import { createScriptedTimers } from "../support/scripted-timers";
import { useFakeApp } from "../support/fake-app";
import { createFakeProvider, fakeRoom } from "../support/fake-provider";
import { reread } from "../support/reread";
import { until } from "../support/until";
import { watchBySocket, type Told } from "../support/watcher";

/* Somebody stops reading, over real sockets, while others read on. */

const query = "subscription { liveRoomChanged { eventId liveRoom { id title } } }";
/** What the system takes off our hands while nobody reads is some MB: so long a title for every room is more by far. */
const LARGE = "大".repeat(50_000);
const ROOMS = 100;
const ROUNDS = 12;

/** Somebody who can stop reading what has come. */
interface Reader {
  readonly told: readonly Told[];
  /** Whether the subscription was brought to an orderly end. */
  readonly isComplete: () => boolean;
  stopReading(): void;
  readOn(): void;
  /** When the connection is gone. */
  readonly closed: Promise<unknown>;
  leave(): void;
}

async function readSocket(url: string): Promise<Reader> {
  const sockets: WebSocket[] = [];
  class Seen extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols);
      sockets.push(this);
    }
  }
  const watcher = await watchBySocket(url, query, { client: { webSocketImpl: Seen } });
  const [socket] = sockets as [WebSocket];
  return {
    told: watcher.told,
    isComplete: () => watcher.end() === null,
    stopReading: () => socket.pause(),
    readOn: () => socket.resume(),
    closed: once(socket, "close"),
    leave: () => watcher.stop(),
  };
}

async function readStream(url: string): Promise<Reader> {
  const asked = request(`${url}/graphql/stream?query=${encodeURIComponent(query)}`).end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  const told: Told[] = [];
  let isComplete = false;
  let text = "";
  response.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
    const parts = text.split("\n\n");
    text = parts.pop() ?? "";
    for (const part of parts) {
      const data = /^data: (.*)$/m.exec(part)?.[1];
      if (data) told.push(JSON.parse(data) as Told);
      if (part.startsWith("event: complete")) isComplete = true;
    }
  });
  response.on("error", () => undefined);
  return {
    told,
    isComplete: () => isComplete,
    stopReading: () => response.pause(),
    readOn: () => response.resume(),
    closed: new Promise((resolve) => response.once("close", resolve)),
    leave: () => asked.destroy(),
  };
}

const codeOf = (told: Told | undefined) => told?.errors?.[0]?.extensions?.["code"];
const idOf = (told: Told | undefined) => String(told?.extensions?.["eventId"]);

describe.each([
  ["a websocket", readSocket, 15_000],
  ["an event stream", readStream, 30_000],
])("over %s", (_way, read, patience) => {
  const shop = createFakeProvider();
  const timers = createScriptedTimers(createTestClock());
  const fake = useFakeApp([shop], { timers });

  /** A change of every room, which the reader gets. */
  async function tell(title: string, reader: Pick<Reader, "told">): Promise<void> {
    const before = reader.told.length;
    shop.rooms = Array.from({ length: ROOMS }, (_, number) => fakeRoom("shop", String(number), number, { title }));
    await reread(fake.app.gateway);
    await until(() => reader.told.length === before + ROOMS);
  }

  /** Readers who have all heard what the first of them has heard last. */
  async function begin(count: number): Promise<Reader[]> {
    const readers = await Promise.all(Array.from({ length: count }, () => read(fake.app.url)));
    const hearAlike = () => readers.every(({ told }) => told.length > 0 && idOf(told.at(-1)) === idOf(all.told.at(-1)));
    // Nobody knows when the server has begun to listen for each.
    for (let round = 0; readers.some(({ told }) => told.length === 0); round += 1) await tell(`begin ${round}`, all);
    await until(hearAlike);
    return readers;
  }

  let all: Awaited<ReturnType<typeof watchBySocket>>;

  test("who stops reading is held no more than a thousand events, is told so, and is sent away in the end", async () => {
    await reread(fake.app.gateway);
    all = await watchBySocket(fake.app.url, query, { lastEventId: `${fake.clock.now()}-0` });
    const [reading, slow, gone] = (await begin(3)) as [Reader, Reader, Reader];
    const [heardBefore, readBefore] = [slow.told.length, reading.told.length];
    slow.stopReading();
    gone.stopReading();
    for (let round = 0; round < ROUNDS; round += 1) await tell(round === 0 ? LARGE : `round ${round}`, reading);
    expect(reading.told.filter(({ errors }) => errors)).toEqual([]);

    slow.readOn();
    await until(slow.isComplete);
    const heard = slow.told.slice(heardBefore);
    const last = heard.pop();
    expect([codeOf(last), last?.errors?.[0]?.extensions?.["retryable"]]).toEqual(["OVERLOADED", true]);
    // What was on its way when they stopped, and nothing of what waited.
    expect(heard.length).toBeLessThan(ROOMS);
    const again = await watchBySocket(fake.app.url, query, { lastEventId: idOf(heard.at(-1)) });
    await until(() => again.told.length >= ROUNDS * ROOMS - heard.length);
    expect([...heard, ...again.told]).toEqual(reading.told.slice(readBefore));

    // Who does not even read that is waited for only so long.
    for (let times = 0; times < 2; times += 1) timers.advance(patience);
    gone.readOn();
    await gone.closed;
    expect([gone.isComplete(), gone.told.filter(({ errors }) => errors)]).toEqual([false, []]);
    for (const reader of [reading, slow]) reader.leave();
    for (const watcher of [all, again]) watcher.stop();
  }, 120_000);
});
