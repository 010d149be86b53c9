import { describeDialects, everywhere, NOW_SECONDS } from "./support/qiniu";
import { startEventSink } from "./support/events";
import { sendRaw } from "./support/http";

describeDialects("control routes", (qiniu) => {
  const read = async (liveId: string) => (await qiniu().server("GET", `/server/live/${liveId}`)).data;
  const state = async () =>
    (await sendRaw({ method: "GET", url: `${qiniu().sandbox.url}/_sandbox/state` })).json as {
      dialect: string;
      rooms: { liveId: string; title: string; status: number; items: number; online: number }[];
      users: number;
    };

  it("bring a room into any native status", async () => {
    const liveId = await qiniu().room();
    const set = (body: object) => qiniu().control(`rooms/${liveId}/status`, body);
    expect((await set({ status: 1 })).json).toEqual({ liveId, status: 1 });
    expect(await read(liveId)).toMatchObject({ live_status: 1, start_time: NOW_SECONDS });
    await set({ status: 2, stopReason: "censor" });
    expect(await read(liveId)).toMatchObject({
      live_status: 2,
      stop_reason: "censor",
      stop_user_id: "admin",
      stop_at: NOW_SECONDS,
    });
    await set({ status: 2 });
    expect(await read(liveId)).not.toHaveProperty("stop_reason");
    await set({ status: 0 });
    expect(await read(liveId)).toMatchObject({ live_status: 0 });
  });

  it("start a room that lives on without heartbeats, with its anchor in it", async () => {
    const liveId = await qiniu().room();
    await qiniu().control(`rooms/${liveId}/status`, { status: 1 });
    qiniu().sandbox.clock.advance(3600);
    const { data } = await qiniu().as("viewer", "GET", `/client/live/room/info/${liveId}`);
    expect(data).toMatchObject({ live_status: 1, anchor_status: 1, online_count: 1 });
  });

  it("announce the change as the real one would be, unless told not to", async () => {
    const sink = await startEventSink();
    const liveId = await qiniu().room();
    expect((await qiniu().control("callback", { url: sink.url })).json).toEqual({ url: sink.url });
    await qiniu().control(`rooms/${liveId}/status`, { status: 1 });
    await qiniu().control(`rooms/${liveId}/status`, { status: 0, callback: false });
    await qiniu().control(`rooms/${liveId}/status`, { status: 1, callback: false });
    await qiniu().control(`rooms/${liveId}/status`, { status: 2 });
    const events = await sink.arrived(2);
    expect(events.map(({ body }) => body.type)).toEqual(["live_started", "live_stopped"]);
    await sink.close();
  });

  it.each([
    ["rooms/1/status", { status: 1 }, 404],
    ["rooms/room/status", { status: 3 }, 400],
    ["rooms/room/status", { status: 1, stopReason: "censor" }, 400],
    ["rooms/room/audience", { online: -1 }, 400],
    ["rooms/room/audience", { online: 1001 }, 400],
    ["callback", { url: "nowhere" }, 400],
    ["events", { type: "live_started", roomId: "1" }, 400],
    ["events", {}, 400],
    ["seed", { rooms: -1 }, 400],
    ["seed", { goodsPerRoom: 101 }, 400],
    ["seed", { room: 1 }, 400],
  ])("refuse %s with %j", async (path, body, status) => {
    const liveId = await qiniu().room();
    expect((await qiniu().control(path.replace("room/", `${liveId}/`), body)).status).toBe(status);
  });

  it("set an audience and its figures", async () => {
    const liveId = await qiniu().liveRoom();
    const set = (body: object) => qiniu().control(`rooms/${liveId}/audience`, body);
    const figures = async () => {
      const info = (await qiniu().as("reader", "GET", `/client/live/room/info/${liveId}`)).data as {
        online_count: number;
        anchor_status: number;
      };
      const stats = (await qiniu().as("reader", "GET", `/client/stats/singleLive/${liveId}`)).data as {
        info: { page_view: number; unique_visitor: number }[];
      };
      return [
        info.online_count,
        info.anchor_status,
        stats.info[0]?.page_view,
        stats.info[0]?.unique_visitor,
        stats.info[5]?.page_view,
      ];
    };
    expect((await set({ online: 3, pageViews: 1000, uniqueViewers: 400, likes: 77 })).json).toEqual({
      liveId,
      online: 3,
    });
    expect(await figures()).toEqual([3, 1, 1000, 400, 77]);
    await set({ pageViews: 2000 });
    expect(await figures()).toEqual([3, 1, 2000, 400, 77]);
    await set({ online: 1 });
    expect((await figures()).slice(0, 2)).toEqual([1, 1]);
    await set({ online: 0 });
    expect((await figures()).slice(0, 2)).toEqual([0, 0]);
    const { data } = await qiniu().as("reader", "GET", `/client/live/room/user_list?live_id=${liveId}`);
    expect(data).toMatchObject({ total_count: 0 });
  });

  it("go on from the likes that were set", async () => {
    const liveId = await qiniu().room();
    await qiniu().control(`rooms/${liveId}/audience`, { likes: 10 });
    await qiniu().as("viewer", "POST", `/client/live/room/user/${liveId}`);
    const { data } = await qiniu().as("viewer", "PUT", `/client/live/room/${liveId}/like`, { count: 2 });
    expect(data).toEqual({ count: 2, total: 12 });
  });

  it("send events, and say what became of them", async () => {
    const sink = await startEventSink(202);
    qiniu().sandbox.sendEventsTo({ url: sink.url });
    const liveId = await qiniu().room();
    const send = (body: object) => qiniu().control("events", body);
    expect((await send({ type: "live_started", roomId: "404" })).json).toMatchObject({
      type: "live_started",
      status: 202,
      error: null,
    });
    await send({ type: "live-created", roomId: liveId });
    await send({ type: "anything", body: { a: 1 } });
    const [, ...events] = await sink.arrived(4);
    expect(events.map(({ body }) => body.type)).toEqual(["live_started", "live-created", "anything"]);
    expect(events.map(({ body }) => body.body)).toEqual([
      { live_id: "404" },
      expect.objectContaining({ live_id: liveId, anchor_id: "user_1" }) as unknown,
      { a: 1 },
    ]);
    expect((await send({ type: "unknown" })).status).toBe(400);
    await sink.close();
  });

  it("replace the state by one of a given size, the same every time", async () => {
    const seed = async () => {
      const answer = await qiniu().control("seed", {
        rooms: 7,
        goodsPerRoom: 2,
        members: 3,
        assistantsPerRoom: 1,
        libraryGoods: 1,
      });
      expect(answer.status).toBe(200);
      return state();
    };
    const first = await seed();
    expect([first.rooms.length, first.users, first.rooms[0]?.items]).toEqual([7, 3, 2]);
    expect(first.rooms.map((room) => room.status)).toEqual([1, 2, 0, 1, 2, 0, 1]);
    expect((await seed()).rooms).toEqual(first.rooms);
    const items = (await qiniu().server("GET", `/server/item/${first.rooms[0]?.liveId ?? ""}`)).data;
    expect(items).toMatchObject([{ item_id: "item-2", current_price: "20元" }, { item_id: "item-1" }]);
  });

  it("put everything back but the address of the events", async () => {
    const liveId = await qiniu().room();
    qiniu().sandbox.sendEventsTo({ url: "http://127.0.0.1:1/" });
    await qiniu().control("seed", { rooms: 2 });
    qiniu().sandbox.clock.advance(60);
    await qiniu().control("reset");
    expect(await state()).toMatchObject({
      dialect: qiniu().dialect,
      now: new Date(NOW_SECONDS * 1000).toISOString(),
      rooms: [],
      users: 0,
      callback: { url: "http://127.0.0.1:1/", sent: [] },
    });
    expect(await read(liveId)).toBeUndefined();
    expect(await qiniu().room()).toBe(liveId);
  });

  it("keep the moderator's password out of the call log", async () => {
    await qiniu().open("POST", "/manager/login", { user_name: "admin", password: "sandbox-admin" });
    expect(qiniu().sandbox.calls()).toMatchObject(
      everywhere([
        { method: "POST", path: "/manager/login", status: 200, body: { user_name: "admin", password: "***" } },
      ])[qiniu().dialect],
    );
  });
});
