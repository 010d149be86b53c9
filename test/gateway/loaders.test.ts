import { LiveError } from "../../src/domain/error";
import type { Goods } from "../../src/domain/goods";
import { createFakeProvider, outage } from "../support/fake-provider";
import { createFakeGateway } from "../support/fake-gateway";
import { fakeGoods } from "../support/fake-goods";
import { NodesDocument } from "../generated/graphql";
import { useBench } from "../support/bench";
import { control } from "../support/control";

/** An account whose library knows every number but 404, and remembers what it was asked. */
function createLibrary(key: string, failure: Error | null = null) {
  const asked: string[][] = [];
  const provider = createFakeProvider({
    key,
    ports: {
      goodsLibrary: {
        statuses: ["APPROVED"],
        pageSize: 100,
        listGoods: () => Promise.reject(new Error("not asked for")),
        markNow: () => Promise.resolve(""),
        findCreated: () => Promise.resolve([]),
        adoptGoods: () => Promise.resolve(),
        deleteGoods: () => Promise.reject(new Error("not asked for")),
        prepareGoods: () => {
          throw new Error("not asked for");
        },
        getGoods(nativeIds) {
          asked.push([...nativeIds]);
          if (failure) return Promise.reject(failure);
          return Promise.resolve(
            nativeIds.map((nativeId) =>
              nativeId === "500" ? outage : nativeId === "404" ? null : fakeGoods(key, nativeId),
            ),
          );
        },
      },
    },
  });
  return { provider, asked };
}

const idOf = (goods: Goods | null) => goods?.id ?? null;

test("what one request asks for is gathered, one call for each account, each id once", async () => {
  const [a, b] = [createLibrary("a"), createLibrary("b")];
  const { goods } = createFakeGateway([a.provider, b.provider]).session();
  const found = await Promise.all([
    goods.byId("a", "1"),
    goods.byId("b", "1"),
    goods.byId("a", "2"),
    goods.byId("a", "1"),
    goods.byId("a", "404"),
    goods.byId("nobody", "1"),
  ]);
  expect(found.map(idOf)).toEqual(["goods:a:1", "goods:b:1", "goods:a:2", "goods:a:1", null, null]);
  expect(a.asked).toEqual([["1", "2", "404"]]);
  expect(b.asked).toEqual([["1"]]);
});

test("what a request has seen it does not ask for again, nor does another for some seconds", async () => {
  const { provider, asked } = createLibrary("a");
  const gateway = createFakeGateway([provider]);
  const first = gateway.session();
  await first.goods.byId("a", "1");
  await first.goods.byId("a", "1");
  expect(asked).toEqual([["1"]]);
  gateway.clock.advance(4.9);
  const second = gateway.session();
  expect(await Promise.all([second.goods.byId("a", "1"), second.goods.byId("a", "2")])).toMatchObject([
    { nativeId: "1" },
    { nativeId: "2" },
  ]);
  expect(asked).toEqual([["1"], ["2"]]);
  gateway.clock.advance(0.1);
  await gateway.session().goods.byId("a", "1");
  expect(asked).toEqual([["1"], ["2"], ["1"]]);
});

test("what fails fails alone", async () => {
  const [a, b] = [createLibrary("a"), createLibrary("b", outage)];
  const { goods } = createFakeGateway([a.provider, b.provider]).session();
  const outcomes = await Promise.allSettled([goods.byId("a", "500"), goods.byId("a", "1"), goods.byId("b", "1")]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected"]);
  for (const outcome of [outcomes[0], outcomes[2]]) {
    expect((outcome as PromiseRejectedResult).reason).toBeInstanceOf(LiveError);
  }
});

describe("at the provider", () => {
  const bench = useBench();

  test("45 goods by id are three calls of at most 20, however they are asked for", async () => {
    await control(bench.wechat, "/_sandbox/seed", { rooms: 0, libraryGoods: 45 });
    const ids = Array.from({ length: 45 }, (_, index) => `goods:wechat:${index + 1}`);
    const { nodes } = await bench.ask(NodesDocument, { ids: [...ids, "goods:wechat:1", "goods:wechat:999999"] });

    const calls = bench.upstream(bench.wechat);
    expect(calls.map(({ path }) => path)).toEqual(Array(3).fill("/wxa/business/getgoodswarehouse"));
    const asked = calls.map(({ body }) => (body as { goods_ids: number[] }).goods_ids);
    expect(asked.map((chunk) => chunk.length)).toEqual([20, 20, 6]);
    expect(new Set(asked.flat()).size).toBe(46);
    expect(nodes.map((node) => node?.id ?? null)).toEqual([...ids, "goods:wechat:1", null]);
  });

  test("members of Qiniu by id are one call, rooms of Qiniu one each, rooms of WeChat one list", async () => {
    const { nodes } = await bench.ask(NodesDocument, {
      ids: [
        "member:qiniu:user_1",
        "room:qiniu:2124305168299200512",
        "room:wechat:3",
        "member:qiniu:user_2",
        "room:wechat:4",
        "room:qiniu:1582200377771377896",
        "room:qiniu:2124305168299200512",
        "account:qiniu",
      ],
    });
    expect(nodes.every((node) => node !== null)).toBe(true);
    expect(
      bench
        .upstream(bench.qiniu)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(["/server/live/1582200377771377896", "/server/live/2124305168299200512", "/server/user/infos"]);
    expect(bench.upstream(bench.wechat)).toHaveLength(1);
  });
});
