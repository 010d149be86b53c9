import fc from "fast-check";
import { accountForEach, bareSuccess, refused, success, type Answer } from "./account";
import { listPath } from "./room-plan";

const account = accountForEach();
const post = (path: string, body: object) => account().post(`/wxaapi/broadcast/goods/${path}`, body);
const cup = {
  coverImgUrl: "ZuYVNKk9sMP1X4m7FXdcDCKra251KDZTjS502UTV7gwalgLZXcrOhG6oNYX6c7AR",
  name: "TIT茶杯",
  priceType: 1,
  price: 99.5,
  url: "pages/index/index",
};
const add = (change: object = {}) => post("add", { goodsInfo: { ...cup, ...change } });
const update = (goodsId: number, change: object) => post("update", { goodsInfo: { goodsId, ...change } });
const warehouse = (...goods_ids: unknown[]) => account().post("/wxa/business/getgoodswarehouse", { goods_ids });

async function goods(id: number): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { goods: rows } = await warehouse(id);
  return (rows as Record<string, unknown>[])[0];
}

describe("adding goods", () => {
  it("puts them into review and answers both numbers", async () => {
    const answer = await add();
    expect(answer).toEqual({ errcode: 0, goodsId: 15, auditId: expect.any(Number) as number });
    expect(String(answer["auditId"])).toMatch(/^\d{9}$/);
    expect(await goods(15)).toEqual({
      goods_id: 15,
      name: "TIT茶杯",
      cover_img_url: expect.stringMatching(/\/_sandbox\/images\/ZuYV\w+\.png$/) as string,
      url: "pages/index/index",
      price_type: 1,
      price: 99.5,
      price2: 0,
      audit_status: 1,
      third_party_tag: 2,
      thirdPartyAppid: "",
    });
  });

  it.each([
    ["a fixed price with what SDKs always send", { price2: 0, thirdPartyAppid: "" }, 99.5, 0],
    ["a fixed price, whose second price counts for nothing", { price2: 1.234 }, 99.5, 0],
    ["a range", { priceType: 2, price: 10, price2: 20.01 }, 10, 20.01],
    ["a discount", { priceType: 3, price: 129, price2: 99.5 }, 129, 99.5],
    ["one fen", { price: 0.01 }, 0.01, 0],
    ["a price that binary fractions miss", { price: 1.15 }, 1.15, 0],
    ["28 units", { name: "茶".repeat(14) }, 99.5, 0],
    ["another mini-program's goods", { thirdPartyAppid: "wx0000000000000009" }, 99.5, 0],
    ["a query", { url: "pages/goods/index?id=9&back=https%3A%2F%2Fshop.example" }, 99.5, 0],
  ])("takes %s", async (_what, change, price, price2) => {
    expect(await add(change)).toMatchObject({ errcode: 0, goodsId: 15 });
    expect(await goods(15)).toMatchObject({ price, price2 });
  });

  it.each([
    ["29 units", { name: `${"茶".repeat(14)}1` }, 300002],
    ["no name", { name: "" }, 200002],
    ["a forbidden name", { name: "违禁茶杯" }, 300004],
    ["a price of nothing", { price: 0 }, 300003],
    ["a negative price", { price: -1 }, 300003],
    ["three decimals", { price: 99.555 }, 300003],
    ["a price in quotes", { price: "99.5" }, 300003],
    ["no price", { price: undefined }, 200002],
    ["a price type that is none", { priceType: 4 }, 200002],
    ["a range without its end", { priceType: 2 }, 200002],
    ["a range that falls", { priceType: 2, price: 20, price2: 10 }, 300003],
    ["a discount that raises the price", { priceType: 3, price: 20, price2: 30 }, 300003],
    ["a discount to nothing", { priceType: 3, price: 20, price2: 0 }, 300003],
    ["a page that is not released", { url: "nowhere/index" }, 300007],
    ["a web address", { url: "https://shop.example/9" }, 300007],
    ["a bare URL in the query", { url: "pages/index/index?back=https://shop.example" }, 300007],
    ["an AppID that is none", { thirdPartyAppid: "shop" }, 200002],
  ])("refuses %s", async (_what, change, code) => {
    expect(await add(change)).toEqual(refused(code));
    expect(await goods(15)).toBeUndefined();
  });

  it("wants the wrapper", async () => {
    expect((await post("add", cup)).errmsg).toMatch(/^parameter goodsInfo must no be null rid: /);
  });

  it("has 500 submissions a day, which only successes use up (300012)", async () => {
    await account().control("quotas", { operation: "goods.submission", remaining: 1 });
    expect(await add({ price: 0 })).toEqual(refused(300003));
    expect(await add()).toMatchObject({ errcode: 0 });
    expect(await add()).toEqual(refused(300012));
    expect(await post("audit", { goodsId: 8 })).toEqual(refused(300012));
  });

  it("leaves unsubmitted goods behind when review fails (300021)", async () => {
    await account().control("account", { switch: "audit-off" });
    expect(await add()).toEqual(refused(300021));
    expect(await goods(15)).toMatchObject({ audit_status: 0 });
    await account().control("account", { switch: "audit-off", on: false });
    expect(await post("audit", { goodsId: 15 })).toMatchObject({ errcode: 0 });
  });
});

