import Keyv from "keyv";
import { LiveError } from "../../src/domain/error";
import type { Leases } from "../../src/domain/lease";
import { silentLog } from "../../src/domain/log";
import type { TokenStore } from "../../src/domain/token-store";
import { createMemoryLeases } from "../../src/store/memory-leases";
import { createMemoryTokens } from "../../src/store/memory-tokens";
import { createTokenSource, type IssuedToken } from "../../src/upstream/token";
import { createTestClock } from "../support/clock";
import { until } from "../support/until";

const NAME = "wechat:shop:access-token";
const LIFE = 7200;
const RENEW_WITHIN = 200;

interface Shared {
  readonly tokens?: TokenStore;
  readonly leases?: Leases;
}

/** A provider that issues T1, T2, …, and a store and leases that several replicas may share. */
function createBench(shared: Shared = {}) {
  const clock = createTestClock();
  const tokens = shared.tokens ?? createMemoryTokens(new Keyv(), clock);
  const leases = shared.leases ?? createMemoryLeases(clock);
  const issued: string[] = [];
  let next: () => Promise<IssuedToken> = () => {
    issued.push(`T${issued.length + 1}`);
    return Promise.resolve({ value: issued.at(-1) ?? "", expiresInSeconds: LIFE });
  };
  const slot = tokens.slot(NAME, "secret");
  const replica = () =>
    createTokenSource({
      sharing: { name: NAME, slot, leases },
      clock,
      log: silentLog,
      issue: () => next(),
      renewWithin: () => RENEW_WITHIN,
    });
  return { clock, slot, issued, replica, issueBy: (issue: typeof next) => (next = issue) };
}

test("whoever comes at once waits for the same token", async () => {
  const { replica, issued } = createBench();
  const source = replica();
  const tokens = await Promise.all(Array.from({ length: 50 }, () => source.get()));
  expect(new Set(tokens)).toEqual(new Set(["T1"]));
  expect(issued).toEqual(["T1"]);
});

test("replicas that come at once get one token: one fetches it, the others see it appear", async () => {
  const { replica, issued } = createBench();
  const tokens = await Promise.all(Array.from({ length: 8 }, () => replica().get()));
  expect(new Set(tokens)).toEqual(new Set(["T1"]));
  expect(issued).toEqual(["T1"]);
});

test("shortly before its end a successor is fetched, while the token is still handed out", async () => {
  const { clock, replica, issued } = createBench();
  const source = replica();
  await source.get();
  clock.advance(LIFE - RENEW_WITHIN - 1);
  expect(await source.get()).toBe("T1");
  expect(issued).toEqual(["T1"]);
  clock.advance(1);
  expect(await source.get()).toBe("T1");
  await until(() => issued.length === 2);
  expect(await source.get()).toBe("T2");
});

test("one replica's successor is the others' as well", async () => {
  const { clock, replica, issued } = createBench();
  const [first, second] = [replica(), replica()];
  await Promise.all([first.get(), second.get()]);
  clock.advance(LIFE - RENEW_WITHIN);
  await first.get();
  await until(() => issued.length === 2);
  expect(await first.get()).toBe("T2");
  expect(await second.get()).toBe("T1");
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  expect(await second.get()).toBe("T2");
  expect(issued).toEqual(["T1", "T2"]);
});

test("a successor that is the same token is asked for again half a minute later, not before", async () => {
  const { clock, replica, issueBy } = createBench();
  const source = replica();
  let calls = 0;
  const end = LIFE * 1000 + clock.elapsed();
  issueBy(() => {
    calls += 1;
    return Promise.resolve({ value: "T", expiresInSeconds: (end - clock.elapsed()) / 1000 });
  });
  await source.get();
  clock.advance(LIFE - RENEW_WITHIN);
  await source.get();
  await until(() => calls === 2);
  clock.advance(29);
  await source.get();
  clock.advance(1);
  await source.get();
  await until(() => calls === 3);
  expect(calls).toBe(3);
});

test("a successor that cannot be had disturbs nobody while the token is good; then callers wait for the next", async () => {
  const { clock, replica, issueBy } = createBench();
  const source = replica();
  await source.get();
  let attempts = 0;
  issueBy(() => {
    attempts += 1;
    return Promise.reject(new LiveError("PROVIDER_UNAVAILABLE", { en: "down", zh: "宕机" }));
  });
  clock.advance(LIFE - RENEW_WITHIN);
  expect(await source.get()).toBe("T1");
  await until(() => attempts === 1);
  // Thirty seconds before its end a token is not sent on its way any more.
  clock.advance(RENEW_WITHIN - 30);
  await expect(source.get()).rejects.toMatchObject({ kind: "PROVIDER_UNAVAILABLE" });
  issueBy(() => Promise.resolve({ value: "T9", expiresInSeconds: LIFE }));
  expect(await source.get()).toBe("T9");
});

