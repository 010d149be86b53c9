import { accountForEach, refused, START, success } from "./account";
import { createPath, editPath, listPath, roomCreation, roomPlan } from "./room-plan";

const account = accountForEach();
const HOUR = 3600;
const DAY = 24 * HOUR;

const create = (change: object = {}) => account().post(createPath, { ...roomCreation, ...change });
const edit = (id: number, change: object = {}) => account().post(editPath, { id, ...roomPlan, ...change });
const remove = (id: number) => account().post("/wxaapi/broadcast/room/deleteroom", { id });
const setStatus = (id: number, status: number) => account().control(`rooms/${id}/status`, { status });

async function find(id: number): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { room_info: rooms } = await account().post(listPath, { start: 0, limit: 100 });
  return (rooms as { roomid: number }[]).find(({ roomid }) => roomid === id);
}

describe("creating a room", () => {
  it("answers the new room's id and no text", async () => {
    expect(await create()).toEqual({ errcode: 0, roomId: 13 });
    expect(await create()).toEqual({ errcode: 0, roomId: 14 });
    expect(await find(13)).toMatchObject({
      name: "直播测试3",
      live_status: 102,
      live_type: 1,
      start_time: roomCreation.startTime,
      end_time: roomCreation.endTime,
      anchor_name: "Ange",
      close_replay: 0,
      is_feeds_public: 0,
      goods: [],
    });
  });

  it("closes replay and customer service, and opens the feed, where nothing is said", async () => {
    const { closeReplay: _replay, closeShare: _share, isFeedsPublic: _feed, ...rest } = roomCreation;
    expect(await account().post(createPath, rest)).toEqual({ errcode: 0, roomId: 13 });
    expect(await find(13)).toMatchObject({ close_replay: 1, close_kf: 1, is_feeds_public: 1 });
    expect(await account().control("rooms/13")).toMatchObject({ closeShare: 0 });
  });

  it("takes the empty texts and the obsolete fields of SDKs", async () => {
    const extra = { subAnchorWechat: "", createrWechat: "", anchorImg: "x", screenType: 0 };
    expect(await create(extra)).toEqual({ errcode: 0, roomId: 13 });
  });

  it("keeps the sub-anchor and names the creator by openid", async () => {
    await create({ subAnchorWechat: "walle1", createrWechat: "boss_wx01" });
    expect(await account().get("/wxaapi/broadcast/room/getsubanchor", { roomId: 13 })).toMatchObject({
      username: "walle1",
    });
    const people = (await account().control("people")) as unknown as { wechatId: string; openid: string }[];
    const boss = people.find(({ wechatId }) => wechatId === "boss_wx01");
    expect((await find(13))?.["creater_openid"]).toBe(boss?.openid);
  });

  const now = START;
  it.each([
    ["a start in less than 10 minutes", { startTime: now + 599, endTime: now + HOUR }, 200002],
    ["a start in more than 6 months", { startTime: now + 183 * DAY, endTime: now + 183 * DAY + HOUR }, 200002],
    ["29 minutes", { endTime: roomCreation.startTime + 29 * 60 + 59 }, 200002],
    ["more than 24 hours", { endTime: roomCreation.startTime + DAY + 1 }, 200002],
    ["milliseconds", { startTime: roomCreation.startTime * 1000 }, 200002],
    ["a text for a time", { startTime: "2025-10-09T12:00:00Z" }, 200002],
    ["no anchorWechat", { anchorWechat: undefined }, 200002],
    ["a number for the name", { name: 123456 }, 200002],
    ["no type", { type: null }, 200002],
    ["a type of its own", { type: 2 }, 200002],
    ["a name of 5 units", { name: "直播1" }, 300002],
    ["a name of 35 units", { name: `${"直".repeat(17)}1` }, 300002],
    ["an anchor's name of 3 units", { anchorName: "Ann" }, 300034],
    ["an anchor's name of 31 units", { anchorName: `${"直".repeat(15)}1` }, 300034],
    ["emoji in the name", { name: "开播啦🎉🎉" }, 300040],
    ["special characters in the anchor's name", { anchorName: "An<ge>" }, 300040],
    ["a forbidden name", { name: "违禁直播间" }, 300028],
    ["a forbidden anchor's name", { anchorName: "forbidden" }, 300029],
    ["an anchor who does not exist", { anchorWechat: "nobody_wx" }, 300035],
    ["an openid for the anchor", { anchorWechat: "ol2jgGJj-m3o0YE5I_WxhLsH65mG" }, 300030],
    ["an anchor without a verified name", { anchorWechat: "unverified_wx" }, 300036],
    ["a sub-anchor who does not exist", { subAnchorWechat: "nobody_wx" }, 300039],
    ["a sub-anchor without a verified name", { subAnchorWechat: "unverified_wx" }, 300039],
    ["the anchor as sub-anchor", { subAnchorWechat: "WalleAI" }, 200002],
    ["a creator who does not exist", { createrWechat: "nobody_wx" }, 300041],
  ])("refuses %s", async (_what, change, code) => {
    expect(await create(change)).toEqual(refused(code));
    expect(await find(13)).toBeUndefined();
  });

  it.each([
    ["the first moment", { startTime: now + 600, endTime: now + 600 + 30 * 60 }],
    ["the last moment", { startTime: now + 182 * DAY, endTime: now + 183 * DAY }],
    ["6 units", { name: "直播1号", anchorName: "小林" }],
    ["34 units", { name: "直".repeat(17), anchorName: "林".repeat(15) }],
  ])("takes %s", async (_what, change) => {
    expect(await create(change)).toEqual({ errcode: 0, roomId: 13 });
  });

  it("judges lengths before characters, and characters before content", async () => {
    expect(await create({ name: "🎉", anchorName: "林" })).toEqual(refused(300002));
    expect(await create({ name: "违禁直播间🎉" })).toEqual(refused(300040));
    expect(await create({ name: "违禁直播间", anchorName: "A" })).toEqual(refused(300034));
  });

  it("has WeChat's own texts for times and anchors", async () => {
    expect((await create({ endTime: 0 })).errmsg).toMatch(/^parameter startTime or endTime is invalid rid: /);
    expect((await create({ shareImg: "" })).errmsg).toMatch(/^parameter shareImg must no be null rid: /);
    const same = await create({ subAnchorWechat: "WalleAI" });
    expect(same.errmsg).toMatch(/^anchorWechat and subAnchorWechat can not be same rid: /);
  });

  it("hands out a picture for the anchor to verify with", async () => {
    const answer = await create({ anchorWechat: "unverified_wx" });
    expect((await fetch(String(answer["qrcode_url"]))).headers.get("content-type")).toBe("image/png");
    await account().control("people", { wechatId: "unverified_wx", nickname: "实名了", verified: true });
    expect(await create({ anchorWechat: "unverified_wx" })).toEqual({ errcode: 0, roomId: 13 });
  });

  it("needs customer service in the console to open it", async () => {
    expect(await create({ closeKf: 0 })).toEqual({ errcode: 0, roomId: 13 });
    await account().control("account", { switch: "customer-service-off" });
    expect(await create({ closeKf: 0 })).toEqual(refused(300038));
    expect(await create({ closeKf: 1 })).toEqual({ errcode: 0, roomId: 14 });
  });
});

