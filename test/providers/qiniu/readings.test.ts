import { toKnownRoom } from "../../../src/gateway/room-difference";
import type { Room } from "../../../src/domain/room";
import { dialects } from "../../../src/providers/qiniu/sandbox";
import { useBench } from "../../support/bench";

/* The list and the single room tell different things of a room; a watcher must not take that for a change. */

describe.each(dialects)("in the dialect %s", (dialect) => {
  const bench = useBench({ dialect });

  test("a room that is read by itself looks to watchers as it does in the list", async () => {
    const connected = bench.app.gateway.accounts.get("qiniu");
    const { rooms = [] } = (await connected?.rooms.read()) ?? {};
    const call = { signal: AbortSignal.timeout(10_000), requestId: "test" };
    const ids = rooms.map(({ nativeId }) => nativeId);
    const single = (await connected?.provider.roomRead?.getRooms(ids, call)) as readonly Room[];
    expect(rooms.length).toBeGreaterThan(5);
    expect(single.map(toKnownRoom)).toEqual(rooms.map(toKnownRoom));
  });
});
