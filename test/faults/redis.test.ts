import { startQiniuSandbox, type QiniuSandbox } from "../../src/providers/qiniu/sandbox";
import { startWechatSandbox, type WechatSandbox } from "../../src/providers/wechat/sandbox";
import { control } from "../support/control";
import { describeWithRedis, freePort, startRedis, type RedisServer } from "../support/redis";
import { startRelay, type Relay } from "../support/relay";
import { readMany, startReplica, type Replica } from "../support/replica";
import { untilAnswered } from "../support/until";

/*
 * What a Redis does that is not well, and what readers notice of it: nothing. The tokens are spoilt again and again
 * meanwhile, so that they have to be fetched, kept and dropped while it goes on.
 */

const READS = 10_000;

interface Rig {
  readonly server: RedisServer;
  readonly relay: Relay;
}

interface Trouble {
  readonly name: string;
  readonly begin: (rig: Rig) => unknown;
  /** In the middle of it. */
  readonly turn?: (rig: Rig) => unknown;
  readonly end: (rig: Rig) => unknown;
}

const troubles: readonly Trouble[] = [
  { name: "killed", begin: ({ server }) => server.kill(), end: ({ server }) => server.restart() },
  { name: "frozen", begin: ({ server }) => server.freeze(), end: ({ server }) => server.thaw() },
  { name: "slow", begin: ({ relay }) => relay.delay(200), end: ({ relay }) => relay.heal() },
  {
    name: "restarted",
    begin: ({ server }) => server.restart(),
    turn: ({ server }) => server.restart(),
    end: ({ server }) => server.restart(),
  },
  {
    name: "read-only",
    begin: async ({ server }) => server.client.replicaof("127.0.0.1", await freePort()),
    end: ({ server }) => server.client.replicaof("NO", "ONE"),
  },
  {
    name: "asking for another password",
    begin: async ({ server }) => {
      await server.client.config("SET", "requirepass", "changed");
      // Those who were let in stay in, so they are sent out.
      await server.client.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    },
    end: ({ server }) => server.client.config("SET", "requirepass", ""),
  },
  { name: "half open", begin: ({ relay }) => relay.swallow(), end: ({ relay }) => relay.heal() },
];

describeWithRedis("a Redis that is", () => {
  let server: RedisServer;
  let relay: Relay;
  let wechat: WechatSandbox;
  let qiniu: QiniuSandbox;
  let replica: Replica;

  beforeAll(async () => {
    [server, wechat, qiniu] = await Promise.all([
      startRedis(),
      startWechatSandbox({}),
      startQiniuSandbox({ dialect: "cloud" }),
    ]);
    relay = await startRelay(server.port);
  });
  beforeEach(async () => {
    wechat.reset();
    qiniu.reset();
    replica = await startReplica(`redis://127.0.0.1:${relay.port}`, { wechat, qiniu });
    await replica.ask("{ liveRooms(first: 1) { totalCount } }");
  });
  afterEach(() => replica.app.close());
  afterAll(async () => {
    await Promise.all([relay.close(), server.close(), wechat.close(), qiniu.close()]);
  });

  test.each(troubles)(
    "$name fails no read of ten thousand, and is taken up again afterwards",
    async ({ begin, turn, end }) => {
      const rig = { server, relay };
      await begin(rig);
      const works: Promise<unknown>[] = [];
      const problems = await readMany([replica], READS, (begun) => {
        if (begun % 100 === 50) works.push(control(wechat, "/_sandbox/tokens/invalidate"));
        if (begun === READS / 20 && turn) works.push(Promise.resolve(turn(rig)));
      });
      await Promise.all(works);
      expect(problems).toEqual([]);
      expect(wechat.calls().filter(({ body }) => isForced(body))).toEqual([]);
      await end(rig);
      await untilAnswered(
        async () => {
          await control(wechat, "/_sandbox/tokens/invalidate");
          await replica.ask("{ liveRooms(first: 1) { totalCount } }");
          return server.client.keys("zhibo:token:wechat:*").catch(() => []);
        },
        (keys) => keys.length > 0,
      );
    },
    240_000,
  );
});

function isForced(body: unknown): boolean {
  return typeof body === "object" && body !== null && "force_refresh" in body && body.force_refresh === true;
}
