import { LiveRoomChangedDocument } from "../generated/graphql";
import { useBench } from "../support/bench";
import { control } from "../support/control";
import { useDataDir } from "../support/data-dir";
import { look } from "../support/look";
import { watchBySocket, watchByStream, type Told } from "../support/watcher";

/* What is kept in a folder outlives the process: what watchers were told, and what they missed. */

const dir = useDataDir();
const bench = useBench({
  environment: {
    get ZHIBO_DATA_DIR() {
      return dir.path;
    },
  },
});

const tell = async (status: number) => {
  await control(bench.wechat, "/_sandbox/rooms/3/status", { status });
  await look(bench);
};
const statusOf = ({ data }: Told) => (data?.["liveRoomChanged"] as { liveRoom: { status: string } }).liveRoom.status;

test.each([
  ["websocket", watchBySocket],
  ["server-sent events", watchByStream],
])("over %s a watcher goes on after a restart, and nothing is told twice or left out", async (_, watch) => {
  await tell(102);
  const before = await watch(bench.app.url, LiveRoomChangedDocument, { lastEventId: `${bench.clock.now()}-0` });
  await tell(101);
  const lastEventId = String((await before.next()).extensions?.["eventId"]);
  await tell(105);
  expect(statusOf(await before.next())).toBe("PAUSED");
  await bench.restart();
  // The process that stops says goodbye.
  await before.ended;
  // What happened while nobody looked is found by the next process.
  await tell(103);
  const after = await watch(bench.app.url, LiveRoomChangedDocument, { lastEventId });
  expect([statusOf(await after.next()), statusOf(await after.next())]).toEqual(["PAUSED", "ENDED"]);
  await look(bench);
  await tell(107);
  expect(statusOf(await after.next())).toBe("EXPIRED");
  after.stop();
});