describe("updating goods", () => {
  it("changes what is sent and keeps the rest", async () => {
    expect(await update(8, { name: "手工皂" })).toEqual(success);
    expect(await goods(8)).toMatchObject({ name: "手工皂", price: 59, url: "pages/goods/index?id=8", audit_status: 0 });
    expect(await update(8, { coverImgUrl: "MEDIA_G", price: 60.5, url: "pages/a/b" })).toEqual(success);
    expect(await goods(8)).toMatchObject({ name: "手工皂", price: 60.5, url: "pages/a/b" });
  });

  it("is a matter of prices alone once the goods is approved", async () => {
    expect(await update(1, { priceType: 1, price: 89 })).toEqual(success);
    expect(await update(1, { priceType: 3, price: 89, price2: 79 })).toEqual(success);
    expect(await update(1, { price2: 69 })).toEqual(success);
    expect(await goods(1)).toMatchObject({ price_type: 3, price: 89, price2: 69 });
    expect(await update(1, { name: "茶杯", price: 89 })).toEqual(refused(300010));
    expect(await update(1, { coverImgUrl: "MEDIA_G" })).toEqual(refused(300010));
  });

  it.each([
    ["goods in review", 4, { price: 1 }, 300010],
    ["goods of the console", 10, { price: 1 }, 300011],
    ["goods that does not exist", 99, { price: 1 }, 1003],
    ["a price below nothing", 8, { price: -1 }, 300003],
    ["an order of prices that becomes wrong", 6, { price: 100 }, 300003],
    ["a range without its end", 8, { priceType: 2 }, 200002],
    ["a long name", 8, { name: "茶".repeat(15) }, 300002],
    ["a forbidden name", 9, { name: "forbidden" }, 300004],
    ["an image that is too old", 8, { coverImgUrl: "gone" }, 300006],
    ["a page that is not released", 8, { url: "shop/9" }, 300007],
  ])("refuses %s", async (_what, id, change, code) => {
    expect(await update(id, change)).toEqual(refused(code));
  });

  it("may change all of rejected goods", async () => {
    expect(await update(9, { ...cup, name: "茶杯" })).toEqual(success);
    expect(await goods(9)).toMatchObject({ name: "茶杯", price: 99.5, audit_status: 3 });
  });

  it("needs the id inside the wrapper", async () => {
    expect(await post("update", { goodsId: 8, goodsInfo: { price: 1 } })).toEqual(refused(200002));
  });
});

describe("deleting goods", () => {
  it("takes it out of the library and of every room", async () => {
    expect(await post("delete", { goodsId: 1 })).toEqual(bareSuccess);
    expect(await goods(1)).toBeUndefined();
    const { room_info: rooms } = await account().post(listPath, { start: 0, limit: 100 });
    const held = (rooms as { goods: { goods_id: number }[] }[]).flatMap((room) => room.goods);
    expect(held.map(({ goods_id }) => goods_id)).not.toContain(1);
    expect(await post("delete", { goodsId: 1 })).toEqual(refused(300015));
  });

  it.each([
    ["goods in review", 4, 300014],
    ["goods of the console", 10, 300011],
  ])("refuses %s", async (_what, goodsId, code) => {
    expect(await post("delete", { goodsId })).toEqual(refused(code));
  });
});

