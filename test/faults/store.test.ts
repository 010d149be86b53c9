import { startQiniuSandbox, type QiniuSandbox } from "../../src/providers/qiniu/sandbox";
import { startWechatSandbox, type WechatSandbox } from "../../src/providers/wechat/sandbox";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redis";
import { startReplica, type Replica } from "../support/replica";
import { untilAnswered } from "../support/until";
import { takeUpstream } from "../support/upstream";

/* What could be done twice is not done at all while the Redis that would remember it is away. */

const MEDIA = "xisnqd5vEly5mjX9r3VjW1XGinnZjyEHcv0czEKYw8SBff7lixnbCIrE0QkgStj4";
const GOODS_MEDIA = "PZjGoGn7b27AahidBpD-UwJ9823ayNlJ2qliDcU9uQMFSpYkRLxmx_RK0F-iBKj5";
const inHours = (hours: number) => new Date(Date.now() + hours * 3600 * 1000).toISOString();

const writes = {
  createLiveRoom: {
    document: `mutation ($input: CreateLiveRoomInput!) { done: createLiveRoom(input: $input) { made: liveRoom { id } userErrors { code field } } }`,
    input: {
      account: "account:wechat",
      title: "直播测试3",
      startsAt: inHours(24),
      endsAt: inHours(26),
      cover: { mediaId: MEDIA },
      anchor: { name: "Ange", wechatId: "WalleAI" },
      wechat: { shareImage: { mediaId: MEDIA }, feedImage: { mediaId: MEDIA } },
    },
  },
  createGoods: {
    document: `mutation ($input: CreateGoodsInput!) { done: createGoods(input: $input) { made: goods { id } userErrors { code field } } }`,
    input: {
      account: "account:wechat",
      name: "茶杯",
      cover: { mediaId: GOODS_MEDIA },
      price: { fixed: { amount: "9.90" } },
      link: "pages/index/index",
    },
  },
  notifyFollowers: {
    document: `mutation ($input: NotifyFollowersInput!) { done: notifyFollowers(input: $input) { made: notification { id } userErrors { code field } } }`,
    input: { liveRoom: "room:wechat:1", recipients: { openIds: ["oYkXH4wRZ3g2JtG8pKmQ1nV5sBcD"] } },
  },
};

interface Done {
  readonly done: { readonly made: { readonly id: string } | null };
}

describeWithRedis("while Redis is away", () => {
  let server: RedisServer;
  let wechat: WechatSandbox;
  let qiniu: QiniuSandbox;
  let replica: Replica;

  beforeAll(async () => {
    [server, wechat, qiniu] = await Promise.all([startRedis(), startWechatSandbox({}), startQiniuSandbox({})]);
    replica = await startReplica(server.url, { wechat, qiniu }, { ZHIBO_POLL_SECONDS: "0" });
    await storeIs("UP");
  });
  beforeEach(async () => {
    await server.kill();
    await storeIs("DOWN");
    takeUpstream(wechat);
  });
  afterEach(async () => {
    await server.restart();
    await storeIs("UP");
  });
  afterAll(async () => {
    await replica.app.close();
    await Promise.all([server.close(), wechat.close(), qiniu.close()]);
  });

  const look = async (path: string) => (await fetch(`${replica.app.url}${path}`)).text();
  const storeIs = (status: string) =>
    untilAnswered(
      () => look("/readyz"),
      (text) => (JSON.parse(text) as { store: { status: string } }).store.status === status,
    );

  test.each(Object.entries(writes))("%s is refused before anybody is asked", async (name, { document, input }) => {
    for (const idempotencyKey of [`${name}-1`, undefined]) {
      const { data, errors } = await replica.ask(document, { input: { ...input, idempotencyKey } });
      expect(data).toBeNull();
      expect(errors).toMatchObject([
        {
          message: expect.stringMatching(/store cannot be reached.* Try again shortly\.$/) as string,
          extensions: { code: "STORE_UNAVAILABLE", retryable: true, retryAfterSeconds: 5 },
        },
      ]);
    }
    expect(takeUpstream(wechat)).toEqual([]);
  });

  test("the same key makes one room once it is back", async () => {
    const { document, input } = writes.createLiveRoom;
    const send = () => replica.ask(document, { input: { ...input, idempotencyKey: "patient" } });
    await send();
    await server.restart();
    await storeIs("UP");
    const first = (await send()).data as unknown as Done;
    const second = (await send()).data as unknown as Done;
    expect(first.done.made?.id).toMatch(/^room:wechat:\d+$/);
    expect(second).toEqual(first);
    expect(takeUpstream(wechat).filter(({ path }) => path.endsWith("/room/create"))).toHaveLength(1);
  });

  test("/readyz and the metrics say so, and not where it is; requests are taken", async () => {
    const response = await fetch(`${replica.app.url}/readyz`);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ status: "ready", store: { kind: "REDIS", status: "DOWN" } });
    expect(text).not.toMatch(new RegExp(`127\\.0\\.0\\.1|${server.port}`));
    expect(await look("/metrics")).toContain('zhibo_store_up{kind="REDIS"} 0\n');
    await server.restart();
    await storeIs("UP");
    expect(await look("/metrics")).toContain('zhibo_store_up{kind="REDIS"} 1\n');
  });
});
