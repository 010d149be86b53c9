import { LiveError } from "../../src/domain/error";
import { silentLog } from "../../src/domain/log";
import type { NotificationPort } from "../../src/domain/notification";
import { connectAccount } from "../../src/gateway/account";
import { Changes } from "../../src/gateway/changes";
import { createRoomChronicle } from "../../src/gateway/room-chronicle";
import { createNotifier, type Notifier } from "../../src/gateway/notifier";
import { createMemoryLeases } from "../../src/store/memory-leases";
import { createMemoryRecords } from "../../src/store/memory";
import { createTestClock } from "../support/clock";
import { createFakeProvider } from "../support/fake-provider";
import { until } from "../support/until";

/* What several processes with one store do about pushes, and what comes of results that arrive at odd times. */

const call = { signal: new AbortController().signal, requestId: "notifier-1" };
const openIds = ["a", "b", "c", "d", "e"];

function setUp() {
  const clock = createTestClock();
  const store = createMemoryRecords();
  const leases = createMemoryLeases(clock);
  const sent: string[][] = [];
  let gate: Promise<void> = Promise.resolve();
  let failing = 0;
  const notifications: NotificationPort = {
    chunkSize: 2,
    async sendChunk(_room, recipients) {
      const messageId = `m${sent.push([...recipients])}`;
      await gate;
      if (sent.length === failing) throw busy;
      return messageId;
    },
  };
  const provider = createFakeProvider({ ports: { notifications } });
  const rooms = { roomsFreshSeconds: 5, roomsStaleSeconds: 5, roomsTimeoutSeconds: 5 };
  const chronicle = createRoomChronicle(store, () => Promise.resolve());
  const options = { clock, log: silentLog, leases, shared: null, chronicle, changes: new Changes(), ...rooms };
  const connected = connectAccount(provider, options);
  const accounts = new Map([[connected.account.key, connected]]);
  return {
    clock,
    sent,
    process: (): Notifier => createNotifier({ accounts, store, leases, clock, log: silentLog }),
    send: (notifier: Notifier) => notifier.send(connected, "7", "n1", { openIds }, call),
    /** Holds every chunk back until the returned function is called. */
    hold: () => {
      let open: () => void = () => undefined;
      gate = new Promise((resolve) => (open = resolve));
      return open;
    },
    /** Lets one of the chunks be refused as if the provider were busy. */
    fail: (number: number) => (failing = number),
  };
}
const busy = new LiveError("PROVIDER_UNAVAILABLE", { en: "Busy.", zh: "忙。" });

test("processes that go on with the same push send each chunk once", async () => {
  const { process, send, sent, fail, clock } = setUp();
  const first = process();
  fail(2);
  await send(first);
  await until(() => sent.length === 2);
  await first.close();
  clock.advance(60);
  const others = [process(), process(), process()];
  await Promise.all(others.map((other) => other.resume()));
  await until(() => sent.length === 4);
  await Promise.all(others.map((other) => other.close()));
  expect(sent.slice(2)).toEqual([["c", "d"], ["e"]]);
});

test("a chunk that a process took with it is never sent again", async () => {
  const { process, send, sent, hold, clock } = setUp();
  const open = hold();
  void send(process()).catch(() => undefined);
  await until(() => sent.length === 1);
  // That process is gone; its right to the push ends a minute later.
  clock.advance(61);
  const next = process();
  await next.resume();
  await until(() => sent.length === 2);
  expect(sent).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
  open();
  await until(() => sent.length === 3);
  await next.close();
});

test("a result that comes while the next chunk is under way is not lost", async () => {
  const { process, send, sent, hold, clock } = setUp();
  const notifier = process();
  await send(notifier).then(() => undefined);
  const open = hold();
  await until(() => sent.length >= 2);
  expect(await notifier.addResult("shop", { messageId: "m1", succeeded: 1, failed: 1 })).toMatchObject({
    succeeded: 1,
  });
  open();
  await until(() => sent.length === 3);
  await notifier.close();
  expect(await notifier.get("shop", "n1")).toMatchObject({ succeeded: 1, failed: 1 });

  clock.advance(5);
  await notifier.addResult("shop", { messageId: "m2", succeeded: 2, failed: 0 });
  await notifier.addResult("shop", { messageId: "m3", succeeded: 1, failed: 0 });
  const done = { status: "COMPLETED", succeeded: 4, failed: 1, finishedAt: new Date(clock.now()) };
  expect(await notifier.get("shop", "n1")).toMatchObject(done);
  // The first word counts.
  clock.advance(5);
  expect(await notifier.addResult("shop", { messageId: "m3", succeeded: 0, failed: 9 })).toMatchObject(done);
});

test("a result that overtakes the answer is there once the answer is", async () => {
  const { process, send, sent, hold } = setUp();
  const notifier = process();
  const open = hold();
  const sending = send(notifier);
  await until(() => sent.length === 1);
  expect(await notifier.addResult("shop", { messageId: "m1", succeeded: 2, failed: 0 })).toBeNull();
  open();
  expect(await sending).toMatchObject({ succeeded: 2, failed: 0 });
  await notifier.close();
});
