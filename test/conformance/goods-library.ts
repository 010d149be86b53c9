import { LiveError } from "../../src/domain/error";
import type { CreateGoods, Goods, GoodsReviewStatus } from "../../src/domain/goods";
import { control } from "../support/control";
import { anyText } from "../support/matching";
import { expectRefused, type Forbidden } from "./forbidden";
import type { Rig } from "./rig";
import { CANNOT, expectAbsent, type Unless } from "./subject";

export interface GoodsLibraryExpectations {
  readonly creation: CreateGoods;
  /** Where created goods stand: they are in this list at once. */
  readonly createdStatus: GoodsReviewStatus;
  readonly forbiddenCreations: readonly Forbidden<CreateGoods>[];
  readonly lookup: {
    readonly path: string;
    readonly largest: number;
    readonly unknownId: string;
    readonly impossibleIds: readonly string[];
  };
  /** The review status of goods of a sized state. */
  readonly sizedStatus: GoodsReviewStatus;
}

export function describeGoodsLibrary(rig: Rig, expected: Unless<GoodsLibraryExpectations>): void {
  describe("the goods library", () => {
    if (expected === CANNOT) {
      test("there is none", () => expectAbsent(rig.provider, "goodsLibrary"));
      return;
    }
    const library = () => rig.port("goodsLibrary");
    const { lookup } = expected;

    async function readAll(status: GoodsReviewStatus, size: number): Promise<Goods[]> {
      const goods: Goods[] = [];
      for (let offset: number | null = 0; offset !== null;) {
        const page = await library().listGoods(status, offset, size, rig.call);
        expect(page.items.length).toBeLessThanOrEqual(size);
        goods.push(...page.items);
        offset = page.next === null ? null : Number(page.next);
      }
      return goods;
    }

    test.each([1, 7, 50, 100])("is complete and without doubles in pages of %i", async (size) => {
      await control(rig.sandbox, "/_sandbox/seed", { rooms: 0, libraryGoods: 50 });
      const goods = await readAll(expected.sizedStatus, size);
      expect(goods).toHaveLength(50);
      expect(new Set(goods.map(({ id }) => id)).size).toBe(50);
      const { total } = await library().listGoods(expected.sizedStatus, 0, 1, rig.call);
      expect(total).toBe(50);
    });

    test("goods stand under the status under which they are listed, and the same when looked up", async () => {
      let seen = 0;
      for (const status of library().statuses) {
        const listed = await readAll(status, library().pageSize);
        seen += listed.length;
        const found = await library().getGoods(
          listed.map(({ nativeId }) => nativeId),
          rig.call,
        );
        expect(found).toEqual(listed);
        expect(new Set(listed.map(({ review }) => review?.status ?? status))).toEqual(
          new Set(listed.length > 0 ? [status] : []),
        );
      }
      expect(seen).toBeGreaterThan(5);
    });

    test("created goods can be looked up and listed as they were asked for", async () => {
      const created = await library().prepareGoods(expected.creation).create(rig.call);
      const { name, link, price } = expected.creation;
      expect(created).toMatchObject({ name, link, price, review: { status: expected.createdStatus } });

      const [found] = await library().getGoods([created.nativeId], rig.call);
      expect(found).toMatchObject({ id: created.id, name, link, price, review: created.review });
      const listed = await readAll(expected.createdStatus, library().pageSize);
      expect(listed.map(({ id }) => id)).toContain(created.id);
    });

    test.each(expected.forbiddenCreations)("createGoods with $what is refused before any call", async (forbidden) => {
      expectRefused(
        await rig.failure(Promise.resolve().then(() => library().prepareGoods(forbidden.input).create(rig.call))),
        forbidden,
        rig,
      );
    });

    test("many ids are looked up in the fewest calls, in the order asked, null for what does not exist", async () => {
      const count = lookup.largest * 2 + 5;
      await control(rig.sandbox, "/_sandbox/seed", { rooms: 0, libraryGoods: count });
      const ids = (await readAll(expected.sizedStatus, 100)).map(({ nativeId }) => nativeId).reverse();
      rig.upstream();
      const found = await library().getGoods([lookup.unknownId, ...ids.slice(1)], rig.call);
      expect(found.map((goods) => (goods as Goods | null)?.nativeId ?? null)).toEqual([null, ...ids.slice(1)]);
      expect(rig.upstream().map(({ path }) => path)).toEqual([lookup.path, lookup.path, lookup.path]);
    });

    test("ids that cannot be are null and cost no call", async () => {
      const found = await library().getGoods(lookup.impossibleIds, rig.call);
      expect(found).toEqual(lookup.impossibleIds.map(() => null));
      expect(rig.sandbox.calls()).toEqual([]);
    });

    test("a failing call takes only its own goods with it", async () => {
      await control(rig.sandbox, "/_sandbox/seed", { rooms: 0, libraryGoods: lookup.largest + 5 });
      const ids = (await readAll(expected.sizedStatus, 100)).map(({ nativeId }) => nativeId);
      rig.sandbox.fault({ path: lookup.path, kind: "errcode", value: 48001, times: 1 });
      const found = await library().getGoods(ids, rig.call);
      const failed = found.filter((goods) => goods instanceof LiveError);
      expect([5, lookup.largest]).toContain(failed.length);
      expect(failed[0]).toMatchObject({ kind: "PROVIDER_PERMISSION_MISSING", details: { operation: anyText } });
    });
  });
}
