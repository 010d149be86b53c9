import {
  GoodsLibraryDocument,
  LiveRoomsDocument,
  NodesDocument,
  type LiveRoomsQuery,
  type LiveRoomsQueryVariables,
} from "../generated/graphql";
import { useBench } from "../support/bench";
import { control } from "../support/control";
import { until } from "../support/until";

/* What a query costs upstream: the calls that WeChat's protocol cannot avoid, and none while what was read is fresh. */

const LIST = "/wxa/business/getliveinfo";
const ASSISTANTS = "/wxaapi/broadcast/room/getassistantlist";
// Calls are counted here, not seconds: a busy machine may take more of them than a query may.
const bench = useBench({ environment: { ZHIBO_QUERY_TIMEOUT_SECONDS: "60" } });
const seed = (size: object) => control(bench.wechat, "/_sandbox/seed", size as Record<string, unknown>);
const paths = () => bench.upstream(bench.wechat).map(({ path }) => path);

const filter = { accounts: ["account:wechat"] };
const ROOMS_WITH_GOODS = `{
  liveRooms(first: 50, filter: { accounts: ["account:wechat"] }) {
    totalCount
    nodes { id title goods(first: 10) { nodes { id name price { amount { minorUnits } } } } }
  }
}`;
const ROOMS_WITH_ASSISTANTS = `{
  liveRooms(first: 20, filter: { accounts: ["account:wechat"] }) { nodes { assistants { nickname } } }
}`;
interface RoomsWithAssistants {
  readonly liveRooms: { readonly nodes: readonly { readonly assistants: readonly unknown[] }[] };
}
interface RoomsWithGoods {
  readonly liveRooms: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly goods: { readonly nodes: readonly unknown[] } }[];
  };
}

describe("500 rooms with goods", () => {
  beforeEach(() => seed({ rooms: 500, goodsPerRoom: 5, libraryGoods: 60, assistantsPerRoom: 2 }));

  test("the first page of 50 is the list in five calls, and nothing the second time", async () => {
    const { data, errors } = await bench.run<RoomsWithGoods, never>(ROOMS_WITH_GOODS);
    expect(errors).toBeUndefined();
    expect(data?.liveRooms.totalCount).toBe(500);
    expect(data?.liveRooms.nodes.map(({ goods }) => goods.nodes.length)).toEqual(Array(50).fill(5));
    expect(paths()).toEqual(Array(5).fill(LIST));

    expect(await bench.run(ROOMS_WITH_GOODS)).toEqual({ data });
    expect(paths()).toEqual([]);
  });

  test("50 who ask the same at once cost as much as one", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => bench.run(ROOMS_WITH_GOODS)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.errors).toBeUndefined();
    expect(paths()).toEqual(Array(5).fill(LIST));
  });

  test("the assistants of 20 rooms are 20 calls, and none the second time", async () => {
    const { data, errors } = await bench.run<RoomsWithAssistants, never>(ROOMS_WITH_ASSISTANTS);
    expect(errors).toBeUndefined();
    expect(data?.liveRooms.nodes.map(({ assistants }) => assistants.length)).toEqual(Array(20).fill(2));
    expect(paths().filter((path) => path !== LIST)).toEqual(Array(20).fill(ASSISTANTS));

    expect(await bench.run(ROOMS_WITH_ASSISTANTS)).toEqual({ data });
    expect(paths()).toEqual([]);
  });

  test("the 20 calls do not wait for one another", async () => {
    bench.wechat.fault({ path: ASSISTANTS, kind: "hang" });
    const leaving = new AbortController();
    const asked = fetch(`${bench.app.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: ROOMS_WITH_ASSISTANTS }),
      signal: leaving.signal,
    });
    const underWay = () =>
      new Set(bench.wechat.calls().flatMap(({ path, query }) => (path === ASSISTANTS ? JSON.stringify(query) : [])));
    await until(() => underWay().size === 20);
    leaving.abort();
    await expect(asked).rejects.toThrow();
  });

  test("60 goods by id are three calls", async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `goods:wechat:${index + 1}`);
    expect((await bench.ask(NodesDocument, { ids })).nodes.map((node) => node?.id)).toEqual(ids);
    expect(paths()).toEqual(Array(3).fill("/wxa/business/getgoodswarehouse"));
  });

  test("a page of approved goods is one call, and nothing the second time", async () => {
    const variables = { account: "account:wechat", reviewStatus: "APPROVED", first: 50 } as const;
    const first = await bench.ask(GoodsLibraryDocument, variables);
    expect(first.goodsLibrary.nodes).toHaveLength(50);
    expect(paths()).toHaveLength(1);
    expect(await bench.ask(GoodsLibraryDocument, variables)).toEqual(first);
    expect(paths()).toEqual([]);
  });
});

describe("10,000 rooms", () => {
  const page = (variables: LiveRoomsQueryVariables) => bench.ask(LiveRoomsDocument, { ...variables, first: 100 });
  const wholeList = () =>
    bench.wechat
      .calls()
      .filter(({ path }) => path === LIST)
      .map(({ body }) => (body as { start: number }).start)
      .sort((a, b) => a - b);

  beforeEach(() => seed({ rooms: 10_000, goodsPerRoom: 1, libraryGoods: 5 }));

  test("are read in 100 calls, whatever is asked of them then", async () => {
    const first: LiveRoomsQuery = await page({ filter });
    expect(first.liveRooms.totalCount).toBe(10_000);
    expect(wholeList()).toEqual(Array.from({ length: 100 }, (_, index) => index * 100));
    bench.upstream(bench.wechat);

    const second = await page({ filter, after: first.liveRooms.pageInfo.endCursor });
    const seen = [...first.liveRooms.edges, ...second.liveRooms.edges].map(({ node }) => node.id);
    expect(new Set(seen).size).toBe(200);
    const live = await page({ filter: { ...filter, statuses: ["LIVE"] } });
    expect(live.liveRooms.totalCount).toBeGreaterThan(100);
    const named = await page({ filter: { ...filter, search: "直播间9999号" } });
    expect(named.liveRooms.edges.map(({ node }) => node.id)).toEqual(["room:wechat:9999"]);
    await bench.ask(NodesDocument, { ids: ["room:wechat:1", "room:wechat:5000", "room:wechat:10000"] });
    expect(paths()).toEqual([]);
  }, 60_000);

  test("read again, the 100 calls give the same rooms", async () => {
    const { liveRooms } = await page({ filter });
    bench.clock.advance(60);
    bench.upstream(bench.wechat);
    expect(await page({ filter })).toEqual({ liveRooms });
    await until(() => wholeList().length >= 100);
    expect(wholeList()).toHaveLength(100);
  }, 60_000);
});
