import {
  DeleteLiveRoomDocument,
  EndLiveRoomDocument,
  LiveRoomAudienceDocument,
  LiveRoomExplanationsDocument,
  LiveRoomIngestDocument,
  PushGoodsInLiveRoomDocument,
  UpdateGoodsDocument,
} from "../../generated/graphql";
import { dialects } from "../../../src/providers/qiniu/sandbox";
import { useBench } from "../../support/bench";
import { NOW } from "../../support/clock";
import { control } from "../../support/control";
import { textLike } from "../../support/matching";
import { asUser } from "./as-user";

/* What happens around a Qiniu room while it is live, in all three dialects. */

const LIVE_ID = "2124305168299200512";
const ROOM = `room:qiniu:${LIVE_ID}`;
const ENDED = "1582200377771377896";
const get = (path: string) => ({ method: "GET", path, query: {}, body: null });
const live = get(`/server/live/${LIVE_ID}`);
const items = get(`/server/item/${LIVE_ID}`);
const info = get(`/client/live/room/info/${LIVE_ID}`);
const stats = get(`/client/stats/singleLive/${LIVE_ID}`);
const explain = (itemId: string) => ({
  method: "POST",
  path: `/client/item/demonstrate/${LIVE_ID}/${itemId}`,
  query: {},
  body: null,
});

