import {
  AddGoodsToLiveRoomDocument,
  LiveRoomGoodsDocument,
  RemoveGoodsFromLiveRoomDocument,
  SetGoodsShelfStatusDocument,
  SortGoodsInLiveRoomDocument,
  UpdateGoodsDocument,
} from "../../generated/graphql";
import { dialects } from "../../../src/providers/qiniu/sandbox";
import { useBench } from "../../support/bench";
import { control } from "../../support/control";

/*
 * Goods in a Qiniu room, in all three dialects: what leaves, what comes back, and what the server passes over in
 * silence.
 */

const LIVE_ID = "2124305168299200512";
const ROOM = `room:qiniu:${LIVE_ID}`;
const ITEMS = `/server/item/${LIVE_ID}`;
const goods = (itemId: string) => `goods:qiniu:${LIVE_ID}/${itemId}`;
const get = (path: string) => ({ method: "GET", path, query: {}, body: null });
const post = (path: string, body: object) => ({ method: "POST", path, query: {}, body });
/** Reading the room back, with its goods where they are selected. */
const readBack = [get(`/server/live/${LIVE_ID}`), get(ITEMS)];

describe.each(dialects)("in the dialect %s", (dialect) => {
  const bench = useBench({ dialect });
  const listed = async () => {
    const { liveRoom } = await bench.ask(LiveRoomGoodsDocument, { id: ROOM });
    bench.upstream(bench.qiniu);
    return liveRoom?.goods.edges ?? [];
  };
  const order = async () => (await listed()).map(({ node }) => node.nativeId);

  const add = (items: readonly { nativeId: string; name?: string }[]) =>
    bench.ask(AddGoodsToLiveRoomDocument, {
      input: {
        liveRoom: ROOM,
        goods: items.map(({ nativeId, name }) => ({
          new: { nativeId, name: name ?? "茶杯", price: { fixed: { amount: "99.50" } } },
        })),
      },
    });

  test("prices are amounts where they are plainly yuan, and the shop's text always", async () => {
    const prices = Object.fromEntries((await listed()).map(({ node }) => [node.nativeId, node.price]));
    expect(prices).toMatchObject({
      "pen-1": { kind: "UNKNOWN", display: "面议", amount: null },
      "bag-1": {
        kind: "DISCOUNTED",
        display: "¥99.50",
        amount: { minorUnits: 9950, currency: "CNY" },
        originalAmount: { amount: "128.00" },
      },
      "shoe-1": { kind: "DISCOUNTED", display: "199元", amount: { amount: "199.00" } },
      "scarf-1": { kind: "FIXED", display: "￥1,299.00", amount: { minorUnits: 129_900 } },
    });
  });

  test("addGoodsToLiveRoom names the id that is taken", async () => {
    const { addGoodsToLiveRoom } = await add([{ nativeId: "cup-9" }, { nativeId: "CUP-1" }]);
    expect(bench.upstream(bench.qiniu).map(({ path }) => path)).toEqual(["/server/item/add", ITEMS]);
    expect(addGoodsToLiveRoom).toMatchObject({
      liveRoom: null,
      userErrors: [{ code: "ALREADY_EXISTS", field: ["input", "goods", "1", "new", "nativeId"] }],
    });
    expect(await order()).not.toContain("cup-9");
  });

  test("a room holds 100 goods", async () => {
    const before = (await listed()).length;
    const filling = await add(Array.from({ length: 100 - before }, (_, index) => ({ nativeId: `g-${index}` })));
    expect(filling.addGoodsToLiveRoom.userErrors).toEqual([]);
    expect(await add([{ nativeId: "one-too-many" }])).toMatchObject({
      addGoodsToLiveRoom: { liveRoom: null, userErrors: [{ code: "LIMIT_EXCEEDED" }] },
    });
  });

  test("an addition whose answer was lost is looked up, and was done", async () => {
    bench.qiniu.fault({ path: "/server/item/add", kind: "commit-then-reset", times: 1 });
    const { addGoodsToLiveRoom } = await add([{ nativeId: "cup-9" }]);
    expect(addGoodsToLiveRoom.userErrors).toEqual([]);
    expect(bench.upstream(bench.qiniu).filter(({ path }) => path === "/server/item/add")).toHaveLength(1);
    expect((await order()).filter((itemId) => itemId === "cup-9")).toHaveLength(1);
  });

  test("an addition that was not done is a fault, not a success", async () => {
    bench.qiniu.fault({ path: "/server/item/add", kind: "reset", times: 1 });
    const { errors } = await bench.run(AddGoodsToLiveRoomDocument, {
      input: {
        liveRoom: ROOM,
        goods: [{ new: { nativeId: "cup-9", name: "茶杯", price: { fixed: { amount: "1" } } } }],
      },
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "PROVIDER_UNAVAILABLE", operation: "item.add" });
    expect(await order()).not.toContain("cup-9");
  });

  test("removeGoodsFromLiveRoom", async () => {
    const { removeGoodsFromLiveRoom } = await bench.ask(RemoveGoodsFromLiveRoomDocument, {
      input: { liveRoom: ROOM, goods: [goods("bag-1"), goods("nothing"), goods("shoe-1")] },
    });
    expect(bench.upstream(bench.qiniu)).toEqual([
      get(ITEMS),
      post("/server/item/delete", { live_id: LIVE_ID, items: ["bag-1", "shoe-1"] }),
      get(ITEMS),
      ...readBack,
    ]);
    expect(removeGoodsFromLiveRoom.userErrors).toEqual([
      expect.objectContaining({ code: "NOT_FOUND", field: ["input", "goods", "1"], provider: "QINIU" }),
    ]);
    const left = removeGoodsFromLiveRoom.liveRoom?.goods.nodes.map(({ id }) => id);
    expect(left).toEqual(["scarf-1", "cup-1", "pen-1"].map(goods));
  });

  test("removeGoodsFromLiveRoom says that goods being explained stay", async () => {
    const { removeGoodsFromLiveRoom } = await bench.ask(RemoveGoodsFromLiveRoomDocument, {
      input: { liveRoom: ROOM, goods: [goods("cup-1"), goods("pen-1")] },
    });
    expect(removeGoodsFromLiveRoom.userErrors).toEqual([
      expect.objectContaining({ code: "INVALID_STATE", field: ["input", "goods", "0"] }),
    ]);
    const left = removeGoodsFromLiveRoom.liveRoom?.goods.nodes.map(({ id }) => id);
    expect(left).toContain(goods("cup-1"));
    expect(left).not.toContain(goods("pen-1"));
  });

  test("removeGoodsFromLiveRoom of nothing that is there changes nothing", async () => {
    const { removeGoodsFromLiveRoom } = await bench.ask(RemoveGoodsFromLiveRoomDocument, {
      input: { liveRoom: ROOM, goods: [goods("nothing"), goods("CUP-1")] },
    });
    expect(removeGoodsFromLiveRoom.userErrors.map(({ code }) => code)).toEqual(["NOT_FOUND", "NOT_FOUND"]);
    expect(bench.upstream(bench.qiniu)).toEqual([get(ITEMS), ...readBack]);
  });

  test.each([
    ["ON_SALE", 1],
    ["DISPLAY_ONLY", 2],
    ["OFF_SHELF", 0],
  ] as const)("setGoodsShelfStatus %s", async (shelfStatus, status) => {
    const { setGoodsShelfStatus } = await bench.ask(SetGoodsShelfStatusDocument, {
      input: { liveRoom: ROOM, goods: [goods("bag-1"), goods("shoe-1"), goods("nothing")], shelfStatus },
    });
    expect(bench.upstream(bench.qiniu)).toEqual([
      post("/server/item/status", {
        live_id: LIVE_ID,
        items: [
          { item_id: "bag-1", status },
          { item_id: "shoe-1", status },
          { item_id: "nothing", status },
        ],
      }),
      get(ITEMS),
      ...readBack,
    ]);
    expect(setGoodsShelfStatus.userErrors).toEqual([
      expect.objectContaining({ code: "NOT_FOUND", field: ["input", "goods", "2"] }),
    ]);
    const changed = setGoodsShelfStatus.liveRoom?.goods.edges.filter(({ node }) => /bag|shoe/.test(node.id));
    expect(changed?.map((edge) => edge.shelfStatus)).toEqual([shelfStatus, shelfStatus]);
  });

  test("sortGoodsInLiveRoom shows the first on top, and leaves the others in their order below", async () => {
    expect(await order()).toEqual(["scarf-1", "cup-1", "shoe-1", "bag-1", "pen-1"]);
    const { sortGoodsInLiveRoom } = await bench.ask(SortGoodsInLiveRoomDocument, {
      input: { liveRoom: ROOM, goods: [goods("bag-1"), goods("pen-1"), goods("cup-1")] },
    });
    expect(bench.upstream(bench.qiniu)).toEqual([
      get(ITEMS),
      post("/server/item/order", {
        live_id: LIVE_ID,
        items: [
          { item_id: "bag-1", order: 5 },
          { item_id: "pen-1", order: 4 },
          { item_id: "cup-1", order: 3 },
          { item_id: "scarf-1", order: 2 },
          { item_id: "shoe-1", order: 1 },
        ],
      }),
      ...readBack,
    ]);
    expect(sortGoodsInLiveRoom.userErrors).toEqual([]);
    expect(await order()).toEqual(["bag-1", "pen-1", "cup-1", "scarf-1", "shoe-1"]);
  });

  test("sortGoodsInLiveRoom with goods that are not there is refused, and nothing is moved", async () => {
    const { sortGoodsInLiveRoom } = await bench.ask(SortGoodsInLiveRoomDocument, {
      input: { liveRoom: ROOM, goods: [goods("bag-1"), goods("nothing")] },
    });
    expect(sortGoodsInLiveRoom.userErrors).toEqual([
      expect.objectContaining({ code: "NOT_FOUND", field: ["input", "goods", "1"] }),
    ]);
    expect(bench.upstream(bench.qiniu)).toEqual([get(ITEMS)]);
  });

  test("updateGoods changes what it names", async () => {
    const { updateGoods } = await bench.ask(UpdateGoodsDocument, {
      input: {
        id: goods("cup-1"),
        name: "TIT茶杯 2",
        cover: { url: "https://shop.example/cup.png" },
        link: "https://shop.example/cup",
        tags: ["茶具"],
        price: { discounted: { original: { amount: "120" }, current: { amount: "88.80" } } },
        attributes: [{ key: "stock", value: "35" }],
      },
    });
    expect(bench.upstream(bench.qiniu)).toEqual([
      get(ITEMS),
      {
        method: "PUT",
        path: `${ITEMS}/cup-1`,
        query: {},
        body: {
          title: "TIT茶杯 2",
          thumbnail: "https://shop.example/cup.png",
          link: "https://shop.example/cup",
          tags: "茶具",
          current_price: "88.80元",
          origin_price: "120元",
          extends: { stock: "35" },
        },
      },
      get(ITEMS),
    ]);
    expect(updateGoods.userErrors).toEqual([]);
    expect(updateGoods.goods).toMatchObject({
      id: goods("cup-1"),
      name: "TIT茶杯 2",
      tags: ["茶具"],
      price: { kind: "DISCOUNTED", amount: { amount: "88.80" } },
      attributes: [
        { key: "sku", value: "TIT-001" },
        { key: "stock", value: "35" },
      ],
    });
  });

  test("updateGoods ends a reduction, although Qiniu cannot empty the original price", async () => {
    const { updateGoods } = await bench.ask(UpdateGoodsDocument, {
      input: { id: goods("cup-1"), price: { fixed: { amount: "120" } } },
    });
    expect(bench.upstream(bench.qiniu)[1]?.body).toEqual({ current_price: "120元", origin_price: "120元" });
    expect(updateGoods.goods?.price).toMatchObject({ kind: "FIXED", amount: { amount: "120.00" }, display: "120元" });
  });

  test("updateGoods of nothing is no call that would take the recording", async () => {
    const { updateGoods } = await bench.ask(UpdateGoodsDocument, { input: { id: goods("cup-1") } });
    expect(updateGoods.userErrors).toEqual([]);
    expect(bench.upstream(bench.qiniu)).toEqual([get(ITEMS), get(ITEMS)]);
  });

  test("updateGoods of goods that are not there", async () => {
    const { updateGoods } = await bench.ask(UpdateGoodsDocument, { input: { id: goods("nothing"), name: "杯" } });
    expect(updateGoods.userErrors).toEqual([expect.objectContaining({ code: "NOT_FOUND", field: ["input", "id"] })]);
    expect(bench.upstream(bench.qiniu)).toEqual([get(ITEMS)]);
  });

  test.each([
    [{ name: " " }, "name"],
    [{ link: "" }, "link"],
    [{ tags: [] }, "tags"],
    [{ name: "茶".repeat(65) }, "name"],
    [{ tags: ["a,b"] }, "tags"],
    [{ cover: { mediaId: "MEDIA_A" } }, "cover"],
    [{ attributes: [{ key: "a", value: "8".repeat(1100) }] }, "attributes"],
  ])("updateGoods with %j is refused before any call", async (change, field) => {
    const { updateGoods } = await bench.ask(UpdateGoodsDocument, { input: { id: goods("cup-1"), ...change } });
    expect(updateGoods.userErrors).toEqual([expect.objectContaining({ code: "INVALID_INPUT" })]);
    expect(updateGoods.userErrors[0]?.field?.slice(0, 2)).toEqual(["input", field]);
    expect(bench.upstream(bench.qiniu)).toEqual([]);
  });

  test("attributes have to fit together with those that are there", async () => {
    const big = (key: string) => [{ key, value: "8".repeat(900) }];
    const change = (key: string) =>
      bench.ask(UpdateGoodsDocument, { input: { id: goods("cup-1"), attributes: big(key) } });
    expect((await change("a")).updateGoods.userErrors).toEqual([]);
    expect((await change("b")).updateGoods.userErrors).toEqual([
      expect.objectContaining({ code: "INVALID_INPUT", field: ["input", "attributes"] }),
    ]);
  });

  test("when the database is down, a room is not called missing", async () => {
    await control(bench.qiniu, "/_sandbox/faults", { kind: "db-down" });
    const { errors } = await bench.run(AddGoodsToLiveRoomDocument, {
      input: {
        liveRoom: ROOM,
        goods: [{ new: { nativeId: "cup-9", name: "茶杯", price: { fixed: { amount: "1" } } } }],
      },
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "PROVIDER_UNAVAILABLE" });
  });
});
