import { startQiniuSandbox, type QiniuSandbox } from "../../src/providers/qiniu/sandbox";
import { startWechatSandbox, type WechatSandbox } from "../../src/providers/wechat/sandbox";
import { describeWithRedis, freePort, startRedis, type RedisServer } from "../support/redis";
import { startRelay, type Relay } from "../support/relay";
import { startReplica, type Replica } from "../support/replica";
import { untilAnswered } from "../support/until";

/* A gateway that is started while its Redis is not there. */

const remember = `mutation ($key: String!) {
  createGoods(input: {
    account: "account:wechat", name: "TIT茶杯", link: "pages/index/index"
    cover: { mediaId: "-QX2VVtdJZKIH3aQaoMjv1nu8gFL04tTnpxp-0PBgqpl6YxVlYNyAqP8Dv2OjYFG" }
    price: { fixed: { amount: "9.90" } }
    idempotencyKey: $key
  }) { goods { id } userErrors { code } }
}`;

describeWithRedis("a gateway without its Redis", () => {
  let server: RedisServer;
  let relay: Relay;
  let wechat: WechatSandbox;
  let qiniu: QiniuSandbox;
  let replica: Replica | null = null;

  beforeAll(async () => {
    [server, wechat, qiniu] = await Promise.all([
      startRedis(),
      startWechatSandbox({}),
      startQiniuSandbox({ dialect: "cloud" }),
    ]);
    relay = await startRelay(server.port);
  });
  afterEach(async () => {
    await replica?.app.close();
    replica = null;
    relay.heal();
  });
  afterAll(() => Promise.all([relay.close(), server.close(), wechat.close(), qiniu.close()]));

  test.each([
    ["that is down", async () => freePort()],
    ["that takes connections and says nothing", () => (relay.swallow(), Promise.resolve(relay.port))],
  ])("%s starts, is ready, and reads", async (_, findPort) => {
    replica = await startReplica(`redis://127.0.0.1:${await findPort()}`, { wechat, qiniu });
    expect((await fetch(`${replica.app.url}/readyz`)).status).toBe(200);
    const { data, errors } = await replica.ask(
      "{ liveRooms(first: 1) { nodes { id } unavailable { account { id } } } }",
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ liveRooms: { nodes: [{}], unavailable: [] } });
  });

  test("refuses what might be done twice, without asking the provider, until Redis is there", async () => {
    relay.swallow();
    replica = await startReplica(`redis://127.0.0.1:${relay.port}`, { wechat, qiniu });
    const write = () => (replica as Replica).ask(remember, { key: "order-1" });
    wechat.clearCalls();
    expect(await write()).toMatchObject({ errors: [{ extensions: { code: "STORE_UNAVAILABLE", retryable: true } }] });
    expect(wechat.calls().filter(({ path }) => path.includes("/goods/add"))).toEqual([]);
    relay.heal();
    const { data } = await untilAnswered(write, ({ errors }) => errors === undefined);
    expect(data).toMatchObject({ createGoods: { goods: {}, userErrors: [] } });
    expect(await write()).toMatchObject({ data });
    expect(wechat.calls().filter(({ path }) => path.includes("/goods/add"))).toHaveLength(1);
  });
});
