import { randomBytes } from "node:crypto";
import { silentLog } from "../../src/domain/log";
import type { TokenSlot } from "../../src/domain/token-store";
import { readRedisAddress } from "../../src/store/redis/address";
import type { SealingKeys } from "../../src/store/seal";
import { openState, type State } from "../../src/store/state";
import { createTestClock } from "../support/clock";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redis";
import { untilAnswered } from "../support/until";

const NAME = "wechat:shop:access-token:stable";
const OTHER = "wechat:cafe:access-token:stable";
const HOUR = 3_600_000;
const always = () => true;
const never = () => false;

describeWithRedis("tokens in Redis", () => {
  let server: RedisServer;
  let states: State[] = [];

  beforeAll(async () => {
    server = await startRedis();
  });
  beforeEach(async () => {
    await server.client.flushall();
  });
  afterEach(async () => {
    await Promise.all(states.map((state) => state.close()));
    states = [];
  });
  afterAll(() => server.close());

  async function slot(cacheKeys: SealingKeys | null = null, secret = "app-secret", name = NAME): Promise<TokenSlot> {
    const redis = readRedisAddress(server.url);
    const state = await openState({ dataDir: null, redis, cacheKeys, clock: createTestClock(), log: silentLog });
    states.push(state);
    const opened = state.tokens.slot(name, secret);
    // The first call waits for the connection, and no longer than any other.
    await untilAnswered(
      () => opened.read().then(always, never),
      (isConnected) => isConnected,
    );
    return opened;
  }

  test("one keeps, all read, with the life that Redis says it has left", async () => {
    await (await slot()).keep("T1", HOUR, 1);
    const kept = await (await slot()).read();
    expect(kept?.value).toBe("T1");
    expect(kept?.life).toBeLessThanOrEqual(HOUR);
    expect(kept?.life).toBeGreaterThan(HOUR - 60_000);
    expect(await server.client.pttl(`zhibo:token:${NAME}`)).toBeGreaterThan(0);
  });

  test("a token without life is never kept", async () => {
    for (const life of [0, -1, 0.4]) await (await slot()).keep("T1", life, 1);
    expect(await server.client.keys("*")).toEqual([]);
  });

  test("an earlier fence does not write over a later one, not even once that was dropped", async () => {
    const [late, early] = [await slot(), await slot()];
    await late.keep("T2", HOUR, 2);
    await early.keep("T1", HOUR, 1);
    expect((await early.read())?.value).toBe("T2");
    await late.drop("T2");
    await early.keep("T1", HOUR, 1);
    expect(await early.read()).toBeNull();
    await late.keep("T3", HOUR, 2);
    expect((await early.read())?.value).toBe("T3");
  });

  test("only the very token is dropped", async () => {
    await (await slot()).keep("T2", HOUR, 1);
    await (await slot()).drop("T1");
    expect((await (await slot()).read())?.value).toBe("T2");
    await (await slot()).drop("T2");
    expect(await (await slot()).read()).toBeNull();
  });

  test("nothing in Redis is readable, and two tokens' places cannot be swapped", async () => {
    const [first, second] = [await slot(), await slot(null, "app-secret", OTHER)];
    await first.keep("the-first-token", HOUR, 1);
    await second.keep("the-second-token", HOUR, 1);
    const [mine, others] = await Promise.all([NAME, OTHER].map((name) => server.client.hgetall(`zhibo:token:${name}`)));
    const dump = JSON.stringify([mine, others]);
    for (const secret of ["the-first-token", "the-second-token", "app-secret"]) expect(dump).not.toContain(secret);
    await server.client.hset(`zhibo:token:${NAME}`, others ?? {});
    expect(await first.read()).toBeNull();
  });

  test("without the account's secret it is not there", async () => {
    await (await slot()).keep("T1", HOUR, 1);
    expect(await (await slot(null, "another")).read()).toBeNull();
  });

  test("keys are changed one replica after the other: what either keeps both read, and drop", async () => {
    const [before, after] = [randomBytes(32), randomBytes(32)];
    const [old, changing, recent] = [await slot([before, after]), await slot([after, before]), await slot([after])];
    await old.keep("T1", HOUR, 1);
    expect((await changing.read())?.value).toBe("T1");
    expect(await recent.read()).toBeNull();
    await changing.drop("T1");
    expect(await old.read()).toBeNull();
    await changing.keep("T2", HOUR, 2);
    expect((await old.read())?.value).toBe("T2");
    expect((await recent.read())?.value).toBe("T2");
  });
});
