import { accountForEach, refused, START, success } from "./account";
import { createPath, listPath, roomCreation } from "./room-plan";

const account = accountForEach();
const list = (start: number, limit: number) => account().post(listPath, { start, limit });
const replays = (roomId: number, start = 0, limit = 10) =>
  account().post(listPath, { action: "get_replay", room_id: roomId, start, limit });

async function ids(start: number, limit: number): Promise<number[]> {
  const { room_info: rooms } = await list(start, limit);
  return (rooms as { roomid: number }[]).map(({ roomid }) => roomid);
}

describe("the list of rooms", () => {
  it("has the newest start first, and the newer room first of two that start together", async () => {
    const { room_info: rooms } = await list(0, 100);
    const starts = (rooms as { start_time: number }[]).map((room) => room.start_time);
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
    await account().post(createPath, { ...roomCreation, startTime: START + 1000, endTime: START + 5000 });
    await account().post(createPath, { ...roomCreation, startTime: START + 1000, endTime: START + 6000 });
    const order = await ids(0, 100);
    expect(order.indexOf(14)).toBe(order.indexOf(13) - 1);
  });

  it("is read page by page, by row and not by page number", async () => {
    const all = await ids(0, 100);
    expect(all).toHaveLength(12);
    expect([...(await ids(0, 5)), ...(await ids(5, 5)), ...(await ids(10, 5))]).toEqual(all);
    expect(await list(10, 5)).toMatchObject({ ...success, total: 12 });
  });

  it("is an error with empty lists beyond the last room, and on an account without rooms", async () => {
    const empty = {
      errcode: 9410000,
      errmsg: expect.stringMatching(/^empty room list rid: /) as string,
      room_info: [],
      live_replay: [],
    };
    expect(await list(12, 5)).toEqual(empty);
    await account().control("seed", {});
    expect(await list(0, 5)).toEqual(empty);
  });

  it("has no rows for a limit of 0, and 100 at most", async () => {
    expect(await list(0, 0)).toMatchObject({ ...success, room_info: [], total: 12 });
    await account().control("seed", { rooms: 150 });
    expect(await ids(0, 120)).toHaveLength(100);
    expect(await ids(100, 100)).toHaveLength(50);
  });

  it.each([
    ["no start", { limit: 10 }],
    ["no limit", { start: 0 }],
    ["a negative start", { start: -1, limit: 10 }],
    ["an action that is none", { start: 0, limit: 10, action: "get_rooms" }],
  ])("refuses %s", async (_what, body) => {
    expect(await account().post(listPath, body)).toEqual(refused(200002));
  });

  it("spells its rows in snake_case, gives prices in fen, and keeps some fields to itself", async () => {
    const { room_info: rooms } = await list(0, 100);
    const room = (rooms as { roomid: number }[]).find(({ roomid }) => roomid === 1);
    const image = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/_sandbox\/images\/.+\.png$/) as string;
    expect(room).toEqual({
      name: "直播测试1",
      roomid: 1,
      cover_img: image,
      share_img: image,
      feeds_img: image,
      live_status: 101,
      start_time: START - 1800,
      end_time: START - 1800 + 4 * 3600,
      anchor_name: "小林",
      live_type: 0,
      close_like: 0,
      close_goods: 0,
      close_comment: 0,
      close_kf: 0,
      close_replay: 0,
      is_feeds_public: 1,
      creater_openid: expect.stringMatching(/^o[-\w]{27}$/) as string,
      goods: [
        row(1, "TIT茶杯", 9950, 0, 1, "pages/index/index"),
        row(5, "陶瓷餐盘", 4590, 0, 1),
        row(6, "亚麻桌布", 15900, 12800, 3),
        row(7, "香薰蜡烛", 8801, 0, 1),
      ],
    });
    function row(goods_id: number, name: string, price: number, price2: number, price_type: number, url?: string) {
      const page = url ?? `pages/goods/index?id=${goods_id}`;
      return { goods_id, name, price, price2, price_type, url: page, cover_img: image, third_party_appid: "" };
    }
  });
});

describe("the recordings of a room", () => {
  it("have Beijing times without a zone, and the last second of 32 bits for never", async () => {
    const video = (clip: number) => `https://vod.wechat-sandbox.example/4/clip-${clip}/playlist.m3u8`;
    expect(await replays(4)).toEqual({
      ...success,
      room_info: [],
      total: 2,
      live_replay: [
        { create_time: "2025-10-08T12:05:00", expire_time: "2106-02-07T14:28:15", media_url: video(1) },
        { create_time: "2025-10-08T12:10:00", expire_time: "2025-11-07T12:10:00", media_url: video(2) },
      ],
    });
  });

  it("are read clip by clip", async () => {
    const { live_replay: all } = await replays(4);
    const { live_replay: second } = await replays(4, 1, 1);
    expect(second).toEqual((all as unknown[]).slice(1));
    expect(await replays(4, 0, 0)).toMatchObject({ ...success, live_replay: [] });
  });

  it("are counted as one while there are none", async () => {
    expect(await replays(11)).toEqual({ ...success, room_info: [], total: 1, live_replay: [] });
  });

  it("appear when the control route says so", async () => {
    await account().control("replays", { roomId: 11 });
    account().advance(60);
    await account().control("replays", { roomId: 11, expiresInDays: 7 });
    expect(await replays(11)).toMatchObject({
      total: 2,
      live_replay: [
        { create_time: "2025-10-09T10:00:00", expire_time: "2106-02-07T14:28:15" },
        { create_time: "2025-10-09T10:01:00", expire_time: "2025-10-16T10:01:00" },
      ],
    });
    expect(await account().control("replays", { roomId: 99 })).toHaveProperty("error");
  });

  it("belong to a room, named in snake_case", async () => {
    expect(await replays(99)).toEqual(refused(300022));
    expect(await account().post(listPath, { action: "get_replay", roomId: 4, start: 0, limit: 10 })).toEqual(
      refused(200002),
    );
  });
});
