import { describeDialects, everywhere, modern, success, type Outcome, type PerDialect } from "./support/qiniu";

const OK = success(0);
const both = (master: Outcome, others: Outcome): PerDialect<Outcome> => ({ ...modern(others), master });
const INVALID = both([200, 400, "The arguments you provide is invalid."], [400, 400, "Bad Request"]);
const NOT_FOUND = both([200, 404, "Not found"], [404, 404, "Not Found"]);
const EXISTS = both([200, 600, "Already existed"], [400, 10001, "Already existed"]);
const FULL = both([200, 20001, "items exceed in live room"], [400, 20001, "items exceed in live room"]);
const DATABASE = both([200, 602, "Database error"], [500, 500, "Internal Server Error"]);
const refused = (text: string) => both([200, 400, text], [400, 400, text]);

interface Item {
  readonly item_id: string;
  readonly order: number;
  readonly status: number;
}
const item = (item_id: string, fields: object = {}) => ({
  item_id,
  title: `T${item_id}`,
  current_price: "199元",
  ...fields,
});

describeDialects("items", (qiniu) => {
  let liveId: string;
  beforeEach(async () => {
    liveId = await qiniu().room();
  });
  const post = (call: string, items: unknown, live_id: unknown = liveId) =>
    qiniu().server("POST", `/server/item/${call}`, { live_id, items });
  const add = (...items: unknown[]) => post("add", items);
  const put = (itemId: string, body: unknown, tail = "") =>
    qiniu().server("PUT", `/server/item/${liveId}/${itemId}${tail}`, body);
  const list = async () => (await qiniu().server("GET", `/server/item/${liveId}`)).data as Item[];
  const orders = async () => (await list()).map(({ item_id, order }) => `${item_id}${order}`).join(" ");

  it("are added in sequence and listed the last first, with all their fields", async () => {
    const answer = await add(
      item("a", { order: 77, live_id: "other" }),
      item("b", { tags: "x,y", thumbnail: "t", link: "l", origin_price: "¥299.00", status: 2, extends: { sku: "1" } }),
    );
    expect([answer.outcome, answer.text.includes("data")]).toEqual([OK[qiniu().dialect], false]);
    expect(await list()).toEqual([
      {
        live_id: liveId,
        item_id: "b",
        order: 2,
        title: "Tb",
        tags: "x,y",
        thumbnail: "t",
        link: "l",
        current_price: "199元",
        origin_price: "¥299.00",
        status: 2,
        record: null,
        extends: { sku: "1" },
      },
      {
        live_id: liveId,
        item_id: "a",
        order: 1,
        title: "Ta",
        tags: "",
        thumbnail: "",
        link: "",
        current_price: "199元",
        origin_price: "",
        status: 0,
        record: null,
        extends: null,
      },
    ]);
  });

  it("of a room without any, or of no room, are nothing in the server's way", async () => {
    for (const path of [liveId, "1"]) {
      const answer = await qiniu().server("GET", `/server/item/${path}`);
      expect([answer.outcome, answer.data]).toEqual([
        OK[qiniu().dialect],
        { ...modern([]), master: null }[qiniu().dialect],
      ]);
    }
  });

  it.each<[string, unknown[], PerDialect<Outcome>]>([
    ["nothing", [], INVALID],
    ["no id", [item("")], INVALID],
    ["no title", [item("a", { title: "" })], INVALID],
    ["no price", [item("a", { current_price: "" })], INVALID],
    ["a status too high", [item("a", { status: 3 })], INVALID],
    ["an id too long", [item("i".repeat(65))], DATABASE],
    ["a title too long", [item("a", { title: "长".repeat(65) })], DATABASE],
    ["a price too long", [item("a", { current_price: "9".repeat(65) })], DATABASE],
    ["an original price too long", [item("a", { origin_price: "9".repeat(65) })], DATABASE],
    ["tags too long", [item("a", { tags: "t".repeat(129) })], DATABASE],
    ["a picture too long", [item("a", { thumbnail: "t".repeat(256) })], DATABASE],
    ["a link too long", [item("a", { link: "t".repeat(256) })], DATABASE],
    ["attributes too long", [item("a", { extends: { a: "x".repeat(1017) } })], DATABASE],
    ["one of two wrong", [item("a"), item("")], INVALID],
    ["101", Array.from({ length: 101 }, (_, index) => item(String(index))), FULL],
  ])("are not added when there is %s", async (_, items, expected) => {
    expect((await post("add", items)).outcome).toEqual(expected[qiniu().dialect]);
    expect(await list()).toEqual({ ...modern([]), master: null }[qiniu().dialect]);
  });

  it.each(["-1", "1.5", '"1"', "true"])("are not added with a status of %s, which cannot be read", async (status) => {
    const body = `{"live_id":"${liveId}","items":[{"item_id":"a","title":"t","current_price":"1","status":${status}}]}`;
    const answer = await qiniu().server("POST", "/server/item/add", body);
    expect([answer.status, answer.headers["content-type"]]).toEqual([400, "text/plain; charset=utf-8"]);
    const message = (answer.json as { message: string }).message;
    expect(message.startsWith("json: cannot unmarshal")).toBe({ ...modern(true), master: false }[qiniu().dialect]);
  });

  it("make the server fall over when one of them is null", async () => {
    for (const call of ["add", "status", "order"]) {
      expect((await post(call, [null])).outcome[0]).toBe(everywhere(500)[qiniu().dialect]);
    }
  });

  it("are not added to no room", async () => {
    expect((await post("add", [item("a")], "1")).outcome).toEqual(NOT_FOUND[qiniu().dialect]);
    expect((await post("add", [item("a")], "")).outcome).toEqual(INVALID[qiniu().dialect]);
  });

  it("are there once, unless they came twice in one call", async () => {
    await add(item("a"));
    expect((await add(item("b"), item("A "))).outcome).toEqual(EXISTS[qiniu().dialect]);
    expect(await orders()).toBe("a1");
    expect((await add(item("c"), item("c"))).outcome).toEqual(OK[qiniu().dialect]);
    expect(await orders()).toBe("c3 c2 a1");
  });

  it("are 100 at most, without those deleted", async () => {
    await add(...Array.from({ length: 99 }, (_, index) => item(`i${index}`)));
    expect((await add(item("x"), item("y"))).outcome).toEqual(FULL[qiniu().dialect]);
    expect((await add(item("x"))).outcome).toEqual(OK[qiniu().dialect]);
    expect((await add(item("y"))).outcome).toEqual(FULL[qiniu().dialect]);
    await post("delete", ["x"]);
    expect((await add(item("y"))).outcome).toEqual(OK[qiniu().dialect]);
  });

  it("leave their places behind when they are deleted, and may come back", async () => {
    await add(item("a"), item("b"));
    expect((await post("delete", ["b", "unknown"])).outcome).toEqual(OK[qiniu().dialect]);
    expect(await orders()).toBe("a1");
    await add(item("b"));
    expect(await orders()).toBe("b3 a1");
    expect((await post("delete", [])).outcome).toEqual(INVALID[qiniu().dialect]);
    expect((await post("delete", ["a"], "1")).outcome).toEqual(OK[qiniu().dialect]);
  });

  it("stay when they are being explained", async () => {
    await add(item("a", { status: 1 }), item("b"));
    await qiniu().as("user_1", "POST", `/client/item/demonstrate/${liveId}/a`);
    expect((await post("delete", ["a", "b"])).outcome).toEqual(OK[qiniu().dialect]);
    expect(await orders()).toBe("a1");
  });

  it("change their status, unknown ones without a word", async () => {
    await add(item("a"), item("b"));
    const change = (items: unknown, room?: string) => post("status", items, room);
    expect(
      (
        await change([
          { item_id: "A", status: 1 },
          { item_id: "x", status: 2 },
        ])
      ).outcome,
    ).toEqual(OK[qiniu().dialect]);
    expect((await list()).map((row) => row.status)).toEqual([0, 1]);
    expect(
      (
        await change([
          { item_id: "a", status: 2 },
          { item_id: "b", status: 3 },
        ])
      ).outcome,
    ).toEqual(refused("invalid item status 3")[qiniu().dialect]);
    expect((await list()).map((row) => row.status)).toEqual([0, 1]);
    expect((await change([{ item_id: "a", status: 1 }], "1")).outcome).toEqual(OK[qiniu().dialect]);
    expect((await change([])).outcome).toEqual(INVALID[qiniu().dialect]);
  });

  it("change places", async () => {
    await add(item("a"), item("b"), item("c"));
    expect(
      (
        await post("order", [
          { item_id: "a", order: 3 },
          { item_id: "c", order: 1 },
          { item_id: "x", order: 9 },
        ])
      ).outcome,
    ).toEqual(OK[qiniu().dialect]);
    expect(await orders()).toBe("a3 b2 c1");
  });

  it.each<[string, unknown[], string]>([
    [
      "an item twice",
      [
        { item_id: "a", order: 5 },
        { item_id: "a", order: 6 },
      ],
      "duplicated item id a",
    ],
    [
      "a place twice",
      [
        { item_id: "a", order: 5 },
        { item_id: "b", order: 5 },
      ],
      "duplicated item order 5",
    ],
    ["no place", [{ item_id: "a" }], "invalid item order 0"],
    ["another's place", [{ item_id: "a", order: 2 }], "order 2 conflict with b"],
  ])("do not take %s", async (_, items, text) => {
    await add(item("a"), item("b"));
    expect((await post("order", items)).outcome).toEqual(refused(text)[qiniu().dialect]);
    expect(await orders()).toBe("b2 a1");
  });

  it("are changed where the change is not empty", async () => {
    await add(item("a", { status: 1, tags: "x", extends: { a: "1", b: "1" } }));
    const change = { title: "", tags: "y", current_price: "免费", status: 2, order: 9, extends: { b: "2" } };
    expect((await put("A", change)).outcome).toEqual(OK[qiniu().dialect]);
    expect((await list())[0]).toMatchObject({
      item_id: "a",
      title: "Ta",
      tags: "y",
      current_price: "免费",
      status: 1,
      order: 1,
      extends: { a: "1", b: "2" },
    });
  });

  it("lose their recording by a change that does not name it", async () => {
    await add(item("a", { status: 1 }));
    await qiniu().as("user_1", "POST", `/client/item/demonstrate/start/${liveId}/a`);
    const record = async () => ((await list())[0] as unknown as { record: { id: number } | null }).record?.id ?? null;
    expect(await record()).toBe(1);
    await put("a", { title: "N", record: { id: 1 } });
    expect(await record()).toBe(1);
    await put("a", { title: "M" });
    expect(await record()).toBeNull();
  });

  it("merge their attributes, and keep every key", async () => {
    await add(item("a", { extends: { a: "1" } }), item("b"));
    expect((await put("a", { b: "2" }, "/extends")).outcome).toEqual(OK[qiniu().dialect]);
    await put("a", { a: "" }, "/extends");
    expect((await list())[1]).toMatchObject({ extends: { a: "", b: "2" } });
    expect((await put("b", { x: 1 }, "/extends")).status).toBe(400);
  });

  it("are not changed when they are not there, or too much", async () => {
    await add(item("a"));
    expect((await put("x", {})).outcome).toEqual(NOT_FOUND[qiniu().dialect]);
    expect((await put("x", {}, "/extends")).outcome).toEqual(NOT_FOUND[qiniu().dialect]);
    expect((await put("a", { title: "长".repeat(65) })).outcome).toEqual(DATABASE[qiniu().dialect]);
    expect((await put("a", { k: "x".repeat(1024) }, "/extends")).outcome).toEqual(DATABASE[qiniu().dialect]);
  });
});