describe("looking goods up", () => {
  it("answers those that exist, each once, with yuan and review status", async () => {
    const answer = await warehouse(6, 99, "4", 6, 10, 11, 12);
    expect(answer).toMatchObject({ ...success, total: 5 });
    expect(answer["goods"]).toMatchObject([
      { goods_id: 6, price_type: 3, price: 159, price2: 128, audit_status: 2, third_party_tag: 2 },
      { goods_id: 4, audit_status: 1 },
      { goods_id: 10, third_party_tag: 0 },
      { goods_id: 11, thirdPartyAppid: "wx0000000000000009" },
      { goods_id: 12, third_party_tag: 1 },
    ]);
  });

  it("takes 20 ids at most", async () => {
    const ids = Array.from({ length: 21 }, (_, index) => index + 1);
    expect(await warehouse(...ids.slice(1))).toMatchObject(success);
    expect(await warehouse(...ids)).toEqual(refused(200002));
    expect(await warehouse()).toEqual(refused(200002));
    expect(await warehouse("one")).toEqual(refused(200002));
  });
});

describe("listing goods by review status", () => {
  const list = (query: Record<string, string | number>): Promise<Answer> =>
    account().get("/wxaapi/broadcast/goods/getapproved", query);

  it.each([
    [0, [8]],
    [1, [4, 13]],
    [2, [1, 2, 3, 5, 6, 7, 10, 11, 12, 14]],
    [3, [9]],
  ])("%d", async (status, ids) => {
    const answer = await list({ offset: 0, status });
    expect((answer["goods"] as { goodsId: number }[]).map(({ goodsId }) => goodsId)).toEqual(ids);
    expect(answer["total"]).toBe(ids.length);
  });

  it("has camelCase rows without a status, and no text", async () => {
    expect(await list({ offset: 1, limit: 1, status: 2 })).toEqual({
      errcode: 0,
      total: 10,
      goods: [
        {
          goodsId: 2,
          name: "手冲咖啡壶",
          coverImgUrl: expect.any(String) as string,
          url: "pages/goods/index?id=2",
          priceType: 2,
          price: 199,
          price2: 399,
          thirdPartyTag: 2,
          thirdPartyAppid: "",
        },
      ],
    });
    expect(await list({ offset: 10, status: 2 })).toEqual({ errcode: 0, total: 10, goods: [] });
  });

  it("has 30 rows unless told, and 100 at most", async () => {
    await account().control("seed", { libraryGoods: 120 });
    expect((await list({ offset: 0, status: 2 }))["goods"]).toHaveLength(30);
    expect((await list({ offset: 0, limit: 100, status: 2 }))["goods"]).toHaveLength(100);
    expect(await list({ offset: 0, limit: 101, status: 2 })).toEqual(refused(200002));
  });

  it.each([
    ["no offset", { status: 2 }],
    ["no status", { offset: 0 }],
    ["a status that is none", { offset: 0, status: 4 }],
    ["a word", { offset: 0, status: "approved" }],
  ])("refuses %s", async (_what, query) => {
    expect(await list(query)).toEqual(refused(200002));
  });
});

describe("the goods key", () => {
  it("is absent until it is set, and is set once", async () => {
    expect(await account().get("/wxaapi/broadcast/goods/getkey")).toEqual(success);
    expect(await post("setkey", { goodsKey: [] })).toEqual(refused(200002));
    expect(await post("setkey", { goodsKey: [1] })).toEqual(refused(200002));
    expect(await post("setkey", { goodsKey: ["id"] })).toEqual(success);
    expect(await account().get("/wxaapi/broadcast/goods/getkey")).toEqual({ ...success, vendorGoodsKey: ["id"] });
    expect(await post("setkey", { goodsKey: ["sku"] })).toEqual(refused(200002));
  });
});

describe("a price", () => {
  it("comes back from the library as it went in, and from the room list in fen", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 99_999_999 }), async (fen) => {
        await account().reset();
        const yuan = fen / 100;
        expect(await update(1, { priceType: 1, price: yuan })).toEqual(success);
        expect(await goods(1)).toMatchObject({ price: yuan });
        const { room_info: rooms } = await account().post(listPath, { start: 0, limit: 100 });
        const held = (rooms as { goods: { goods_id: number; price: number }[] }[]).flatMap((room) => room.goods);
        expect(held.find(({ goods_id }) => goods_id === 1)?.price).toBe(fen);
      }),
      { numRuns: 20 },
    );
  });
});
