import {
  LiveRoomExplanationsDocument,
  LiveRoomIngestDocument,
  LiveRoomShareCodeDocument,
  LiveRoomSubAnchorDocument,
  PushGoodsInLiveRoomDocument,
  RemoveAssistantDocument,
  RemoveGoodsFromLiveRoomDocument,
  RemoveSubAnchorDocument,
  SetGoodsShelfStatusDocument,
  SetSubAnchorDocument,
  SortGoodsInLiveRoomDocument,
  UpdateAssistantDocument,
  UpdateLiveRoomSettingsDocument,
  AddAssistantsDocument,
} from "../../generated/graphql";
import { useBench } from "../../support/bench";
import { textLike } from "../../support/matching";
import { control } from "../../support/control";

/* Rows of the operations that must work, for steering a room: see rows.test.ts. */

const LIST = { method: "POST", path: "/wxa/business/getliveinfo", query: {}, body: { start: 0, limit: 100 } };
const post = (path: string, body: unknown) => ({ method: "POST", path: `/wxaapi/broadcast/${path}`, query: {}, body });
const get = (path: string, query: object) => ({ method: "GET", path: `/wxaapi/broadcast/${path}`, query, body: null });

const bench = useBench();
const wire = () => bench.upstream(bench.wechat);
const setStatus = (room: number, status: number) => control(bench.wechat, `/_sandbox/rooms/${room}/status`, { status });

test("W07 LiveRoom.ingest", async () => {
  await setStatus(3, 101);
  const { liveRoom } = await bench.ask(LiveRoomIngestDocument, { id: "room:wechat:3" });

  expect(wire()).toEqual([LIST, get("room/getpushurl", { roomId: "3" })]);
  expect(liveRoom?.ingest?.pushUrl).toMatch(
    /^rtmp:\/\/wxalivepush\.weixin\.qq\.com\/live\/wx0000000000000001-3\?txSecret=[0-9a-f]{32}&txTime=[0-9a-f]+$/,
  );
  const txTime = Number.parseInt(liveRoom?.ingest?.pushUrl.split("txTime=")[1] ?? "", 16);
  expect(liveRoom?.ingest?.expiresAt).toBe(new Date(txTime * 1000).toISOString());
});

test("W07 a room that takes no stream has no address, and none is asked for", async () => {
  const { liveRoom } = await bench.ask(LiveRoomIngestDocument, { id: "room:wechat:1" });
  expect(liveRoom?.ingest).toBeNull();
  expect(wire()).toEqual([LIST]);
});

test("W08 LiveRoom.shareCode", async () => {
  const { liveRoom } = await bench.ask(LiveRoomShareCodeDocument, { id: "room:wechat:2", params: "a=1&b=2" });

  expect(wire()).toEqual([LIST, get("room/getsharedcode", { roomId: "2", params: "a=1&b=2" })]);
  expect(liveRoom?.shareCode).toEqual({
    imageUrl: textLike(/^http/),
    pagePath: textLike(/^plugin-private:\/\/wx2b03c6e691cd7370\/pages\/live-player-plugin\?room_id=2/),
    posterUrl: textLike(/^http/),
  });
});

test("W08 params that would be cut off are refused", async () => {
  const { errors } = await bench.run(LiveRoomShareCodeDocument, { id: "room:wechat:2", params: "x".repeat(601) });
  expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: ["params"] });
  expect(wire()).toEqual([LIST]);
});

test("W10 updateAssistant", async () => {
  await bench.ask(AddAssistantsDocument, {
    input: { liveRoom: "room:wechat:4", assistants: [{ wechatId: "walle1", nickname: "robot1" }] },
  });
  wire();
  const { updateAssistant } = await bench.ask(UpdateAssistantDocument, {
    input: { liveRoom: "room:wechat:4", wechatId: "walle1", nickname: "robot3" },
  });

  expect(wire()).toEqual([
    post("room/modifyassistant", { roomId: 4, username: "walle1", nickname: "robot3" }),
    LIST,
    get("room/getassistantlist", { roomId: "4" }),
  ]);
  expect(updateAssistant.userErrors).toEqual([]);
  expect(updateAssistant.liveRoom?.assistants).toContainEqual({ alias: "walle1", nickname: "robot3" });
});

test("W11 removeAssistant", async () => {
  await bench.ask(AddAssistantsDocument, {
    input: { liveRoom: "room:wechat:4", assistants: [{ wechatId: "walle1", nickname: "robot1" }] },
  });
  wire();
  const { removeAssistant } = await bench.ask(RemoveAssistantDocument, {
    input: { liveRoom: "room:wechat:4", wechatId: "walle1" },
  });

  expect(wire()[0]).toEqual(post("room/removeassistant", { roomId: 4, username: "walle1" }));
  expect(removeAssistant.userErrors).toEqual([]);
  expect(removeAssistant.liveRoom?.assistants.map(({ alias }) => alias)).not.toContain("walle1");
});

