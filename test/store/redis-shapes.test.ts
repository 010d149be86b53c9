import type { Log } from "../../src/domain/log";
import { readRedisAddress } from "../../src/store/redis/address";
import { openState, type State } from "../../src/store/state";
import { createTestClock } from "../support/clock";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redis";
import { untilAnswered } from "../support/until";

/* One server, and a server behind a sentinel: all ports work on each. */

describeWithRedis("Redis in its shapes", () => {
  let servers: RedisServer[] = [];
  let state: State | null = null;

  afterEach(async () => {
    await state?.close();
    await Promise.all(servers.map((server) => server.close()));
    [servers, state] = [[], null];
  });

  async function start(...settings: readonly string[]): Promise<RedisServer> {
    const server = await startRedis(...settings);
    servers.push(server);
    return server;
  }

  async function open(url: string, warnings: string[] = []): Promise<State> {
    const log: Log = {
      info: () => undefined,
      warn: (fields, message) => warnings.push(`${message} ${JSON.stringify(fields)}`),
      error: () => undefined,
    };
    state = await openState({
      dataDir: null,
      redis: readRedisAddress(url),
      cacheKeys: null,
      clock: createTestClock(),
      log,
    });
    return state;
  }

  /** Something of every port, once there is a connection. */
  async function tryAll({ ledger, leases, counters, tokens, cache }: State): Promise<void> {
    const isKept = () =>
      ledger.set("a:1", 1).then(
        () => true,
        () => false,
      );
    await untilAnswered(isKept, Boolean);
    await ledger.set("a:2", 2);
    expect(await ledger.getMany(["a:1", "a:2", "b"])).toEqual([1, 2, undefined]);
    expect(new Set(await ledger.keys("a:"))).toEqual(new Set(["a:1", "a:2"]));
    const lease = await leases.take("poller", 60);
    expect(lease).not.toBeNull();
    expect(await leases.take("poller", 60)).toBeNull();
    await lease?.release();
    await untilAnswered(
      () => counters.add("calls", 0, 60_000).then(() => counters.get(["calls"])),
      ([sum]) => sum === 0,
    );
    expect(await counters.add("calls", 2, 60_000)).toBe(2);
    const slot = tokens.slot("wechat:shop:access-token", "secret");
    await slot.keep("T1", 60_000, 1);
    expect((await slot.read())?.value).toBe("T1");
    await cache.set("x", "y");
    expect(await untilAnswered(() => cache.get<string>("x"), Boolean)).toBe("y");
  }

  test("one server with user and password", async () => {
    const { port } = await start("--requirepass", "p@ss");
    await tryAll(await open(`redis://default:p%40ss@127.0.0.1:${port}/2`));
  });

  test("a server behind a sentinel, by its name there", async () => {
    const { port } = await start();
    const sentinel = await start("--sentinel", "--sentinel", "monitor", "main", "127.0.0.1", String(port), "1");
    await tryAll(await open(`redis+sentinel://127.0.0.1:${sentinel.port}/main`));
  });

  test("one that may lose records is told of when it is found", async () => {
    const { port } = await start("--maxmemory-policy", "allkeys-lru");
    const warnings: string[] = [];
    await tryAll(await open(`redis://127.0.0.1:${port}`, warnings));
    await untilAnswered(
      () => Promise.resolve(warnings.length),
      (count) => count >= 2,
    );
    expect(warnings).toEqual([
      'Redis may throw records away: set maxmemory-policy to noeviction {"policy":"allkeys-lru"}',
      "Redis forgets records when it is started again: set appendonly to yes {}",
    ]);
  });

  test("what the log says of one that cannot be reached names no host and no password", async () => {
    const { port } = await start("--requirepass", "right");
    const warnings: string[] = [];
    await open(`redis://:not-the-password@127.0.0.1:${port}`, warnings);
    await untilAnswered(
      () => Promise.resolve(warnings.length),
      (count) => count >= 2,
    );
    for (const warning of warnings) {
      expect(warning).toMatch(/^Redis cannot be reached \{"connection":"[a-z]+","reason":"WRONGPASS"\}$/);
    }
  });
});
