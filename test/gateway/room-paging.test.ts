import fc from "fast-check";
import { encodeCursor } from "../../src/gateway/cursor";
import { createFakeProvider, fakeRoom, outage } from "../support/fake-provider";
import { createFakeGateway, nodesOf, readPages } from "../support/fake-gateway";
import { until } from "../support/until";

/** Few different starts, so that many are equal, and now and then none. */
const start = fc.option(
  fc.integer({ min: 0, max: 20 }).map((day) => Date.UTC(2026, 0, 1 + day)),
  { nil: null, freq: 10 },
);
const starts = fc.array(start, { maxLength: 30 });
const keys = ["shop-a", "shop-b", "shop-c"] as const;
const accounts = fc.array(starts, { minLength: 1, maxLength: keys.length });
const pageSize = fc.integer({ min: 1, max: 100 });

function connect(lists: readonly (readonly (number | null)[])[], roomsFreshSeconds = 5) {
  const providers = lists.map((list, at) => {
    const key = keys[at] as string;
    const rooms = list.map((startsAt, index) => fakeRoom(key, String(index + 1), startsAt));
    return createFakeProvider({ key, rooms, partSize: 7 });
  });
  const gateway = createFakeGateway(providers, roomsFreshSeconds);
  const page = (first: number, after: string | null) => gateway.session().rooms.list({}, { first, after });
  return { providers, gateway, page };
}

test("pages of any size over any accounts give every room exactly once, newest start first", async () => {
  await fc.assert(
    fc.asyncProperty(accounts, pageSize, async (lists, first) => {
      const { providers, page } = connect(lists);
      const pages = await readPages((after) => page(first, after));
      const rooms = nodesOf(pages);

      const all = providers.flatMap((provider) => provider.rooms);
      expect(rooms.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
      const times = rooms.map(({ startsAt }) => startsAt?.getTime() ?? 0);
      expect(times).toEqual([...times].sort((a, b) => b - a));
      for (const [index, each] of pages.entries()) {
        expect(each.edges.length).toBe(Math.min(first, Math.max(0, all.length - index * first)));
        expect(each.hasPreviousPage).toBe(index > 0);
        expect(await each.total()).toBe(all.length);
      }
    }),
  );
});

test("rooms of one start come by number, the latest first", async () => {
  const { page } = connect([Array.from({ length: 12 }, () => 1000)]);
  const rooms = nodesOf(await readPages((after) => page(5, after)));
  expect(rooms.map(({ nativeId }) => nativeId)).toEqual(Array.from({ length: 12 }, (_, index) => String(12 - index)));
});

test("rooms that are created between pages neither repeat nor hide others", async () => {
  const created = fc.infiniteStream(fc.tuple(fc.nat({ max: keys.length - 1 }), start));
  await fc.assert(
    fc.asyncProperty(accounts, fc.integer({ min: 1, max: 10 }), created, async (lists, first, stream) => {
      const { providers, page } = connect(lists, 0);
      const before = providers.flatMap(({ rooms }) => rooms.map(({ id }) => id));
      const create = () => {
        const [[at, startsAt]] = [...stream.take(1)] as [[number, number | null]];
        const provider = providers[at % providers.length] as (typeof providers)[number];
        const nativeId = String(provider.rooms.length + 1);
        // The providers list the newest start first, so it may stand anywhere.
        if (provider.rooms.length < 60) {
          provider.rooms = [fakeRoom(provider.account.key, nativeId, startsAt), ...provider.rooms];
        }
      };
      const ids = nodesOf(await readPages((after) => page(first, after), create)).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toEqual(expect.arrayContaining(before));
    }),
  );
});

test("rooms that are deleted between pages take no other with them", async () => {
  const { providers, page } = connect([Array.from({ length: 20 }, (_, index) => index * 1000)], 0);
  const [provider] = providers as [(typeof providers)[number]];
  const removed = new Set(["room:shop-a:16", "room:shop-a:15"]);
  const ids = nodesOf(
    await readPages(
      (after) => page(5, after),
      () => (provider.rooms = provider.rooms.filter(({ id }) => !removed.has(id))),
    ),
  ).map(({ id }) => id);
  expect(ids).toHaveLength(19);
  expect(new Set(ids).size).toBe(19);
});

describe("an account that cannot be asked", () => {
  const lists = [
    [5000, 3000, 1000],
    [4000, 2000],
  ];

  test("is named, and the others are answered", async () => {
    const { providers, page } = connect(lists);
    (providers[1] as (typeof providers)[number]).failure = outage;
    const answer = await page(10, null);
    expect(answer.edges.map(({ node }) => node.id)).toEqual(["room:shop-a:1", "room:shop-a:2", "room:shop-a:3"]);
    expect(answer.unavailable).toEqual([{ account: providers[1]?.account, error: outage }]);
    expect(answer.hasNextPage).toBe(false);
    expect(await answer.total()).toBeNull();
  });

  test("is named in the order of the accounts, whichever failed first", async () => {
    const { providers, page } = connect(lists);
    for (const provider of providers) provider.failure = outage;
    const open = providers[0]?.hold();
    const asked = page(10, null);
    await until(() => providers[1]?.readings.length === 1);
    await new Promise((resolve) => setImmediate(resolve));
    open?.();
    expect((await asked).unavailable.map(({ account }) => account.key)).toEqual(["shop-a", "shop-b"]);
  });

  test("is back on a later page of the same cursor, with all its rooms", async () => {
    const { providers, page } = connect(lists);
    const second = providers[1] as (typeof providers)[number];
    second.failure = outage;
    const first = await page(2, null);
    second.failure = null;
    const rest = await page(10, first.edges.at(-1)?.cursor ?? null);
    expect([...first.edges, ...rest.edges].map(({ node }) => node.id)).toEqual([
      "room:shop-a:1",
      "room:shop-a:2",
      "room:shop-b:1",
      "room:shop-b:2",
      "room:shop-a:3",
    ]);
    expect(rest.unavailable).toEqual([]);
    expect(await rest.total()).toBe(5);
  });

  test("whose fault is our own is a fault of the whole", async () => {
    const { providers, page } = connect(lists);
    (providers[1] as (typeof providers)[number]).failure = new TypeError("undefined is not a function");
    await expect(page(10, null)).rejects.toThrow(TypeError);
  });
});

test.each([0, 101, -1, 1.5, Number.NaN])("first: %p is refused, and nobody is asked", async (first) => {
  const { providers, page } = connect([[1000]]);
  await expect(page(first, null)).rejects.toMatchObject({ kind: "BAD_USER_INPUT", details: { field: ["first"] } });
  expect(providers[0]?.readings).toEqual([]);
});

test.each([
  ["another list", encodeCursor("library", {})],
  ["another room's goods", encodeCursor("goods:room:shop-a:1", { "shop-a": "0/1" })],
  ["nothing", "abc"],
  ["a place that is none", encodeCursor("rooms", { "shop-a": "the beginning" })],
  ["a time past all bounds", encodeCursor("rooms", { "shop-a": `${"9".repeat(40)}/1` })],
])("a cursor of %s is refused", async (_what, cursor) => {
  const { page } = connect([[1000]]);
  await expect(page(10, cursor)).rejects.toMatchObject({ kind: "BAD_USER_INPUT", details: { field: ["after"] } });
});

test("a cursor of accounts that are gone starts where the others are", async () => {
  const { page } = connect([[1000]]);
  const { edges } = await page(10, encodeCursor("rooms", { closed: "0/1" }));
  expect(edges.map(({ node }) => node.id)).toEqual(["room:shop-a:1"]);
});
