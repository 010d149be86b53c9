import { describeDialects, modern, success, type Outcome, type PerDialect } from "./support/qiniu";

const OK = success(200);
/** Master hides every reason behind words of the handler; the others say it. */
const failed = (masterWords: string, reason: string): PerDialect<Outcome> => ({
  ...modern<Outcome>([500, 500, reason]),
  master: [500, 500, masterWords],
});

describeDialects("coming and going", (qiniu) => {
  const join = (userId: string, liveId: string) => qiniu().as(userId, "POST", `/client/live/room/user/${liveId}`);
  const leave = (userId: string, liveId: string) => qiniu().as(userId, "DELETE", `/client/live/room/user/${liveId}`);
  const beat = (userId: string, liveId: string) => qiniu().as(userId, "GET", `/client/live/room/heartbeat/${liveId}`);
  const online = async (liveId: string) =>
    ((await qiniu().as("someone", "GET", `/client/live/room/info/${liveId}`)).data as { online_count: number })
      .online_count;
  const status = async (liveId: string) =>
    ((await qiniu().server("GET", `/server/live/${liveId}`)).data as { live_status: number }).live_status;

  it("enters one room and so leaves the other", async () => {
    const [first, second] = [await qiniu().room(), await qiniu().room()];
    expect((await join("viewer", first)).data).toMatchObject({ live_id: first, anchor_status: 0, online_count: 0 });
    expect((await join("viewer", second)).outcome).toEqual(OK[qiniu().dialect]);
    expect([await online(first), await online(second)]).toEqual([0, 1]);
  });

  it("counts a view for every entry, and a visitor once", async () => {
    const liveId = await qiniu().room();
    await join("a", liveId);
    await join("a", liveId);
    await join("b", liveId);
    const { data } = await qiniu().as("a", "GET", `/client/stats/singleLive/${liveId}`);
    expect((data as { info: unknown[] }).info[0]).toEqual({
      type: 1,
      type_description: "Live",
      page_view: 3,
      unique_visitor: 2,
    });
  });

  it("enters a room that is not there, and is told of a failure", async () => {
    const liveId = await qiniu().room();
    await join("viewer", liveId);
    const expected = failed("get liveInfo info failed", "record not found");
    expect((await join("viewer", "1")).outcome).toEqual(expected[qiniu().dialect]);
    expect(await online(liveId)).toBe(0);
    expect((await beat("viewer", liveId)).status).toBe(500);
  });

  it("leaves only where it is", async () => {
    const liveId = await qiniu().room();
    await join("viewer", liveId);
    const expected = failed("leave live room failed", "Internal Server Error");
    expect((await leave("viewer", "1")).outcome).toEqual(expected[qiniu().dialect]);
    expect((await leave("viewer", liveId)).outcome).toEqual(OK[qiniu().dialect]);
    expect((await leave("viewer", liveId)).outcome).toEqual(expected[qiniu().dialect]);
  });

  it("gives signs of life", async () => {
    const liveId = await qiniu().liveRoom();
    const answer = await beat("user_1", liveId);
    expect([answer.outcome, answer.data]).toEqual([success(0)[qiniu().dialect], { live_id: liveId, live_status: 1 }]);
    expect((await beat("viewer", liveId)).outcome).toEqual(
      failed("heartbeat failed", "user not in live room")[qiniu().dialect],
    );
  });

  it("is shown out after twenty seconds of silence", async () => {
    const liveId = await qiniu().room();
    await join("viewer", liveId);
    qiniu().sandbox.clock.advance(20);
    expect(await online(liveId)).toBe(1);
    await beat("viewer", liveId);
    qiniu().sandbox.clock.advance(20);
    expect(await online(liveId)).toBe(1);
    qiniu().sandbox.clock.advance(3);
    expect(await online(liveId)).toBe(0);
  });

  it("keeps a room alive by the anchor's signs only, for ten minutes", async () => {
    const liveId = await qiniu().liveRoom();
    await join("viewer", liveId);
    qiniu().sandbox.clock.advance(19);
    await beat("user_1", liveId);
    qiniu().sandbox.clock.advance(590);
    await join("viewer", liveId);
    expect(await status(liveId)).toBe(1);
    qiniu().sandbox.clock.advance(15);
    expect(await status(liveId)).toBe(2);
    expect((await qiniu().server("GET", `/server/live/${liveId}`)).data).not.toHaveProperty("stop_reason");
  });

  it("lists who is there, page by page, with the keys of the server", async () => {
    const liveId = await qiniu().room();
    for (const userId of ["a", "b", "c"]) {
      await join(userId, liveId);
      qiniu().sandbox.clock.advance(1);
    }
    const list = (query: string) => qiniu().as("a", "GET", `/client/live/room/user_list?${query}`);
    const { outcome, data } = await list(`live_id=${liveId}&page_size=2`);
    const page = data as { list: { user_id: string }[] };
    expect(outcome).toEqual(OK[qiniu().dialect]);
    expect({ ...page, list: page.list.map((user) => user.user_id) }).toEqual({
      total_count: 3,
      page_total: 2,
      end_page: false,
      list: ["c", "b"],
    });
    const keys: PerDialect<string> = {
      ...modern("user_id,nick,avatar,im_userid,im_username,extends"),
      master: "user_id,im_userid,im_username,nick,avatar,extends",
    };
    expect(Object.keys(page.list[0] as object).join()).toBe(keys[qiniu().dialect]);
    for (const [query, text] of [
      ["", "live_id is empty"],
      ["live_id=1&page_num=x", "page_num is not int"],
      ["live_id=1&page_size=", "page_size is not int"],
    ] as const) {
      expect((await list(query)).outcome).toEqual([400, 400, text]);
    }
  });
});

