import { startApp, type App } from "../../src/app";
import { readSettings } from "../../src/config";
import { silentLog } from "../../src/domain/log";
import { providerModules } from "../../src/providers";
import { startWechatSandbox, type WechatSandbox } from "../../src/providers/wechat/sandbox";
import { control } from "../support/control";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redis";
import { untilAnswered } from "../support/until";
import { takeUpstream } from "../support/upstream";

/*
 * Replicas over one Redis read an account's list once for all of them, and see one another's writes. One that Redis does
 * not answer in time reads for itself, as it should; so that a busy machine is not taken for that, they are patient here.
 */
const storePatience = 50;

describeWithRedis("rooms of replicas", () => {
  let server: RedisServer;
  let wechat: WechatSandbox;
  let apps: App[] = [];

  beforeAll(async () => {
    [server, wechat] = await Promise.all([startRedis(), startWechatSandbox()]);
  });
  beforeEach(async () => {
    await server.client.flushall();
    wechat.reset();
    await control(wechat, "/_sandbox/seed", { rooms: 230, goodsPerRoom: 3 });
  });
  afterEach(async () => {
    await Promise.all(apps.map((app) => app.close()));
    apps = [];
  });
  afterAll(() => Promise.all([server.close(), wechat.close()]));

  async function replica(): Promise<App> {
    const settings = readSettings({
      environment: {
        PORT: "0",
        ZHIBO_AUTH: "open",
        ZHIBO_ROOMS_FRESH_SECONDS: "3600",
        ZHIBO_POLL_SECONDS: "0",
        REDIS_URL: server.url,
        WECHAT_APP_ID: wechat.credentials.appId,
        WECHAT_APP_SECRET: wechat.credentials.appSecret,
        WECHAT_BASE_URL: wechat.url,
      },
      modules: providerModules,
    });
    const app = await startApp(settings, { log: silentLog, storePatience });
    apps.push(app);
    // Connections are made in the background, and until they are there nothing is shared.
    await untilAnswered(
      () => Promise.all([server.client.client("LIST"), server.client.pubsub("NUMSUB", "zhibo:said:rooms:wechat")]),
      ([clients, [, listening]]) =>
        listening === apps.length && String(clients).split("name=zhibo-cache ").length - 1 === apps.length,
    );
    return app;
  }

  async function ask<Data>({ url }: App, query: string): Promise<Data> {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
    return ((await response.json()) as { data: Data }).data;
  }
  const list = async (app: App) =>
    (
      await ask<{ liveRooms: unknown }>(
        app,
        `{ liveRooms(first: 100) { totalCount nodes { id title startsAt fetchedAt stale } } }`,
      )
    ).liveRooms;

  test("are read by one of them, and are the same in all", async () => {
    const replicas = [await replica(), await replica(), await replica()];
    const answers = await Promise.all(replicas.map((app) => list(app)));
    expect(answers[0]).toMatchObject({ totalCount: 230 });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(takeUpstream(wechat)).toHaveLength(3);
  });

  test("are read again everywhere once one has written", async () => {
    const [writer, other] = [await replica(), await replica()];
    await Promise.all([list(writer), list(other)]);
    const { deleteLiveRoom } = await ask<{ deleteLiveRoom: unknown }>(
      writer,
      `mutation { deleteLiveRoom(input: { id: "room:wechat:7" }) { deletedId userErrors { code } } }`,
    );
    expect(deleteLiveRoom).toEqual({ deletedId: "room:wechat:7", userErrors: [] });
    await untilAnswered(
      () => list(other),
      (answer) => (answer as { totalCount: number }).totalCount === 229,
    );
    expect(await list(writer)).toMatchObject({ totalCount: 229 });
    expect(takeUpstream(wechat)).toHaveLength(1 + 3 + 3);
  });

  test("are there for a replica that starts while WeChat is down", async () => {
    const first = await list(await replica());
    await control(wechat, "/_sandbox/faults", { kind: "status", value: 502 });
    const later = await list(await replica());
    expect(later).toEqual(first);
  });

  test("live no longer in Redis than they may be served", async () => {
    await list(await replica());
    const keys = await server.client.keys("zhibo:shared:*");
    expect(keys.length).toBeGreaterThan(5);
    for (const key of keys) expect(await server.client.pttl(key)).toBeGreaterThan(0);
  });
});
