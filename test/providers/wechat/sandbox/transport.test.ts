import { accountForEach, jsonPost, refused, type Answer } from "./account";
import { createPath, roomCreation } from "./room-plan";

const account = accountForEach();

const read = async (response: Promise<Response>) => (await (await response).json()) as Answer;
const send = async (path: string, init?: RequestInit) =>
  read(account().send(`${path}${path.includes("?") ? "&" : "?"}access_token=${await account().token()}`, init));

describe("an answer", () => {
  it("is HTTP 200 with JSON, whatever the code", async () => {
    const response = await account().send(createPath, jsonPost({}));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  });

  it("ends in a request id when it is a refusal, another one each time", async () => {
    const texts = [await account().post(createPath, {}), await account().post(createPath, {})].map(
      ({ errmsg }) => errmsg ?? "",
    );
    for (const text of texts)
      expect(text).toMatch(/^parameter name must no be null rid: [0-9a-f]{8}(-[0-9a-f]{8}){2}$/);
    expect(new Set(texts).size).toBe(2);
  });

  it("is HTTP 404 on a path that is none, another case included", async () => {
    for (const path of ["/nowhere", "/wxaapi/broadcast/goods/deleteinroom", "/wxaapi/broadcast/goods/getvideo", "/"]) {
      expect((await account().send(path, jsonPost({}))).status).toBe(404);
    }
  });
});

describe("a body", () => {
  it("has to be there, to be JSON, and to be an object", async () => {
    expect(await send(createPath, { method: "POST" })).toEqual(refused(44002));
    for (const body of ["{", "[]", "null", '"text"', "\xff"]) {
      const headers = { "content-type": "application/json" };
      expect(await send(createPath, { method: "POST", headers, body })).toEqual(refused(47001));
    }
  });

  it.each([
    ["a form", "application/x-www-form-urlencoded"],
    ["plain text", "text/plain"],
  ])("is not read when it calls itself %s: the first parameter is null", async (_what, contentType) => {
    const init = { method: "POST", headers: { "content-type": contentType }, body: JSON.stringify(roomCreation) };
    expect((await send(createPath, init)).errmsg).toMatch(/^parameter name must no be null /);
    expect((await send("/wxaapi/broadcast/goods/add", init)).errmsg).toMatch(/^parameter goodsInfo must no be null /);
    expect(await send(createPath, init)).toEqual(refused(200002));
  });

  it("may name a character set", async () => {
    const headers = { "content-type": "application/json; charset=utf-8" };
    const init = { method: "POST", headers, body: JSON.stringify(roomCreation) };
    expect(await send(createPath, init)).toEqual({ errcode: 0, roomId: 13 });
  });
});

describe("refusals come in this order", () => {
  const spent = () => account().control("quotas", { operation: "room.create", remaining: 0 });

  it("token before quota", async () => {
    await spent();
    expect(await read(account().send(`${createPath}?access_token=x`, jsonPost(roomCreation)))).toEqual(refused(40014));
  });

  it("quota before method", async () => {
    await spent();
    expect(await send(createPath)).toEqual(refused(45009));
  });

  it("method before body", async () => {
    expect(await send(createPath)).toEqual(refused(43002));
    expect(await send("/wxaapi/broadcast/goods/getapproved", jsonPost({}))).toEqual(refused(43001));
  });

  it("arguments before the account's restrictions", async () => {
    await account().control("account", { switch: "unauthorized" });
    expect(await send(createPath, jsonPost({}))).toEqual(refused(200002));
    expect(await send(createPath, jsonPost(roomCreation))).toEqual(refused(48001));
  });

  it("the account's restrictions before the room, the room before its status, its status before the rest", async () => {
    const deletion = (id: number) => send("/wxaapi/broadcast/room/deleteroom", jsonPost({ id }));
    await account().control("account", { switch: "live-off" });
    expect(await deletion(99)).toEqual(refused(10001));
    await account().control("account", { switch: "live-off", on: false });
    expect(await deletion(99)).toEqual(refused(300022));
    expect(await deletion(1)).toEqual(refused(300023));
    const push = { roomId: 2, goodsId: 99 };
    expect(await send("/wxaapi/broadcast/goods/push", jsonPost(push))).toEqual(refused(300023));
  });
});