describe("editing a room", () => {
  it("replaces all of it, and moves it to its new place in the list", async () => {
    const plan = { name: "直播测试改", startTime: START + 40 * DAY, endTime: START + 40 * DAY + HOUR, closeKf: 0 };
    expect(await edit(2, plan)).toEqual(success);
    const { room_info: rooms } = await account().post(listPath, { start: 0, limit: 1 });
    expect(rooms).toMatchObject([{ roomid: 2, name: "直播测试改", anchor_name: "Ange", close_kf: 0, live_type: 0 }]);
  });

  it.each([
    ["a field that is missing", { coverImg: undefined }, 200002],
    ["a time too near", { startTime: START + 60 }, 200002],
    ["a short name", { name: "直播" }, 300002],
    ["an image that is a URL", { shareImg: "http://127.0.0.1/_sandbox/images/share-2.png" }, 300032],
    ["an unknown anchor", { anchorWechat: "nobody_wx" }, 300035],
    ["an unverified anchor", { anchorWechat: "unverified_wx" }, 300036],
  ])("refuses %s", async (_what, change, code) => {
    expect(await edit(2, change)).toEqual(refused(code));
    expect(await find(2)).toMatchObject({ name: "直播测试" });
  });

  it("knows the room as `id`, and leaves type and sub-anchor alone", async () => {
    expect(await account().post(editPath, { roomId: 2, ...roomPlan })).toEqual(refused(200002));
    expect(await edit(99)).toEqual(refused(300022));
    expect(await edit(2, { type: 1, subAnchorWechat: "walle1" })).toEqual(success);
    expect(await find(2)).toMatchObject({ live_type: 0 });
    expect(await account().get("/wxaapi/broadcast/room/getsubanchor", { roomId: 2 })).toEqual({ errcode: 0 });
  });

  it("does not make the sub-anchor the anchor", async () => {
    await account().post("/wxaapi/broadcast/room/addsubanchor", { roomId: 2, username: "WalleAI" });
    expect(await edit(2)).toEqual(refused(200002));
  });
});

