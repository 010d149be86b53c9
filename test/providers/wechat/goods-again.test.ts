import type { Log } from "../../../src/domain/log";
import { CreateGoodsDocument, GoodsLibraryDocument } from "../../generated/graphql";
import { useBench } from "../../support/bench";
import { control } from "../../support/control";
import { useDataDir } from "../../support/data-dir";
import { until } from "../../support/until";
import { goodsInput } from "./doors";

/* Goods whose answer was lost are found again, whatever has become of them meanwhile, and no others are taken for them. */

const ADD = "/wxaapi/broadcast/goods/add";
const LIBRARY = "/wxaapi/broadcast/goods/getapproved";
const NAME = "答案丢失的茶杯";

const told: object[] = [];
const log: Log = {
  info: () => undefined,
  warn: (fields, message) => void told.push({ ...fields, message }),
  error: () => undefined,
};
const dataDir = useDataDir();
const bench = useBench({
  log,
  environment: {
    get ZHIBO_DATA_DIR() {
      return dataDir.path;
    },
  },
});
beforeEach(() => void (told.length = 0));

const additions = () => bench.wechat.calls().filter(({ path }) => path === ADD).length;
const seeLibrary = () => bench.ask(GoodsLibraryDocument, { account: "account:wechat", first: 100 });
const create = (facts: object) => bench.run(CreateGoodsDocument, { input: { ...goodsInput, ...facts } });

/** The id of goods that were just added, as the simulator knows it. */
async function newest(): Promise<number> {
  const { goodsLibrary } = await seeLibrary();
  return Math.max(...goodsLibrary.nodes.map(({ id }) => Number(id.split(":")[2])));
}

test.each([
  ["waiting for their review", 1, "PENDING"],
  ["approved", 2, "APPROVED"],
  ["rejected", 3, "REJECTED"],
  ["withdrawn", 0, "UNSUBMITTED"],
])("goods that are %s when they are looked for", async (_what, status, reviewStatus) => {
  await seeLibrary();
  bench.wechat.fault({ path: ADD, kind: "commit-then-reset", times: 1 });
  bench.wechat.fault({ path: LIBRARY, kind: "errcode", value: 48001 });
  const lost = await create({ name: NAME, idempotencyKey: "lost" });
  expect(lost.errors?.[0]?.extensions["code"]).toBe("UNKNOWN_OUTCOME");
  bench.wechat.clearFaults();
  bench.clock.advance(60);
  const id = await newest();
  await control(bench.wechat, `/_sandbox/goods/${id}/review`, { status });

  const { data } = await create({ name: NAME, idempotencyKey: "lost" });
  expect(data?.createGoods).toMatchObject({
    goods: { id: `goods:wechat:${id}`, name: NAME, review: { status: reviewStatus } },
    userErrors: [],
  });
  expect(additions()).toBe(1);
});

test("the very same goods that another program added long ago are not taken for them", async () => {
  // The seed state holds approved goods of this name, link and price.
  const before = (await seeLibrary()).goodsLibrary.nodes.filter(({ name }) => name === goodsInput.name);
  expect(before).toMatchObject([{ review: { status: "APPROVED" } }]);
  bench.wechat.fault({ path: ADD, kind: "reset", times: 1 });
  const lost = await create({ idempotencyKey: "same" });
  expect(lost.errors?.[0]?.extensions["code"]).toBe("UNKNOWN_OUTCOME");
  bench.clock.advance(16);
  const { data } = await create({ idempotencyKey: "same" });
  expect(data?.createGoods.goods?.id).not.toBe(before[0]?.id);
  expect(additions()).toBe(2);
});

test("the same, of a gateway that has seen nothing yet", async () => {
  bench.wechat.fault({ path: ADD, kind: "reset", times: 1 });
  const lost = await create({ idempotencyKey: "same" });
  expect(lost.errors?.[0]?.extensions["code"]).toBe("UNKNOWN_OUTCOME");
});

