import { silentLog } from "../../src/domain/log";
import type { RecordStore } from "../../src/domain/record-store";
import { readRedisAddress } from "../../src/store/redis/address";
import { openState, type State } from "../../src/store/state";
import { createTestClock } from "../support/clock";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redis";
import { untilAnswered } from "../support/until";

/* The ports of src/domain on Redis: what two replicas see of one another, and what they are told while it is away. */

describeWithRedis("state in Redis", () => {
  let server: RedisServer;
  let states: State[] = [];
  const clock = createTestClock();

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

  async function coldReplica(): Promise<State> {
    const state = await openState({
      dataDir: null,
      redis: readRedisAddress(server.url),
      cacheKeys: null,
      clock,
      log: silentLog,
    });
    states.push(state);
    return state;
  }

  /** The first call waits for the connection, and no longer than any other. */
  async function replica(): Promise<State> {
    const state = await coldReplica();
    await untilAnswered(
      () =>
        state.ledger.get("nothing").then(
          () => true,
          () => false,
        ),
      (isConnected) => isConnected,
    );
    return state;
  }

  test("what comes before the first connection waits for it", async () => {
    const { ledger } = await coldReplica();
    await ledger.set("room:1", { title: "直播" });
    expect(await ledger.get("room:1")).toEqual({ title: "直播" });
  });

  test("records: what one replica keeps, the other reads; what was never kept is undefined", async () => {
    const [first, second] = [(await replica()).ledger, (await replica()).ledger];
    await first.set("a:1", [1]);
    await first.set("a:2", false, 60_000);
    await first.set("b*:1", "text");
    expect(await second.getMany(["a:2", "a:3", "a:1"])).toEqual([false, undefined, [1]]);
    expect(new Set(await second.keys("a:"))).toEqual(new Set(["a:1", "a:2"]));
    // What means something in a pattern of Redis means only itself.
    expect(await second.keys("b*:")).toEqual(["b*:1"]);
    expect(await second.keys("*")).toEqual([]);
    await second.delete("a:1");
    expect(await first.get("a:1")).toBeUndefined();
  });

  test("records have a life in Redis where they are given one", async () => {
    const { ledger } = await replica();
    await ledger.set("short", 1, 60_000);
    await ledger.add("added", 1, 60_000);
    await ledger.set("for-good", 1);
    const lives = await Promise.all(
      ["short", "added", "for-good"].map((key) => server.client.pttl(`zhibo:record:${key}`)),
    );
    expect(lives.map((life) => (life > 0 ? life <= 60_000 : life))).toEqual([true, true, -1]);
  });

  test("records are added by one of many", async () => {
    const replicas = [(await replica()).ledger, (await replica()).ledger, (await replica()).ledger];
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, index) => (replicas[index % 3] as RecordStore).add("claim", index, 60_000)),
    );
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await replicas[0]?.get("claim")).toBe(outcomes.indexOf(true));
  });

  test("leases: one holder among replicas, fences that grow, a release that takes nobody else's", async () => {
    const [first, second] = [(await replica()).leases, (await replica()).leases];
    const lease = await first.take("poller", 60);
    expect(lease).not.toBeNull();
    expect(await second.take("poller", 60)).toBeNull();
    // As when its time was up.
    await server.client.del("zhibo:lease:{poller}");
    const next = await second.take("poller", 60);
    expect(next?.fence).toBeGreaterThan(lease?.fence ?? Infinity);
    await lease?.release();
    expect(await first.take("poller", 60)).toBeNull();
    await next?.release();
    expect((await first.take("poller", 60))?.fence).toBeGreaterThan(next?.fence ?? Infinity);
  });

  test("leases end by themselves, and so does the count of fences; forgotten, it goes on higher", async () => {
    const { leases } = await replica();
    const before = await leases.take("poller", 1.5);
    expect(await server.client.pttl("zhibo:lease:{poller}")).toBeGreaterThan(0);
    expect(await server.client.pttl("zhibo:fence:{poller}")).toBeGreaterThan(1_000_000);
    await server.client.flushall();
    const after = await leases.take("poller", 1.5);
    expect(after?.fence).toBeGreaterThanOrEqual(before?.fence ?? Infinity);
  });

  test("counters are one sum over replicas, which ends with its first addition's life", async () => {
    const [first, second] = [(await replica()).counters, (await replica()).counters];
    await Promise.all(Array.from({ length: 50 }, (_, index) => (index % 2 ? first : second).add("calls", 2, 60_000)));
    expect(await first.get(["calls", "never"])).toEqual([100, 0]);
    expect(await second.add("calls", 1, 3_600_000)).toBe(101);
    expect(await server.client.pttl("zhibo:counter:calls")).toBeLessThanOrEqual(60_000);
  });

  test("the cache is shared, and everything in it has a life", async () => {
    const [first, second] = [(await replica()).cache, (await replica()).cache];
    await first.set("snapshot", { rooms: [1, 2] }, 60_000);
    await first.set("unbounded", 1);
    // A write is not waited for.
    await untilAnswered(
      () => second.get<unknown>("unbounded"),
      (value) => value === 1,
    );
    expect(await second.get("snapshot")).toEqual({ rooms: [1, 2] });
    expect(await second.getMany(["snapshot", "none"])).toEqual([{ rooms: [1, 2] }, undefined]);
    await second.delete("snapshot");
    expect(await second.get("snapshot")).toBeUndefined();
    expect(await server.client.pttl("zhibo:cache:unbounded")).toBeGreaterThan(0);
  });

  describe("while Redis is frozen", () => {
    afterEach(() => server.thaw());

    async function frozen(): Promise<State> {
      const state = await replica();
      await state.counters.add("calls", 5, 60_000);
      await state.ledger.set("a", 1);
      server.freeze();
      return state;
    }

    test("records and leases say that the store is away, and never that there is nothing", async () => {
      const { ledger, leases } = await frozen();
      const unavailable = { kind: "STORE_UNAVAILABLE", details: { retryable: true } };
      await expect(ledger.get("a")).rejects.toMatchObject(unavailable);
      await expect(ledger.add("a", 2)).rejects.toMatchObject(unavailable);
      await expect(leases.take("poller", 10)).rejects.toMatchObject(unavailable);
    });

    test("the cache has nothing, counters go on alone, and what they counted is added later", async () => {
      const { cache, counters } = await frozen();
      expect(await cache.get("a")).toBeUndefined();
      expect(await cache.set("a", 1, 1_000)).toBe(true);
      expect(await counters.add("calls", 2, 60_000)).toBe(7);
      expect(await counters.get(["calls", "never"])).toEqual([7, 0]);
      server.thaw();
      // It may count what it heard too late and was told again, but it forgets nothing.
      const sum = await untilAnswered(
        () => counters.add("calls", 1, 60_000),
        (told) => told >= 8,
      );
      expect(
        await untilAnswered(
          () => server.client.get("zhibo:counter:calls"),
          (told) => Number(told) >= sum,
        ),
      ).toBeTruthy();
    });

    test("after five that waited nobody waits any more, until it answers again", async () => {
      const { ledger } = await frozen();
      for (let count = 0; count < 5; count += 1) await expect(ledger.get("a")).rejects.toThrow();
      const turns = new Promise<string>((resolve) => setTimeout(resolve, 40, "a timer"));
      const refusal = ledger.get("a").catch(() => "a refusal");
      expect(await Promise.race([turns, refusal])).toBe("a refusal");
      server.thaw();
      const answer = await untilAnswered(
        () => ledger.get("a").catch(() => null),
        (value) => value !== null,
      );
      expect(answer).toBe(1);
    });
  });

  test("Redis killed and started again is found again", async () => {
    const { ledger } = await replica();
    await ledger.set("a", 1);
    await server.kill();
    await expect(ledger.get("a")).rejects.toMatchObject({ kind: "STORE_UNAVAILABLE" });
    await server.restart();
    const kept = await untilAnswered(
      () =>
        ledger.set("a", 2).then(
          () => true,
          () => false,
        ),
      (done) => done,
    );
    expect(kept).toBe(true);
    expect(await ledger.get("a")).toBe(2);
  });
});
