import { describeDialects, everywhere, modern, success, type Outcome, type PerDialect } from "./support/qiniu";
import { startEventSink } from "./support/events";
import { sendRaw } from "./support/http";

const both = (master: Outcome, others: Outcome): PerDialect<Outcome> => ({ ...modern(others), master });
const DRIVER = "dial tcp 127.0.0.1:3306: connect: connection refused";

describeDialects("a moderation service that is down", (qiniu) => {
  it("makes master's creation fail although the room is there and was announced", async () => {
    const sink = await startEventSink();
    qiniu().sandbox.sendEventsTo({ url: sink.url });
    const token = await qiniu().token("user_1");
    qiniu().sandbox.fault({ kind: "moderation-down" });
    const { outcome } = await qiniu().server("POST", "/server/live", { anchor_id: "user_1", title: "there" });
    const expected: PerDialect<Outcome> = { ...success(200), master: [200, 500, "create live failed"] };
    expect(outcome).toEqual(expected[qiniu().dialect]);
    const { data } = await qiniu().withToken(token, "GET", "/client/live/room/list/anchor");
    expect(data).toMatchObject({ total_count: 1, list: [{ title: "there" }] });
    expect((await sink.arrived(1))[0]?.body).toMatchObject({ type: "live_created" });
    await sink.close();
  });

  it("makes master's stop fail although the room is stopped", async () => {
    const liveId = await qiniu().liveRoom();
    qiniu().sandbox.fault({ kind: "moderation-down" });
    const stop = () => qiniu().server("POST", `/server/live/${liveId}/stop`);
    const { outcome } = await stop();
    expect(outcome.slice(0, 2)).toEqual({ cloud: [200, 0], develop: [200, 0], master: [500, 501] }[qiniu().dialect]);
    expect((await qiniu().server("GET", `/server/live/${liveId}`)).data).toMatchObject({ live_status: 2 });
    expect((await stop()).outcome).toEqual(
      both([500, 501, "live status error"], [500, 500, "live status error"])[qiniu().dialect],
    );
  });

  it("matters to nobody once moderation is switched off", async () => {
    await qiniu().token("user_1");
    const login = await qiniu().open("POST", "/manager/login", { user_name: "admin", password: "sandbox-admin" });
    const { access_token } = login.data as { access_token: string };
    await qiniu().withToken(access_token, "POST", "/admin/censor/config", { enable: false });
    qiniu().sandbox.fault({ kind: "moderation-down" });
    const { outcome } = await qiniu().server("POST", "/server/live", { anchor_id: "user_1" });
    expect(outcome).toEqual(success(200)[qiniu().dialect]);
  });
});

describeDialects("a messaging service that is down", (qiniu) => {
  it("prevents rooms", async () => {
    const token = await qiniu().token("user_1");
    qiniu().sandbox.fault({ kind: "im-down" });
    const server = await qiniu().server("POST", "/server/live", { anchor_id: "user_1" });
    expect(server.outcome).toEqual(
      both([200, 500, "create live failed"], [500, 500, "Internal Server Error"])[qiniu().dialect],
    );
    const client = await qiniu().withToken(token, "POST", "/client/live/room/instance", {});
    expect(client.outcome).toEqual(
      both([500, 500, "create liveEntity failed"], [500, 500, "Internal Server Error"])[qiniu().dialect],
    );
    qiniu().sandbox.clearFaults();
    expect((await qiniu().withToken(token, "GET", "/client/live/room/list")).data).toMatchObject({ total_count: 0 });
  });

  it("does not prevent users, who are repaired when they are next looked at", async () => {
    qiniu().sandbox.fault({ kind: "im-down", path: "/server/user/*" });
    const { outcome } = await qiniu().server("POST", "/server/user/register", { user_id: "user_1" });
    expect(outcome).toEqual(success(0)[qiniu().dialect]);
    const profile = async () => (await qiniu().server("GET", "/server/user/profile/user_1")).data;
    expect(await profile()).toMatchObject({ im_userid: 0, im_username: "", im_password: "" });
    qiniu().sandbox.clearFaults();
    expect((await qiniu().server("GET", "/server/user/infos?user_ids=user_1")).data).toMatchObject([{ im_userid: 0 }]);
    expect(await profile()).toMatchObject({ im_userid: 9000001, im_username: "qluser_1" });
  });
});

