import {
  AddAssistantsDocument,
  AddGoodsToLiveRoomDocument,
  CreateGoodsDocument,
  CreateLiveRoomDocument,
  DeleteLiveRoomDocument,
  GoodsLibraryDocument,
  LiveRoomAssistantsDocument,
  LiveRoomDocument,
  LiveRoomReplaysDocument,
  LiveRoomsDocument,
  NodesDocument,
  UpdateLiveRoomDocument,
  type CreateLiveRoomInput,
} from "../../generated/graphql";
import { useBench } from "../../support/bench";
import { control } from "../../support/control";
import { anyText, textLike } from "../../support/matching";
import { NOW } from "../../support/clock";

/*
 * The operations a shop runs today with an SDK, row by row of the list of operations that must work: the operation of
 * ours, the exact request that leaves, the answer that comes back. Values are those of the documented examples, with
 * times moved to where the window is open.
 */

const MEDIA = "xisnqd5vEly5mjX9r3VjW1XGinnZjyEHcv0czEKYw8SBff7lixnbCIrE0QkgStj4";
const GOODS_MEDIA = "PZjGoGn7b27AahidBpD-UwJ9823ayNlJ2qliDcU9uQMFSpYkRLxmx_RK0F-iBKj5";
const START = NOW / 1000 + 24 * 3600;
/** As long as the documented example, from 1631923200 to 1631928200. */
const END = START + 5000;
const LIST = { method: "POST", path: "/wxa/business/getliveinfo", query: {}, body: { start: 0, limit: 100 } };

const example: CreateLiveRoomInput = {
  account: "account:wechat",
  title: "直播测试3",
  startsAt: new Date(START * 1000).toISOString(),
  endsAt: new Date(END * 1000).toISOString(),
  anchor: { name: "Ange", wechatId: "WalleAI" },
  cover: { mediaId: MEDIA },
  wechat: {
    shareImage: { mediaId: MEDIA },
    feedImage: { mediaId: MEDIA },
    likes: true,
    goodsShelf: true,
    comments: true,
    feedListed: false,
    replay: true,
    sharing: true,
  },
};

const bench = useBench();

test("W01 createLiveRoom", async () => {
  const { createLiveRoom } = await bench.ask(CreateLiveRoomDocument, { input: example });

  // The list before tells the rooms that were there, should the answer be lost.
  expect(bench.upstream(bench.wechat)).toEqual([
    LIST,
    {
      method: "POST",
      path: "/wxaapi/broadcast/room/create",
      query: {},
      body: {
        name: "直播测试3",
        coverImg: MEDIA,
        startTime: START,
        endTime: END,
        anchorName: "Ange",
        anchorWechat: "WalleAI",
        shareImg: MEDIA,
        feedsImg: MEDIA,
        isFeedsPublic: 0,
        type: 0,
        closeLike: 0,
        closeGoods: 0,
        closeComment: 0,
        closeReplay: 0,
        closeShare: 0,
      },
    },
    LIST,
  ]);
  expect(createLiveRoom.userErrors).toEqual([]);
  expect(createLiveRoom.liveRoom).toMatchObject({
    provider: "WECHAT",
    title: "直播测试3",
    status: "SCHEDULED",
    nativeStatus: "102",
    startsAt: example.startsAt,
    endsAt: example.endsAt,
    anchor: { name: "Ange", nativeUserId: null },
    settings: {
      likes: true,
      goodsShelf: true,
      comments: true,
      replay: true,
      sharing: null,
      customerService: false,
      feedListed: false,
    },
    playback: null,
    details: { __typename: "WechatLiveRoomDetails", pushStream: false },
  });
  expect(createLiveRoom.liveRoom?.coverUrl).toMatch(/^http/);
});

test("W02 liveRooms, liveRoom and node", async () => {
  const { liveRooms } = await bench.ask(LiveRoomsDocument, {
    filter: { accounts: ["account:wechat"] },
    first: 100,
  });
  const { liveRoom } = await bench.ask(LiveRoomDocument, { id: "room:wechat:3" });
  const { nodes } = await bench.ask(NodesDocument, { ids: ["room:wechat:3", "room:wechat:9999"] });

  expect(bench.upstream(bench.wechat)).toEqual([LIST]);
  expect(liveRooms.edges.map(({ node }) => node.id)).toContain("room:wechat:1");
  expect(liveRooms.totalCount).toBe(liveRooms.edges.length);
  expect(liveRoom).toMatchObject({
    id: "room:wechat:3",
    nativeId: "3",
    title: "直播测试3",
    status: "SCHEDULED",
    nativeStatus: "102",
    anchor: { name: "Ange" },
    account: { id: "account:wechat", key: "wechat" },
    details: { __typename: "WechatLiveRoomDetails", pushStream: true },
    fetchedAt: new Date(NOW).toISOString(),
    stale: false,
  });
  expect(nodes).toEqual([
    { __typename: "LiveRoom", id: "room:wechat:3", title: "直播测试3", status: "SCHEDULED" },
    null,
  ]);
});

