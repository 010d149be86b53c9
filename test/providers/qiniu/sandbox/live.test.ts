import {
  describeDialects,
  everywhere,
  modern,
  NOW_SECONDS,
  success,
  type Outcome,
  type PerDialect,
} from "./support/qiniu";

const GO_ZERO = -62135596800;
const CREATE_FAILED: Outcome = [200, 500, "create live failed"];
const NO_RECORD: PerDialect<Outcome> = {
  ...modern<Outcome>([500, 500, "record not found"]),
  master: [200, 501, "record not found"],
};

describeDialects("rooms of a business server", (qiniu) => {
  it("creates a room that is shown with its anchor, without times and figures", async () => {
    await qiniu().server("POST", "/server/user/register", {
      user_id: "user_1",
      nick: "N1",
      avatar: "http://a/1.png",
      extends: { age: "18" },
    });
    const answer = await qiniu().server("POST", "/server/live", { anchor_id: "user_1", title: "XXX" });
    const anchor = {
      user_id: "user_1",
      nick: "N1",
      avatar: "http://a/1.png",
      extends: { age: "18" },
      im_userid: 9000001,
    };
    const { live_id: liveId } = answer.data as { live_id: string };
    expect(answer.outcome).toEqual(success(200)[qiniu().dialect]);
    expect(liveId).toMatch(/^\d{19}$/);
    expect(answer.data).toEqual({
      live_id: liveId,
      title: "XXX",
      notice: "",
      cover_url: "",
      extends: null,
      anchor_info: anchor,
      anchor_status: 0,
      room_token: "",
      pk_id: "",
      online_count: 0,
      start_time: GO_ZERO,
      end_time: GO_ZERO,
      chat_id: 19900001,
      push_url: expect.stringMatching(
        `^rtmp://qiniu-publish.test/sandbox-hub/qn_live_kit-${liveId}\\?expire=${NOW_SECONDS + 3600}&token=.{28}$`,
      ) as string,
      hls_url: `https://qiniu-hls.test/sandbox-hub/qn_live_kit-${liveId}.m3u8`,
      rtmp_url: `rtmp://qiniu-rtmp.test/sandbox-hub/qn_live_kit-${liveId}`,
      flv_url: `https://qiniu-hdl.test/sandbox-hub/qn_live_kit-${liveId}.flv`,
      pv: 0,
      uv: 0,
      total_count: 0,
      total_mics: 0,
      live_status: 0,
    });
    const keys: PerDialect<string[]> = {
      ...modern(["user_id", "nick", "avatar", "im_userid", "extends"]),
      master: ["user_id", "nick", "avatar", "extends", "im_userid"],
    };
    expect(Object.keys((answer.data as { anchor_info: object }).anchor_info)).toEqual(keys[qiniu().dialect]);
  });

  it("writes keys in the server's order and escapes what HTML would mind", async () => {
    await qiniu().token("user_1");
    const answer = await qiniu().server("POST", "/server/live", {
      anchor_id: "user_1",
      title: "<茶> & 书",
      extends: { b: "2", "10": "x", a: "1", "9": "y" },
    });
    expect(answer.text).toContain('"title":"\\u003c茶\\u003e \\u0026 书"');
    expect(answer.text).toContain('"extends":{"10":"x","9":"y","a":"1","b":"2"}');
    expect(answer.text).toMatch(/"push_url":"[^"]*\\u0026token=/);
    expect(answer.text).toMatch(
      /^\{"request_id":"[A-Za-z0-9_-]{16}","code":\d+,"message":"\w*","data":\{"live_id":"\d{19}",/,
    );
  });

  it("keeps planned times, which are China's unless they say otherwise", async () => {
    const liveId = await qiniu().room("user_1", {
      notice: "包邮",
      cover_url: "https://images.test/1.jpg",
      extends: {},
      start_at: "2021-12-02 11:11:11",
      end_at: "2021-12-02T04:11:11Z",
    });
    const { data } = await qiniu().server("GET", `/server/live/${liveId}`);
    expect(data).toMatchObject({
      notice: "包邮",
      cover_url: "https://images.test/1.jpg",
      extends: {},
      start_time: 1638414671,
      end_time: 1638418271,
      live_status: 0,
    });
  });

  it("shows a start that was not planned differently at creation and later", async () => {
    const liveId = await qiniu().room();
    const { outcome, data } = await qiniu().server("GET", `/server/live/${liveId}`);
    expect(outcome).toEqual(success(200)[qiniu().dialect]);
    expect(data).toMatchObject({ start_time: 0, end_time: GO_ZERO, room_token: "", anchor_status: 0 });
    expect(data).not.toHaveProperty("stop_at");
  });

  it.each([
    ["in the future", NOW_SECONDS + 86400, NOW_SECONDS + 86400],
    ["in the past", NOW_SECONDS - 1, NOW_SECONDS + 3600],
    ["null", null, NOW_SECONDS + 3600],
  ])("an expiry of the push URL %s", async (_, publish_expire_at, expected) => {
    await qiniu().token("user_1");
    const { data } = await qiniu().server("POST", "/server/live", { anchor_id: "user_1", publish_expire_at });
    expect((data as { push_url: string }).push_url).toContain(`?expire=${expected}&`);
  });

  it.each<[string, unknown, PerDialect<Outcome>]>([
    [
      "an unknown anchor",
      { anchor_id: "nobody" },
      { ...modern<Outcome>([404, 404, "Not Found"]), master: [200, 404, "Not found"] },
    ],
    ["no anchor", {}, { ...modern<Outcome>([404, 404, "Not Found"]), master: [200, 404, "Not found"] }],
    ["null", "null", { ...modern<Outcome>([404, 404, "Not Found"]), master: [200, 404, "Not found"] }],
    [
      "a title too long",
      { anchor_id: "user_1", title: "长".repeat(129) },
      {
        ...modern<Outcome>([500, 500, "Error 1406: Data too long for column 'title' at row 1"]),
        master: CREATE_FAILED,
      },
    ],
    [
      "a notice too long",
      { anchor_id: "user_1", notice: "n".repeat(256) },
      {
        ...modern<Outcome>([500, 500, "Error 1406: Data too long for column 'notice' at row 1"]),
        master: CREATE_FAILED,
      },
    ],
    [
      "a cover too long",
      { anchor_id: "user_1", cover_url: "c".repeat(256) },
      {
        ...modern<Outcome>([500, 500, "Error 1406: Data too long for column 'cover_url' at row 1"]),
        master: CREATE_FAILED,
      },
    ],
    [
      "attributes too long",
      { anchor_id: "user_1", extends: { a: "x".repeat(1017) } },
      {
        ...modern<Outcome>([500, 500, "Error 1406: Data too long for column 'extends' at row 1"]),
        master: CREATE_FAILED,
      },
    ],
    ["the longest title", { anchor_id: "user_1", title: "😀".repeat(128) }, success(200)],
    ["the longest attributes", { anchor_id: "user_1", extends: { a: "x".repeat(1016) } }, success(200)],
  ])("answers a creation with %s", async (_, body, expected) => {
    await qiniu().token("user_1");
    expect((await qiniu().server("POST", "/server/live", body)).outcome).toEqual(expected[qiniu().dialect]);
  });

  it("does not notice a second creation: there is no idempotence", async () => {
    expect(await qiniu().room()).not.toBe(await qiniu().room());
  });

  it("says of a room that is not there what each server says", async () => {
    const answers = {
      get: await qiniu().server("GET", "/server/live/1"),
      stop: await qiniu().server("POST", "/server/live/1/stop"),
      delete: await qiniu().server("DELETE", "/server/live/1"),
    };
    expect(answers.get.outcome).toEqual({ ...NO_RECORD, master: CREATE_FAILED }[qiniu().dialect]);
    expect(answers.stop.outcome).toEqual(NO_RECORD[qiniu().dialect]);
    expect(answers.delete.outcome).toEqual(NO_RECORD[qiniu().dialect]);
    expect(answers.get.text).not.toContain("data");
  });

  it("stops a live room once", async () => {
    const liveId = await qiniu().liveRoom();
    qiniu().sandbox.clock.advance(60);
    const stop = () => qiniu().server("POST", `/server/live/${liveId}/stop`, '{"ignored":');
    const stopped = await stop();
    expect(stopped.outcome).toEqual(success(200)[qiniu().dialect]);
    expect(stopped.text).not.toContain("data");
    const { data } = await qiniu().server("GET", `/server/live/${liveId}`);
    expect(data).toMatchObject({ live_status: 2, start_time: NOW_SECONDS, end_time: NOW_SECONDS + 60 });
    expect(data).not.toHaveProperty("stop_reason");
    const expected: PerDialect<Outcome> = {
      ...modern<Outcome>([500, 500, "live status error"]),
      master: [500, 501, "live status error"],
    };
    expect((await stop()).outcome).toEqual(expected[qiniu().dialect]);
  });

  it("does not stop a room that was never started", async () => {
    const liveId = await qiniu().room();
    const { outcome } = await qiniu().server("POST", `/server/live/${liveId}/stop`);
    expect(outcome.slice(1)).toEqual(
      { ...modern([500, "live status error"]), master: [501, "live status error"] }[qiniu().dialect],
    );
  });

  it("deletes a room in any status, without stopping it", async () => {
    for (const liveId of [await qiniu().room(), await qiniu().liveRoom()]) {
      const { outcome } = await qiniu().server("DELETE", `/server/live/${liveId}`);
      expect(outcome).toEqual(success(200)[qiniu().dialect]);
      const again = await qiniu().server("DELETE", `/server/live/${liveId}`);
      expect(again.outcome).toEqual(NO_RECORD[qiniu().dialect]);
    }
  });

  it("has no call that lists, changes or starts a room", async () => {
    const liveId = await qiniu().room();
    const absent = [
      await qiniu().server("GET", "/server/live"),
      await qiniu().server("PUT", `/server/live/${liveId}`, {}),
      await qiniu().server("POST", `/server/live/${liveId}/start`),
    ];
    for (const answer of absent) {
      expect([answer.status, answer.text]).toEqual(everywhere([404, "404 page not found"])[qiniu().dialect]);
    }
  });
});
