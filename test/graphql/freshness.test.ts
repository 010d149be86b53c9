import { LiveRoomDocument, LiveRoomsDocument } from "../generated/graphql";
import { useBench } from "../support/bench";
import { minutes } from "../support/clock";

/*
 * How old an answer may be, and what is served while a provider is down: the last it said, marked as such, and never an
 * error in place of what the other providers say.
 */

const bench = useBench();
const WECHAT = "room:wechat:3";
const QINIU = "room:qiniu:2124305168299200512";
const read = async (id: string) => (await bench.ask(LiveRoomDocument, { id })).liveRoom;

test("what was read a moment ago costs no call, and says when it was read", async () => {
  await read(WECHAT);
  bench.upstream(bench.wechat);
  bench.clock.advance(4);
  expect(await read(WECHAT)).toMatchObject({ fetchedAt: minutes(0), stale: false });
  expect(bench.upstream(bench.wechat)).toEqual([]);
  bench.clock.advance(56);
  expect(await read(WECHAT)).toMatchObject({ fetchedAt: minutes(1), stale: false });
  expect(bench.upstream(bench.wechat)).toHaveLength(1);
});

test("a room of a provider that is down is what it was last said to be, and marked", async () => {
  await read(WECHAT);
  bench.clock.advance(60);
  bench.wechat.fault({ kind: "status", value: 502 });
  expect(await read(WECHAT)).toMatchObject({ title: "直播测试3", fetchedAt: minutes(0), stale: true });

  bench.wechat.clearFaults();
  bench.clock.advance(60);
  expect(await read(WECHAT)).toMatchObject({ fetchedAt: minutes(2), stale: false });
});

test("a provider that is down from the start is named, and the other is answered", async () => {
  bench.wechat.fault({ kind: "html" });
  const { liveRooms } = await bench.ask(LiveRoomsDocument, { first: 100 });
  expect(liveRooms.edges.length).toBeGreaterThan(5);
  expect(liveRooms.edges.every(({ node }) => node.id.startsWith("room:qiniu:"))).toBe(true);
  expect(liveRooms.totalCount).toBeNull();
  expect(liveRooms.unavailable).toEqual([
    {
      account: { id: "account:wechat" },
      code: "PROVIDER_PROTOCOL_ERROR",
      message: "The provider's answer could not be understood.",
      retryAfterSeconds: null,
    },
  ]);

  bench.wechat.clearFaults();
  const after = liveRooms.pageInfo.endCursor;
  const later = await bench.ask(LiveRoomsDocument, { first: 100, after });
  expect(later.liveRooms.edges).toHaveLength(12);
  expect(later.liveRooms.edges.every(({ node }) => node.id.startsWith("room:wechat:"))).toBe(true);
});

test("a single thing of a provider that is down is null with a coded error, and the rest is answered", async () => {
  bench.qiniu.fault({ kind: "reset" });
  const { data, errors } = await bench.run<{ down: unknown; up: { id: string } }, never>(
    `{ down: liveRoom(id: "${QINIU}") { id } up: liveRoom(id: "${WECHAT}") { id } }`,
  );
  expect(data).toEqual({ down: null, up: { id: WECHAT } });
  expect(errors).toHaveLength(1);
  expect(errors?.[0]).toMatchObject({
    path: ["down"],
    extensions: {
      code: "PROVIDER_UNAVAILABLE",
      provider: "QINIU",
      account: "qiniu",
      operation: "live.get",
      retryable: true,
    },
  });
});

test("a write that was done is seen at once, however fresh the reading before it", async () => {
  await bench.ask(LiveRoomsDocument, { filter: { accounts: ["account:qiniu"] }, first: 100 });
  await bench.run(`mutation { deleteLiveRoom(input: { id: "${QINIU}" }) { deletedId } }`);
  const { liveRooms } = await bench.ask(LiveRoomsDocument, { filter: { accounts: ["account:qiniu"] }, first: 100 });
  expect(liveRooms.edges.map(({ node }) => node.id)).not.toContain(QINIU);
});
