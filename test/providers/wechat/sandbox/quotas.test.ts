import { createSandboxClock } from "../../../../src/sandbox";
import { operations } from "../../../../src/providers/wechat/sandbox/operations";
import { createQuotaLedger } from "../../../../src/providers/wechat/sandbox/quotas";
import { accountForEach, refused, START, success } from "./account";
import { listPath } from "./room-plan";

const account = accountForEach();
const page = { start: 0, limit: 1 };
const list = () => account().post(listPath, page);
const replays = () => account().post(listPath, { ...page, action: "get_replay", room_id: 4 });

/** Midnight in Beijing comes 14 hours after the tests' ten o'clock. */
const TILL_MIDNIGHT = 14 * 3600;

describe("the daily quota", () => {
  it("is spent call by call and comes back at midnight in Beijing", async () => {
    await account().control("quotas", { operation: "room.list", remaining: 1 });
    expect(await list()).toMatchObject(success);
    expect(await list()).toEqual(refused(45009));
    account().advance(TILL_MIDNIGHT - 1);
    expect(await list()).toEqual(refused(45009));
    account().advance(1);
    expect(await list()).toMatchObject(success);
  });

  it.each(["room.list", "room.replay", "getliveinfo", listPath])(
    "is one for rooms and replays, called %s",
    async (name) => {
      await account().control("quotas", { operation: name, remaining: 2 });
      expect(await list()).toMatchObject(success);
      expect(await replays()).toMatchObject(success);
      expect(await list()).toEqual(refused(45009));
      expect(await replays()).toEqual(refused(45009));
    },
  );

  it("is one for adding goods and submitting them, and another for withdrawing", async () => {
    await account().control("quotas", { operation: "goods.audit", remaining: 0 });
    expect(await account().post("/wxaapi/broadcast/goods/add", {})).toEqual(refused(45009));
    expect(await account().post("/wxaapi/broadcast/goods/audit", { goodsId: 8 })).toEqual(refused(45009));
    expect(await account().post("/wxaapi/broadcast/goods/resetaudit", {})).toEqual(refused(200002));
  });

  it("counts refused calls too, but not those without a token", async () => {
    await account().control("quotas", { operation: "room.create", remaining: 2 });
    await account().send("/wxaapi/broadcast/room/create", { method: "POST" });
    expect(await account().post("/wxaapi/broadcast/room/create", {})).toEqual(refused(200002));
    expect(await account().post("/wxaapi/broadcast/room/create", {})).toEqual(refused(200002));
    expect(await account().post("/wxaapi/broadcast/room/create", {})).toEqual(refused(45009));
  });

  it("shows what is left", async () => {
    await list();
    const quotas = await account().control("quotas");
    expect(quotas).toContainEqual({ operation: "room.list", perDay: 100_000, remaining: 99_999 });
    expect(quotas).toContainEqual({ operation: "media.upload", perDay: null, remaining: null });
  });

  it("is not known under any other name", async () => {
    expect(await account().control("quotas", { operation: "rooms", remaining: 1 })).toHaveProperty("error");
    expect(await account().control("quotas", { operation: "room.list", remaining: -1 })).toHaveProperty("error");
  });

  it("has the documented figures", () => {
    const figures: Readonly<Record<string, number | undefined>> = Object.fromEntries(
      operations.map(({ names, quota }) => [names[0] ?? "", quota.perDay] as const),
    );
    expect(figures).toMatchObject({
      "token.get": 2_000,
      "token.stable": 500_000,
      "room.list": 100_000,
      "room.create": 10_000,
      "roomGoods.push": 10_000,
      "role.list": 10_000,
      "goods.list": 10_000,
      "subscribe.followers": 5_000,
      "subscribe.pushMessage": 5_000,
      "goods.delete": 1_000,
      "goods.update": 1_000,
      "goods.warehouse": 1_000,
      "goods.add": 500,
      "goods.audit": 500,
      "goods.resetAudit": 500,
      "goods.setKey": 500,
      "goods.getKey": 500,
    });
    expect(operations.find(({ path }) => path === "/cgi-bin/stable_token")?.quota.perMinute).toBe(10_000);
  });
});

describe("the minute's quota", () => {
  it("answers 45011 until the next minute", () => {
    const clock = createSandboxClock(() => START * 1000);
    const ledger = createQuotaLedger(clock);
    const limit = { counter: "some", perDay: 100, perMinute: 3 };
    for (let call = 1; call <= 3; call += 1) ledger.spend(limit);
    expect(() => ledger.spend(limit)).toThrow(expect.objectContaining({ code: 45011 }) as Error);
    clock.advance(60);
    expect(() => ledger.spend(limit)).not.toThrow();
    expect(ledger.left(limit)).toBe(96);
  });
});

describe("clear_quota", () => {
  const clear = (appid = "wx0000000000000001") => account().post("/cgi-bin/clear_quota", { appid });

  it("gives every counter its day back", async () => {
    await account().control("quotas", { operation: "room.list", remaining: 0 });
    expect(await clear()).toEqual(success);
    expect(await list()).toMatchObject(success);
  });

  it("works ten times a month", async () => {
    for (let time = 1; time <= 10; time += 1) expect(await clear()).toEqual(success);
    expect(await clear()).toEqual(refused(48006));
  });

  it("is for the token's own account", async () => {
    expect(await clear("wx0000000000000002")).toEqual(refused(40013));
    expect(await account().post("/cgi-bin/clear_quota", {})).toEqual(refused(200002));
  });
});