describe("what clients are known to get wrong", () => {
  it("getrolelist by POST is told to use GET", async () => {
    expect(await send("/wxaapi/broadcast/role/getrolelist", jsonPost({ role: -1 }))).toEqual(refused(43001));
  });

  it("getsharedcode by POST is a format error", async () => {
    const answer = await send("/wxaapi/broadcast/room/getsharedcode", jsonPost({ roomId: 2 }));
    expect(answer.errmsg).toMatch(/^data format error hint: \[\w+\] rid: /);
    expect(answer).toEqual(refused(47001));
  });

  it("getapproved does not know `count` and answers 30 rows", async () => {
    await account().control("seed", { libraryGoods: 40 });
    const { goods } = await account().get("/wxaapi/broadcast/goods/getapproved", { offset: 0, count: 5, status: 2 });
    expect(goods).toHaveLength(30);
  });

  it.each([
    ["a room id in the wrong case", "/wxaapi/broadcast/room/updatekf", { roomID: 2, closeKf: 1 }],
    ["a flag in the wrong case", "/wxaapi/broadcast/room/updatekf", { roomId: 2, closekf: 1 }],
    ["a boolean for a flag", "/wxaapi/broadcast/room/updatekf", { roomId: 2, closeKf: true }],
    ["a flag that is neither 0 nor 1", "/wxaapi/broadcast/room/updatekf", { roomId: 2, closeKf: 2 }],
    ["a word for an id", "/wxaapi/broadcast/room/updatekf", { roomId: "two", closeKf: 1 }],
    ["roomId where it is id", "/wxaapi/broadcast/room/deleteroom", { roomId: 2 }],
    ["good_id for goods_ids", "/wxa/business/getgoodswarehouse", { good_id: [1] }],
    ["bare ids to sort", "/wxaapi/broadcast/goods/sort", { roomId: 1, goods: [7, 5] }],
    ["a fraction for an id", "/wxaapi/broadcast/goods/audit", { goodsId: 1.5 }],
  ])("%s is a missing or wrong parameter", async (_what, path, body) => {
    expect(await account().post(path, body)).toEqual(refused(200002));
  });

  it("numbers in quotes are taken", async () => {
    const body = { roomId: "2", closeKf: "1" };
    expect(await account().post("/wxaapi/broadcast/room/updatekf", body)).toEqual({ errcode: 0, errmsg: "ok" });
    const room = { ...roomCreation, type: "1", closeLike: "0", startTime: String(roomCreation.startTime) };
    expect(await account().post(createPath, room)).toEqual({ errcode: 0, roomId: 13 });
  });
});

describe("restrictions of the account", () => {
  it.each([
    ["restricted", 50002],
    ["banned", 48004],
    ["unauthorized", 48001],
    ["live-off", 10001],
    ["writes-forbidden", 300001],
  ])("%s answers %d", async (name, code) => {
    await account().control("account", { switch: name });
    expect(await account().post(createPath, roomCreation)).toEqual(refused(code));
    await account().control("account", undefined, "DELETE");
    expect(await account().post(createPath, roomCreation)).toEqual({ errcode: 0, roomId: 13 });
  });

  it("writes-forbidden leaves reads alone", async () => {
    await account().control("account", { switch: "writes-forbidden" });
    expect(await account().post("/wxa/business/getliveinfo", { start: 0, limit: 1 })).toMatchObject({ errcode: 0 });
  });

  it.each([
    ["ip-refused", 40164, /^invalid ip \d+\.\d+\.\d+\.\d+ ipv6 \S+, not in whitelist rid: /],
    ["ip-unconfirmed", 89503, /./],
    ["ip-refused-for-a-day", 89506, /./],
    ["ip-refused-for-an-hour", 89507, /./],
    ["secret-frozen", 40243, /./],
    ["token-forbidden", 50004, /./],
    ["frozen", 50007, /./],
  ])("%s stops tokens with %d, and not the calls of those who have one", async (name, code, text) => {
    const list = () => account().post("/wxa/business/getliveinfo", { start: 0, limit: 1 });
    await list();
    await account().control("account", { switch: name });
    const query = "grant_type=client_credential&appid=wx0000000000000001&secret=sandbox-wechat-secret";
    const answer = await read(account().send(`/cgi-bin/token?${query}`));
    expect(answer).toEqual(refused(code));
    expect(answer.errmsg).toMatch(text);
    expect(await list()).toMatchObject({ errcode: 0 });
  });
});

describe("the call log", () => {
  it("shows what was sent, without secrets and tokens", async () => {
    await account().post(createPath, roomCreation);
    const [first, second] = account().sandbox.calls();
    expect(first).toMatchObject({ path: "/cgi-bin/stable_token", body: { secret: "***" }, status: 200 });
    expect(second).toMatchObject({ path: createPath, query: { access_token: "***" }, body: roomCreation, status: 200 });
  });
});
