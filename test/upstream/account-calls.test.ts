import type { Account } from "../../src/domain/account";
import type { Call } from "../../src/domain/call";
import { LiveError, type ErrorDetails, type ErrorKind } from "../../src/domain/error";
import { noMetrics, type BreakerState, type UpstreamCall } from "../../src/domain/metrics";
import type { LogLine } from "../support/fake-app";
import { createMemoryCounters } from "../../src/store/memory-counters";
import { createAccountCalls } from "../../src/upstream/account-calls";
import type { Endpoint } from "../../src/upstream/endpoint";
import { createTestClock } from "../support/clock";
import { createScriptedTimers } from "../support/scripted-timers";
import { until } from "../support/until";

const account: Account = { id: "account:shop", key: "shop", name: "Shop", provider: "WECHAT" };
const DOCS = "https://example.com/docs";
const list: Endpoint = { name: "room.list", method: "POST", path: "/list", effect: "read", docs: DOCS };
const edit: Endpoint = { name: "room.edit", method: "POST", path: "/edit", effect: "repeatable", docs: DOCS };
const create: Endpoint = { name: "room.create", method: "POST", path: "/create", effect: "once", docs: DOCS };
const limited: Endpoint = { ...list, name: "goods.get", quota: { counter: "goods.get", perDay: 100 } };
const limitedWrite: Endpoint = { ...edit, name: "goods.set", quota: { counter: "goods.get", perDay: 100 } };

const failure = (kind: ErrorKind, details: ErrorDetails = {}) =>
  new LiveError(kind, { en: kind, zh: kind }, { retryable: true, ambiguous: true, ...details });
const down = () => Promise.reject(failure("PROVIDER_UNAVAILABLE", { fault: "reset" }));

/** The guard of an account, with all it works with in the hands of the test. */
function createRig() {
  const clock = createTestClock();
  const timers = createScriptedTimers(clock);
  const counters = createMemoryCounters(clock);
  const lines: LogLine[] = [];
  const states: BreakerState[] = [];
  const recorded: UpstreamCall[] = [];
  const write =
    (level: LogLine["level"]): ((fields: object, message: string) => void) =>
    (fields, message) => {
      lines.push({ level, fields: fields as LogLine["fields"], message });
    };
  const connect = () =>
    createAccountCalls({
      account,
      clock,
      timers,
      counters,
      log: { info: write("info"), warn: write("warn"), error: write("error") },
      metrics: {
        ...noMetrics,
        breaker: (_account, state) => void states.push(state),
        upstreamCall: (call) => void recorded.push(call),
      },
      endpoints: [list, edit, create, limited, limitedWrite],
      outageCodes: ["-1"],
      minuteCodes: ["45011"],
      random: () => 0.5,
    });
  const calls = connect();
  let sent = 0;
  let serial = 0;
  const call = (own: Partial<Call> = {}): Call => ({
    signal: new AbortController().signal,
    requestId: "test",
    ...own,
  });
  /** Runs an operation, each time another one, whose every attempt is counted. */
  function run<Result>(
    endpoint: Endpoint,
    answer: (signal: AbortSignal) => Promise<Result>,
    given: Call = call(),
    identity = String((serial += 1)),
  ): Promise<Result> {
    return calls.run({ endpoint, call: given, identity }, (attempt) =>
      calls.exchange(endpoint, attempt, (signal) => {
        sent += 1;
        return answer(signal);
      }),
    );
  }
  return { clock, timers, lines, states, recorded, calls, connect, call, run, sent: () => sent };
}

const kindOf = (work: Promise<unknown>) =>
  work.then(
    () => "OK",
    (error: unknown) => (error as LiveError).kind,
  );
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error as LiveError,
  );

