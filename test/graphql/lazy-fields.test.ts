import { useBench } from "../support/bench";
import { control } from "../support/control";

/*
 * What a read already told costs nothing more; what it left open is read when somebody asks, for as many things at once
 * as the provider takes.
 */

const bench = useBench();
const LIST = "/wxa/business/getliveinfo";
const LOOKUP = "/wxa/business/getgoodswarehouse";

const paths = () => bench.upstream(bench.wechat).map(({ path }) => path);
const goodsOf = (fields: string, first = 20) =>
  bench.run<{ liveRoom: { goods: { nodes: Record<string, unknown>[] } } }, never>(
    `{ liveRoom(id: "room:wechat:1") { goods(first: ${first}) { nodes { ${fields} } } } }`,
  );

beforeEach(() => control(bench.wechat, "/_sandbox/seed", { rooms: 3, goodsPerRoom: 45, libraryGoods: 60 }));

test("goods of a room come with it", async () => {
  const { data } = await goodsOf("id name link price { amount { amount } } coverUrl");
  expect(data?.liveRoom.goods.nodes).toHaveLength(20);
  expect(paths()).toEqual([LIST]);
});

test("the review of 20 goods of a room is one call more", async () => {
  const { data } = await goodsOf("id review { status auditId } editableByApi");
  expect(data?.liveRoom.goods.nodes).toHaveLength(20);
  for (const goods of data?.liveRoom.goods.nodes ?? []) {
    expect(goods).toMatchObject({ review: { status: "APPROVED" }, editableByApi: true });
  }
  expect(paths()).toEqual([LIST, LOOKUP]);
});

test("and of 45 goods three", async () => {
  await goodsOf("review { status }", 100);
  expect(paths()).toEqual([LIST, LOOKUP, LOOKUP, LOOKUP]);
});

test("goods that stand in several rooms are looked up once", async () => {
  await bench.run(
    `{
      a: liveRoom(id: "room:wechat:1") { goods(first: 10) { nodes { review { status } } } }
      b: liveRoom(id: "room:wechat:1") { goods(first: 10) { nodes { review { status } editableByApi } } }
      c: goods(id: "goods:wechat:1") { review { status } }
    }`,
  );
  const calls = bench.upstream(bench.wechat).filter(({ path }) => path === LOOKUP);
  const asked = calls.flatMap(({ body }) => (body as { goods_ids: number[] }).goods_ids);
  expect(new Set(asked).size).toBe(asked.length);
  expect(calls.length).toBeLessThanOrEqual(2);
});

test("a lookup that fails fails the field, not the goods", async () => {
  bench.wechat.fault({ path: LOOKUP, kind: "errcode", value: 45009 });
  const { data, errors } = await goodsOf("id name review { status }", 2);
  expect(data?.liveRoom.goods.nodes).toEqual([
    { id: expect.any(String) as string, name: expect.any(String) as string, review: null },
    { id: expect.any(String) as string, name: expect.any(String) as string, review: null },
  ]);
  expect(errors?.map(({ extensions }) => extensions["code"])).toEqual([
    "PROVIDER_QUOTA_EXHAUSTED",
    "PROVIDER_QUOTA_EXHAUSTED",
  ]);
});

test("helpers and recordings are asked for room by room, and only where somebody wants them", async () => {
  await bench.run("{ liveRooms { nodes { title assistants { nickname } } } }");
  expect(paths().sort()).toEqual([LIST, ...Array<string>(3).fill("/wxaapi/broadcast/room/getassistantlist")]);
  await bench.run("{ liveRooms { nodes { title } totalCount } }");
  expect(paths()).toEqual([]);
});

test("goods of Qiniu rooms are one call for each room", async () => {
  await control(bench.qiniu, "/_sandbox/seed", { rooms: 30, goodsPerRoom: 2, members: 1 });
  const { data } = await bench.run<{ liveRooms: { nodes: { goods: { totalCount: number } }[] } }, never>(
    "{ liveRooms(filter: { providers: [QINIU] }, first: 30) { nodes { goods { totalCount } } } }",
  );
  expect(data?.liveRooms.nodes.map(({ goods }) => goods.totalCount)).toEqual(Array(30).fill(2));
  const calls = bench.upstream(bench.qiniu).filter(({ path }) => path.startsWith("/server/item/"));
  expect(calls).toHaveLength(30);
});