test("goods of a write without a key are taken down when the gateway starts again", async () => {
  await seeLibrary();
  bench.wechat.fault({ path: ADD, kind: "commit-then-reset", times: 1 });
  bench.wechat.fault({ path: LIBRARY, kind: "errcode", value: 48001 });
  const lost = await create({ name: NAME });
  expect(lost.errors?.[0]?.extensions["code"]).toBe("UNKNOWN_OUTCOME");
  bench.wechat.clearFaults();
  bench.clock.advance(61);
  told.length = 0;
  await bench.restart();

  const lookedInto = { operation: "createGoods", account: "wechat", message: "an interrupted write was looked into" };
  await until(() => told.some((fields) => "operation" in fields));
  const id = String(await newest());
  expect(told).toContainEqual({ ...lookedInto, nativeId: id });
  // They are known from now on: the very same once more is another piece of goods, though its answer is lost as well.
  bench.wechat.fault({ path: ADD, kind: "commit-then-reset", times: 1 });
  const { data } = await create({ name: NAME });
  expect(Number(data?.createGoods.goods?.id.split(":")[2])).toBeGreaterThan(Number(id));
  expect(additions()).toBe(2);
});

describe("several in one request", () => {
  const TWO = `mutation Two($cup: CreateGoodsInput!, $plate: CreateGoodsInput!) {
    cup: createGoods(input: $cup) { goods { name } userErrors { code field } }
    plate: createGoods(input: $plate) { goods { name } userErrors { code field } }
  }`;
  interface Outcome {
    readonly goods: { readonly name: string } | null;
    readonly userErrors: readonly unknown[];
  }
  const both = (cup: object, plate: object) =>
    bench.run<{ cup: Outcome; plate: Outcome }, object>(TWO, {
      cup: { ...goodsInput, name: "茶杯一号", ...cup },
      plate: { ...goodsInput, name: "餐盘一号", ...plate },
    });

  test("one that is refused leaves the other as it is", async () => {
    const { data, errors } = await both({ link: "https://example.com" }, {});
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      cup: { goods: null, userErrors: [{ code: "INVALID_INPUT", field: ["input", "link"] }] },
      plate: { goods: { name: "餐盘一号" }, userErrors: [] },
    });
    expect(additions()).toBe(1);

    bench.wechat.fault({ path: ADD, kind: "errcode", value: 300_004, times: 1 });
    const refused = await both({}, {});
    expect(refused.data?.cup).toMatchObject({ goods: null, userErrors: [{ code: "CONTENT_REJECTED" }] });
    expect(refused.data?.plate).toMatchObject({ goods: { name: "餐盘一号" }, userErrors: [] });
  });

  test("a fault in one takes the answer of all, and the same keys again bring each of them, once", async () => {
    const keyed = () => both({ idempotencyKey: "cup" }, { idempotencyKey: "plate" });
    bench.wechat.fault({ path: LIBRARY, kind: "errcode", value: 48001 });
    bench.wechat.fault({ path: ADD, kind: "commit-then-reset", times: 1 });
    const first = await keyed();
    expect(first.data).toBeNull();
    expect(first.errors).toMatchObject([{ path: ["cup"], extensions: { code: "UNKNOWN_OUTCOME" } }]);
    // What comes after a fault is not begun.
    expect(additions()).toBe(1);
    bench.wechat.clearFaults();

    const again = await keyed();
    expect(again.errors).toBeUndefined();
    expect(again.data).toEqual({
      cup: { goods: { name: "茶杯一号" }, userErrors: [] },
      plate: { goods: { name: "餐盘一号" }, userErrors: [] },
    });
    expect(additions()).toBe(2);

    // With the fault in the last, what came before it is done, and told when it is asked for again.
    bench.wechat.fault({ path: LIBRARY, kind: "errcode", value: 48001 });
    bench.wechat.fault({ path: ADD, kind: "commit-then-reset", times: 1 });
    const last = () => both({ idempotencyKey: "cup" }, { name: "餐盘二号", idempotencyKey: "another plate" });
    expect(await last()).toMatchObject({ data: null, errors: [{ path: ["plate"] }] });
    bench.wechat.clearFaults();
    expect((await last()).data).toMatchObject({
      cup: { goods: { name: "茶杯一号" } },
      plate: { goods: { name: "餐盘二号" } },
    });
    expect(additions()).toBe(3);
  });
});