describe("deleting a room", () => {
  it("takes it out of the list", async () => {
    expect(await remove(2)).toEqual(success);
    expect(await find(2)).toBeUndefined();
    expect(await remove(2)).toEqual(refused(300022));
  });
});

describe("the status of a room", () => {
  /** Which status permits what, as the simulator has it: WeChat publishes only which calls can answer 300023. */
  const matrix = {
    edit: [102],
    delete: [102, 103, 107],
    pushUrl: [101, 102, 105],
    sharedCode: [101, 102, 103, 105, 106, 107],
    addGoods: [101, 102, 105],
    sort: [101, 102, 105],
    onSale: [101, 102, 105],
    deleteInRoom: [101, 102, 105],
    push: [101],
    video: [101, 103, 105],
    comment: [101, 102, 105],
    replay: [101, 102, 103, 105, 106, 107],
    feed: [101, 102, 103, 105, 106, 107],
    kf: [101, 102, 103, 105, 106, 107],
    addAssistant: [101, 102, 103, 105, 106, 107],
    addSubAnchor: [101, 102, 103, 105, 106, 107],
  } as const;
  const roomId = 12;
  const goods = { roomId, goodsId: 1 };
  const room = (path: string, body: object) => account().post(`/wxaapi/broadcast/room/${path}`, body);
  const inRoom = (path: string, body: object) => account().post(`/wxaapi/broadcast/goods/${path}`, body);
  const calls: Readonly<Record<keyof typeof matrix, () => Promise<object>>> = {
    edit: () => edit(roomId),
    delete: () => remove(roomId),
    pushUrl: () => account().get("/wxaapi/broadcast/room/getpushurl", { roomId }),
    sharedCode: () => account().get("/wxaapi/broadcast/room/getsharedcode", { roomId }),
    addGoods: () => room("addgoods", { roomId, ids: [5] }),
    sort: () => inRoom("sort", { roomId, goods: [{ goodsId: "2" }] }),
    onSale: () => inRoom("onsale", { ...goods, onSale: 0 }),
    deleteInRoom: () => inRoom("deleteInRoom", goods),
    push: () => inRoom("push", goods),
    video: () => inRoom("getVideo", goods),
    comment: () => room("updatecomment", { roomId, banComment: 1 }),
    replay: () => room("updatereplay", { roomId, closeReplay: 0 }),
    feed: () => room("updatefeedpublic", { roomId, isFeedsPublic: 0 }),
    kf: () => room("updatekf", { roomId, closeKf: 0 }),
    addAssistant: () => room("addassistant", { roomId, users: [{ username: "walle1", nickname: "robot1" }] }),
    addSubAnchor: () => room("addsubanchor", { roomId, username: "walle1" }),
  };

  it.each(Object.keys(matrix) as (keyof typeof matrix)[])("decides about %s", async (name) => {
    for (const status of [101, 102, 103, 104, 105, 106, 107]) {
      await account().reset();
      await account().control(`rooms/${roomId}/goods/1/video`, { video: "ready" });
      await setStatus(roomId, status);
      const permitted = (matrix[name] as readonly number[]).includes(status);
      const code = permitted ? 0 : name === "edit" && status === 101 ? 300042 : 300023;
      expect({ status, answer: await calls[name]() }).toEqual({ status, answer: refused(code) });
    }
  });

  it("is set by the control route and seen in the list", async () => {
    for (const status of [101, 103, 104, 105, 106, 107, 102]) {
      await setStatus(2, status);
      expect(await find(2)).toMatchObject({ live_status: status });
    }
    expect(await setStatus(2, 108)).toHaveProperty("error");
    expect(await setStatus(99, 101)).toHaveProperty("error");
  });

  it("becomes 107 when the planned end passes and nobody has started", async () => {
    await create();
    account().advance(roomCreation.endTime - START - 1);
    expect(await find(13)).toMatchObject({ live_status: 102 });
    account().advance(1);
    expect(await find(13)).toMatchObject({ live_status: 107 });
  });

  it("stays what it is when a room that has started passes its end", async () => {
    await create();
    await setStatus(13, 101);
    account().advance(2 * DAY);
    expect(await find(13)).toMatchObject({ live_status: 101 });
  });

  it("stays 102 when the control route says so of a room of the past", async () => {
    await setStatus(4, 102);
    expect(await find(4)).toMatchObject({ live_status: 102 });
  });
});
