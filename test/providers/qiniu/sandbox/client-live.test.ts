import { createHmac } from "node:crypto";
import {
  describeDialects,
  everywhere,
  modern,
  NOW_SECONDS,
  success,
  type Outcome,
  type PerDialect,
} from "./support/qiniu";

const OK = success(200);
/** Master hides every reason behind words of the handler; the others say it. */
const failed = (masterWords: string, reason: string): PerDialect<Outcome> => ({
  ...modern<Outcome>([500, 500, reason]),
  master: [500, 500, masterWords],
});

describeDialects("rooms of an anchor", (qiniu) => {
  const start = (userId: string, liveId: string) => qiniu().as(userId, "PUT", `/client/live/room/${liveId}`);
  const stop = (userId: string, liveId: string) => qiniu().as(userId, "DELETE", `/client/live/room/${liveId}`);
  const read = async (liveId: string) => (await qiniu().server("GET", `/server/live/${liveId}`)).data;

  it("creates a room of the caller, whatever anchor is named", async () => {
    const answer = await qiniu().as("user_1", "POST", "/client/live/room/instance", { title: "T", anchor_id: "other" });
    expect(answer.outcome).toEqual(OK[qiniu().dialect]);
    expect(answer.data).toMatchObject({
      title: "T",
      anchor_info: { user_id: "user_1" },
      live_status: 0,
      start_time: -62135596800,
    });
  });

  it("refuses a creation in its own words", async () => {
    const long = await qiniu().as("user_1", "POST", "/client/live/room/instance", { title: "长".repeat(129) });
    const expected = failed("create liveEntity failed", "Error 1406: Data too long for column 'title' at row 1");
    expect(long.outcome).toEqual(expected[qiniu().dialect]);
    const broken = await qiniu().as("user_1", "POST", "/client/live/room/instance", "{");
    expect(broken.outcome).toEqual(
      { ...modern([400, 400, "unexpected EOF"]), master: [400, 400, "invalid request"] }[qiniu().dialect],
    );
  });

  it("starts with a token for the real-time service", async () => {
    const liveId = await qiniu().room();
    const answer = await start("user_1", liveId);
    expect(answer.outcome).toEqual(OK[qiniu().dialect]);
    expect(answer.data).toMatchObject({
      live_status: 1,
      start_time: NOW_SECONDS,
      anchor_status: { ...modern(0), master: 1 }[qiniu().dialect],
    });
    const [accessKey, signature, policy] = (answer.data as { room_token: string }).room_token.split(":");
    const expected = createHmac("sha1", "sandbox-sk")
      .update(policy ?? "")
      .digest("base64");
    expect([accessKey, signature]).toEqual(["sandbox-ak", expected.replace(/\+/g, "-").replace(/\//g, "_")]);
    expect(Buffer.from(policy ?? "", "base64url").toString()).toBe(
      `{"appId":"sandbox-rtc-app","roomName":"${liveId}","userId":"user_1","expireAt":${NOW_SECONDS + 86400},"permission":"user"}`,
    );
  });

  it("may start again, and have several live rooms", async () => {
    const [first, second] = [await qiniu().liveRoom(), await qiniu().liveRoom()];
    qiniu().sandbox.clock.advance(30);
    expect((await start("user_1", first)).data).toMatchObject({ start_time: NOW_SECONDS + 30 });
    expect(await read(second)).toMatchObject({ live_status: 1, start_time: NOW_SECONDS });
  });

  it("cannot be started by others, by another spelling of the anchor, or after the end", async () => {
    const liveId = await qiniu().room();
    const refused = failed("start live failed", "user not anchor")[qiniu().dialect];
    expect((await start("user_2", liveId)).outcome).toEqual(refused);
    expect((await start("USER_1", liveId)).outcome).toEqual(refused);
    await start("user_1", liveId);
    await stop("user_1", liveId);
    expect((await start("user_1", liveId)).outcome).toEqual(
      failed("start live failed", "live status error")[qiniu().dialect],
    );
    expect((await start("user_1", "1")).outcome).toEqual(
      failed("start live failed", "record not found")[qiniu().dialect],
    );
  });

  it("belongs to the spelling it was created with", async () => {
    await qiniu().token("user_1");
    const { data } = await qiniu().server("POST", "/server/live", { anchor_id: "USER_1" });
    const { live_id, anchor_info } = data as { live_id: string; anchor_info: { user_id: string } };
    expect(anchor_info.user_id).toBe("user_1");
    expect((await start("user_1", live_id)).status).toBe(500);
    expect((await start("USER_1", live_id)).status).toBe(200);
  });

  it("is stopped by its anchor", async () => {
    const liveId = await qiniu().liveRoom();
    expect((await stop("user_2", liveId)).outcome).toEqual(
      failed("stop live failed", "user not anchor")[qiniu().dialect],
    );
    const answer = await stop("user_1", liveId);
    expect([answer.outcome, answer.text.includes("data")]).toEqual([OK[qiniu().dialect], false]);
    expect(await read(liveId)).toMatchObject({ live_status: 2, end_time: NOW_SECONDS });
    expect((await stop("user_1", liveId)).outcome).toEqual(
      failed("stop live failed", "live status error")[qiniu().dialect],
    );
  });

  it("is deleted by its anchor, and by nobody else, who is told the same", async () => {
    const liveId = await qiniu().room();
    const remove = (userId: string) => qiniu().as(userId, "DELETE", `/client/live/room/instance/${liveId}`);
    expect((await remove("user_2")).outcome).toEqual(OK[qiniu().dialect]);
    expect(await read(liveId)).toMatchObject({ live_id: liveId });
    expect((await remove("USER_1")).outcome).toEqual(OK[qiniu().dialect]);
    expect(await read(liveId)).toBeUndefined();
  });

  it("lets anybody replace the attributes", async () => {
    const liveId = await qiniu().room("user_1", { extends: { a: "1" } });
    const replace = (body: unknown) => qiniu().as("user_2", "PUT", "/client/live/room/extends", body);
    expect((await replace({ live_id: liveId, extends: { b: "2" } })).outcome).toEqual(OK[qiniu().dialect]);
    expect(await read(liveId)).toMatchObject({ extends: { b: "2" } });
    await replace({ live_id: liveId });
    expect(await read(liveId)).toMatchObject({ extends: null });
    expect((await replace({})).outcome).toEqual(everywhere<Outcome>([400, 400, "live_id is empty"])[qiniu().dialect]);
    expect((await replace({ live_id: "1" })).outcome).toEqual(
      failed("update extends failed", "record not found")[qiniu().dialect],
    );
    expect((await replace("[")).outcome).toEqual(
      { ...modern([400, 400, "unexpected EOF"]), master: [400, 400, "bind json failed"] }[qiniu().dialect],
    );
  });

  it("shows who is there", async () => {
    const liveId = await qiniu().liveRoom();
    await qiniu().as("viewer", "POST", `/client/live/room/user/${liveId}`);
    const info = () => qiniu().as("viewer", "GET", `/client/live/room/info/${liveId}`);
    expect((await info()).outcome).toEqual(OK[qiniu().dialect]);
    expect((await info()).data).toMatchObject({ online_count: 2, anchor_status: 1, room_token: "" });
    await qiniu().as("user_1", "DELETE", `/client/live/room/user/${liveId}`);
    expect((await info()).data).toMatchObject({ online_count: 1, anchor_status: 0 });
    expect(await read(liveId)).toMatchObject({ online_count: 0, anchor_status: 0 });
    const unknown = await qiniu().as("viewer", "GET", "/client/live/room/info/1");
    expect(unknown.outcome).toEqual(failed("get liveInfo info failed", "record not found")[qiniu().dialect]);
  });
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
