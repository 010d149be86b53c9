import fc from "fast-check";
import { providerNames } from "../../src/domain/account";
import { roomStatuses, type Room, type RoomStatus } from "../../src/domain/room";
import type { RoomFilter } from "../../src/gateway/room-list";
import { createFakeProvider, fakeRoom } from "../support/fake-provider";
import { createFakeGateway, nodesOf, readPages } from "../support/fake-gateway";

const DAY = 24 * 3600 * 1000;
const names = ["新品直播", "618 Warm-up", "TIT茶杯", "Summer SALE"];
const anchors = [null, "Ange", "阿梅", "ANGE"];

interface RoomFacts {
  readonly title: string;
  readonly status: RoomStatus;
  readonly startsAt: number | null;
  readonly anchor: string | null;
}
const fact: fc.Arbitrary<RoomFacts> = fc.record({
  title: fc.constantFrom(...names),
  status: fc.constantFrom(...roomStatuses),
  startsAt: fc.option(fc.integer({ min: 0, max: 10 }).map((day) => day * DAY)),
  anchor: fc.constantFrom(...anchors),
});
const facts = fc.array(fact, { maxLength: 25 });

function connect(lists: readonly (readonly RoomFacts[])[]) {
  const providers = lists.map((list, at) => {
    const provider = providerNames[at] ?? "WECHAT";
    const key = provider.toLowerCase();
    const rooms = list.map(({ title, status, startsAt, anchor }, index) =>
      fakeRoom(key, String(100 + index), startsAt, {
        provider,
        title,
        status,
        anchor: { name: anchor, nativeUserId: null, avatarUrl: null, online: null },
      }),
    );
    return createFakeProvider({ key, provider, rooms });
  });
  const { session } = createFakeGateway(providers);
  const rooms = providers.flatMap((provider) => provider.rooms);
  return { rooms, list: (filter: RoomFilter, first = 100) => session().rooms.list(filter, { first }), session };
}

const filter: fc.Arbitrary<RoomFilter> = fc.record(
  {
    accounts: fc.subarray(["account:wechat", "account:qiniu", "account:nobody", "room:wechat:100"]),
    providers: fc.subarray([...providerNames]),
    statuses: fc.subarray([...roomStatuses]),
    search: fc.constantFrom("", " ", "直播", "warm", "ange", "10", "100", "nothing", "TIT", "sale "),
    startsAfter: fc.integer({ min: 0, max: 10 }).map((day) => new Date(day * DAY)),
    startsBefore: fc.integer({ min: 0, max: 10 }).map((day) => new Date(day * DAY)),
  },
  { requiredKeys: [] },
);

/** The filter's promise, word by word. */
function passes(room: Room, { accounts, providers, statuses, search, startsAfter, startsBefore }: RoomFilter): boolean {
  const account = `account:${room.accountKey}`;
  const text = (search ?? "").trim().toLowerCase();
  const words = [room.title, room.anchor?.name ?? "", room.nativeId].map((word) => word.toLowerCase());
  // No comparison with a start that is not there holds.
  const start = room.startsAt?.getTime() ?? Number.NaN;
  return (
    (accounts ?? [account]).includes(account) &&
    (providers ?? [room.provider]).includes(room.provider) &&
    (statuses ?? [room.status]).includes(room.status) &&
    words.some((word) => word.includes(text)) &&
    (!startsAfter || start >= startsAfter.getTime()) &&
    (!startsBefore || start < startsBefore.getTime())
  );
}

test("exactly the rooms that meet all conditions are listed and counted", async () => {
  await fc.assert(
    fc.asyncProperty(fc.tuple(facts, facts), filter, async (lists, conditions) => {
      const { rooms, list } = connect(lists);
      const page = await list(conditions);
      const expected = rooms.filter((room) => passes(room, conditions)).map(({ id }) => id);
      expect(page.edges.map(({ node }) => node.id).sort()).toEqual(expected.sort());
      expect(await page.total()).toBe(expected.length);
    }),
  );
});

test("a filtered list is paged like any other", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(facts, facts),
      filter,
      fc.integer({ min: 1, max: 7 }),
      async (lists, conditions, first) => {
        const { list, session } = connect(lists);
        const whole = await list(conditions);
        const pages = await readPages((after) => session().rooms.list(conditions, { first, after }));
        expect(nodesOf(pages).map(({ id }) => id)).toEqual(whole.edges.map(({ node }) => node.id));
      },
    ),
  );
});

test("accounts that are not asked for are not read", async () => {
  const wechat = createFakeProvider({ key: "wechat" });
  const qiniu = createFakeProvider({ key: "qiniu", provider: "QINIU" });
  const { session } = createFakeGateway([wechat, qiniu]);
  await session().rooms.list({ providers: ["QINIU"] }, { first: 10 });
  await session().rooms.list({ accounts: ["account:qiniu"] }, { first: 10 });
  expect([wechat.readings.length, qiniu.readings.length]).toEqual([0, 1]);
});

test("a malformed account id is refused, and names the filter", async () => {
  const { list } = connect([[]]);
  await expect(list({ accounts: ["wechat"] })).rejects.toMatchObject({
    kind: "BAD_USER_INPUT",
    details: { field: ["filter", "accounts"] },
  });
});