test("a refused token is not handed out again; the others learn of its successor", async () => {
  const { replica, issued } = createBench();
  const [first, second] = [replica(), replica()];
  await first.get();
  await second.get();
  await first.refuse("T1");
  expect(await first.get()).toBe("T2");
  // The second replica still has the old one, is refused as well, and finds the new one in the store.
  await second.refuse("T1");
  expect(await second.get()).toBe("T2");
  expect(issued).toEqual(["T1", "T2"]);
});

test("a late loser does not throw away what another has fetched", async () => {
  const { replica, issued } = createBench();
  const source = replica();
  await source.get();
  await source.refuse("T1");
  await source.get();
  await source.refuse("T1");
  expect(await source.get()).toBe("T2");
  expect(issued).toEqual(["T1", "T2"]);
});

test("while a refused token is being dropped from a slow store, nobody takes it out of there", async () => {
  const bench = createBench();
  let drop: () => void = () => undefined;
  const slow = { ...bench.slot, drop: () => new Promise<void>((resolve) => (drop = resolve)) };
  const { replica } = createBench({ tokens: { slot: () => slow } });
  const source = replica();
  await source.get();
  const refusing = source.refuse("T1");
  expect(await source.get()).toBe("T2");
  drop();
  await refusing;
  expect(await source.get()).toBe("T2");
});

test("a refused token that is issued again is tried again, but not in a circle", async () => {
  const { clock, replica, issueBy } = createBench();
  let calls = 0;
  issueBy(() => {
    calls += 1;
    return Promise.resolve({ value: "T", expiresInSeconds: LIFE });
  });
  const source = replica();
  await source.get();
  for (let round = 0; round < 2; round += 1) {
    await source.refuse("T");
    expect(await source.get()).toBe("T");
  }
  await source.refuse("T");
  const stopped = { kind: "PROVIDER_UNAVAILABLE", details: { retryable: true, ambiguous: false } };
  await expect(source.get()).rejects.toMatchObject(stopped);
  expect(calls).toBe(4);
  clock.advance(4);
  await expect(source.get()).rejects.toMatchObject(stopped);
  expect(calls).toBe(4);
  clock.advance(30);
  expect(await source.get()).toBe("T");
});

test("asking for a token failed: everybody who waited hears it, the next one asks again", async () => {
  const { replica, issueBy } = createBench();
  const source = replica();
  const failure = new LiveError("PROVIDER_TIMEOUT", { en: "late", zh: "超时" }, { ambiguous: true });
  issueBy(() => Promise.reject(failure));
  const outcomes = await Promise.allSettled([source.get(), source.get()]);
  for (const outcome of outcomes) {
    // Whatever wanted the token has not been sent.
    expect(outcome).toMatchObject({ reason: { kind: "PROVIDER_TIMEOUT", details: { ambiguous: false } } });
  }
  issueBy(() => Promise.resolve({ value: "T9", expiresInSeconds: LIFE }));
  expect(await source.get()).toBe("T9");
});

test("a token that ends at once is used once and not kept", async () => {
  const { replica, issueBy, slot } = createBench();
  const source = replica();
  let count = 0;
  issueBy(() => Promise.resolve({ value: `short-${(count += 1)}`, expiresInSeconds: 30 }));
  expect([await source.get(), await source.get()]).toEqual(["short-1", "short-2"]);
  expect(await slot.read()).toBeNull();
});

test("a store that is away costs each replica a call of its own, and nobody an answer", async () => {
  const away = () => Promise.reject(new LiveError("STORE_UNAVAILABLE", { en: "away", zh: "不可用" }));
  const { replica, issued } = createBench({
    tokens: { slot: () => ({ read: away, keep: away, drop: away }) },
    leases: { take: away },
  });
  const replicas = Array.from({ length: 8 }, replica);
  const tokens = await Promise.all(replicas.flatMap((source) => [source.get(), source.get()]));
  expect(new Set(tokens).size).toBe(8);
  expect(issued).toHaveLength(8);
});

test("a holder of the lease who never comes back holds the others up only for a while", async () => {
  const leases = createMemoryLeases(createTestClock());
  await leases.take(`token:${NAME}`, 1.5);
  const { replica, issued } = createBench({ leases });
  expect(await replica().get()).toBe("T1");
  expect(issued).toEqual(["T1"]);
});

test("with a source that all share by itself there is no store and no lease", async () => {
  const clock = createTestClock();
  let calls = 0;
  const source = createTokenSource({
    sharing: null,
    clock,
    log: silentLog,
    issue: () => Promise.resolve({ value: `T${(calls += 1)}`, expiresInSeconds: LIFE }),
    renewWithin: () => RENEW_WITHIN,
  });
  expect([await source.get(), await source.get()]).toEqual(["T1", "T1"]);
  await source.refuse("T1");
  expect(await source.get()).toBe("T2");
});
