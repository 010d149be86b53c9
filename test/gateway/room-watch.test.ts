import fc from "fast-check";
import { silentLog } from "../../src/domain/log";
import { readEvent, writeEvent, type LiveEvent, type RoomChange } from "../../src/domain/event";
import type { RecordStore } from "../../src/domain/record-store";
import type { Room, RoomStatus } from "../../src/domain/room";
import { createRoomChronicle } from "../../src/gateway/room-chronicle";
import { createRoomWatch, type RoomWatch } from "../../src/gateway/room-watch";
import { createKeptEvents } from "../../src/store/kept-events";
import { createMemoryRecords } from "../../src/store/memory";
import { createTestClock } from "../support/clock";
import { fakeRoom } from "../support/fake-provider";

/** Replicas that share records and a log; each may end and begin again. */
function createBench() {
  const clock = createTestClock();
  const records = createMemoryRecords();
  const log = createKeptEvents(records, clock);
  const events: RoomChange[] = [];
  log.follow(({ event }) => events.push(event as RoomChange));
  let failAfter = Infinity;
  const publish = (key: string, event: LiveEvent) => {
    failAfter -= 1;
    return failAfter < 0 ? Promise.reject(new Error("the process has ended")) : log.append(key, event);
  };
  const replica = (store: RecordStore = records): RoomWatch =>
    createRoomWatch({ accountKey: "shop", chronicle: createRoomChronicle(store, publish), clock, log: silentLog });
  return { replica, records, events, failAfterEvents: (count: number) => (failAfter = count) };
}

async function readList(watch: RoomWatch, rooms: readonly Room[]): Promise<void> {
  await watch.catchUp();
  await watch.observe().list(rooms);
}

const shown = ({ kind, nativeId, previousStatus, room }: RoomChange) => [
  kind,
  nativeId,
  previousStatus,
  room?.status ?? null,
];

test("the first list is where watching begins; after it every difference is told once", async () => {
  const { replica, events } = createBench();
  const watch = replica();
  await readList(watch, [fakeRoom("shop", "1", 1)]);
  expect(events).toEqual([]);
  await readList(watch, [fakeRoom("shop", "2", 2), fakeRoom("shop", "1", 1, { status: "LIVE" })]);
  await readList(watch, [fakeRoom("shop", "2", 2, { title: "New" }), fakeRoom("shop", "1", 1, { status: "LIVE" })]);
  await readList(watch, [fakeRoom("shop", "2", 2, { title: "New" }), fakeRoom("shop", "1", 1, { status: "LIVE" })]);
  expect(events.map(shown)).toEqual([
    ["STATUS_CHANGED", "1", "SCHEDULED", "LIVE"],
    ["CREATED", "2", null, "SCHEDULED"],
    ["UPDATED", "2", null, "SCHEDULED"],
  ]);
});

test("an address for watching that is signed anew is no change", async () => {
  const { replica, events } = createBench();
  const watch = replica();
  const room = (url: string) => fakeRoom("shop", "1", 1, { playback: { hlsUrl: url, flvUrl: null, rtmpUrl: null } });
  await readList(watch, [room("https://a.test/1?sign=1")]);
  await readList(watch, [room("https://a.test/1?sign=2")]);
  expect(events).toEqual([]);
});

test("a room that one list misses is not gone; one that two miss is", async () => {
  const { replica, events } = createBench();
  const watch = replica();
  const [one, two] = [fakeRoom("shop", "1", 1), fakeRoom("shop", "2", 2)];
  await readList(watch, [two, one]);
  await readList(watch, [two]);
  expect(watch.hasMissing()).toBe(true);
  await readList(watch, [two, one]);
  await readList(watch, [two]);
  expect(events).toEqual([]);
  await readList(watch, [two]);
  expect(events.map(shown)).toEqual([["DELETED", "1", null, null]]);
  expect(events[0]?.before).toMatchObject({ title: "Room 1", status: "SCHEDULED" });
});

test("what was read before a change was told does not undo it", async () => {
  const { replica, events } = createBench();
  const [first, second] = [replica(), replica()];
  await readList(first, [fakeRoom("shop", "1", 1)]);
  await second.catchUp();
  const slow = second.observe();
  await readList(first, [fakeRoom("shop", "1", 1, { status: "LIVE" })]);
  await slow.list([fakeRoom("shop", "1", 1)]);
  await slow.room("1", fakeRoom("shop", "1", 1));
  expect(events.map(shown)).toEqual([["STATUS_CHANGED", "1", "SCHEDULED", "LIVE"]]);
});

test("two replicas that read the same at the same time tell it once", async () => {
  const { replica, events } = createBench();
  const replicas = [replica(), replica(), replica()];
  await readList(replicas[0] as RoomWatch, [fakeRoom("shop", "1", 1)]);
  await Promise.all(replicas.map((watch) => watch.catchUp()));
  const live = fakeRoom("shop", "1", 1, { status: "LIVE" });
  await Promise.all(replicas.map((watch) => watch.observe().list([live])));
  expect(events.map(shown)).toEqual([["STATUS_CHANGED", "1", "SCHEDULED", "LIVE"]]);
});

