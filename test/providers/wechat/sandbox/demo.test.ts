import { accountForEach, bareSuccess, success, type Answer } from "./account";
import { createPath, editPath, listPath, roomCreation, roomPlan } from "./room-plan";

const account = accountForEach();
const room = (path: string, body: object) => account().post(`/wxaapi/broadcast/room/${path}`, body);
const goods = (path: string, body: object) => account().post(`/wxaapi/broadcast/goods/${path}`, body);
const role = (path: string, body: object) => account().post(`/wxaapi/broadcast/role/${path}`, body);
const control = (path: string, body: object) => account().control(path, body);

describe("the demonstration account", () => {
  it("has a room in every status", async () => {
    const { room_info: rows } = await account().post(listPath, { start: 0, limit: 100 });
    const rooms = rows as { roomid: number; name: string; live_status: number; live_type: number }[];
    expect(rooms.length).toBeGreaterThanOrEqual(12);
    expect([...new Set(rooms.map((row) => row.live_status))].sort()).toEqual([101, 102, 103, 104, 105, 106, 107]);
    const byId = new Map(rooms.map((row) => [row.roomid, row]));
    expect(byId.get(1)).toMatchObject({ name: "直播测试1", live_status: 101, live_type: 0 });
    expect(byId.get(2)).toMatchObject({ name: "直播测试", live_status: 102 });
    expect(byId.get(3)).toMatchObject({ name: "直播测试3", live_status: 102, live_type: 1, anchor_name: "Ange" });
    expect(byId.get(4)).toMatchObject({ live_status: 103 });
  });

  it("has goods in every review status, members of every role, and a second page of followers", async () => {
    for (const status of [0, 1, 2, 3]) {
      const answer = await account().get("/wxaapi/broadcast/goods/getapproved", { offset: 0, status });
      expect(Number(answer["total"])).toBeGreaterThan(0);
    }
    for (const role of [0, 1, 2, 3]) {
      const answer = await account().get("/wxaapi/broadcast/role/getrolelist", { role });
      expect(Number(answer["total"])).toBeGreaterThan(0);
    }
    expect(Number((await account().control("state"))["followers"])).toBeGreaterThan(250);
  });

  it("is the same account again tomorrow", async () => {
    account().advance(5 * 3600);
    expect(await account().get("/wxaapi/broadcast/goods/getapproved", { offset: 0, status: 1 })).toMatchObject({
      total: 2,
    });
  });
});

/**
 * What users of SDKs do with their documented examples, each on a fresh account. What the account needs first, since
 * the examples were written for another, stands before the call.
 */
