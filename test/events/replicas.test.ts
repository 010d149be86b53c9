import { FollowerChangedDocument, LiveRoomChangedDocument } from "../generated/graphql";
import { startQiniuSandbox, type QiniuSandbox } from "../../src/providers/qiniu/sandbox";
import { startWechatSandbox, type WechatSandbox } from "../../src/providers/wechat/sandbox";
import { control } from "../support/control";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redis";
import { startReplica, type Replica } from "../support/replica";
import { watchBySocket, type Told } from "../support/watcher";
import { follow, writePush } from "../support/wechat-push";

const environment = {
  ZHIBO_POLL_SECONDS: "0",
  WECHAT_PUSH_TOKEN: "sandboxtoken",
  WECHAT_ENCODING_AES_KEY: "A".repeat(43),
};

type Delivery = ReturnType<typeof writePush>;

describeWithRedis("events of several replicas", () => {
  let server: RedisServer;
  let wechat: WechatSandbox;
  let qiniu: QiniuSandbox;
  let replicas: Replica[];

  beforeAll(async () => {
    [wechat, qiniu] = await Promise.all([startWechatSandbox({}), startQiniuSandbox({ dialect: "cloud" })]);
  });
  beforeEach(async () => {
    wechat.reset();
    server = await startRedis("--appendonly", "yes");
    replicas = [await start(), await start()];
    // A replica that has only just begun may not have reached Redis yet.
    while ((await server.client.keys("*rooms:wechat:told")).length === 0) await tell(102);
  });
  afterEach(async () => {
    await Promise.all(replicas.map(({ app }) => app.close()));
    await server.close();
  });
  afterAll(() => Promise.all([wechat.close(), qiniu.close()]));

  // On a busy machine these are not about a store that is late.
  const start = (settings = environment) =>
    startReplica(server.url, { wechat, qiniu }, settings, { storePatience: 50 });
  const one = (at: number) => replicas[at] as Replica;

  /** A room changes, and one replica notices. */
  async function tell(status: number, at = 0): Promise<void> {
    await control(wechat, "/_sandbox/rooms/3/status", { status });
    const { watch, rooms } = one(at).app.gateway.accounts.get("wechat") ?? {};
    await watch?.catchUp();
    await rooms?.readAnew();
    await watch?.close();
  }

  /** What WeChat sends of a new follower; sent again, it is the same to the byte. */
  function delivery(openId: string): Delivery {
    const seconds = Math.floor(Date.now() / 1000);
    return writePush(follow(openId, seconds), seconds);
  }

  async function deliver({ query, body }: Delivery, at: number): Promise<string> {
    const url = `${one(at).app.url}/webhooks/wechat/wechat?${query.toString()}`;
    const response = await fetch(url, { method: "POST", body, headers: { "content-type": "application/json" } });
    return `${response.status} ${await response.text()}`;
  }

  const statusOf = ({ data }: Told) => (data?.["liveRoomChanged"] as { liveRoom: { status: string } }).liveRoom.status;
  const openIdOf = ({ data }: Told) => (data?.["followerChanged"] as { openId: string }).openId;

  /** An event that is there, from which on nothing is missed. */
  async function firstEvent(): Promise<string> {
    await deliver(delivery("oFIRST"), 0);
    return lastEvent();
  }

  async function lastEvent(): Promise<string> {
    for (;;) {
      const [entry] = await server.client.xrevrange("zhibo:{events}", "+", "-", "COUNT", 1);
      if (entry) return entry[0];
    }
  }

  test("what one notices reaches the watchers of the other, and a drop goes on there", async () => {
    const lastEventId = await firstEvent();
    const here = await watchBySocket(one(0).app.url, LiveRoomChangedDocument, { lastEventId });
    const there = await watchBySocket(one(1).app.url, LiveRoomChangedDocument, { lastEventId });
    await tell(101);
    const [first, same] = [await here.next(), await there.next()];
    expect([statusOf(first), same]).toEqual(["LIVE", first]);
    here.stop();
    await tell(105, 1);
    const again = await watchBySocket(one(1).app.url, LiveRoomChangedDocument, {
      lastEventId: String(first.extensions?.["eventId"]),
    });
    expect([statusOf(await again.next()), statusOf(await there.next())]).toEqual(["PAUSED", "PAUSED"]);
    for (const watcher of [there, again]) watcher.stop();
  });

  test("one of two stops and another takes its place: nothing is lost or doubled", async () => {
    const watcher = await watchBySocket(one(1).app.url, LiveRoomChangedDocument, { lastEventId: await firstEvent() });
    await tell(101);
    await one(0).app.close();
    replicas[0] = await start();
    await tell(101);
    await tell(105);
    await tell(103, 1);
    const told = [await watcher.next(), await watcher.next(), await watcher.next()].map(statusOf);
    expect([told, watcher.told.length]).toEqual([["LIVE", "PAUSED", "ENDED"], 3]);
    watcher.stop();
  });

  test("the same delivery a hundred times to both has one effect", async () => {
    const watcher = await watchBySocket(one(0).app.url, FollowerChangedDocument, { lastEventId: await firstEvent() });
    const eventsBefore = await server.client.xlen("zhibo:{events}");
    const same = delivery("oSAME");
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => deliver(same, index % 2)));
    expect(new Set(answers)).toEqual(new Set(["200 success"]));
    await deliver(delivery("oLAST"), 1);
    const told = [openIdOf(await watcher.next()), openIdOf(await watcher.next())];
    expect(told.sort()).toEqual(["oLAST", "oSAME"]);
    // Whoever stops has done before what they took on, so that nothing follows.
    await Promise.all(replicas.map(({ app }) => app.close()));
    expect(await server.client.xlen("zhibo:{events}")).toBe(eventsBefore + 2);
    expect(watcher.told).toHaveLength(2);
  });

  test("reading is handed over when the reader stops, and when it is killed: no change is lost or told twice", async () => {
    const watcher = await watchBySocket(one(1).app.url, LiveRoomChangedDocument, { lastEventId: await firstEvent() });
    await Promise.all(replicas.map(({ app }) => app.close()));
    await watcher.ended;
    const lastEventId = await lastEvent();
    const polling = { ...environment, ZHIBO_POLL_SECONDS: "0.25" };
    replicas = [await start(polling), await start(polling)];
    const heir = await watchBySocket(one(1).app.url, LiveRoomChangedDocument, { lastEventId });
    const change = (status: number) => control(wechat, "/_sandbox/rooms/3/status", { status });
    await change(101);
    expect(statusOf(await heir.next())).toBe("LIVE");
    // Stops while it may be the one that reads; what happens then, the other finds.
    const stopping = one(0).app.close();
    await change(105);
    await stopping;
    expect(statusOf(await heir.next())).toBe("PAUSED");
    // A reader that was killed leaves its lease, and nothing else.
    await server.client.set("zhibo:lease:{poll:wechat}", "of a process that was killed", "PX", 2_000);
    await change(101);
    expect(statusOf(await heir.next())).toBe("LIVE");
    replicas[0] = await start(polling);
    await change(103);
    expect(statusOf(await heir.next())).toBe("ENDED");
    await Promise.all(replicas.map(({ app }) => app.close()));
    const kept = await server.client.xrange("zhibo:{events}", `(${lastEventId}`, "+");
    expect([heir.told.length, kept.length]).toEqual([4, 4]);
  }, 120_000);

  test("while Redis is away: callbacks are left to WeChat to repeat, of a room what it has come to is told", async () => {
    const lastEventId = await firstEvent();
    const rooms = await watchBySocket(one(1).app.url, LiveRoomChangedDocument, { lastEventId });
    const followers = await watchBySocket(one(1).app.url, FollowerChangedDocument, { lastEventId });
    await server.kill();
    const missed = delivery("oAWAY");
    expect([await deliver(missed, 0), await deliver(missed, 1)]).toEqual(["500 failed", "500 failed"]);
    await tell(101);
    await tell(101, 1);
    await server.restart();
    // As WeChat does. Who was not told "received" for too long is not told of again.
    while ((await deliver(missed, 0)) !== "200 success");
    await deliver(missed, 1);
    expect(openIdOf(await followers.next())).toBe("oAWAY");
    while (rooms.told.length === 0) await tell(105);
    await tell(103);
    const changes = [await rooms.next(), await rooms.next()].map(({ data }) => data?.["liveRoomChanged"]);
    expect(changes).toMatchObject([
      { previousStatus: "SCHEDULED", liveRoom: { status: "PAUSED" } },
      { previousStatus: "PAUSED", liveRoom: { status: "ENDED" } },
    ]);
    await Promise.all(replicas.map(({ app }) => app.close()));
    expect([rooms.told.length, followers.told.length]).toEqual([2, 1]);
  });

  test("a Redis that is away for a moment delays events and loses none", async () => {
    const watcher = await watchBySocket(one(1).app.url, LiveRoomChangedDocument, { lastEventId: await firstEvent() });
    await tell(101);
    expect(statusOf(await watcher.next())).toBe("LIVE");
    await server.restart();
    // Noticed while there is nowhere to put it, or after: either way it is told once.
    while (watcher.told.length < 2) await tell(105);
    await tell(103);
    expect([statusOf(await watcher.next()), statusOf(await watcher.next())]).toEqual(["PAUSED", "ENDED"]);
    watcher.stop();
  });
});
