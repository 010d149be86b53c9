import fc from "fast-check";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { LiveError } from "../../src/domain/error";
import type { Provider } from "../../src/domain/provider";
import { providerModules } from "../../src/providers";
import { createTestClock } from "../support/clock";
import { createProviderDependencies } from "../support/provider-dependencies";

/*
 * Whatever bytes come back where a provider should be: the call ends, as data or as one of our own errors.
 */

const settings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  WECHAT: { appId: "wx0000000000000001", appSecret: "a-secret" },
  QINIU: { accessKey: "an-access-key", secretKey: "a-secret-key" },
};

let server: Server;
const sockets = new Set<Socket>();
/** What is written to a socket that has asked for something; null: the connection is reset. */
let answer: Buffer | null = null;

beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", () => {
      if (answer === null) socket.resetAndDestroy();
      else socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const token = { access_token: "x".repeat(40), expires_in: 7200 };
const liveRoom = { roomid: 33, name: "直播测试3", start_time: 1600000000, end_time: 1600003600, live_status: 102 };
const envelopes: readonly object[] = [
  { errcode: 0, ...token, total: 1, room_info: [liveRoom] },
  { code: 0, message: "ok", data: { ...token, expires_at: 4102444800, list: [{ live_id: "1" }], total_count: 1 } },
];

/** An answer like a provider's, with anything in it anywhere. */
const spoiled = fc
  .tuple(fc.constantFrom(...envelopes), fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }), fc.nat())
  .map(([envelope, more, seed]) => {
    const keys = Object.keys(envelope);
    const spoilt = Object.values(more)[0] ?? null;
    return JSON.stringify({ ...envelope, ...more, [keys[seed % keys.length] as string]: spoilt });
  });
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
  fc.tuple(spoiled, fc.nat()).map(([text, cut]) => Buffer.from(cut % 3 === 0 ? text.slice(0, cut % 200) : text)),
  fc
    .constantFrom("<html>", "[".repeat(20_000), '{"__proto__":{"polluted":1}}', '{"errcode":1e999}')
    .map((text) => Buffer.from(text)),
);
const replies = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom(200, 200, 200, 204, 302, 400, 404, 500, 502), fc.constantFrom(0, 0, 0, 5, -1), bodies)
      .map(([status, longer, body]) => {
        const head = `HTTP/1.1 ${status} Said\r\ncontent-type: application/json\r\ncontent-length: ${body.length + longer}\r\n\r\n`;
        return Buffer.concat([Buffer.from(head), body]);
      }),
  },
);

describe.each(providerModules)("$name", (module) => {
  test("ends every call, whatever is answered, with data or an error of ours", async () => {
    const clock = createTestClock();
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const reading = module.read({ ...settings[module.name], baseUrl });
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const provider: Provider = await reading.account.connect(createProviderDependencies({ clock }));
    const { signal } = new AbortController();
    let ended = 0;
    await fc.assert(
      fc.asyncProperty(replies, async (reply) => {
        answer = reply;
        // Past any rest and any freshness.
        clock.advance(90);
        const call = { signal, requestId: "fuzz", priority: "OPERATOR" as const };
        const outcomes = await Promise.allSettled([
          provider.roomList.listRooms(null, call),
          provider.members?.getMembers(["user_1"], call),
          provider.goodsLibrary?.getGoods(["1"], call),
          provider.roomDelete?.deleteRoom("1", call),
        ]);
        for (const outcome of outcomes) {
          if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(LiveError);
          ended += 1;
        }
      }),
      { numRuns: 250 },
    );
    expect(ended).toBeGreaterThanOrEqual(1000);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    await provider.close();
  }, 60_000);
});
