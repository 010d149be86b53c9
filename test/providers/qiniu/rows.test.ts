import {
  AddGoodsToLiveRoomDocument,
  CreateLiveRoomDocument,
  DeleteLiveRoomDocument,
  EndLiveRoomDocument,
  LiveRoomDocument,
  LiveRoomGoodsDocument,
  LiveRoomsDocument,
  NodesDocument,
} from "../../generated/graphql";
import type { Dialect } from "../../../src/providers/qiniu/sandbox";
import { useBench } from "../../support/bench";
import { minutes, NOW } from "../../support/clock";
import { control } from "../../support/control";
import { textLike } from "../../support/matching";

/*
 * The operations on a Qiniu room, row by row of the list of operations that must work, in all three dialects: the same
 * requests leave and the same answers come back, whichever server stands behind the address.
 */

const dialects: readonly Dialect[] = ["cloud", "master", "develop"];
const LIVE_ID = "2124305168299200512";

describe.each(dialects)("in the dialect %s", (dialect) => {
  const bench = useBench({ dialect });

  test("Q01 createLiveRoom", async () => {
    const { createLiveRoom } = await bench.ask(CreateLiveRoomDocument, {
      input: {
        account: "account:qiniu",
        title: "新品直播",
        notice: "今晚八点",
        startsAt: minutes(60),
        endsAt: minutes(180),
        cover: { url: "https://shop.example/cover.jpg" },
        anchor: { userId: "user_1" },
        attributes: [{ key: "age", value: "18" }],
      },
    });

    const [create, ...rest] = bench.upstream(bench.qiniu);
    expect(create).toEqual({
      method: "POST",
      path: "/server/live",
      query: {},
      body: {
        anchor_id: "user_1",
        title: "新品直播",
        notice: "今晚八点",
        cover_url: "https://shop.example/cover.jpg",
        extends: { age: "18" },
        start_at: "2026-03-02 11:00:00",
        end_at: "2026-03-02 13:00:00",
        publish_expire_at: "2026-03-02 14:00:00",
      },
    });
    expect(rest).toEqual([
      { method: "GET", path: `/server/live/${createLiveRoom.liveRoom?.nativeId}`, query: {}, body: null },
    ]);
    expect(createLiveRoom.userErrors).toEqual([]);
    expect(createLiveRoom.liveRoom).toMatchObject({
      id: textLike(/^room:qiniu:\d{19}$/),
      provider: "QINIU",
      title: "新品直播",
      notice: "今晚八点",
      status: "SCHEDULED",
      nativeStatus: "0",
      startsAt: minutes(60),
      endsAt: minutes(180),
      coverUrl: "https://shop.example/cover.jpg",
      shareImageUrl: null,
      anchor: { nativeUserId: "user_1", online: null },
      settings: { likes: null, comments: null },
      playback: {
        hlsUrl: textLike(/\.m3u8$/),
        flvUrl: textLike(/\.flv$/),
        rtmpUrl: textLike(/^rtmp:/),
      },
      attributes: [{ key: "age", value: "18" }],
      details: { __typename: "QiniuLiveRoomDetails", stopReason: null, stoppedAt: null },
    });
  });

  test("Q01 createLiveRoom registers an anchor who is not known yet", async () => {
    const { createLiveRoom } = await bench.ask(CreateLiveRoomDocument, {
      input: {
        account: "account:qiniu",
        title: "首播",
        anchor: { userId: "newcomer", name: "新人", avatarUrl: "https://shop.example/a.png" },
      },
    });

    expect(bench.upstream(bench.qiniu).slice(0, 3)).toEqual([
      { method: "POST", path: "/server/live", query: {}, body: { anchor_id: "newcomer", title: "首播" } },
      {
        method: "POST",
        path: "/server/user/register",
        query: {},
        body: { user_id: "newcomer", nick: "新人", avatar: "https://shop.example/a.png" },
      },
      { method: "POST", path: "/server/live", query: {}, body: { anchor_id: "newcomer", title: "首播" } },
    ]);
    expect(createLiveRoom.userErrors).toEqual([]);
    expect(createLiveRoom.liveRoom).toMatchObject({
      startsAt: null,
      endsAt: null,
      anchor: { name: "新人", nativeUserId: "newcomer", avatarUrl: "https://shop.example/a.png" },
    });
  });

  test("Q02 liveRoom, node and nodes", async () => {
    const { liveRoom } = await bench.ask(LiveRoomDocument, { id: `room:qiniu:${LIVE_ID}` });
    expect(bench.upstream(bench.qiniu)).toEqual([
      { method: "GET", path: `/server/live/${LIVE_ID}`, query: {}, body: null },
    ]);
    expect(liveRoom).toMatchObject({
      id: `room:qiniu:${LIVE_ID}`,
      nativeId: LIVE_ID,
      title: "新品直播",
      status: "LIVE",
      nativeStatus: "1",
      fetchedAt: new Date(NOW).toISOString(),
      stale: false,
      account: { id: "account:qiniu" },
    });

    const { nodes } = await bench.ask(NodesDocument, {
      ids: [`room:qiniu:${LIVE_ID}`, "room:qiniu:1111111111111111111", "room:qiniu:not-a-number"],
    });
    expect(nodes).toEqual([
      { __typename: "LiveRoom", id: `room:qiniu:${LIVE_ID}`, title: "新品直播", status: "LIVE" },
      null,
      null,
    ]);
  });

  test("Q03 endLiveRoom", async () => {
    const { endLiveRoom } = await bench.ask(EndLiveRoomDocument, { input: { id: `room:qiniu:${LIVE_ID}` } });

    expect(bench.upstream(bench.qiniu)).toEqual([
      { method: "POST", path: `/server/live/${LIVE_ID}/stop`, query: {}, body: null },
      { method: "GET", path: `/server/live/${LIVE_ID}`, query: {}, body: null },
    ]);
    expect(endLiveRoom).toEqual({
      liveRoom: { id: `room:qiniu:${LIVE_ID}`, status: "ENDED", endsAt: new Date(NOW).toISOString() },
      userErrors: [],
    });

    const again = await bench.ask(EndLiveRoomDocument, { input: { id: `room:qiniu:${LIVE_ID}` } });
    expect(again.endLiveRoom).toMatchObject({ liveRoom: { status: "ENDED" }, userErrors: [] });
  });

  test("Q03 endLiveRoom of a room that has not started", async () => {
    await control(bench.qiniu, `/_sandbox/rooms/${LIVE_ID}/status`, { status: 0 });
    const { endLiveRoom } = await bench.ask(EndLiveRoomDocument, { input: { id: `room:qiniu:${LIVE_ID}` } });

    expect(endLiveRoom.liveRoom).toBeNull();
    expect(endLiveRoom.userErrors).toEqual([
      expect.objectContaining({ code: "INVALID_STATE", field: ["input", "id"], provider: "QINIU" }),
    ]);
  });

  test("Q04 deleteLiveRoom stops a live room first", async () => {
    const { deleteLiveRoom } = await bench.ask(DeleteLiveRoomDocument, { input: { id: `room:qiniu:${LIVE_ID}` } });

    expect(bench.upstream(bench.qiniu)).toEqual([
      { method: "GET", path: `/server/live/${LIVE_ID}`, query: {}, body: null },
      { method: "POST", path: `/server/live/${LIVE_ID}/stop`, query: {}, body: null },
      { method: "DELETE", path: `/server/live/${LIVE_ID}`, query: {}, body: null },
    ]);
    expect(deleteLiveRoom).toEqual({ deletedId: `room:qiniu:${LIVE_ID}`, userErrors: [] });

    const again = await bench.ask(DeleteLiveRoomDocument, { input: { id: `room:qiniu:${LIVE_ID}` } });
    expect(again.deleteLiveRoom).toMatchObject({ deletedId: null, userErrors: [{ code: "NOT_FOUND" }] });
  });

  test("liveRooms, through a token of the service user", async () => {
    const { liveRooms } = await bench.ask(LiveRoomsDocument, { filter: { accounts: ["account:qiniu"] }, first: 100 });

    const list = (status: string) => ({
      method: "GET",
      path: "/client/live/room/list",
      query: { page_num: "1", page_size: "100", live_status: status },
      body: null,
    });
    expect(bench.upstream(bench.qiniu)).toEqual([list("-1"), list("2")]);
    expect(new Set(liveRooms.edges.map(({ node }) => node.status))).toEqual(
      new Set(["SCHEDULED", "LIVE", "ENDED", "BANNED"]),
    );
  });

  test("addGoodsToLiveRoom and LiveRoom.goods", async () => {
    const { addGoodsToLiveRoom } = await bench.ask(AddGoodsToLiveRoomDocument, {
      input: {
        liveRoom: `room:qiniu:${LIVE_ID}`,
        goods: [
          {
            new: {
              nativeId: "cup-2",
              name: "TIT茶杯",
              price: { discounted: { original: { amount: "129" }, current: { amount: "99.50" } } },
              coverUrl: "https://shop.example/cup.png",
              link: "https://shop.example/cup",
              tags: ["茶具", "新品"],
              shelfStatus: "ON_SALE",
              attributes: [{ key: "sku", value: "7" }],
            },
          },
        ],
      },
    });

    expect(bench.upstream(bench.qiniu)[0]).toEqual({
      method: "POST",
      path: "/server/item/add",
      query: {},
      body: {
        live_id: LIVE_ID,
        items: [
          {
            item_id: "cup-2",
            title: "TIT茶杯",
            current_price: "99.50元",
            origin_price: "129元",
            tags: "茶具,新品",
            thumbnail: "https://shop.example/cup.png",
            link: "https://shop.example/cup",
            status: 1,
            extends: { sku: "7" },
          },
        ],
      },
    });
    expect(addGoodsToLiveRoom.userErrors).toEqual([]);

    const { liveRoom } = await bench.ask(LiveRoomGoodsDocument, { id: `room:qiniu:${LIVE_ID}` });
    expect(liveRoom?.goods.edges[0]).toMatchObject({
      shelfStatus: "ON_SALE",
      sequence: 1,
      node: {
        id: `goods:qiniu:${LIVE_ID}/cup-2`,
        nativeId: "cup-2",
        price: {
          kind: "DISCOUNTED",
          display: "99.50元",
          amount: { amount: "99.50", minorUnits: 9950, currency: "CNY" },
          originalAmount: { amount: "129.00" },
        },
        tags: ["茶具", "新品"],
      },
    });
  });
});