test("W03 LiveRoom.replays", async () => {
  const { liveRoom } = await bench.ask(LiveRoomReplaysDocument, { id: "room:wechat:4" });

  expect(bench.upstream(bench.wechat)).toEqual([
    LIST,
    {
      method: "POST",
      path: "/wxa/business/getliveinfo",
      query: {},
      body: { action: "get_replay", room_id: 4, start: 0, limit: 20 },
    },
  ]);
  expect(liveRoom?.replays.totalCount).toBe(2);
  expect(liveRoom?.replays.nodes).toHaveLength(2);
  // One of them bears WeChat's sentinel for "no end" (in 2106).
  expect(liveRoom?.replays.nodes.map(({ expiresAt }) => expiresAt)).toContain(null);
  expect(liveRoom?.replays.pageInfo.hasNextPage).toBe(false);
});

test("W04 addGoodsToLiveRoom", async () => {
  const { addGoodsToLiveRoom } = await bench.ask(AddGoodsToLiveRoomDocument, {
    input: { liveRoom: "room:wechat:3", goods: [{ id: "goods:wechat:6" }, { id: "goods:wechat:7" }] },
  });

  expect(bench.upstream(bench.wechat)).toEqual([
    { method: "POST", path: "/wxaapi/broadcast/room/addgoods", query: {}, body: { ids: [6, 7], roomId: 3 } },
    LIST,
  ]);
  expect(addGoodsToLiveRoom.userErrors).toEqual([]);
  expect(addGoodsToLiveRoom.liveRoom?.goods.nodes.map(({ id }) => id)).toEqual([
    "goods:wechat:1",
    "goods:wechat:6",
    "goods:wechat:7",
  ]);
});

test("W05 deleteLiveRoom", async () => {
  await control(bench.wechat, "/_sandbox/rooms/1/status", { status: 103 });
  const { deleteLiveRoom } = await bench.ask(DeleteLiveRoomDocument, { input: { id: "room:wechat:1" } });

  expect(bench.upstream(bench.wechat)).toEqual([
    { method: "POST", path: "/wxaapi/broadcast/room/deleteroom", query: {}, body: { id: 1 } },
  ]);
  expect(deleteLiveRoom).toEqual({ deletedId: "room:wechat:1", userErrors: [] });
  expect((await bench.ask(LiveRoomDocument, { id: "room:wechat:1" })).liveRoom).toBeNull();
});

test("W06 updateLiveRoom", async () => {
  const { updateLiveRoom } = await bench.ask(UpdateLiveRoomDocument, {
    input: {
      id: "room:wechat:2",
      title: "直播测试",
      startsAt: example.startsAt,
      endsAt: example.endsAt,
      anchor: example.anchor,
      cover: example.cover,
      wechat: { ...withoutCreationOnly(example.wechat), customerService: true },
    },
  });

  expect(bench.upstream(bench.wechat)).toEqual([
    LIST,
    {
      method: "POST",
      path: "/wxaapi/broadcast/room/editroom",
      query: {},
      body: {
        id: 2,
        name: "直播测试",
        coverImg: MEDIA,
        startTime: START,
        endTime: END,
        anchorName: "Ange",
        anchorWechat: "WalleAI",
        shareImg: MEDIA,
        feedsImg: MEDIA,
        isFeedsPublic: 0,
        closeLike: 0,
        closeGoods: 0,
        closeComment: 0,
        closeReplay: 0,
        closeShare: 0,
        closeKf: 0,
      },
    },
    LIST,
  ]);
  expect(updateLiveRoom.userErrors).toEqual([]);
  expect(updateLiveRoom.liveRoom).toMatchObject({
    id: "room:wechat:2",
    title: "直播测试",
    startsAt: example.startsAt,
    anchor: { name: "Ange" },
    settings: { customerService: true, feedListed: false },
  });
});

