import {
  describeDialects,
  everywhere,
  modern,
  NOW_SECONDS,
  success,
  type Outcome,
  type PerDialect,
} from "./support/qiniu";

const OK = success(0);
const both = (master: Outcome, others: Outcome): PerDialect<Outcome> => ({ ...modern(others), master });
const invalid = both([400, 400, "The arguments you provide is invalid."], [400, 400, "Bad Request"]);
const noRoom = both([500, 404, "Not found"], [404, 404, "Not Found"]);
const notFound = both([200, 404, "Not found"], [404, 404, "Not Found"]);

describeDialects("competitions", (qiniu) => {
  let first: string;
  let second: string;
  beforeEach(async () => {
    first = await qiniu().liveRoom("user_1");
    second = await qiniu().liveRoom("user_2");
  });
  const start = (body: object = {}) =>
    qiniu().as("user_1", "POST", "/client/relay/start", {
      init_room_id: first,
      recv_room_id: second,
      recv_user_id: "user_2",
      ...body,
    });
  const started = async (body?: object) => ((await start(body)).data as { relay_id: string }).relay_id;
  const call = (userId: string, method: string, path: string, body?: unknown) =>
    qiniu().as(userId, method, `/client/relay/${path}`, body);
  const pkIds = async () =>
    Promise.all(
      [first, second].map(
        async (id) => ((await qiniu().server("GET", `/server/live/${id}`)).data as { pk_id: string }).pk_id,
      ),
    );
  const statusOf = async (sid: string) => ((await call("someone", "GET", sid)).data as { status: number }).status;

  it("tie two rooms together", async () => {
    const answer = await start({ extends: { a: "1" } });
    const { relay_id: sid, relay_token } = answer.data as { relay_id: string; relay_token: string };
    expect(answer.outcome).toEqual(OK[qiniu().dialect]);
    expect(answer.data).toMatchObject({ relay_id: expect.stringMatching(/^\d{19}$/) as string, relay_status: 1 });
    expect(Buffer.from(relay_token.split(":")[2] ?? "", "base64url").toString()).toContain(
      `"roomName":"${second}","userId":"user_1"`,
    );
    expect(await pkIds()).toEqual([sid, sid]);
    const session = await call("someone", "GET", sid);
    expect(session.text).toContain('"data":{"ID":1,"sid":');
    expect(session.data).toEqual({
      ID: 1,
      sid,
      init_user_id: "user_1",
      init_room_id: first,
      recv_user_id: "user_2",
      recv_room_id: second,
      extends: { a: "1" },
      status: 1,
      start_at: null,
      stop_at: null,
      created_at: NOW_SECONDS,
      updated_at: NOW_SECONDS,
    });
  });

  it.each<[string, object, PerDialect<Outcome>]>([
    ["without a room", { init_room_id: "" }, invalid],
    ["of a room with itself", { recv_room_id: "same" }, invalid],
    ["of an anchor with himself", { recv_user_id: "user_1" }, invalid],
    ["with a room that is not there", { recv_room_id: "1" }, noRoom],
    ["with somebody else's room", { recv_user_id: "user_3" }, noRoom],
  ])("do not start %s", async (_, body, expected) => {
    const answer = await start("recv_room_id" in body && body.recv_room_id === "same" ? { recv_room_id: first } : body);
    expect(answer.outcome).toEqual(expected[qiniu().dialect]);
    expect(await pkIds()).toEqual(["", ""]);
  });

  it("do not start with a room that is not live, or is busy", async () => {
    const created = await qiniu().room("user_3");
    expect((await start({ recv_room_id: created, recv_user_id: "user_3" })).outcome).toEqual(noRoom[qiniu().dialect]);
    await start();
    const busy = both([500, 601, "live room already in relaying"], [400, 400, "live room already in relaying"]);
    expect((await start()).outcome).toEqual(busy[qiniu().dialect]);
  });

  it("are joined by both sides, in either order", async () => {
    const one = await started();
    expect((await call("user_1", "POST", `${one}/started`)).data).toEqual({ relay_id: one, relay_status: 2 });
    expect((await call("user_2", "POST", `${one}/started`)).data).toEqual({ relay_id: one, relay_status: 4 });
    await call("user_1", "POST", `${one}/stop`);
    const other = await started();
    await call("user_2", "POST", `${other}/started`);
    expect(await statusOf(other)).toBe(3);
    await call("user_1", "POST", `${other}/started`);
    expect(await statusOf(other)).toBe(4);
  });

  it("give either side a token for the other's room", async () => {
    const sid = await started();
    const room = async (userId: string) => {
      const { data } = await call(userId, "GET", `${sid}/token`);
      const policy = Buffer.from(
        (data as { relay_token: string }).relay_token.split(":")[2] ?? "",
        "base64url",
      ).toString();
      return (JSON.parse(policy) as { roomName: string }).roomName;
    };
    expect([await room("user_1"), await room("user_2")]).toEqual([second, first]);
  });

  it("end for both", async () => {
    const sid = await started();
    const answer = await call("user_2", "POST", `${sid}/stop`);
    expect([answer.outcome, answer.text.includes("data")]).toEqual([OK[qiniu().dialect], false]);
    expect([await statusOf(sid), await pkIds()]).toEqual([6, ["", ""]]);
    const again = both([400, 404, "Not found"], [404, 404, "Not Found"]);
    expect((await call("user_2", "POST", `${sid}/stop`)).outcome).toEqual(again[qiniu().dialect]);
    expect((await call("user_1", "GET", `${sid}/token`)).outcome).toEqual(notFound[qiniu().dialect]);
  });

  it("are nobody else's, and nobody's who is not in his room", async () => {
    const sid = await started();
    const absent = both([200, 501, "record not found"], [500, 500, "record not found"]);
    expect((await call("user_3", "POST", `${sid}/started`)).outcome).toEqual(absent[qiniu().dialect]);
    await qiniu().liveRoom("user_4");
    expect((await call("user_4", "POST", `${sid}/started`)).outcome).toEqual(notFound[qiniu().dialect]);
    await qiniu().as("user_1", "DELETE", `/client/live/room/user/${first}`);
    expect((await call("user_1", "POST", `${sid}/started`)).outcome).toEqual(absent[qiniu().dialect]);
    expect((await call("user_1", "GET", "1")).outcome).toEqual(notFound[qiniu().dialect]);
  });

  it("merge their attributes, for business servers on the newer servers only", async () => {
    const sid = await started({ extends: { a: "1" } });
    const server = (id: string) => qiniu().server("POST", `/server/relay/${id}/extends`, { extends: { b: "2" } });
    const expected: PerDialect<Outcome> = { ...OK, master: [404, -1, "404 page not found"] };
    expect((await server(sid)).outcome).toEqual(expected[qiniu().dialect]);
    expect((await call("user_1", "POST", `${sid}/extends`, { extends: { c: "3" } })).outcome).toEqual(
      OK[qiniu().dialect],
    );
    const { data } = await call("user_1", "GET", sid);
    expect((data as { extends: object }).extends).toEqual(
      { ...modern({ a: "1", b: "2", c: "3" }), master: { a: "1", c: "3" } }[qiniu().dialect],
    );
    expect((await call("user_1", "POST", "1/extends", {})).outcome).toEqual(notFound[qiniu().dialect]);
    expect((await server("1")).status).toBe(everywhere(404)[qiniu().dialect]);
  });

  it("refuse a body they cannot read, as no sensible one", async () => {
    const answer = await call("user_1", "POST", "start", "{");
    expect([answer.outcome, answer.headers["content-type"]]).toEqual([
      invalid[qiniu().dialect],
      "text/plain; charset=utf-8",
    ]);
  });
});
