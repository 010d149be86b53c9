import { CreateLiveRoomDocument, DeleteLiveRoomDocument, LiveRoomsDocument } from "../../generated/graphql";
import { dialects } from "../../../src/providers/qiniu/sandbox";
import { useBench } from "../../support/bench";
import { minutes, NOW } from "../../support/clock";
import { control } from "../../support/control";
import { asUser } from "./as-user";

/*
 * A room is never made twice: Qiniu takes no key that would make a repeat safe, and answers some creations with a failure
 * although the room is there.
 */

const TITLE = "只此一场";

describe.each(dialects)("in the dialect %s", (dialect) => {
  const bench = useBench({ dialect });
  const input = {
    account: "account:qiniu",
    title: TITLE,
    anchor: { userId: "user_1" },
    startsAt: minutes(60),
    endsAt: minutes(180),
  };
  const create = (more: object = {}) => bench.run(CreateLiveRoomDocument, { input: { ...input, ...more } });
  const made = async (title = TITLE) => {
    bench.clock.advance(6);
    const { liveRooms } = await bench.ask(LiveRoomsDocument, { filter: { accounts: ["account:qiniu"] }, first: 100 });
    return liveRooms.edges.filter(({ node }) => node.title === title).map(({ node }) => node);
  };
  const creations = () => bench.upstream(bench.qiniu).filter(({ path }) => path === "/server/live").length;

  test("the moderation service is down: the room is there, whatever was answered", async () => {
    await control(bench.qiniu, "/_sandbox/faults", { kind: "moderation-down" });
    const { data, errors } = await create();
    expect(errors).toBeUndefined();
    expect(data?.createLiveRoom).toMatchObject({ liveRoom: { title: TITLE, status: "SCHEDULED" }, userErrors: [] });
    expect(creations()).toBe(1);
    expect(await made()).toHaveLength(1);
  });

  /** The anchor is asked for, then the anchor's own list. */
  const search = [
    { method: "GET", path: "/server/user/infos", query: { user_ids: "user_1" }, body: null },
    { method: "GET", path: "/client/live/room/list/anchor", query: { page_num: "1", page_size: "100" }, body: null },
  ];

  test.each(["commit-then-reset", "reset-mid-body", "malformed"])(
    "the answer is lost (%s): the room is found among the anchor's own",
    async (kind) => {
      bench.qiniu.fault({ path: "/server/live", kind, times: 1 });
      const { data, errors } = await create();
      expect(errors).toBeUndefined();
      const calls = bench.upstream(bench.qiniu);
      expect(calls.filter(({ path }) => path === "/server/live")).toHaveLength(1);
      expect(calls.slice(1, 3)).toEqual(search);
      const rooms = await made();
      expect(rooms).toHaveLength(1);
      expect(data?.createLiveRoom.liveRoom?.id).toBe(rooms[0]?.id);
    },
  );

  test.each(["reset", "html"])(
    "nothing was made, which is not certain from here (%s): it is said, and not tried again",
    async (kind) => {
      bench.qiniu.fault({ path: "/server/live", kind, times: 1 });
      const { errors } = await create();
      expect(errors?.[0]?.extensions).toMatchObject({ code: "UNKNOWN_OUTCOME", provider: "QINIU" });
      const calls = bench.upstream(bench.qiniu);
      expect(calls.filter(({ path }) => path === "/server/live")).toHaveLength(1);
      expect(calls.slice(1)).toEqual(search);
      expect(await made()).toEqual([]);
    },
  );

  test("a repeat with the same key finds what the first one made, although the anchor has gone live with it", async () => {
    await control(bench.qiniu, "/_sandbox/faults", { kind: "replica-lag" });
    bench.qiniu.fault({ path: "/server/live", kind: "commit-then-reset", times: 1 });
    const first = await create({ idempotencyKey: "one" });
    expect(first.errors?.[0]?.extensions).toMatchObject({ code: "UNKNOWN_OUTCOME", retryable: true });

    bench.clock.advance(20);
    bench.qiniu.clearFaults();
    const [room] = await made();
    await asUser(bench.qiniu, "user_1")("PUT", `/client/live/room/${room?.id.split(":")[2]}`);
    bench.upstream(bench.qiniu);

    const second = await create({ idempotencyKey: "one" });
    expect(second.errors).toBeUndefined();
    expect(second.data?.createLiveRoom.liveRoom).toMatchObject({ id: room?.id, status: "LIVE" });
    expect(creations()).toBe(0);
    expect(await made()).toHaveLength(1);
  });

  test("when it is certain that nothing was made, the same key makes it", async () => {
    bench.qiniu.fault({ path: "/server/live", kind: "reset", times: 1 });
    const first = await create({ idempotencyKey: "one" });
    expect(first.errors?.[0]?.extensions).toMatchObject({ code: "UNKNOWN_OUTCOME" });
    expect(await made()).toEqual([]);

    bench.clock.advance(20);
    const second = await create({ idempotencyKey: "one" });
    expect(second.data?.createLiveRoom.userErrors).toEqual([]);
    expect(await made()).toHaveLength(1);
  });

  test("an anchor whose id is registered in another case is the same anchor", async () => {
    bench.qiniu.fault({ path: "/server/live", kind: "commit-then-reset", times: 1 });
    const { data } = await create({ anchor: { userId: "USER_1" } });
    expect(data?.createLiveRoom.liveRoom).toMatchObject({ title: TITLE });
    expect(await made()).toHaveLength(1);
  });

  test("the search is past the first hundred of the anchor's rooms, and does not register anybody", async () => {
    await control(bench.qiniu, "/_sandbox/seed", { rooms: 700, goodsPerRoom: 0, members: 5 });
    bench.qiniu.fault({ path: "/server/live", kind: "commit-then-reset", times: 1 });
    // A room without a start stands last in the anchor's list.
    const { data } = await bench.run(CreateLiveRoomDocument, {
      input: { account: "account:qiniu", title: TITLE, anchor: { userId: "user_1" } },
    });
    expect(data?.createLiveRoom.liveRoom).toMatchObject({ title: TITLE });
    const pages = bench.upstream(bench.qiniu).filter(({ path }) => path === "/client/live/room/list/anchor");
    expect(pages.length).toBeGreaterThan(1);

    bench.qiniu.fault({ path: "/server/live", kind: "reset", times: 1 });
    await create({ anchor: { userId: "newcomer", name: "新人" } });
    const members = await bench.run<{ node: null }, never>(`{ node(id: "member:qiniu:newcomer") { id } }`);
    expect(members.data?.node).toBeNull();
  });

  test("a registration that fails means that no room was made", async () => {
    bench.qiniu.fault({ path: "/server/user/register", kind: "reset" });
    const { errors } = await create({ anchor: { userId: "newcomer" } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "PROVIDER_UNAVAILABLE", operation: "user.register" });
    expect(creations()).toBe(1);
  });

  test("an anchor who was registered by somebody else meanwhile is no error", async () => {
    bench.qiniu.fault({ path: "/server/user/register", kind: "commit-then-reset", times: 1 });
    const { data } = await create({ anchor: { userId: "newcomer", name: "新人" } });
    expect(data?.createLiveRoom).toMatchObject({ liveRoom: { anchor: { name: "新人" } }, userErrors: [] });
  });

  test.each([
    ["a planned end", { startsAt: minutes(60), endsAt: minutes(180) }, minutes(240)],
    ["a planned start", { startsAt: minutes(60), endsAt: null }, minutes(60 + 24 * 60)],
    ["its own end", { qiniu: { publishExpiresAt: minutes(600) } }, minutes(600)],
  ])("with %s the push address still works when the show starts", async (_what, more, expiresAt) => {
    const { data } = await create(more);
    const room = data?.createLiveRoom.liveRoom?.id;
    const found = await bench.run<{ liveRoom: { ingest: { expiresAt: string } } }, never>(
      `{ liveRoom(id: "${room}") { ingest { expiresAt } } }`,
    );
    expect(found.data?.liveRoom.ingest.expiresAt).toBe(expiresAt);
  });

  test("an end of the push address that is over already is refused", async () => {
    const { data } = await create({ qiniu: { publishExpiresAt: new Date(NOW).toISOString() } });
    expect(data?.createLiveRoom.userErrors).toEqual([
      expect.objectContaining({ code: "INVALID_INPUT", field: ["input", "qiniu", "publishExpiresAt"] }),
    ]);
    expect(bench.upstream(bench.qiniu)).toEqual([]);
  });

  test("with a key that was used, a room that was deleted meanwhile is answered as it was, and not made again", async () => {
    const { data } = await create({ idempotencyKey: "one" });
    const id = data?.createLiveRoom.liveRoom?.id ?? "";
    await bench.ask(DeleteLiveRoomDocument, { input: { id } });
    bench.upstream(bench.qiniu);
    const again = await create({ idempotencyKey: "one" });
    expect(again.data?.createLiveRoom).toMatchObject({ liveRoom: { id }, userErrors: [] });
    expect(bench.upstream(bench.qiniu).filter(({ method }) => method === "POST")).toEqual([]);
  });
});
