import fc from "fast-check";
import type { Replay } from "../../src/domain/replay";
import { encodeCursor } from "../../src/gateway/cursor";
import { pageReplays, pageRoomGoods } from "../../src/gateway/room-pages";
import { fakeRoom } from "../support/fake-provider";
import { nodesOf, readPages } from "../support/fake-gateway";
import { fakeRoomGoods } from "../support/fake-goods";

const room = fakeRoom("shop", "3", 1000);
const call = { signal: new AbortController().signal, requestId: "test" };
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));
const BAD = { kind: "BAD_USER_INPUT", details: { field: ["after"] } };

describe("goods of a room", () => {
  const read = (nativeIds: readonly string[], first: number, after: string | null) => {
    const { edges, ...rest } = pageRoomGoods(room, fakeRoomGoods("shop", nativeIds), { first, after });
    return Promise.resolve({ ...rest, edges: edges.map(({ cursor, goods }) => ({ cursor, node: goods.nativeId })) });
  };

  test("pages of any size give all of them once, in display order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 40 }), fc.integer({ min: 1, max: 20 }), async (count, first) => {
        const pages = await readPages((after) => read(numbers(count), first, after));
        expect(nodesOf(pages)).toEqual(numbers(count));
        expect(pages[0]?.total()).toBe(count);
      }),
    );
  });

  test("goods that are added or removed meanwhile shift nothing", async () => {
    let ids = numbers(10);
    const changes = [() => (ids = ["new", ...ids]), () => (ids = ids.filter((id) => id !== "1"))];
    const pages = await readPages(
      (after) => read(ids, 3, after),
      () => changes.shift()?.(),
    );
    expect(nodesOf(pages)).toEqual(numbers(10));
  });

  test("when the goods that a cursor stands on are gone, the list goes on where they were", async () => {
    const { edges } = await read(numbers(6), 3, null);
    const without3 = numbers(6).filter((id) => id !== "3");
    const next = await read(without3, 3, edges.at(-1)?.cursor ?? null);
    expect(next.edges.map(({ node }) => node)).toEqual(["4", "5", "6"]);
  });

  test.each([
    encodeCursor("goods:room:shop:4", { shop: "0/1" }),
    encodeCursor("goods:room:shop:3", {}),
    encodeCursor("goods:room:shop:3", { shop: "" }),
    encodeCursor("goods:room:shop:3", { shop: "-1/1" }),
    "nonsense",
  ])("the cursor %s is refused", (after) => {
    expect(() => pageRoomGoods(room, fakeRoomGoods("shop", ["1"]), { first: 3, after })).toThrow(
      expect.objectContaining(BAD) as Error,
    );
  });
});

describe("replays of a room", () => {
  /** A provider that tells at most ten at once, and as often one more than asked. */
  function createPort(count: number, largest: number) {
    const all: Replay[] = numbers(count).map((number) => ({
      mediaUrl: `https://replays.example/${number}`,
      createdAt: null,
      expiresAt: null,
    }));
    return {
      listReplays(_room: string, offset: number, limit: number) {
        const items = all.slice(offset, offset + Math.min(limit, largest));
        const end = offset + items.length;
        return Promise.resolve({ items, next: end < count ? String(end) : null, total: null });
      },
    };
  }

  test("pages of any size give all of them once, whatever the provider's own page size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 30 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 10 }),
        async (count, first, largest) => {
          const port = createPort(count, largest);
          const pages = await readPages((after) => pageReplays(room, port, { first, after }, call));
          expect(nodesOf(pages)).toHaveLength(count);
          expect(new Set(nodesOf(pages).map(({ mediaUrl }) => mediaUrl)).size).toBe(count);
          // The whole is known only from its end.
          expect(pages.at(-1)?.total()).toBe(count);
        },
      ),
    );
  });

  test("of a provider without any are an empty list", async () => {
    const page = await pageReplays(room, undefined, { first: 20 }, call);
    expect([page.edges, page.hasNextPage, page.total()]).toEqual([[], false, 0]);
  });

  test.each(["-5", "1.5", "1e9", "", "four"])("a cursor at %j is refused, and nobody is asked", async (offset) => {
    const port = createPort(3, 10);
    const listReplays = jest.spyOn(port, "listReplays");
    const after = encodeCursor("replays:room:shop:3", { shop: offset });
    await expect(pageReplays(room, port, { first: 20, after }, call)).rejects.toMatchObject(BAD);
    expect(listReplays).not.toHaveBeenCalled();
  });
});
