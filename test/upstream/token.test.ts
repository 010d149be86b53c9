import Keyv from "keyv";
import { LiveError } from "../../src/domain/error";
import { createTokenSource, type IssuedToken } from "../../src/upstream/token";
import { createTestClock } from "../support/clock";

const KEY = "wechat:shop:access-token";

/** A provider that issues T1, T2, …, and a store that several replicas may share. */
function createBench(store: Keyv = createStore()) {
  const clock = createTestClock();
  const issued: string[] = [];
  let next: () => Promise<IssuedToken> = () => {
    issued.push(`T${issued.length + 1}`);
    return Promise.resolve({ value: issued.at(-1) ?? "", expiresInSeconds: 7200 });
  };
  const replica = () => createTokenSource({ store, key: KEY, clock, issue: () => next(), marginSeconds: () => 300 });
  return { clock, store, issued, replica, issueBy: (issue: typeof next) => (next = issue) };
}

function createStore(): Keyv {
  return new Keyv({ serialize: undefined, deserialize: undefined });
}

test("whoever comes at once waits for the same token", async () => {
  const { replica, issued } = createBench();
  const source = replica();
  const tokens = await Promise.all(Array.from({ length: 50 }, () => source.get()));
  expect(new Set(tokens)).toEqual(new Set(["T1"]));
  expect(issued).toEqual(["T1"]);
});

test("a token is used until its margin, and by every replica", async () => {
  const { clock, replica, issued } = createBench();
  const [first, second] = [replica(), replica()];
  await first.get();
  clock.advance(7200 - 301);
  expect([await first.get(), await second.get()]).toEqual(["T1", "T1"]);
  clock.advance(2);
  expect([await first.get(), await second.get()]).toEqual(["T2", "T2"]);
  expect(issued).toEqual(["T1", "T2"]);
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
  const store = createStore();
  let drop: () => void = () => undefined;
  const { replica } = createBench(store);
  const source = replica();
  await source.get();
  store.delete = () => new Promise((resolve) => (drop = () => resolve(true)));
  const refusing = source.refuse("T1");
  expect(await source.get()).toBe("T2");
  drop();
  await refusing;
  expect(await source.get()).toBe("T2");
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
  issueBy(() => Promise.resolve({ value: "T9", expiresInSeconds: 7200 }));
  expect(await source.get()).toBe("T9");
});

test("a token with less life than the margin is used once and not kept", async () => {
  const { replica, issueBy, store } = createBench();
  const source = replica();
  let count = 0;
  issueBy(() => Promise.resolve({ value: `short-${(count += 1)}`, expiresInSeconds: 60 }));
  expect([await source.get(), await source.get()]).toEqual(["short-1", "short-2"]);
  expect(await store.get(KEY)).toBeUndefined();
});