test("W13 setSubAnchor, none before", async () => {
  const { setSubAnchor } = await bench.ask(SetSubAnchorDocument, {
    input: { liveRoom: "room:wechat:3", wechatId: "WalleAI" },
  });

  expect(wire()).toEqual([
    get("room/getsubanchor", { roomId: "3" }),
    post("room/addsubanchor", { roomId: 3, username: "WalleAI" }),
    LIST,
    get("room/getsubanchor", { roomId: "3" }),
  ]);
  expect(setSubAnchor).toEqual({
    liveRoom: { subAnchor: { name: "WalleAI", nativeUserId: "WalleAI" } },
    userErrors: [],
  });
});

test("W14 setSubAnchor, one before", async () => {
  await bench.ask(SetSubAnchorDocument, { input: { liveRoom: "room:wechat:3", wechatId: "walle2" } });
  wire();
  const { setSubAnchor } = await bench.ask(SetSubAnchorDocument, {
    input: { liveRoom: "room:wechat:3", wechatId: "WalleAI" },
  });

  expect(wire().slice(0, 2)).toEqual([
    get("room/getsubanchor", { roomId: "3" }),
    post("room/modifysubanchor", { roomId: 3, username: "WalleAI" }),
  ]);
  expect(setSubAnchor.liveRoom?.subAnchor?.nativeUserId).toBe("WalleAI");

  await bench.ask(SetSubAnchorDocument, { input: { liveRoom: "room:wechat:3", wechatId: "WalleAI" } });
  expect(wire().filter(({ method }) => method === "POST")).toEqual([LIST]);
});

test("W15 removeSubAnchor", async () => {
  const { removeSubAnchor } = await bench.ask(RemoveSubAnchorDocument, { input: { liveRoom: "room:wechat:1" } });

  expect(wire()[0]).toEqual(post("room/deletesubanchor", { roomId: 1 }));
  expect(removeSubAnchor).toEqual({ liveRoom: { subAnchor: null }, userErrors: [] });
});

test("W16 LiveRoom.subAnchor", async () => {
  const { liveRoom } = await bench.ask(LiveRoomSubAnchorDocument, { id: "room:wechat:1" });

  expect(wire()).toEqual([LIST, get("room/getsubanchor", { roomId: "1" })]);
  expect(liveRoom?.subAnchor?.nativeUserId).toMatch(/^\w+$/);
});

test.each([
  ["W17", { id: "room:wechat:2", feedListed: false }, "room/updatefeedpublic", { roomId: 2, isFeedsPublic: 0 }],
  ["W18", { id: "room:wechat:1", replay: false }, "room/updatereplay", { roomId: 1, closeReplay: 1 }],
  ["W19", { id: "room:wechat:2", customerService: false }, "room/updatekf", { roomId: 2, closeKf: 1 }],
  ["W20", { id: "room:wechat:2", commentsMuted: true }, "room/updatecomment", { roomId: 2, banComment: 1 }],
])("%s updateLiveRoomSettings", async (_row, input, path, body) => {
  await setStatus(2, 101);
  const { updateLiveRoomSettings } = await bench.ask(UpdateLiveRoomSettingsDocument, { input });

  expect(wire()).toEqual([post(path, body), LIST]);
  expect(updateLiveRoomSettings.userErrors).toEqual([]);
  expect(updateLiveRoomSettings.liveRoom?.id).toBe(input.id);
});

test("W17 to W20 each switch is reported by itself", async () => {
  bench.wechat.fault({ path: "/wxaapi/broadcast/room/updatereplay", kind: "errcode", value: 300023 });
  const { updateLiveRoomSettings } = await bench.ask(UpdateLiveRoomSettingsDocument, {
    input: { id: "room:wechat:1", feedListed: true, replay: true, customerService: true, commentsMuted: false },
  });

  expect(wire().map(({ path }) => path)).toEqual([
    "/wxaapi/broadcast/room/updatefeedpublic",
    "/wxaapi/broadcast/room/updatereplay",
    "/wxaapi/broadcast/room/updatekf",
    "/wxaapi/broadcast/room/updatecomment",
    "/wxa/business/getliveinfo",
  ]);
  expect(updateLiveRoomSettings.userErrors).toEqual([
    expect.objectContaining({ code: "INVALID_STATE", field: ["input", "replay"], providerCode: "300023" }),
  ]);
  expect(updateLiveRoomSettings.liveRoom?.settings).toMatchObject({ feedListed: true, customerService: true });
});

test("W17 to W20 a request without switches is refused", async () => {
  const { updateLiveRoomSettings } = await bench.ask(UpdateLiveRoomSettingsDocument, {
    input: { id: "room:wechat:1" },
  });
  expect(updateLiveRoomSettings.userErrors).toEqual([expect.objectContaining({ code: "INVALID_INPUT" })]);
  expect(wire().filter(({ method, path }) => method === "POST" && path.includes("/room/"))).toEqual([]);
});

test("W21 setGoodsShelfStatus", async () => {
  const { setGoodsShelfStatus } = await bench.ask(SetGoodsShelfStatusDocument, {
    input: { liveRoom: "room:wechat:1", goods: ["goods:wechat:7"], shelfStatus: "ON_SALE" },
  });

  expect(wire()).toEqual([post("goods/onsale", { roomId: 1, goodsId: 7, onSale: 1 }), LIST]);
  expect(setGoodsShelfStatus.userErrors).toEqual([]);
});

