import type { SeedSize } from "../../../../src/providers/wechat/sandbox";
import { wechatSandbox } from "../../../../src/providers/wechat/sandbox/module";
import { accountForEach, openAccount, refused, START, success } from "./account";
import { startReceiver } from "./receiver";
import { createPath, listPath, roomCreation } from "./room-plan";

const account = accountForEach();
const rooms = async (start = 0, limit = 100) => {
  const { room_info: rows } = await account().post(listPath, { start, limit });
  return (rows ?? []) as Readonly<Record<string, unknown>>[];
};

describe("a seed of a given size", () => {
  const size = { rooms: 40, goodsPerRoom: 8, assistantsPerRoom: 3, members: 12, libraryGoods: 60, followers: 25 };

  it("has that size", async () => {
    await account().control("seed", size);
    const list = await rooms();
    expect(list).toHaveLength(40);
    expect(new Set(list.map(({ roomid }) => roomid)).size).toBe(40);
    for (const { goods } of list) expect(goods).toHaveLength(8);
    expect(await account().control("state")).toMatchObject({
      rooms: { total: 40 },
      goods: { total: 60, byAuditStatus: { 2: 60 } },
      members: 12,
      followers: 25,
    });
    const roomId = Number(list[0]?.["roomid"]);
    const assistants = await account().get("/wxaapi/broadcast/room/getassistantlist", { roomId });
    expect(assistants).toMatchObject({ count: 3 });
  });

  it("is the same every time, by route and by option", async () => {
    await account().control("seed", size);
    const first = await rooms();
    await account().post("/wxaapi/broadcast/room/deleteroom", { id: 1 });
    await account().control("seed", size);
    expect(await rooms()).toEqual(first);
    const other = await openAccount({ seed: size });
    const { room_info: rows } = await other.post(listPath, { start: 0, limit: 100 });
    const withoutHost = (list: unknown) => JSON.stringify(list).replace(/127\.0\.0\.1:\d+/g, "host");
    expect(withoutHost(rows)).toEqual(withoutHost(first));
    await other.sandbox.close();
  });

  it("keeps tokens, quotas and people", async () => {
    await account().control("quotas", { operation: "room.list", remaining: 2 });
    await account().control("people", { wechatId: "new_wx", nickname: "新人" });
    await rooms();
    await account().control("seed", size);
    expect(await rooms()).toHaveLength(40);
    expect(await account().post(listPath, { start: 0, limit: 1 })).toEqual(refused(45009));
    expect(await account().post(createPath, { ...roomCreation, anchorWechat: "new_wx" })).toMatchObject({ roomId: 41 });
    expect(
      account()
        .sandbox.calls()
        .filter(({ path }) => path === "/cgi-bin/stable_token"),
    ).toHaveLength(1);
  });

  it("may be of 10,000 rooms with 8 goods each", async () => {
    const large: SeedSize = { rooms: 10_000, goodsPerRoom: 8, assistantsPerRoom: 2, members: 100, libraryGoods: 1_000 };
    await account().control("seed", large);
    expect(await rooms(9_900, 100)).toHaveLength(100);
  });

  it("has goods for its rooms even if nobody asked for goods", async () => {
    await account().control("seed", { rooms: 2, goodsPerRoom: 3 });
    for (const { goods } of await rooms()) expect(goods).toHaveLength(3);
  });

  it.each([{ rooms: -1 }, { rooms: 1.5 }, { members: "10" }])("is not %p", async (wrong) => {
    expect(await account().control("seed", wrong)).toHaveProperty("error");
    expect(await rooms()).toHaveLength(12);
  });
});

describe("an empty seed", () => {
  it("has an account, people and the documented media, and nothing else", async () => {
    const empty = await openAccount({ seed: "empty" });
    expect(await empty.post(listPath, { start: 0, limit: 1 })).toEqual(refused(9410000));
    expect(await empty.get("/wxaapi/broadcast/goods/getapproved", { offset: 0, status: 2 })).toEqual({
      errcode: 0,
      goods: [],
      total: 0,
    });
    expect(await empty.post(createPath, roomCreation)).toEqual({ errcode: 0, roomId: 1 });
    await empty.sandbox.close();
  });
});

describe("a reset", () => {
  it("brings the seed state back, without tokens, switches and spent quotas", async () => {
    await account().post(createPath, roomCreation);
    await account().control("quotas", { operation: "room.list", remaining: 0 });
    await account().control("account", { switch: "live-off" });
    const token = await account().token();
    account().advance(600);
    await account().reset();
    expect(await rooms()).toHaveLength(12);
    expect(await account().control("clock")).toEqual({ now: new Date(START * 1000).toISOString() });
    const old = await account().send(`${listPath}?access_token=${token}`, { method: "POST" });
    expect(await old.json()).toEqual(refused(40014));
  });
});