test("a process that ends between two events of one list: the next one tells the rest, and nothing twice", async () => {
  const { replica, events, failAfterEvents } = createBench();
  const ended = replica();
  const room = (id: string, status: RoomStatus) => fakeRoom("shop", id, Number(id), { status });
  await readList(
    ended,
    ["3", "2", "1"].map((id) => room(id, "SCHEDULED")),
  );
  failAfterEvents(1);
  await readList(
    ended,
    ["3", "2", "1"].map((id) => room(id, "LIVE")),
  );
  expect(events.map(({ nativeId }) => nativeId)).toEqual(["1"]);
  failAfterEvents(Infinity);
  const next = replica();
  await readList(
    next,
    ["3", "2", "1"].map((id) => room(id, "ENDED")),
  );
  expect(events.map(({ nativeId, room: now }) => `${nativeId} ${now?.status}`)).toEqual(
    ["LIVE", "ENDED"].flatMap((status) => ["1", "2", "3"].map((id) => `${id} ${status}`)),
  );
});

type Step =
  | { readonly do: "change"; readonly id: string; readonly status: RoomStatus | null; readonly title: string }
  | { readonly do: "read"; readonly by: number; readonly misses: string | null }
  | { readonly do: "crash"; readonly by: number; readonly afterEvents: number }
  | { readonly do: "restart"; readonly by: number };

const ids = ["1", "2", "3", "4"];
const by = fc.nat({ max: 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant("change" as const),
    id: fc.constantFrom(...ids),
    status: fc.constantFrom<RoomStatus | null>("SCHEDULED", "LIVE", "PAUSED", "ENDED", null),
    title: fc.constantFrom("A", "B"),
  }),
  fc.record({ do: fc.constant("read" as const), by, misses: fc.option(fc.constantFrom(...ids), { freq: 4 }) }),
  fc.record({ do: fc.constant("crash" as const), by, afterEvents: fc.nat({ max: 3 }) }),
  fc.record({ do: fc.constant("restart" as const), by }),
);

/**
 * Whatever happens, in whatever order: the events, taken one after the other, lead from the first list to the last one,
 * and each is a change of what the ones before it told.
 */
test("events add up to what is there, over any sequence of changes, readings, gaps, ends and restarts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { replica, events, failAfterEvents } = createBench();
      const replicas = [replica(), replica()];
      const there = new Map<string, Room>([["1", fakeRoom("shop", "1", 1, { title: "A" })]]);
      await readList(replicas[0] as RoomWatch, [...there.values()]);
      for (const it of steps) {
        if (it.do === "change") {
          const { id, status, title } = it;
          if (status === null) there.delete(id);
          else there.set(id, fakeRoom("shop", id, Number(id), { status, title }));
        } else if (it.do === "read") {
          await readList(
            replicas[it.by] as RoomWatch,
            [...there.values()].filter(({ nativeId }) => nativeId !== it.misses),
          );
        } else if (it.do === "crash") {
          failAfterEvents(it.afterEvents);
          await readList(replicas[it.by] as RoomWatch, [...there.values()]);
          failAfterEvents(Infinity);
          replicas[it.by] = replica();
        } else replicas[it.by] = replica();
      }
      for (let times = 0; times < 3; times += 1) await readList(replicas[0] as RoomWatch, [...there.values()]);
      const watched = new Map<string, Room>([["1", fakeRoom("shop", "1", 1, { title: "A" })]]);
      for (const event of events) {
        const before = watched.get(event.nativeId);
        expect(event.kind).toBe(kindOf(before, event.room));
        expect(event.before?.status ?? null).toBe(before?.status ?? null);
        if (event.room) watched.set(event.nativeId, event.room);
        else watched.delete(event.nativeId);
      }
      expect(summary(watched)).toEqual(summary(there));
    }),
    { numRuns: 300 },
  );
});

function kindOf(before: Room | undefined, now: Room | null): string {
  if (!now) return before ? "DELETED" : "nothing that was there";
  if (!before) return "CREATED";
  if (before.status !== now.status) return "STATUS_CHANGED";
  return before.title === now.title ? "no change" : "UPDATED";
}

function summary(rooms: ReadonlyMap<string, Room>) {
  return [...rooms.values()].map(({ nativeId, status, title }) => `${nativeId} ${status} ${title}`).sort();
}

test("an event written as text is the same event when it is read", () => {
  const room = fakeRoom("shop", "1", 1000, { endsAt: new Date(5000), title: "2026-03-02T02:00:00.000Z" });
  const event: RoomChange = {
    ...{ type: "ROOM", at: new Date(1), accountKey: "shop", kind: "UPDATED", nativeId: "1", room },
    ...{
      before: { nativeId: "1", title: "a", status: "LIVE", startsAt: new Date(3), anchor: null },
      previousStatus: null,
    },
  };
  const text = writeEvent(event);
  expect(readEvent(text)).toEqual(event);
});