describeDialects("a database that is down", (qiniu) => {
  const cases: [string, string, unknown, PerDialect<Outcome>][] = [
    [
      "POST",
      "/server/live",
      { anchor_id: "user_1" },
      both([200, 602, "Database error"], [500, 500, "Internal Server Error"]),
    ],
    ["GET", "/server/live/1", undefined, both([200, 500, "create live failed"], [500, 500, DRIVER])],
    ["POST", "/server/live/1/stop", undefined, both([200, 501, DRIVER], [500, 500, DRIVER])],
    ["DELETE", "/server/live/1", undefined, both([200, 501, DRIVER], [500, 500, DRIVER])],
    [
      "GET",
      "/server/auth/token?app_id=a&user_id=u",
      undefined,
      both([500, 500, "Internal error"], [500, 500, "Internal Server Error"]),
    ],
    [
      "POST",
      "/server/user/register",
      { user_id: "u" },
      both([500, 500, "Internal error"], [500, 500, "Internal Server Error"]),
    ],
    ["PUT", "/server/user/u", {}, both([404, 602, "Database error"], [500, 500, "Internal Server Error"])],
    ["GET", "/server/user/info/u", undefined, both([404, 500, "Internal error"], [500, 500, "Internal Server Error"])],
    ["GET", "/server/item/1", undefined, both([200, 602, "Database error"], [500, 500, "Internal Server Error"])],
    ["POST", "/server/item/add", { live_id: "1", items: [{}] }, both([200, 404, "Not found"], [404, 404, "Not Found"])],
    [
      "POST",
      "/server/item/delete",
      { live_id: "1", items: ["a"] },
      both([200, 602, "Database error"], [500, 500, "Internal Server Error"]),
    ],
    [
      "POST",
      "/server/gift/config",
      { gift_id: 1, name: "g" },
      both([500, 500, "add gift config failed"], [500, 500, "Internal Server Error"]),
    ],
    ["GET", "/status", undefined, everywhere<Outcome>([200, 0, "success"])],
  ];
  it.each(cases)("%s %s", async (method, path, body, expected) => {
    qiniu().sandbox.fault({ kind: "db-down" });
    expect((await qiniu().server(method, path, body)).outcome).toEqual(expected[qiniu().dialect]);
  });

  it("lets nobody in under /client", async () => {
    const token = await qiniu().token("user_1");
    qiniu().sandbox.fault({ kind: "db-down" });
    const { outcome } = await qiniu().withToken(token, "GET", "/client/live/room/list");
    expect(outcome).toEqual(both([401, 602, "Database error"], [401, 401, "Unauthorized"])[qiniu().dialect]);
  });
});

describeDialects("other faults", (qiniu) => {
  it("a replica that lags does not know the newest room, nor the newest state", async () => {
    const liveId = await qiniu().room();
    const get = () => qiniu().server("GET", `/server/live/${liveId}`);
    qiniu().sandbox.fault({ kind: "replica-lag" });
    expect((await get()).outcome).toEqual(
      both([200, 500, "create live failed"], [500, 500, "record not found"])[qiniu().dialect],
    );
    qiniu().sandbox.clock.advance(5);
    expect((await get()).data).toMatchObject({ live_id: liveId, live_status: 0 });
    await qiniu().control(`rooms/${liveId}/status`, { status: 1 });
    expect((await get()).data).toMatchObject({ live_status: 0 });
    qiniu().sandbox.clock.advance(5);
    expect((await get()).data).toMatchObject({ live_status: 1 });
  });

  it("a room whose anchor is gone is not shown, on master by an empty one in lists", async () => {
    const liveId = await qiniu().room("user_1");
    await sendRaw({ method: "DELETE", url: `${qiniu().sandbox.url}/_sandbox/users/user_1` });
    const get = await qiniu().server("GET", `/server/live/${liveId}`);
    expect(get.outcome).toEqual(both([200, 404, "Not found"], [404, 404, "Not Found"])[qiniu().dialect]);
    const { data } = await qiniu().as("reader", "GET", "/client/live/room/list");
    const { total_count, list } = data as { total_count: number; list: { live_id: string; anchor_info: object }[] };
    expect(total_count).toBe(1);
    const expected: PerDialect<unknown> = { ...modern([]), master: [""] };
    expect(list.map((room) => room.live_id)).toEqual(expected[qiniu().dialect]);
    const info = await qiniu().as("reader", "GET", `/client/live/room/info/${liveId}`);
    expect(info.outcome).toEqual(both([500, 500, "find user failed"], [404, 404, "Not Found"])[qiniu().dialect]);
  });

  it("a panic comes after the signature is checked and before anything is done", async () => {
    qiniu().sandbox.fault({ kind: "panic" });
    const answer = await qiniu().server("POST", "/server/user/register", { user_id: "user_1" });
    const expected: PerDialect<[number, boolean]> = { ...modern<[number, boolean]>([500, true]), master: [500, false] };
    expect([answer.status, answer.text.includes("nil pointer")]).toEqual(expected[qiniu().dialect]);
    expect((await qiniu().open("GET", "/server/live/1")).status).toBe(401);
    qiniu().sandbox.clearFaults();
    expect((await qiniu().server("GET", "/server/user/info/user_1")).status).toBe(404);
  });

  it("an answer that is lost leaves the room there", async () => {
    const token = await qiniu().token("user_1");
    qiniu().sandbox.fault({ kind: "commit-then-reset", path: "/server/live", times: 1 });
    await expect(qiniu().server("POST", "/server/live", { anchor_id: "user_1", title: "there" })).rejects.toThrow();
    const { data } = await qiniu().withToken(token, "GET", "/client/live/room/list");
    expect(data).toMatchObject({ list: [{ title: "there" }] });
  });
});