describe("options", () => {
  it("name the account", async () => {
    const other = await openAccount({ credentials: { appId: "wx00000000000000ab", appSecret: "another" } });
    expect(other.sandbox.credentials).toEqual({
      appId: "wx00000000000000ab",
      appSecret: "another",
      pushToken: "sandboxtoken",
      encodingAesKey: "A".repeat(43),
    });
    const { pushAddr } = await other.get("/wxaapi/broadcast/room/getpushurl", { roomId: 3 });
    expect(pushAddr).toMatch(/\/wx00000000000000ab-3\?/);
    await other.sandbox.close();
  });
});

describe("the simulator as the development entry starts it", () => {
  it("hands out the account's settings and sends events where it is told", async () => {
    const receiver = await startReceiver();
    const environment = { ZHIBO_WECHAT_SANDBOX_CALLBACK: receiver.url };
    const running = await wechatSandbox.start({ port: 0, host: "127.0.0.1", environment });
    expect(running.settings).toEqual({
      appId: "wx0000000000000001",
      appSecret: "sandbox-wechat-secret",
      pushToken: "sandboxtoken",
      encodingAesKey: "A".repeat(43),
      baseUrl: running.url,
    });
    const body = JSON.stringify({ type: "follow" });
    const sent = await fetch(`${running.url}/_sandbox/events`, { method: "POST", body });
    expect(await sent.json()).toMatchObject({ state: "delivered" });
    expect(receiver.received[0]?.query.get("encrypt_type")).toBe("aes");
    await running.close();
    await receiver.close();
  });
});

describe("a fault of the provider's own code", () => {
  it("answers that code with its text and a request id, and does nothing", async () => {
    account().sandbox.fault({ path: createPath, kind: "errcode", value: -1, times: 1 });
    const answer = await account().post(createPath, roomCreation);
    expect(answer.errmsg).toMatch(/^system error rid: [0-9a-f]{8}(-[0-9a-f]{8}){2}$/);
    expect(answer.errcode).toBe(-1);
    expect(await rooms()).toHaveLength(12);
    expect(await account().post(createPath, roomCreation)).toEqual({ errcode: 0, roomId: 13 });
  });

  it("can lose the answer and not the work", async () => {
    await account().token();
    account().sandbox.fault({ path: createPath, kind: "commit-then-reset", times: 1 });
    await expect(account().post(createPath, roomCreation)).rejects.toThrow();
    expect(await rooms()).toHaveLength(13);
  });
});

describe("the account's switches", () => {
  it("are listed, and only known ones are turned", async () => {
    const { known } = await account().control("account");
    expect(known).toEqual(expect.arrayContaining(["live-off", "unauthorized", "restricted", "ip-refused"]));
    expect(await account().control("account", { switch: "lights-off" })).toHaveProperty("error");
    expect(await account().control("account", { switch: "live-off", on: "no" })).toHaveProperty("error");
    expect(await account().control("account", { switch: "live-off" })).toMatchObject({ on: ["live-off"] });
    expect(await account().control("account", undefined, "DELETE")).toMatchObject({ on: [] });
    expect(await account().post(listPath, { start: 0, limit: 1 })).toMatchObject(success);
  });
});

describe("every control route", () => {
  it("is named by a GET of /_sandbox", async () => {
    const { routes } = (await (await account().send("/_sandbox")).json()) as { routes: string[] };
    expect(routes).toEqual(
      expect.arrayContaining([
        "DELETE /_sandbox/account",
        "DELETE /_sandbox/calls",
        "DELETE /_sandbox/callback",
        "DELETE /_sandbox/faults",
        "GET /_sandbox/events",
        "GET /_sandbox/goods/:id",
        "GET /_sandbox/images/:file",
        "GET /_sandbox/people",
        "GET /_sandbox/quotas",
        "GET /_sandbox/rooms/:id",
        "GET /_sandbox/state",
        "POST /_sandbox/account",
        "POST /_sandbox/callback",
        "POST /_sandbox/clock",
        "POST /_sandbox/events",
        "POST /_sandbox/faults",
        "POST /_sandbox/goods/:id/review",
        "POST /_sandbox/people",
        "POST /_sandbox/quotas",
        "POST /_sandbox/replays",
        "POST /_sandbox/reset",
        "POST /_sandbox/rooms/:id/goods/:goodsId/video",
        "POST /_sandbox/rooms/:id/status",
        "POST /_sandbox/seed",
        "POST /_sandbox/tokens/invalidate",
      ]),
    );
  });

  it("answers 404 for a room that is not there and 400 for nonsense", async () => {
    const status = async (path: string, body: object) =>
      (await account().send(`/_sandbox/${path}`, { method: "POST", body: JSON.stringify(body) })).status;
    expect(await status("rooms/99/status", { status: 101 })).toBe(404);
    expect(await status("rooms/1/status", { status: "live" })).toBe(400);
    expect(await status("rooms/1/goods/99/video", { video: "ready" })).toBe(404);
    expect(await status("rooms/1/goods/1/video", { video: "soon" })).toBe(400);
    expect(await status("people", { nickname: "无名" })).toBe(400);
    expect(await status("callback", { url: "nowhere" })).toBe(400);
  });
});
