import { dialects } from "../../../src/providers/qiniu/sandbox";
import { useBench } from "../../support/bench";
import { control } from "../../support/control";

/* The list of rooms, in all three dialects, around what Qiniu's own lists and search get wrong. */

const LIVE_ID = "2124305168299200512";

interface Listed {
  readonly liveRooms: {
    readonly totalCount: number | null;
    readonly nodes: readonly { nativeId: string; title: string; anchor: { nativeUserId: string; online: boolean } }[];
  };
}

describe.each(dialects)("in the dialect %s", (dialect) => {
  const bench = useBench({ dialect });
  const list = async (filter = "") => {
    const { data, errors } = await bench.run<Listed, never>(
      `{
        liveRooms(first: 100, filter: { accounts: ["account:qiniu"] ${filter} }) {
          totalCount
          nodes { nativeId title anchor { nativeUserId online } }
        }
      }`,
    );
    expect(errors).toBeUndefined();
    return data?.liveRooms ?? { totalCount: null, nodes: [] };
  };
  const page = (status: string, number = "1") => ({
    method: "GET",
    path: "/client/live/room/list",
    query: { page_num: number, page_size: "100", live_status: status },
    body: null,
  });

  test("a last page that is exactly full is the last", async () => {
    // Two thirds have not ended.
    await control(bench.qiniu, "/_sandbox/seed", { rooms: 150, goodsPerRoom: 0, members: 1 });
    expect((await list()).totalCount).toBe(150);
    expect(bench.upstream(bench.qiniu)).toEqual([page("-1"), page("2")]);
  });

  test("a room whose anchor is gone is left out, and takes no other with it", async () => {
    const before = await list();
    await control(bench.qiniu, "/_sandbox/users/user_3", {}, "DELETE");
    bench.clock.advance(10);
    const after = await list();
    const gone = before.nodes.filter(({ anchor }) => anchor.nativeUserId === "user_3");
    expect(gone.length).toBeGreaterThan(0);
    expect(after.nodes).toHaveLength(before.nodes.length - gone.length);
    expect(after.nodes.every(({ nativeId, title }) => nativeId !== "" && title !== "")).toBe(true);
  });

  test("a search finds by title, and shows each room's own anchor", async () => {
    const { nodes } = await list(`, search: "茶"`);
    expect(nodes.map(({ title, anchor }) => [title, anchor.nativeUserId])).toEqual([
      ["TIT茶杯工厂直播", "user_3"],
      ["深夜书店 & 茶", "user_4"],
    ]);
    expect(bench.upstream(bench.qiniu).map(({ path }) => path)).not.toContain("/client/live/room");
  });

  test("tells whether the anchor is in the room", async () => {
    const online = new Map((await list()).nodes.map(({ nativeId, anchor }) => [nativeId, anchor.online]));
    expect(online.get(LIVE_ID)).toBe(true);
    expect(online.get("1582200377771377896")).toBe(false);
  });
});
