import { startQiniuSandbox, type QiniuSandbox } from "../../src/providers/qiniu/sandbox";
import { startWechatSandbox, type WechatSandbox } from "../../src/providers/wechat/sandbox";
import { describeWithRedis, freePort, startRedis, type RedisServer } from "../support/redis";
import { startRelay, type Relay } from "../support/relay";
import { startReplica, type Replica } from "../support/replica";

/* A gateway that is started while its Redis is not there. */

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
});