describe("repeats", () => {
  test.each([
    { endpoint: list, kind: "PROVIDER_UNAVAILABLE", most: 3 },
    { endpoint: list, kind: "PROVIDER_TIMEOUT", most: 2 },
    { endpoint: list, kind: "PROVIDER_PROTOCOL_ERROR", most: 2 },
    { endpoint: list, kind: "RATE_LIMITED", most: 1 },
    { endpoint: list, kind: "PROVIDER_PERMISSION_MISSING", most: 1 },
    { endpoint: edit, kind: "PROVIDER_UNAVAILABLE", most: 2 },
    { endpoint: create, kind: "PROVIDER_UNAVAILABLE", most: 1 },
    { endpoint: create, kind: "PROVIDER_TIMEOUT", most: 1 },
  ] as const)("$endpoint.effect: $most calls after $kind", async ({ endpoint, kind, most }) => {
    const { run, sent } = createRig();
    expect(await kindOf(run(endpoint, () => Promise.reject(failure(kind))))).toBe(kind);
    expect(sent()).toBe(most);
  });

  test("come after 50 to 500 ms, while there is time", async () => {
    const { run, timers, call, clock, sent } = createRig();
    await kindOf(run(list, down, call({ deadline: clock.now() + 1000 })));
    expect(timers.pauses).toEqual([275, 275]);
    expect(sent()).toBe(3);
    await kindOf(run(list, down, call({ deadline: clock.now() + 300 })));
    expect(sent()).toBe(4);
  });

  test("are a tenth of all calls, and ten", async () => {
    const { run, sent, clock } = createRig();
    for (let at = 0; at < 500; at += 1) {
      await kindOf(run(list, at % 2 === 0 ? down : () => Promise.resolve("ok")));
      clock.advance(3);
    }
    expect(sent()).toBeGreaterThan(500);
    expect(sent()).toBeLessThanOrEqual(500 * 1.1 + 10);
  });

  test("one whose first answer was lost leaves the outcome open, whatever the second says", async () => {
    const { run } = createRig();
    const answers = [failure("PROVIDER_UNAVAILABLE"), failure("PROVIDER_UNAVAILABLE", { ambiguous: false })];
    const error = await errorOf(run(edit, () => Promise.reject(answers.shift() ?? new Error("too many"))));
    expect(error?.details.ambiguous).toBe(true);
  });
});

describe("time", () => {
  test("a call ends when its limit or the caller's deadline is reached, whichever is first", async () => {
    const { run, timers, call, clock, sent } = createRig();
    const hang = () => new Promise<never>(() => undefined);
    const ended: string[] = [];
    const watch = (name: string, work: Promise<unknown>) =>
      void kindOf(work).then((kind) => ended.push(`${name} ${kind}`));
    watch("create", run(create, hang));
    watch("hurried", run(create, hang, call({ deadline: clock.now() + 600 })));
    await until(() => sent() === 2);
    timers.advance(549);
    await new Promise(setImmediate);
    expect(ended).toEqual([]);
    timers.advance(1);
    await until(() => ended.length === 1);
    expect(ended).toEqual(["hurried PROVIDER_TIMEOUT"]);
    timers.advance(8000 - 550);
    await until(() => ended.length === 2);
    expect(ended[1]).toBe("create PROVIDER_TIMEOUT");
  });

  test("none starts with less than 100 ms left, and says that nothing was done", async () => {
    const { run, sent, call, clock } = createRig();
    const error = await errorOf(run(create, () => Promise.resolve("ok"), call({ deadline: clock.now() + 99 })));
    expect(error).toMatchObject({ kind: "PROVIDER_TIMEOUT", details: { ambiguous: false, account: "shop" } });
    expect(sent()).toBe(0);
  });
});

describe("places", () => {
  test("56 reads are under way, 64 wait, the next are turned away at once; writes have eight places more", async () => {
    const { run, sent } = createRig();
    const letGo: (() => void)[] = [];
    const held = () => new Promise<string>((resolve) => letGo.push(() => resolve("ok")));
    const reads = Array.from({ length: 56 + 64 + 10 }, () => run(list, held));
    const refused: string[] = [];
    for (const read of reads) void kindOf(read).then((kind) => kind !== "OK" && refused.push(kind));
    await until(() => refused.length === 10);
    expect([sent(), refused]).toEqual([56, Array(10).fill("OVERLOADED")]);

    const writes = Array.from({ length: 9 }, () => run(edit, held));
    await until(() => sent() === 64);
    letGo.pop()?.();
    await until(() => sent() === 65);

    while (letGo.length > 0) {
      letGo.shift()?.();
      await Promise.resolve();
      await until(() => letGo.length > 0 || sent() === 56 + 64 + 9);
    }
    expect(await Promise.all(writes)).toEqual(Array(9).fill("ok"));
    expect((await Promise.all(reads.map(kindOf))).filter((kind) => kind === "OK")).toHaveLength(120);
  });

  test("one who goes away while waiting leaves the line, and takes no place", async () => {
    const { run, call, sent } = createRig();
    const letGo: (() => void)[] = [];
    const held = () => new Promise<string>((resolve) => letGo.push(() => resolve("ok")));
    for (let at = 0; at < 56; at += 1) void run(list, held);
    const leaving = new AbortController();
    const left = kindOf(run(list, held, call({ signal: leaving.signal })));
    const stays = run(list, held);
    await until(() => sent() === 56);
    leaving.abort();
    expect(await left).toBe("PROVIDER_TIMEOUT");
    letGo.shift()?.();
    await until(() => sent() === 57);
    letGo.pop()?.();
    expect(await stays).toBe("ok");
  });
});