describe.each(dialects)("in the dialect %s", (dialect) => {
  const bench = useBench({ dialect });
  const status = (status: number, liveId = LIVE_ID) =>
    control(bench.qiniu, `/_sandbox/rooms/${liveId}/status`, { status });

  describe("ingest", () => {
    test("is read when it is asked for, with the end that the address names", async () => {
      const { liveRoom } = await bench.ask(LiveRoomIngestDocument, { id: ROOM });
      expect(bench.upstream(bench.qiniu)).toEqual([live, live]);
      const { pushUrl, expiresAt } = liveRoom?.ingest ?? { pushUrl: "", expiresAt: null };
      expect(pushUrl).toMatch(/^rtmp:\/\/.+[?&]expire=\d+&token=/);
      expect(new Date(expiresAt ?? 0).getTime() / 1000).toBe(Number(/expire=(\d+)/.exec(pushUrl)?.[1]));
    });

    test("is none for a room that is over, and costs nothing", async () => {
      const { liveRoom } = await bench.ask(LiveRoomIngestDocument, { id: `room:qiniu:${ENDED}` });
      expect(liveRoom?.ingest).toBeNull();
      expect(bench.upstream(bench.qiniu)).toEqual([get(`/server/live/${ENDED}`)]);
    });
  });

  describe("audience", () => {
    const ask = (selection: string) =>
      bench.run<{ liveRoom: { audience: Record<string, number> } }, never>(
        `{ liveRoom(id: "${ROOM}") { audience { ${selection} } } }`,
      );

    test("comes from the client calls", async () => {
      const { liveRoom } = await bench.ask(LiveRoomAudienceDocument, { id: ROOM });
      expect(liveRoom?.audience).toEqual({ online: 8, pageViews: 1280, uniqueViewers: 436, likes: 3600 });
    });

    test.each([
      ["online", [info]],
      ["pageViews", [stats]],
      ["uniqueViewers likes", [stats]],
      ["online likes", [info, stats]],
      ["__typename", []],
    ])("{ %s } costs the calls that it needs", async (selection, calls) => {
      const { errors } = await ask(selection);
      expect(errors).toBeUndefined();
      const [first, ...rest] = bench.upstream(bench.qiniu);
      expect(first).toEqual(live);
      expect(rest).toHaveLength(calls.length);
      expect(rest).toEqual(expect.arrayContaining(calls));
    });
  });

  describe("explanations", () => {
    const push = (itemId: string, room = LIVE_ID) =>
      bench.ask(PushGoodsInLiveRoomDocument, {
        input: { liveRoom: `room:qiniu:${room}`, goods: `goods:qiniu:${room}/${itemId}` },
      });
    const explanations = async (room = LIVE_ID) => {
      const { liveRoom } = await bench.ask(LiveRoomExplanationsDocument, { id: `room:qiniu:${room}` });
      const { edges = [] } = liveRoom?.goods ?? {};
      return (itemId: string) => edges.find(({ node }) => node.id.endsWith(`/${itemId}`))?.explanation;
    };

    test("pushGoodsInLiveRoom starts one in the anchor's name", async () => {
      expect((await explanations())("cup-1")).toEqual({ active: true, videoUrl: null });
      bench.upstream(bench.qiniu);

      const { pushGoodsInLiveRoom } = await push("bag-1");
      const [first, second, ...rest] = bench.upstream(bench.qiniu);
      expect([first, second]).toEqual(expect.arrayContaining([live, items]));
      expect(rest).toEqual([explain("bag-1"), live]);
      expect(pushGoodsInLiveRoom).toEqual({ liveRoom: { id: ROOM }, userErrors: [] });
      const after = await explanations();
      expect([after("bag-1")?.active, after("cup-1")?.active]).toEqual([true, false]);
    });

    test.each([
      ["goods off the shelf", "shoe-1", "INVALID_STATE"],
      ["goods that are not there", "nothing", "NOT_FOUND"],
    ])("of %s is refused, and nothing is sent", async (_what, itemId, code) => {
      const { pushGoodsInLiveRoom } = await push(itemId);
      expect(pushGoodsInLiveRoom).toEqual({
        liveRoom: null,
        userErrors: [expect.objectContaining({ code, field: ["input", "goods"], provider: "QINIU" })],
      });
      expect(bench.upstream(bench.qiniu)).toHaveLength(2);
    });

    test("in a room that is over is refused", async () => {
      const { pushGoodsInLiveRoom } = await push("coat-1", ENDED);
      expect(pushGoodsInLiveRoom.userErrors).toEqual([
        expect.objectContaining({ code: "INVALID_STATE", field: ["input", "liveRoom"] }),
      ]);
    });

    test("the recording is there once the anchor has made one, and a change of the goods does not take it", async () => {
      const client = asUser(bench.qiniu, "user_1");
      await client("POST", `/client/item/demonstrate/start/${LIVE_ID}/bag-1`);
      expect((await explanations())("bag-1")).toEqual({ active: true, videoUrl: null });
      bench.clock.advance(60);
      await client("DELETE", `/client/item/demonstrate/${LIVE_ID}`);
      bench.upstream(bench.qiniu);

      const found = await explanations();
      expect(bench.upstream(bench.qiniu).filter(({ path }) => path.includes("/record/"))).toEqual([
        get(`/client/item/demonstrate/record/${LIVE_ID}`),
      ]);
      expect(found("bag-1")).toEqual({ active: false, videoUrl: textLike(/^https:\/\/.+bag-1$/) });
      expect(found("pen-1")).toEqual({ active: false, videoUrl: null });

      await bench.ask(UpdateGoodsDocument, { input: { id: `goods:qiniu:${LIVE_ID}/bag-1`, name: "帆布包 2" } });
      expect(bench.upstream(bench.qiniu)[1]?.body).toEqual({
        title: "帆布包 2",
        record: { id: expect.any(Number) as number },
      });
    });

    test("of a room that has not started cost no look for recordings", async () => {
      await status(0);
      await explanations();
      expect(bench.upstream(bench.qiniu).filter(({ path }) => path.includes("/record/"))).toEqual([]);
    });
  });

  describe("ending and deleting", () => {
    const end = () => bench.ask(EndLiveRoomDocument, { input: { id: ROOM } });
    const remove = () => bench.ask(DeleteLiveRoomDocument, { input: { id: ROOM } });

    test.each([
      ["moderation-down", undefined],
      ["commit-then-reset", `/server/live/${LIVE_ID}/stop`],
    ])("an end that was done is a success, whatever was answered: %s", async (kind, path) => {
      bench.qiniu.fault({ kind, ...(path ? { path, times: 1 } : {}) });
      expect((await end()).endLiveRoom).toEqual({
        liveRoom: { id: ROOM, status: "ENDED", endsAt: new Date(NOW).toISOString() },
        userErrors: [],
      });
    });

    test("an end that was not done is a fault", async () => {
      bench.qiniu.fault({ kind: "reset", path: `/server/live/${LIVE_ID}/stop` });
      const { errors } = await bench.run(EndLiveRoomDocument, { input: { id: ROOM } });
      expect(errors?.[0]?.extensions).toMatchObject({ code: "PROVIDER_UNAVAILABLE", operation: "live.stop" });
    });

    test("where looking fails too, the fault is the first one", async () => {
      bench.qiniu.fault({ kind: "status", value: 502, path: `/server/live/${LIVE_ID}*` });
      const { errors } = await bench.run(EndLiveRoomDocument, { input: { id: ROOM } });
      expect(errors?.[0]?.extensions).toMatchObject({ operation: "live.stop", providerCode: "HTTP 502" });
    });

    test("a deletion that was done is a success although its answer was lost", async () => {
      bench.qiniu.fault({ kind: "commit-then-reset", method: "DELETE", path: `/server/live/${LIVE_ID}` });
      expect((await remove()).deleteLiveRoom).toEqual({ deletedId: ROOM, userErrors: [] });
    });

    test("a deletion that was not done is a fault", async () => {
      bench.qiniu.fault({ kind: "reset", method: "DELETE", path: `/server/live/${LIVE_ID}` });
      const { errors } = await bench.run(DeleteLiveRoomDocument, { input: { id: ROOM } });
      expect(errors?.[0]?.extensions).toMatchObject({ code: "PROVIDER_UNAVAILABLE", operation: "live.delete" });
    });

    test("an outage is not called a missing room", async () => {
      await control(bench.qiniu, "/_sandbox/faults", { kind: "db-down" });
      const { data, errors } = await bench.run<{ liveRoom: null }, never>(`{ liveRoom(id: "${ROOM}") { id } }`);
      expect(data?.liveRoom).toBeNull();
      expect(errors?.[0]?.extensions).toMatchObject({ code: "PROVIDER_UNAVAILABLE" });
    });
  });
});