describe("the documented examples of SDKs", () => {
  const zuyv = "ZuYVNKk9sMP1X4m7FXdcDCKra251KDZTjS502UTV7gwalgLZXcrOhG6oNYX6c7AR";
  const examples: readonly (readonly [name: string, call: () => Promise<Answer>, expected: object])[] = [
    ["create a room", () => account().post(createPath, roomCreation), { errcode: 0, roomId: 13 }],
    ["list rooms with limit 0", () => account().post(listPath, { start: 0, limit: 0 }), { ...success, room_info: [] }],
    [
      "read recordings of room 4",
      () => account().post(listPath, { action: "get_replay", room_id: 4, start: 0, limit: 0 }),
      success,
    ],
    ["import goods 6 and 7 into room 3", () => room("addgoods", { ids: [6, 7], roomId: 3 }), bareSuccess],
    [
      "delete room 1, once it is over",
      async () => {
        await control("rooms/1/status", { status: 103 });
        return room("deleteroom", { id: 1 });
      },
      success,
    ],
    ["edit room 2", () => account().post(editPath, { id: 2, ...roomPlan, name: "直播测试", closeKf: 0 }), success],
    [
      "get the push address of room 3",
      () => account().get("/wxaapi/broadcast/room/getpushurl", { roomId: 3 }),
      bareSuccess,
    ],
    [
      "get the share code of room 2",
      () => account().get("/wxaapi/broadcast/room/getsharedcode", { roomId: 2, params: "a=1&b=2" }),
      bareSuccess,
    ],
    [
      "add, rename and remove assistants of room 4",
      async () => {
        const users = [
          { username: "walle1", nickname: "robot1" },
          { username: "walle2", nickname: "root2" },
        ];
        expect(await room("addassistant", { roomId: 4, users })).toEqual(bareSuccess);
        const renamed = { roomId: 4, username: "walle1", nickname: "robot3" };
        expect(await room("modifyassistant", renamed)).toEqual(bareSuccess);
        expect(await room("removeassistant", { roomId: 4, username: "walle1" })).toEqual(bareSuccess);
        return account().get("/wxaapi/broadcast/room/getassistantlist", { roomId: 4 });
      },
      { errcode: 0, count: 2 },
    ],
    ["set WalleAI as sub-anchor of room 3", () => room("addsubanchor", { roomId: 3, username: "WalleAI" }), success],
    [
      "make WalleAI the sub-anchor of room 3 in another's place",
      async () => {
        await room("addsubanchor", { roomId: 3, username: "walle1" });
        return room("modifysubanchor", { roomId: 3, username: "WalleAI" });
      },
      success,
    ],
    ["remove the sub-anchor of room 1", () => room("deletesubanchor", { roomId: 1 }), success],
    [
      "read the sub-anchor of room 1",
      () => account().get("/wxaapi/broadcast/room/getsubanchor", { roomId: 1 }),
      { errcode: 0, username: "mei_wx01" },
    ],
    ["take room 2 out of the feed", () => room("updatefeedpublic", { roomId: 2, isFeedsPublic: 0 }), success],
    ["close the replay of room 1", () => room("updatereplay", { roomId: 1, closeReplay: 1 }), success],
    ["close customer service in room 2", () => room("updatekf", { roomId: 2, closeKf: 1 }), success],
    ["mute room 2", () => room("updatecomment", { roomId: 2, banComment: 1 }), success],
    ["put goods 7 on the shelf of room 1", () => goods("onsale", { roomId: 1, goodsId: 7, onSale: 1 }), bareSuccess],
    ["take goods 1 out of room 3", () => goods("deleteInRoom", { roomId: 3, goodsId: 1 }), bareSuccess],
    ["push goods 1 in room 1", () => goods("push", { roomId: 1, goodsId: 1 }), bareSuccess],
    [
      "sort goods 7, 5 and 6 of room 1",
      () => goods("sort", { roomId: 1, goods: [{ goodsId: "7" }, { goodsId: "5" }, { goodsId: "6" }] }),
      bareSuccess,
    ],
    ["get the video of goods 1 in room 1", () => goods("getVideo", { roomId: 1, goodsId: 1 }), bareSuccess],
    [
      "add goods TIT茶杯",
      () =>
        goods("add", {
          goodsInfo: { coverImgUrl: zuyv, name: "TIT茶杯", priceType: 1, price: 99.5, url: "pages/index/index" },
        }),
      { errcode: 0, goodsId: 15 },
    ],
    [
      "withdraw review 450889673 of goods 7, once it is in review, and submit it again",
      async () => {
        await control("goods/7/review", { status: 1 });
        expect(await goods("resetaudit", { auditId: 450889673, goodsId: 7 })).toEqual(bareSuccess);
        return goods("audit", { goodsId: 7 });
      },
      bareSuccess,
    ],
    ["delete goods 1", () => goods("delete", { goodsId: 1 }), bareSuccess],
    [
      "change the price of goods 1",
      () => goods("update", { goodsInfo: { goodsId: 1, priceType: 1, price: 89 } }),
      success,
    ],
    [
      "look goods 6 and 7 up",
      () => account().post("/wxa/business/getgoodswarehouse", { goods_ids: [6, 7] }),
      { ...success, total: 2 },
    ],
    ["make Walle1 an administrator", () => role("addrole", { username: "Walle1", role: 1 }), bareSuccess],
    ["take that from Walle1", () => role("deleterole", { username: "Walle1", role: 1 }), bareSuccess],
    [
      "list administrators",
      () => account().get("/wxaapi/broadcast/role/getrolelist", { role: 1, offset: 0, limit: 10, keyword: "" }),
      { errcode: 0, total: 2 },
    ],
    [
      "announce room 2, once it is live",
      async () => {
        await control("rooms/2/status", { status: 101 });
        return account().post("/wxa/business/push_message", { room_id: 2, user_openid: ["oFAN1"] });
      },
      success,
    ],
  ];

  it.each(examples)("%s", async (_name, call, expected) => {
    expect(await call()).toMatchObject(expected);
  });
});
