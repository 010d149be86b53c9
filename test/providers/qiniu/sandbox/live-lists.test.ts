import { describeDialects, modern, success, type Outcome, type PerDialect } from "./support/qiniu";

interface Page {
  readonly total_count: number;
  readonly page_total: number;
  readonly end_page: boolean;
  readonly list: readonly {
    live_id: string;
    title: string;
    anchor_info: { user_id: string };
    online_count: number;
    anchor_status: number;
  }[];
}

describeDialects("lists of rooms", (qiniu) => {
  const list = async (query = "", path = "list") =>
    (await qiniu().as("reader", "GET", `/client/live/room/${path}?${query}`)).data as Page;
  const titles = (page: Page) => page.list.map((room) => room.title);
  /** Rooms of every status, a second apart: created A, B; live C; ended D. */
  const seed = async () => {
    const ids: Record<string, string> = {};
    for (const title of ["A", "B", "C", "D"]) {
      ids[title] = await qiniu().room("user_1", { title });
      qiniu().sandbox.clock.advance(1);
    }
    for (const title of ["C", "D"]) await qiniu().as("user_1", "PUT", `/client/live/room/${ids[title] as string}`);
    await qiniu().server("POST", `/server/live/${ids["D"] as string}/stop`);
    return ids;
  };

  it("shows created and live rooms, live ones first, the latest change first", async () => {
    await seed();
    expect(titles(await list())).toEqual(["C", "B", "A"]);
    expect(titles(await list("live_status=-1"))).toEqual(["C", "B", "A"]);
    expect(titles(await list("live_status=0"))).toEqual(["B", "A"]);
    expect(titles(await list("live_status=1"))).toEqual(["C"]);
    expect(titles(await list("live_status=2"))).toEqual(["D"]);
  });

  it("moves a room up when it changes", async () => {
    const ids = await seed();
    await qiniu().as("user_1", "PUT", "/client/live/room/extends", { live_id: ids["A"], extends: {} });
    expect(titles(await list())).toEqual(["C", "A", "B"]);
  });

  it("shows figures", async () => {
    const liveId = await qiniu().liveRoom();
    await qiniu().as("viewer", "POST", `/client/live/room/user/${liveId}`);
    expect((await list()).list[0]).toMatchObject({
      live_id: liveId,
      online_count: 2,
      anchor_status: 1,
      anchor_info: { user_id: "user_1" },
    });
  });

  it("says of a full last page that it is not the last", async () => {
    await seed();
    const pages = [
      await list("page_size=2"),
      await list("page_size=2&page_num=2"),
      await list("page_size=3"),
      await list("page_size=3&page_num=2"),
    ];
    expect(pages.map((page) => [page.list.length, page.total_count, page.page_total, page.end_page])).toEqual([
      [2, 3, 2, false],
      [1, 3, 2, true],
      [3, 3, 1, false],
      [0, 3, 1, true],
    ]);
  });

  it.each([
    ["page_num=x", "page num is not int"],
    ["page_size=1.5", "page size is not int"],
    ["live_status=live", "live status is not int"],
    ["live_status=3", "live status is not right"],
    ["live_status=-2", "live status is not right"],
    ["page_num=0", "page num or page size is not right"],
    ["page_size=-1", "page num or page size is not right"],
  ])("refuses %s", async (query, text) => {
    const { outcome } = await qiniu().as("reader", "GET", `/client/live/room/list?${query}`);
    expect(outcome).toEqual([400, 400, text]);
  });

  it("answers with the family's code", async () => {
    for (const path of ["list", "list/anchor", "?keyword=a"]) {
      const { outcome } = await qiniu().as(
        "reader",
        "GET",
        `/client/live/room${path.startsWith("?") ? "" : "/"}${path}`,
      );
      expect(outcome).toEqual(success(200)[qiniu().dialect]);
    }
  });

  it("shows the caller's own rooms of every status, the latest start first", async () => {
    await seed();
    await qiniu().room("reader", { title: "mine", start_at: "2030-01-01 00:00:00" });
    await qiniu().room("reader", { title: "earlier", start_at: "2029-01-01 00:00:00" });
    await qiniu().room("READER", { title: "unplanned" });
    expect(titles(await list("", "list/anchor"))).toEqual(["mine", "earlier", "unplanned"]);
    const { data } = await qiniu().as("user_1", "GET", "/client/live/room/list/anchor?page_size=100");
    expect((data as Page).total_count).toBe(4);
  });

  it("finds only by anchor, counts three times, and shows the caller as the anchor", async () => {
    await qiniu().liveRoom("anchor_1");
    await qiniu().room("anchor_2", { title: "anchor" });
    const search = async (keyword: string) =>
      (await qiniu().as("reader", "GET", `/client/live/room?keyword=${encodeURIComponent(keyword)}`)).data as Page;
    const found = await search("ANCHOR");
    expect(found.list.map((room) => room.anchor_info.user_id)).toEqual(["reader"]);
    expect([found.total_count, found.page_total]).toEqual([1, 1]);
    const byTitle = await search("新品");
    expect([byTitle.list, byTitle.total_count, byTitle.end_page]).toEqual([[], 1, true]);
    expect((await search("")).total_count).toBe(3);
    expect((await search("%_1")).list).toHaveLength(1);
    expect((await search("nchor")).total_count).toBe(0);
  });

  it("takes any page of a search", async () => {
    await qiniu().liveRoom("anchor_1");
    const search = (query: string) => qiniu().as("reader", "GET", `/client/live/room?keyword=anchor&${query}`);
    expect((await search("page_num=0&page_size=-1")).data).toMatchObject({ total_count: 1, end_page: false });
    expect((await search("page_size=0")).text).toContain(
      '"page_total":-9223372036854775808,"end_page":false,"list":[]',
    );
    const expected: PerDialect<Outcome> = {
      ...modern<Outcome>([400, 400, "page_num is not int"]),
      master: [500, 500, "page_num is not int"],
    };
    expect((await search("page_num=x")).outcome).toEqual(expected[qiniu().dialect]);
  });
});