describeDialects("likes", (qiniu) => {
  const like = (userId: string, liveId: string, body?: unknown) =>
    qiniu().as(userId, "PUT", `/client/live/room/${liveId}/like`, body);

  it("counts the caller's own and all", async () => {
    const liveId = await qiniu().room();
    for (const viewer of ["a", "b"]) await qiniu().as(viewer, "POST", `/client/live/room/user/${liveId}`);
    const first = await like("a", liveId, { count: 5 });
    expect([first.outcome, first.data]).toEqual([success(0)[qiniu().dialect], { count: 5, total: 5 }]);
    expect((await like("b", liveId)).data).toEqual({ count: 1, total: 6 });
    expect((await like("b", liveId, { count: 0 })).data).toEqual({ count: 2, total: 7 });
    expect((await like("b", liveId, "nonsense")).data).toEqual({ count: 3, total: 8 });
    const { data } = await qiniu().as("a", "GET", `/client/stats/singleLive/${liveId}`);
    expect((data as { info: unknown[] }).info[5]).toMatchObject({ type: 6, page_view: 8, unique_visitor: 2 });
  });

  it("are for others, and for those who are there", async () => {
    const liveId = await qiniu().liveRoom();
    const own: PerDialect<Outcome> = {
      ...modern<Outcome>([400, 400, "anchor can not like self"]),
      master: [500, 400, "The arguments you provide is invalid."],
    };
    expect((await like("user_1", liveId)).outcome).toEqual(own[qiniu().dialect]);
    const absent: PerDialect<Outcome> = {
      ...modern<Outcome>([500, 500, "user not in live room"]),
      master: [500, 501, "user not in live room"],
    };
    expect((await like("viewer", liveId)).outcome).toEqual(absent[qiniu().dialect]);
  });

  it("of a room that is not there make master answer twice at once", async () => {
    const answer = await like("a", "1");
    expect(answer.status).toBe(500);
    const texts = answer.text.split("}{");
    expect(texts.map((text) => /"code":(\d+),"message":"([^"]*)"/.exec(text)?.slice(1))).toEqual(
      {
        ...modern([["500", "record not found"]]),
        master: [
          ["501", "record not found"],
          ["602", "Database error"],
        ],
      }[qiniu().dialect],
    );
  });
});
