import { accountForEach, bareSuccess, refused } from "./account";
import { listPath } from "./room-plan";

const account = accountForEach({ goodsPerRoom: 5 });
const inRoom = (path: string, body: object) => account().post(`/wxaapi/broadcast/goods/${path}`, body);
const addGoods = (roomId: number, ids: unknown) => account().post("/wxaapi/broadcast/room/addgoods", { roomId, ids });
const push = (goodsId: number, roomId = 1) => inRoom("push", { roomId, goodsId });
const sell = (goodsId: number, onSale: number, roomId = 1) => inRoom("onsale", { roomId, goodsId, onSale });
const remove = (goodsId: number, roomId = 1) => inRoom("deleteInRoom", { roomId, goodsId });
const sort = (...ids: (string | number)[]) => inRoom("sort", { roomId: 1, goods: ids.map((goodsId) => ({ goodsId })) });
const video = (goodsId: number, roomId = 1) => inRoom("getVideo", { roomId, goodsId });

async function goodsOf(roomId: number): Promise<number[]> {
  const { room_info: rooms } = await account().post(listPath, { start: 0, limit: 100 });
  const room = (rooms as { roomid: number; goods: { goods_id: number }[] }[]).find(({ roomid }) => roomid === roomId);
  return (room?.goods ?? []).map(({ goods_id }) => goods_id);
}

describe("importing goods into a room", () => {
  it("puts them behind those that are there, each once", async () => {
    expect(await addGoods(3, [6, "7", 6])).toEqual(bareSuccess);
    expect(await goodsOf(3)).toEqual([1, 6, 7]);
    expect(await addGoods(3, [7, 1])).toEqual(bareSuccess);
    expect(await goodsOf(3)).toEqual([1, 6, 7]);
  });

  it.each([
    ["goods that does not exist", [6, 99], 300024],
    ["goods in review", [6, 4], 300025],
    ["goods that was never submitted", [8], 300025],
    ["rejected goods", [9], 300025],
    ["nothing", [], 200002],
    ["a single id", 6, 200002],
    ["too many", [2, 3, 5, 6, 7], 300033],
  ])("refuses %s, and then imports none", async (_what, ids, code) => {
    expect(await addGoods(3, ids)).toEqual(refused(code));
    expect(await goodsOf(3)).toEqual([1]);
  });

  it("refuses anything more in a full room", async () => {
    expect(await addGoods(3, [2, 3, 5, 6])).toEqual(bareSuccess);
    expect(await addGoods(3, [7])).toEqual(refused(300026));
    expect(await addGoods(3, [6])).toEqual(bareSuccess);
  });

  it("refuses a room that does not exist", async () => {
    expect(await addGoods(99, [6])).toEqual(refused(300022));
  });
});

describe("goods on the shelf", () => {
  it("can be taken off and put back, and only then be pushed", async () => {
    expect(await sell(7, 0)).toEqual(bareSuccess);
    expect(await push(7)).toEqual(refused(300052));
    expect(await sell(7, 1)).toEqual(bareSuccess);
    expect(await push(7)).toEqual(bareSuccess);
  });

  it("stays while it is being pushed", async () => {
    await push(1);
    expect(await sell(1, 0)).toEqual(refused(300049));
    expect(await sell(5, 0)).toEqual(bareSuccess);
    account().advance(3);
    expect(await sell(1, 0)).toEqual(bareSuccess);
  });
});

describe("pushing goods", () => {
  it("shows one at a time", async () => {
    expect(await push(1)).toEqual(bareSuccess);
    expect(await push(5)).toEqual(refused(300047));
    expect(await push(1)).toEqual(bareSuccess);
    account().advance(3);
    expect(await push(5)).toEqual(bareSuccess);
  });
});

describe("taking goods out of a room", () => {
  it("leaves the library alone", async () => {
    expect(await remove(1, 3)).toEqual(bareSuccess);
    expect(await goodsOf(3)).toEqual([]);
    expect(await account().post("/wxa/business/getgoodswarehouse", { goods_ids: [1] })).toMatchObject({ total: 1 });
  });

  it("waits while something is being pushed", async () => {
    await push(1);
    expect(await remove(5)).toEqual(refused(300047));
    account().advance(3);
    expect(await remove(5)).toEqual(bareSuccess);
  });
});

describe("sorting goods", () => {
  it("puts the named ones first, in their order, as text or number", async () => {
    expect(await sort("7", "5", "6")).toEqual(bareSuccess);
    expect(await goodsOf(1)).toEqual([7, 5, 6, 1]);
    expect(await sort(1, 7, 5, 6)).toEqual(bareSuccess);
    expect(await goodsOf(1)).toEqual([1, 7, 5, 6]);
  });

  it("refuses an empty order, goods of elsewhere, and goods named twice", async () => {
    expect(await sort()).toEqual(refused(300050));
    expect(await sort("7", "2")).toEqual(refused(300053));
    expect(await sort("7", "7")).toEqual(refused(200002));
    expect(await goodsOf(1)).toEqual([1, 5, 6, 7]);
  });
});

describe("the explanation video", () => {
  it("has an address once it is made", async () => {
    expect(await video(1)).toEqual({ errcode: 0, url: "https://vod.wechat-sandbox.example/1/goods-1.mp4" });
    expect(await video(5)).toEqual(refused(300045));
    expect(await video(6)).toEqual(refused(300046));
    expect(await video(7)).toEqual(refused(300044));
    await account().control("rooms/1/goods/7/video", { video: "ready" });
    expect(await video(7)).toMatchObject({ errcode: 0 });
  });
});

describe("goods that is not there", () => {
  it.each([
    ["onsale", { onSale: 1 }],
    ["deleteInRoom", {}],
    ["push", {}],
    ["getVideo", {}],
  ])("%s tells what exists nowhere from what is in another room", async (path, more) => {
    expect(await inRoom(path, { roomId: 1, goodsId: 99, ...more })).toEqual(refused(300024));
    expect(await inRoom(path, { roomId: 1, goodsId: 2, ...more })).toEqual(refused(300053));
    expect(await inRoom(path, { roomId: 99, goodsId: 1, ...more })).toEqual(refused(300022));
    expect(await inRoom(path, { roomId: 1, ...more })).toEqual(refused(200002));
  });
});
