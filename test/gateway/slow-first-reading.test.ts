import { LiveRoomDocument, LiveRoomsDocument } from "../generated/graphql";
import { useBench } from "../support/bench";
import { control } from "../support/control";
import { untilAnswered } from "../support/until";

/* A long list, read for the first time, may take longer than a query may: who asks is told so, and the reading goes on. */

const LIST = "/wxa/business/getliveinfo";
const bench = useBench({ environment: { ZHIBO_QUERY_TIMEOUT_SECONDS: "2" } });

beforeEach(async () => {
  await control(bench.wechat, "/_sandbox/seed", { rooms: 350 });
  // More than a query may take, and less than one call may.
  bench.wechat.fault({ path: LIST, kind: "latency", value: 2_700, times: 1 });
});
const callsToList = () => bench.upstream(bench.wechat).filter(({ path }) => path === LIST).length;

test("a list names the account, may be asked for again, and is there once it has been read", async () => {
  const { liveRooms } = await bench.ask(LiveRoomsDocument, { first: 100 });
  expect(liveRooms.edges.map(({ node }) => node.id.split(":")[1])).not.toContain("wechat");
  expect(liveRooms.edges.length).toBeGreaterThan(0);
  expect(liveRooms.unavailable).toMatchObject([{ account: { id: "account:wechat" }, code: "PROVIDER_TIMEOUT" }]);
  expect(liveRooms.totalCount).toBeNull();

  const filter = { accounts: ["account:wechat"] };
  const whole = await untilAnswered(
    () => bench.ask(LiveRoomsDocument, { filter, first: 100 }),
    (answer) => answer.liveRooms.unavailable.length === 0,
  );
  expect(whole.liveRooms.totalCount).toBe(350);
  // However many asked meanwhile, the list was read once.
  expect(callsToList()).toBe(4);
});

test("a single room is an error that says to ask again", async () => {
  const { data, errors } = await bench.run(LiveRoomDocument, { id: "room:wechat:7" });
  expect(data).toEqual({ liveRoom: null });
  expect(errors).toMatchObject([{ extensions: { code: "PROVIDER_TIMEOUT", retryable: true } }]);
  const answer = await untilAnswered(
    () => bench.run(LiveRoomDocument, { id: "room:wechat:7" }),
    (later) => later.errors === undefined,
  );
  expect(answer.data?.liveRoom).toMatchObject({ id: "room:wechat:7" });
  expect(callsToList()).toBe(4);
});