describe("rest", () => {
  test("twenty calls of which half failed bring five seconds of rest, then one call tries", async () => {
    const { run, sent, states, clock, calls } = createRig();
    for (let at = 0; at < 10; at += 1) await run(list, () => Promise.resolve("ok"));
    for (let at = 0; at < 9; at += 1) await kindOf(run(create, down));
    expect(states).toEqual([]);
    await kindOf(run(create, down));
    expect(states).toEqual(["OPEN"]);

    const error = await errorOf(run(list, () => Promise.resolve("ok")));
    expect(error).toMatchObject({
      kind: "PROVIDER_UNAVAILABLE",
      details: { retryAfterSeconds: 5, ambiguous: false, operation: "room.list" },
    });
    expect(sent()).toBe(20);
    expect(calls.health()).toMatchObject({ status: "DOWN", lastError: "PROVIDER_UNAVAILABLE" });

    clock.advance(5);
    await kindOf(run(create, down));
    expect(states).toEqual(["OPEN", "PROBING", "OPEN"]);
    clock.advance(5);
    const probe = run(list, () => Promise.resolve("ok"));
    const beside = kindOf(run(list, () => Promise.resolve("ok")));
    expect([await probe, await beside]).toEqual(["ok", "PROVIDER_UNAVAILABLE"]);
    expect(states.at(-1)).toBe("CLOSED");
    expect(await run(list, () => Promise.resolve("well"))).toBe("well");
    expect(calls.health().status).toBe("UP");
  });

  test.each<[string, LiveError, boolean]>([
    ["a provider that says no", failure("REFUSED_BY_PROVIDER", { providerCode: "300022" }), false],
    ["a spent quota", failure("PROVIDER_QUOTA_EXHAUSTED", { providerCode: "45009" }), false],
    ["a code of a single operation", failure("PROVIDER_UNAVAILABLE", { providerCode: "300013" }), false],
    ["WeChat's -1", failure("PROVIDER_UNAVAILABLE", { providerCode: "-1" }), true],
    ["HTTP 502", failure("PROVIDER_UNAVAILABLE", { providerCode: "HTTP 502" }), true],
    ["an unreadable answer", failure("PROVIDER_PROTOCOL_ERROR", { fault: "html" }), true],
  ])("%s", async (_what, error, counts) => {
    const { run, states } = createRig();
    for (let at = 0; at < 25; at += 1) await kindOf(run(create, () => Promise.reject(error)));
    expect(states).toEqual(counts ? ["OPEN"] : []);
  });

  test("callers who go away say nothing about the provider", async () => {
    const { run, states, call, recorded, sent } = createRig();
    for (let at = 0; at < 25; at += 1) {
      const caller = new AbortController();
      const work = kindOf(run(create, () => new Promise<never>(() => undefined), call({ signal: caller.signal })));
      await until(() => sent() === at + 1);
      caller.abort();
      expect(await work).toBe("PROVIDER_TIMEOUT");
    }
    expect(states).toEqual([]);
    expect(new Set(recorded.map(({ outcome }) => outcome))).toEqual(new Set(["ABANDONED"]));
  });
});

describe("identical reads", () => {
  test("share one call, which ends with the last of those who wait", async () => {
    const { run, call, sent } = createRig();
    const ended: boolean[] = [];
    const held = (signal: AbortSignal) =>
      new Promise<string>(() => signal.addEventListener("abort", () => ended.push(true)));
    const callers = [new AbortController(), new AbortController(), new AbortController()];
    const works = callers.map(({ signal }) => kindOf(run(list, held, call({ signal }), "same")));
    await until(() => sent() === 1);
    callers[0]?.abort();
    callers[1]?.abort();
    expect(await Promise.all(works.slice(0, 2))).toEqual(["PROVIDER_TIMEOUT", "PROVIDER_TIMEOUT"]);
    expect(ended).toEqual([]);
    callers[2]?.abort();
    await works[2];
    expect([sent(), ended]).toEqual([1, [true]]);
  });

  test("one from before a write is not shared by those who ask after it", async () => {
    const { run, sent } = createRig();
    const letGo: ((answer: string) => void)[] = [];
    const held = () => new Promise<string>((resolve) => letGo.push(resolve));
    const before = run(list, held, undefined, "same");
    await until(() => sent() === 1);
    await run(edit, () => Promise.resolve("done"));
    const after = run(list, held, undefined, "same");
    await until(() => letGo.length === 2);
    letGo[0]?.("old");
    letGo[1]?.("new");
    expect([await before, await after]).toEqual(["old", "new"]);
  });

  test("are not shared between those for whom a quota is kept and those for whom it is not", async () => {
    const { run, call, sent } = createRig();
    const answer = () => Promise.resolve("ok");
    await Promise.all([
      run(list, answer, call({ priority: "VIEWER" }), "same"),
      run(list, answer, call({ priority: "OPERATOR" }), "same"),
    ]);
    expect(sent()).toBe(2);
  });
});

