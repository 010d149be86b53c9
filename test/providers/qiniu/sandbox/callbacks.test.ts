import { describeDialects, everywhere, modern, NOW_SECONDS, type PerDialect } from "./support/qiniu";
import { startEventSink, type EventSink } from "./support/events";

describeDialects("events", (qiniu) => {
  let sink: EventSink;
  beforeEach(async () => {
    sink = await startEventSink();
    qiniu().sandbox.sendEventsTo({ url: sink.url });
  });
  afterEach(() => sink.close());
  const types = async (count: number) => (await sink.arrived(count)).map(({ body }) => body.type).sort();
  const bodyOf = async (type: string, count: number) =>
    (await sink.arrived(count)).find(({ body }) => body.type === type)?.body.body;

  it("tell of a creation with the database row", async () => {
    await qiniu().token("user_1");
    const answer = await qiniu().server(
      "POST",
      "/server/live",
      { anchor_id: "user_1", title: "新品", start_at: "2026-02-01 20:00:00" },
      { "X-Reqid": "trace-7" },
    );
    const live = answer.data as {
      live_id: string;
      push_url: string;
      rtmp_url: string;
      flv_url: string;
      hls_url: string;
    };
    const [event] = await sink.arrived(1);
    expect(event?.headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "Golang qiniu/rpc package",
      "x-reqid": "trace-7",
    });
    expect(event?.body).toEqual({
      type: "live_created",
      body: {
        id: 1,
        live_id: live.live_id,
        title: "新品",
        notice: "",
        cover_url: "",
        extends: null,
        anchor_id: "user_1",
        live_status: 0,
        pk_id: "",
        online_count: 0,
        start_at: 1769947200,
        end_at: null,
        chat_id: 19900001,
        push_url: live.push_url,
        rtmp_play_url: live.rtmp_url,
        flv_play_url: live.flv_url,
        hls_play_url: live.hls_url,
        last_heartbeat_at: null,
        created_at: NOW_SECONDS,
        updated_at: NOW_SECONDS,
        deleted_at: null,
        stop_reason: "",
        stop_user_id: "",
        stop_at: null,
        unreview_censor_count: 0,
        last_censor_time: 0,
      },
    });
  });

  it("tell of every start, of the stop and of the deletion by the id alone", async () => {
    const liveId = await qiniu().room();
    await qiniu().as("user_1", "PUT", `/client/live/room/${liveId}`);
    await qiniu().as("user_1", "PUT", `/client/live/room/${liveId}`);
    await qiniu().server("POST", `/server/live/${liveId}/stop`);
    await qiniu().server("DELETE", `/server/live/${liveId}`);
    expect(await types(5)).toEqual(["live_created", "live_deleted", "live_started", "live_started", "live_stopped"]);
    expect(await bodyOf("live_stopped", 5)).toEqual({ live_id: liveId });
  });

  it("tell a falsehood of a deletion that deleted nothing", async () => {
    const liveId = await qiniu().room();
    await qiniu().as("user_2", "DELETE", `/client/live/room/instance/${liveId}`);
    expect(await bodyOf("live_deleted", 2)).toEqual({ live_id: liveId });
    expect((await qiniu().server("GET", `/server/live/${liveId}`)).data).toMatchObject({ live_id: liveId });
  });

  it("tell of a room that fell silent, without anybody calling", async () => {
    await qiniu().liveRoom();
    await sink.arrived(2);
    qiniu().sandbox.clock.advance(603);
    const events = await sink.arrived(3);
    expect([events[2]?.body.type, events[2]?.headers["x-reqid"]]).toEqual(["live_stopped", "TimeoutLiveRoom"]);
  });

  it("tell of competitions, in each server's way", async () => {
    const [first, second] = [await qiniu().liveRoom("user_1"), await qiniu().liveRoom("user_2")];
    const { data } = await qiniu().as("user_1", "POST", "/client/relay/start", {
      init_room_id: first,
      recv_room_id: second,
      recv_user_id: "user_2",
    });
    const sid = (data as { relay_id: string }).relay_id;
    expect(await bodyOf("pk_started", 5)).toMatchObject({
      ID: 1,
      sid,
      status: 1,
      init_room_id: first,
      recv_room_id: second,
      start_at: null,
    });
    await qiniu().as("user_1", "POST", `/client/relay/${sid}/stop`);
    const expected: PerDialect<unknown> = {
      ...modern(expect.objectContaining({ ID: 1, sid, status: 1 })),
      master: { AppId: "app", UserId: "user_1", DeviceId: "", ImUserId: 9000001 },
    };
    expect(await bodyOf("pk_stopped", 6)).toEqual(expected[qiniu().dialect]);
  });

  it("tell of gifts, but not on master", async () => {
    const liveId = await qiniu().room();
    const { data } = await qiniu().as("viewer", "POST", "/client/gift/send", {
      live_id: liveId,
      gift_id: 1,
      amount: 2,
    });
    await qiniu().server("DELETE", `/server/live/${liveId}`);
    const expected: PerDialect<string[]> = {
      ...modern(["gift_send", "live_created", "live_deleted"]),
      master: ["live_created", "live_deleted"],
    };
    expect(await types(expected[qiniu().dialect].length)).toEqual(expected[qiniu().dialect]);
    if (qiniu().dialect !== "master") expect(await bodyOf("gift_send", 3)).toEqual(data);
  });

  it("are sent once, whatever the receiver says", async () => {
    const broken = await startEventSink(500, "no");
    qiniu().sandbox.sendEventsTo({ url: broken.url });
    const liveId = await qiniu().room();
    await broken.arrived(1);
    qiniu().sandbox.sendEventsTo({ url: sink.url });
    await qiniu().server("DELETE", `/server/live/${liveId}`);
    await sink.arrived(1);
    expect([broken.received.length, sink.received.length]).toEqual([1, 1]);
    await broken.close();
  });

  it("do not hold up the answer when nobody receives them", async () => {
    qiniu().sandbox.sendEventsTo({ url: "http://127.0.0.1:1/nobody" });
    expect(await qiniu().room()).toMatch(/^\d{19}$/);
    expect(qiniu().sandbox.events()).toHaveLength(1);
  });

  it("are lost when the receiver is said to be down", async () => {
    qiniu().sandbox.fault({ kind: "callback-down", path: "/server/live", method: "POST" });
    const liveId = await qiniu().room();
    await qiniu().server("DELETE", `/server/live/${liveId}`);
    expect(await types(1)).toEqual(["live_deleted"]);
    expect(qiniu().sandbox.events()).toMatchObject([
      { type: "live_created", status: 0, error: "callback-down" },
      { type: "live_deleted" },
    ]);
  });

  it("go nowhere by default", async () => {
    qiniu().sandbox.sendEventsTo(null);
    await qiniu().room();
    expect(qiniu().sandbox.events()).toEqual(everywhere([])[qiniu().dialect]);
  });
});
