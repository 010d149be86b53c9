import fc from "fast-check";
import type { Goods, GoodsReviewStatus } from "../../src/domain/goods";
import { createFakeProvider, outage } from "../support/fake-provider";
import { createFakeGateway, nodesOf, readPages } from "../support/fake-gateway";
import { fakeGoods } from "../support/fake-goods";

const statuses = ["APPROVED", "PENDING", "REJECTED"] as const satisfies readonly GoodsReviewStatus[];
type Shelves = Readonly<Record<(typeof statuses)[number], number>>;

/** An account with so many goods of each status, which tells at most `pageSize` of them at once. */
function createLibrary(key: string, shelves: Shelves, pageSize: number, knowsTotal: boolean) {
  const goods = statuses.flatMap((status) =>
    Array.from({ length: shelves[status] }, (_, index) => fakeGoods(key, `${status}-${index}`, status)),
  );
  const asked: string[] = [];
  const library = {
    statuses,
    pageSize,
    failure: null as Error | null,
    getGoods: () => Promise.resolve([]),
    markNow: () => Promise.resolve(""),
    findCreated: () => Promise.resolve([]),
    adoptGoods: () => Promise.resolve(),
    deleteGoods: () => Promise.reject(new Error("not asked for")),
    prepareGoods: () => {
      throw new Error("not asked for");
    },
    listGoods(status: GoodsReviewStatus, offset: number, limit: number) {
      asked.push(`${status} ${offset} ${limit}`);
      if (library.failure) return Promise.reject(library.failure);
      expect(limit).toBeLessThanOrEqual(pageSize);
      const all = goods.filter(({ review }) => review?.status === status);
      const items = all.slice(offset, offset + limit);
      const end = offset + items.length;
      return Promise.resolve({
        items,
        next: end < all.length ? String(end) : null,
        total: knowsTotal ? all.length : null,
      });
    },
  };
  return { provider: createFakeProvider({ key, ports: { goodsLibrary: library } }), goods, library, asked };
}

const count = fc.nat({ max: 9 });
const shelves: fc.Arbitrary<Shelves> = fc.record({ APPROVED: count, PENDING: count, REJECTED: count });
const ids = (goods: readonly Goods[]) => goods.map(({ id }) => id);

test("pages of any size give all goods once, account after account, status after status", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(shelves, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 10 }),
      fc.option(fc.constantFrom<GoodsReviewStatus>(...statuses, "UNSUBMITTED")),
      async (lists, first, pageSize, reviewStatus) => {
        const accounts = lists.map((list, at) => createLibrary(`shop-${at}`, list, pageSize, true));
        const { session } = createFakeGateway(accounts.map(({ provider }) => provider));
        const read = (after: string | null) => session().goods.library({ reviewStatus }, { first, after });
        const pages = await readPages(read);

        const expected = accounts
          .flatMap(({ goods }) => goods)
          .filter(({ review }) => reviewStatus === null || review?.status === reviewStatus);
        expect(ids(nodesOf(pages))).toEqual(ids(expected));
        for (const page of pages.slice(0, -1)) expect(page.edges).toHaveLength(first);
        expect(await pages[0]?.total()).toBe(expected.length);
      },
    ),
  );
});

test("a page that the provider gives at once costs one call", async () => {
  const { provider, asked } = createLibrary("shop", { APPROVED: 50, PENDING: 5, REJECTED: 0 }, 100, true);
  const { session } = createFakeGateway([provider]);
  const { edges } = await session().goods.library({}, { first: 20 });
  await session().goods.library({}, { first: 20, after: edges.at(-1)?.cursor ?? null });
  expect(asked).toEqual(["APPROVED 0 20", "APPROVED 20 20"]);
});

test("a total that the provider does not tell is not guessed", async () => {
  const { provider } = createLibrary("shop", { APPROVED: 3, PENDING: 0, REJECTED: 0 }, 100, false);
  const { session } = createFakeGateway([provider]);
  expect(await (await session().goods.library({}, { first: 2 })).total()).toBeNull();
});

test("an account that cannot be asked is named, and the others are answered", async () => {
  const down = createLibrary("shop-a", { APPROVED: 3, PENDING: 0, REJECTED: 0 }, 100, true);
  const up = createLibrary("shop-b", { APPROVED: 3, PENDING: 0, REJECTED: 0 }, 100, true);
  down.library.failure = outage;
  const { session } = createFakeGateway([down.provider, up.provider]);
  const page = await session().goods.library({}, { first: 10 });
  expect(page.edges).toHaveLength(3);
  expect(page.unavailable).toEqual([{ account: down.provider.account, error: outage }]);
  expect(await page.total()).toBeNull();
});

test("accounts without a library, and those not asked for, are left out", async () => {
  const a = createLibrary("shop-a", { APPROVED: 1, PENDING: 0, REJECTED: 0 }, 100, true);
  const b = createLibrary("shop-b", { APPROVED: 1, PENDING: 0, REJECTED: 0 }, 100, true);
  const { session } = createFakeGateway([createFakeProvider({ key: "none" }), a.provider, b.provider]);
  const page = await session().goods.library({ account: "account:shop-b" }, { first: 10 });
  expect(ids(page.edges.map(({ node }) => node))).toEqual(["goods:shop-b:APPROVED-0"]);
  expect(a.asked).toEqual([]);
});

test.each([
  ["rooms", { "shop-a": "0/1" }],
  ["library", { "shop-a": "APPROVED" }],
  ["library", { "shop-a": "GONE:3" }],
  ["library", { "shop-a": "APPROVED:-1" }],
  ["library", { "shop-a": "APPROVED:1e9" }],
])("a cursor of %s at %j is refused before any call", async (name, positions) => {
  const { provider, asked } = createLibrary("shop-a", { APPROVED: 3, PENDING: 0, REJECTED: 0 }, 100, true);
  const { session } = createFakeGateway([provider]);
  const after = Buffer.from(JSON.stringify([name, positions])).toString("base64url");
  await expect(session().goods.library({}, { first: 10, after })).rejects.toMatchObject({
    kind: "BAD_USER_INPUT",
    details: { field: ["after"] },
  });
  expect(asked).toEqual([]);
});
