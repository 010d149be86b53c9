import { startApp, type App } from "../../src/app";
import { readSettings } from "../../src/config";
import { silentLog } from "../../src/domain/log";
import { providerModules } from "../../src/providers";
import { createTestClock } from "../support/clock";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redis";
import { signToken } from "../support/tokens";

const SECRET = "a shared secret that nobody could guess";
const clock = createTestClock();
/** What the one document that is sent here costs, and how often it may be sent. */
const [PRICE, TIMES] = [11, 10];

function startGateway(redisUrl: string): Promise<App> {
  const settings = readSettings({
    environment: {
      ...{ PORT: "0", ZHIBO_AUTH: "jwt", JWT_SECRET: SECRET, ZHIBO_POLL_SECONDS: "0", REDIS_URL: redisUrl },
      ...{ ZHIBO_COST_PER_MINUTE: String(PRICE * TIMES), ZHIBO_FAST_PATH: process.env["ZHIBO_FAST_PATH"] ?? "" },
      ...{ WECHAT_APP_ID: "wx0000000000000001", WECHAT_APP_SECRET: "secret", WECHAT_BASE_URL: "http://127.0.0.1:1" },
    },
    modules: providerModules,
  });
  return startApp(settings, { log: silentLog, clock });
}

describeWithRedis("a caller's share of a minute, over two replicas", () => {
  let redis: RedisServer;
  let replicas: readonly App[] = [];
  beforeEach(async () => {
    clock.reset();
    redis = await startRedis();
    replicas = await Promise.all([startGateway(redis.url), startGateway(redis.url)]);
  });
  afterEach(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await redis.close();
  });

  /** Asks of both in turn, and tells how many were answered. */
  async function ask(subject: string, times: number): Promise<number> {
    const exp = Math.floor(clock.now() / 1000) + 3600;
    let answered = 0;
    for (let index = 0; index < times; index += 1) {
      const response = await fetch(`${replicas[index % 2]?.url}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${signToken(SECRET, { sub: subject, exp })}`,
        },
        body: JSON.stringify({ query: "{ viewer { role } }" }),
      });
      const body = (await response.json()) as { data?: unknown };
      if (response.status === 200 && body.data) answered += 1;
      else expect([response.status, body]).toMatchObject([429, { errors: [{ extensions: { code: "RATE_LIMITED" } }] }]);
    }
    return answered;
  }

  test("is one, and each caller has their own", async () => {
    expect(await ask("ange", 15)).toBe(TIMES);
    expect(await ask("bao", 15)).toBe(TIMES);
    clock.advance(60);
    expect(await ask("ange", 15)).toBe(TIMES);
  });

  test("is kept to when Redis dies: nobody is refused for that, and nobody freed", async () => {
    expect(await ask("ange", 15)).toBe(TIMES);
    await redis.kill();
    // Both go on from what they know.
    expect(await ask("ange", 10)).toBe(0);
    // Who is new has a share with each replica, until Redis is back.
    expect(await ask("bao", 40)).toBe(2 * TIMES);
    clock.advance(60);
    expect(await ask("ange", 40)).toBe(2 * TIMES);
  });
});