test("W09 addAssistants", async () => {
  const { addAssistants } = await bench.ask(AddAssistantsDocument, {
    input: {
      liveRoom: "room:wechat:4",
      assistants: [
        { wechatId: "walle1", nickname: "robot1" },
        { wechatId: "walle2", nickname: "root2" },
      ],
    },
  });

  expect(bench.upstream(bench.wechat)).toEqual([
    {
      method: "POST",
      path: "/wxaapi/broadcast/room/addassistant",
      query: {},
      body: {
        roomId: 4,
        users: [
          { username: "walle1", nickname: "robot1" },
          { username: "walle2", nickname: "root2" },
        ],
      },
    },
    LIST,
    { method: "GET", path: "/wxaapi/broadcast/room/getassistantlist", query: { roomId: "4" }, body: null },
  ]);
  expect(addAssistants.userErrors).toEqual([]);
  expect(addAssistants.liveRoom?.assistants).toEqual(
    expect.arrayContaining([
      { alias: "walle1", nickname: "robot1" },
      { alias: "walle2", nickname: "root2" },
    ]),
  );
});

test("W12 LiveRoom.assistants", async () => {
  const { liveRoom } = await bench.ask(LiveRoomAssistantsDocument, { id: "room:wechat:4" });

  expect(bench.upstream(bench.wechat)).toEqual([
    LIST,
    { method: "GET", path: "/wxaapi/broadcast/room/getassistantlist", query: { roomId: "4" }, body: null },
  ]);
  expect(liveRoom?.assistants).toEqual([
    {
      id: anyText,
      nickname: "客服C",
      alias: anyText,
      openId: anyText,
      avatarUrl: textLike(/^http/),
      addedAt: anyText,
    },
  ]);
});

test("W26 createGoods", async () => {
  const { createGoods } = await bench.ask(CreateGoodsDocument, {
    input: {
      account: "account:wechat",
      name: "TIT茶杯",
      cover: { mediaId: GOODS_MEDIA },
      price: { fixed: { amount: "99.5" } },
      link: "pages/index/index",
    },
  });

  expect(bench.upstream(bench.wechat)).toEqual([
    {
      method: "POST",
      path: "/wxaapi/broadcast/goods/add",
      query: {},
      body: {
        goodsInfo: {
          coverImgUrl: GOODS_MEDIA,
          name: "TIT茶杯",
          priceType: 1,
          price: 99.5,
          url: "pages/index/index",
        },
      },
    },
  ]);
  expect(createGoods.userErrors).toEqual([]);
  expect(createGoods.goods).toEqual({
    id: textLike(/^goods:wechat:\d+$/),
    name: "TIT茶杯",
    review: { status: "PENDING", auditId: textLike(/^\d{9}$/) },
  });
});

test("W31 goods, node and nodes", async () => {
  const { nodes } = await bench.ask(NodesDocument, { ids: ["goods:wechat:6", "goods:wechat:7"] });

  expect(bench.upstream(bench.wechat)).toEqual([
    { method: "POST", path: "/wxa/business/getgoodswarehouse", query: {}, body: { goods_ids: [6, 7] } },
  ]);
  expect(nodes).toEqual([
    { __typename: "Goods", id: "goods:wechat:6", name: anyText, review: { status: "APPROVED" } },
    { __typename: "Goods", id: "goods:wechat:7", name: anyText, review: { status: "APPROVED" } },
  ]);
});

test("W32 goodsLibrary", async () => {
  const { goodsLibrary } = await bench.ask(GoodsLibraryDocument, {
    account: "account:wechat",
    reviewStatus: "PENDING",
    first: 30,
  });

  expect(bench.upstream(bench.wechat)).toEqual([
    {
      method: "GET",
      path: "/wxaapi/broadcast/goods/getapproved",
      query: { offset: "0", limit: "30", status: "1" },
      body: null,
    },
  ]);
  expect(goodsLibrary.nodes.length).toBeGreaterThan(0);
  expect(new Set(goodsLibrary.nodes.map(({ review }) => review?.status))).toEqual(new Set(["PENDING"]));
  expect(goodsLibrary.pageInfo.hasNextPage).toBe(false);
});

function withoutCreationOnly(wechat: CreateLiveRoomInput["wechat"]) {
  const { pushStream: _pushStream, subAnchorWechatId: _sub, creatorWechatId: _creator, ...rest } = { ...wechat };
  return rest;
}
