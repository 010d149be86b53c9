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
