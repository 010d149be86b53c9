import type { FollowerChange, LiveEvent } from "../../src/domain/event";
import type { Caller } from "../../src/domain/caller";
import type { EventLog, LoggedEvent } from "../../src/domain/event-log";
import { createEvents } from "../../src/gateway/events";
import { createInbox } from "../../src/gateway/inbox";
import { silentLog } from "../../src/domain/log";
import { createKeptEvents } from "../../src/store/kept-events";
import { createMemoryRecords } from "../../src/store/memory";
import { createMemoryLeases } from "../../src/store/memory-leases";
import { createTestClock } from "../support/clock";
import { until, untilAnswered } from "../support/until";

const anybody: Caller = { authenticated: false, subject: null, role: "ADMIN", accounts: null };
const isAny = (_event: LiveEvent): _event is LiveEvent => true;

function follower(openId: string): FollowerChange {
  return { type: "FOLLOWER", at: new Date(0), accountKey: "shop", openId, followed: true, roomNativeId: null };
}

describe("a watcher who does not read", () => {
  const setUp = async () => {
    const clock = createTestClock();
    const log = createKeptEvents(createMemoryRecords(), clock);
    const watching = await createEvents(log, clock).watch({ caller: anybody, after: null, wants: isAny });
    const append = async (count: number) => {
      for (let number = 0; number < count; number += 1) await log.append(`e${number}`, follower(`o${number}`));
    };
    return { watching, append };
  };

  test("is told so when a thousand events wait, and may come again", async () => {
    const { watching, append } = await setUp();
    await append(1_001);
    await expect(watching.next()).rejects.toMatchObject({ kind: "OVERLOADED" });
    expect(await watching.next()).toEqual({ done: true, value: undefined });
  });

  test("loses none of a thousand", async () => {
    const { watching, append } = await setUp();
    await append(1_000);
    for (let number = 0; number < 1_000; number += 1) {
      expect((await watching.next()).value).toMatchObject({ event: { openId: `o${number}` } });
    }
  });
});

test("who comes again is told once of what a log that lags behind tells again", async () => {
  const logged = (number: number) => ({ id: `1-${number}`, event: follower(`o${number}`) });
  let tell: (event: LoggedEvent) => void = () => undefined;
  const log: EventLog = {
    append: () => Promise.resolve(),
    after: () => Promise.resolve([logged(2), logged(3)]),
    follow(listener) {
      tell = listener;
      return () => undefined;
    },
  };
  const watching = await createEvents(log, createTestClock()).watch({ caller: anybody, after: "1-1", wants: isAny });
  for (const number of [1, 2, 3, 4]) tell(logged(number));
  const told = [await watching.next(), await watching.next(), await watching.next()];
  expect(told.map(({ value }) => (value as LoggedEvent).id)).toEqual(["1-2", "1-3", "1-4"]);
});

describe("what a provider told", () => {
  const event = { type: "FOLLOWER", key: "follow:1", at: new Date(1), openId: "o1", followed: true } as const;
  const setUp = () => {
    const clock = createTestClock();
    const [records, leases] = [createMemoryRecords(), createMemoryLeases(clock)];
    const done: string[] = [];
    let canDo = true;
    /** Replicas share what is kept. */
    const replica = () =>
      createInbox({
        ...{ records, leases, clock, log: silentLog },
        effect(_account, { key }) {
          if (!canDo) return Promise.reject(new Error("the process has ended"));
          done.push(key);
          return Promise.resolve(true);
        },
      });
    return { clock, done, replica, crash: () => (canDo = false), recover: () => (canDo = true) };
  };

  test("a hundred times to two replicas has one effect", async () => {
    const { replica, done } = setUp();
    const [first, second] = [replica(), replica()];
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        (index % 2 === 0 ? first : second).receive("shop", { ...event, roomNativeId: null }),
      ),
    );
    await until(() => done.length > 0);
    await Promise.all([first.close(), second.close()]);
    await first.receive("shop", { ...event, roomNativeId: null });
    await first.close();
    expect(done).toEqual(["follow:1"]);
  });

  test("and then lost by a crash is done by the next process, once", async () => {
    const { replica, done, clock, crash, recover } = setUp();
    crash();
    const ended = replica();
    await ended.receive("shop", { ...event, roomNativeId: null });
    await ended.close();
    recover();
    const next = replica();
    // Not yet: whoever took it in may still be at it.
    await next.sweep();
    expect(done).toEqual([]);
    clock.advance(61);
    await next.sweep();
    clock.advance(61);
    await next.sweep();
    expect(done).toEqual(["follow:1"]);
  });
});

describe("events of a process", () => {
  const setUp = () => {
    const records = createMemoryRecords();
    const clock = createTestClock();
    const open = () => createKeptEvents(records, clock);
    const kept = async () => (await records.keys("event:")).length;
    return { records, open, kept };
  };
  const MEGABYTE = 1024 * 1024;
  const large = (number: number) => ({ ...follower("o".repeat(MEGABYTE)), accountKey: `shop${number}` });
  const accountsOf = (found: readonly LoggedEvent[] | null) => found?.map(({ event }) => event.accountKey);
  const from = (first: number, count: number) => Array.from({ length: count }, (_, index) => `shop${first + index}`);

  test("take 16 MB at most, whatever their number: the oldest give way, also among the records", async () => {
    const { open, kept } = setUp();
    const log = open();
    const ids: string[] = [];
    log.follow(({ id }) => ids.push(id));
    // Each is a bit larger than a megabyte: with the sixteenth they are too much, and thirteen stay.
    for (let number = 0; number < 16; number += 1) await log.append(`e${number}`, large(number));
    expect(await log.after(ids[1] as string)).toBeNull();
    expect(accountsOf(await log.after(ids[2] as string))).toEqual(from(3, 13));
    await untilAnswered(kept, (count) => count === 13);
    const opened = open();
    expect(await opened.after(ids[1] as string)).toBeNull();
    expect(accountsOf(await opened.after(ids[2] as string))).toEqual(from(3, 13));
  });

  test("are 10,000 at most", async () => {
    const { open, kept } = setUp();
    const log = open();
    for (let number = 0; number < 10_001; number += 1) await log.append(`e${number}`, follower(`o${number}`));
    await untilAnswered(kept, (count) => count === 8_750);
  });

  test("that were to be removed when the process ended are neither told nor kept by the next", async () => {
    const { records, open, kept } = setUp();
    const log = open();
    const ids: string[] = [];
    log.follow(({ id }) => ids.push(id));
    for (const number of [1, 2, 3]) await log.append(`e${number}`, follower(`o${number}`));
    await records.set("events-lost", ids[1]);
    const opened = open();
    expect(await opened.after(ids[0] as string)).toBeNull();
    expect((await opened.after(ids[1] as string))?.map(({ id }) => id)).toEqual([ids[2]]);
    expect(await kept()).toBe(1);
  });
});