describe("a day's quota", () => {
  const ok = () => Promise.resolve("ok");

  test("its last fifth is kept for writes and operators; the log warns once", async () => {
    const { run, call, sent, lines, calls } = createRig();
    for (let at = 0; at < 200; at += 1) await kindOf(run(limited, ok, call({ priority: "VIEWER" })));
    expect(sent()).toBe(80);
    const error = await errorOf(run(limited, ok, call({ priority: "BACKGROUND" })));
    expect(error).toMatchObject({
      kind: "PROVIDER_QUOTA_EXHAUSTED",
      // From 10:00 to midnight in Beijing.
      details: { retryAfterSeconds: 14 * 3600, operation: "goods.get", ambiguous: false },
    });
    expect(await run(limited, ok, call({ priority: "OPERATOR" }))).toBe("ok");
    expect(await run(limitedWrite, ok, call({ priority: "VIEWER" }))).toBe("ok");
    const resetsAt = new Date("2026-03-02T16:00:00.000Z");
    const shown = { limit: 100, used: 82, remaining: 18, resetsAt, exhausted: false };
    expect(await calls.quotas()).toEqual([
      { operation: "goods.get", ...shown },
      { operation: "goods.set", ...shown },
    ]);
    expect(lines.filter(({ message }) => message.startsWith("most of"))).toEqual([
      {
        level: "warn",
        fields: { account: "shop", counter: "goods.get", used: 80, limit: 100 },
        message: "most of a day's calls are spent",
      },
    ]);
  });

  test("starts again at midnight in Beijing", async () => {
    const { run, clock, sent, calls } = createRig();
    for (let at = 0; at < 100; at += 1) await kindOf(run(limited, ok));
    clock.advance(14 * 3600 - 1);
    expect(await kindOf(run(limited, ok))).toBe("PROVIDER_QUOTA_EXHAUSTED");
    clock.advance(1);
    expect(await run(limited, ok)).toBe("ok");
    expect(sent()).toBe(81);
    expect(await calls.quotas()).toMatchObject([{ used: 1 }, { used: 1 }]);
  });

  test("is counted by all replicas", async () => {
    const { run, call, connect } = createRig();
    const other = connect();
    for (let at = 0; at < 40; at += 1) await run(limited, ok);
    const identity = () => ({ endpoint: limited, call: call(), identity: String(Math.random()) });
    for (let at = 0; at < 40; at += 1) {
      await other.run(identity(), (attempt) => other.exchange(limited, attempt, ok));
    }
    expect(await kindOf(run(limited, ok))).toBe("PROVIDER_QUOTA_EXHAUSTED");
    expect(await other.quotas()).toMatchObject([{ used: 80 }, { used: 80 }]);
  });

  const spent = () => Promise.reject(failure("PROVIDER_QUOTA_EXHAUSTED", { providerCode: "45009", ambiguous: false }));

  test("that the provider says is spent is asked about once in ten minutes, until midnight and a little more", async () => {
    const { run, sent, clock, call, calls } = createRig();
    const operator = () => call({ priority: "OPERATOR" });
    const first = await errorOf(run(limited, spent, operator()));
    expect(first?.details.retryAfterSeconds).toBe(14 * 3600 + 30);
    for (let at = 0; at < 100; at += 1) await kindOf(run(limited, spent, operator()));
    expect(sent()).toBe(1);
    expect(await calls.quotas()).toMatchObject([{ exhausted: true, remaining: 0 }, { exhausted: true }]);
    clock.advance(600);
    for (let at = 0; at < 100; at += 1) await kindOf(run(limited, spent, operator()));
    expect(sent()).toBe(2);

    // Somebody has cleared the counters by hand.
    clock.advance(600);
    expect(await run(limited, ok, call({ priority: "OPERATOR" }))).toBe("ok");
    expect(await run(limited, ok, call({ priority: "VIEWER" }))).toBe("ok");
    expect(await calls.quotas()).toMatchObject([{ exhausted: false, used: 2 }, {}]);
  });

  const minute = () => Promise.reject(failure("RATE_LIMITED", { providerCode: "45011", ambiguous: false }));

  test("a spent minute is left alone, and waited for by those who can", async () => {
    const { run, sent, clock, call, timers } = createRig();
    clock.advance(20);
    expect(await errorOf(run(limited, minute))).toMatchObject({
      kind: "RATE_LIMITED",
      details: { retryAfterSeconds: 41 },
    });
    for (let at = 0; at < 50; at += 1) await kindOf(run(limited, ok, call({ deadline: clock.now() + 5000 })));
    expect(sent()).toBe(1);
    expect(await run(list, ok)).toBe("ok");

    clock.advance(37);
    expect(await run(limited, ok, call({ deadline: clock.now() + 5000 }))).toBe("ok");
    expect(timers.pauses).toEqual([3250]);
    expect(sent()).toBe(3);
  });
});