test("W21 each piece of goods is reported by itself", async () => {
  const { setGoodsShelfStatus } = await bench.ask(SetGoodsShelfStatusDocument, {
    input: {
      liveRoom: "room:wechat:1",
      goods: ["goods:wechat:7", "goods:wechat:999", "goods:wechat:5"],
      shelfStatus: "OFF_SHELF",
    },
  });

  expect(wire().map(({ body }) => body)).toEqual([
    { roomId: 1, goodsId: 7, onSale: 0 },
    { roomId: 1, goodsId: 999, onSale: 0 },
    { roomId: 1, goodsId: 5, onSale: 0 },
    LIST.body,
  ]);
  expect(setGoodsShelfStatus.liveRoom).not.toBeNull();
  expect(setGoodsShelfStatus.userErrors).toEqual([
    expect.objectContaining({ code: "NOT_FOUND", field: ["input", "goods", "1"] }),
  ]);
});

test("W21 a status WeChat does not know costs no call", async () => {
  const { setGoodsShelfStatus } = await bench.ask(SetGoodsShelfStatusDocument, {
    input: { liveRoom: "room:wechat:1", goods: ["goods:wechat:7"], shelfStatus: "DISPLAY_ONLY" },
  });
  expect(setGoodsShelfStatus.userErrors).toEqual([
    expect.objectContaining({ code: "INVALID_INPUT", field: ["input", "shelfStatus"] }),
  ]);
  expect(wire().map(({ path }) => path)).toEqual([]);
});

test("W22 removeGoodsFromLiveRoom", async () => {
  const { removeGoodsFromLiveRoom } = await bench.ask(RemoveGoodsFromLiveRoomDocument, {
    input: { liveRoom: "room:wechat:3", goods: ["goods:wechat:1"] },
  });

  expect(wire()).toEqual([post("goods/deleteInRoom", { roomId: 3, goodsId: 1 }), LIST]);
  expect(removeGoodsFromLiveRoom).toEqual({ liveRoom: { goods: { nodes: [] } }, userErrors: [] });
});

test("W23 pushGoodsInLiveRoom", async () => {
  const { pushGoodsInLiveRoom } = await bench.ask(PushGoodsInLiveRoomDocument, {
    input: { liveRoom: "room:wechat:1", goods: "goods:wechat:1" },
  });

  expect(wire()).toEqual([post("goods/push", { roomId: 1, goodsId: 1 }), LIST]);
  expect(pushGoodsInLiveRoom).toEqual({ liveRoom: { id: "room:wechat:1" }, userErrors: [] });
});

test("W23 a room that is not live is INVALID_STATE", async () => {
  const { pushGoodsInLiveRoom } = await bench.ask(PushGoodsInLiveRoomDocument, {
    input: { liveRoom: "room:wechat:3", goods: "goods:wechat:1" },
  });
  expect(pushGoodsInLiveRoom).toMatchObject({
    liveRoom: null,
    userErrors: [{ code: "INVALID_STATE", field: ["input", "liveRoom"], providerCode: "300023" }],
  });
});

test("W24 sortGoodsInLiveRoom", async () => {
  const { sortGoodsInLiveRoom } = await bench.ask(SortGoodsInLiveRoomDocument, {
    input: { liveRoom: "room:wechat:1", goods: ["goods:wechat:7", "goods:wechat:5", "goods:wechat:6"] },
  });

  expect(wire()).toEqual([
    post("goods/sort", { roomId: 1, goods: [{ goodsId: "7" }, { goodsId: "5" }, { goodsId: "6" }] }),
    LIST,
  ]);
  expect(sortGoodsInLiveRoom.userErrors).toEqual([]);
  expect(sortGoodsInLiveRoom.liveRoom?.goods.nodes.slice(0, 3).map(({ id }) => id)).toEqual([
    "goods:wechat:7",
    "goods:wechat:5",
    "goods:wechat:6",
  ]);
});

test("W25 RoomGoodsEdge.explanation.videoUrl", async () => {
  const { liveRoom } = await bench.ask(LiveRoomExplanationsDocument, { id: "room:wechat:1", first: 2 });

  expect(wire()).toEqual([
    LIST,
    post("goods/getVideo", { roomId: 1, goodsId: 1 }),
    post("goods/getVideo", { roomId: 1, goodsId: 5 }),
  ]);
  expect(liveRoom?.goods.edges).toEqual([
    { node: { id: "goods:wechat:1" }, explanation: { active: null, videoUrl: textLike(/^http/) } },
    { node: { id: "goods:wechat:5" }, explanation: { active: null, videoUrl: null } },
  ]);
});

test("W25 a room that was never live is not asked for videos", async () => {
  const { liveRoom } = await bench.ask(LiveRoomExplanationsDocument, { id: "room:wechat:2", first: 5 });
  expect(wire()).toEqual([LIST]);
  expect(liveRoom?.goods.edges[0]?.explanation?.videoUrl).toBeNull();
});
