import { describeDialects, modern, success, type Outcome, type PerDialect } from "./support/qiniu";

const OK = success(200);

describeDialects("microphones", (qiniu) => {
  let liveId: string;
  beforeEach(async () => {
    liveId = await qiniu().liveRoom();
  });
  const take = (userId: string, fields: object = {}) =>
    qiniu().as(userId, "POST", "/client/mic/", { live_id: liveId, ...fields });
  const list = async () =>
    (await qiniu().as("viewer", "GET", `/client/mic/room/list/${liveId}`)).data as { user: object; extends: unknown }[];

  it("are taken and given back", async () => {
    const answer = await take("singer", { mic: true, camera: false, extends: { seat: "1" } });
    expect(answer.outcome).toEqual(OK[qiniu().dialect]);
    const { rtc_token } = answer.data as { rtc_token: string };
    expect(Buffer.from(rtc_token.split(":")[2] ?? "", "base64url").toString()).toContain(
      `"roomName":"${liveId}","userId":"singer"`,
    );
    const [seat] = await list();
    expect(seat).toMatchObject({
      user: { user_id: "singer", im_username: "qlsinger" },
      mic: true,
      camera: false,
      status: 0,
      extends: { seat: "1" },
    });
    const keys: PerDialect<string> = {
      ...modern("user_id,nick,avatar,im_userid,im_username,extends"),
      master: "user_id,im_userid,im_username,nick,avatar,extends",
    };
    expect(Object.keys(seat?.user ?? {}).join()).toBe(keys[qiniu().dialect]);
    const left = await qiniu().as("singer", "DELETE", "/client/mic/", { live_id: liveId });
    expect([left.outcome, await list()]).toEqual([OK[qiniu().dialect], []]);
  });

  it("are as they were when they are taken again", async () => {
    await take("singer", { mic: true });
    await qiniu().as("singer", "DELETE", "/client/mic/", { live_id: liveId });
    await take("singer", { mic: false, camera: true });
    expect(await list()).toMatchObject([{ mic: true, camera: false }]);
  });

  it("have paths of their own on master", async () => {
    const up = await qiniu().as("singer", "POST", "/client/mic/up", { live_id: liveId });
    const expected: PerDialect<number> = { ...modern(404), master: 200 };
    expect(up.status).toBe(expected[qiniu().dialect]);
    const down = await qiniu().as("singer", "POST", "/client/mic/down", { live_id: liveId });
    expect(down.status).toBe(expected[qiniu().dialect]);
  });

  it("are switched, with the camera, by anybody", async () => {
    await take("singer", { mic: true });
    const change = (type: string, status: boolean) =>
      qiniu().as("viewer", "PUT", "/client/mic/switch", { live_id: liveId, user_id: "singer", type, status });
    for (const [type, status] of [
      ["mic", false],
      ["camera", true],
      ["light", true],
    ] as const) {
      expect((await change(type, status)).outcome).toEqual(OK[qiniu().dialect]);
    }
    expect(await list()).toMatchObject([{ mic: false, camera: true }]);
  });

  it("have attributes, which are replaced", async () => {
    await take("singer", { extends: { a: "1" } });
    const body = { live_id: liveId, user_id: "singer", extends: { b: "2" } };
    expect((await qiniu().as("viewer", "PUT", "/client/mic/extension", body)).outcome).toEqual(OK[qiniu().dialect]);
    expect((await list())[0]?.extends).toEqual({ b: "2" });
    const unknown = await qiniu().as("viewer", "PUT", "/client/mic/extension", { ...body, user_id: "nobody" });
    expect(unknown.outcome).toEqual(OK[qiniu().dialect]);
  });

  it("refuse a body they cannot read, on master without a request id", async () => {
    const answer = await qiniu().as("singer", "POST", "/client/mic/", "{");
    const expected: PerDialect<Outcome> = {
      ...modern<Outcome>([400, 400, "unexpected EOF"]),
      master: [400, 400, "bind json error"],
    };
    expect(answer.outcome).toEqual(expected[qiniu().dialect]);
    expect("request_id" in (answer.json as object)).toBe({ ...modern(true), master: false }[qiniu().dialect]);
  });
});
