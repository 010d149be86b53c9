import { Changes } from "../../src/gateway/changes";
import { createRoomIndex } from "../../src/gateway/room-index";
import { createTestClock } from "../support/clock";
import { createFakeProvider, fakeRoom, outage } from "../support/fake-provider";
import { createFakeGateway } from "../support/fake-gateway";
import { until } from "../support/until";

const createRooms = () => [fakeRoom("shop", "1", 1000), fakeRoom("shop", "2", 3000), fakeRoom("shop", "3", 2000)];
const rooms = createRooms();

function createBench(partSize = 100) {
  const clock = createTestClock();
  const provider = createFakeProvider({ rooms, partSize });
  const changes = new Changes();
  const index = createRoomIndex({
    provider,
    clock,
    freshSeconds: 5,
    staleSeconds: 3600,
    timeoutSeconds: 30,
    shared: null,
    changes,
  });
  return { clock, provider, index, changes };
}

describe("readings", () => {
  test("readers who come at once share one", async () => {
    const { index, provider } = createBench();
    const snapshots = await Promise.all(Array.from({ length: 20 }, () => index.read()));
    expect(new Set(snapshots).size).toBe(1);
    expect(provider.readings).toEqual([null]);
  });

  test("one answers for its seconds and not a moment longer", async () => {
    const { index, provider, clock } = createBench();
    await index.read();
    clock.advance(4.999);
    await index.read();
    expect(provider.readings).toHaveLength(1);
    clock.advance(0.001);
    await index.read();
    expect(provider.readings).toHaveLength(2);
  });

  test("parts are read once each, and a room that moved meanwhile is there once", async () => {
    const { index, provider } = createBench(2);
    provider.rooms = [...rooms, rooms[0] as (typeof rooms)[number]];
    const snapshot = await index.read();
    expect(provider.readings).toEqual([null, "2"]);
    expect(snapshot.rooms.map(({ nativeId }) => nativeId)).toEqual(["2", "3", "1"]);
    expect([...snapshot.byNativeId.keys()].sort()).toEqual(["1", "2", "3"]);
  });

  test("they end by themselves, whoever stops waiting", async () => {
    const { index, provider } = createBench();
    const listRooms = jest.spyOn(provider.roomList, "listRooms");
    await index.read();
    const [[, call]] = listRooms.mock.calls as [[null, { signal: AbortSignal; requestId: string }]];
    expect(call.signal.aborted).toBe(false);
    expect(call.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("what is at hand", () => {
  test("is the last snapshot while it is fresh, and a moment longer while the next is read", async () => {
    const { index, provider, clock } = createBench();
    expect(index.current()).toBeNull();
    const first = await index.read();
    clock.advance(4.999);
    expect(index.current()).toBe(first);
    clock.advance(0.001);
    // Somebody has to ask.
    expect(index.current()).toBeNull();
    const release = provider.hold();
    await index.read();
    expect(index.current()).toBe(first);
    clock.advance(1);
    expect(index.current()).toBeNull();
    release();
    await until(() => index.current() !== null);
    expect(provider.readings).toHaveLength(2);
  });

  test("is nothing from before a write", async () => {
    const { index, provider, clock } = createBench();
    await index.read();
    clock.advance(5.5);
    const release = provider.hold();
    await index.read();
    await index.drop();
    void index.read().catch(() => undefined);
    expect(index.current()).toBeNull();
    release();
  });

  test("changes with every reading, every write and when it grows stale, and not otherwise", async () => {
    const { index, provider, clock, changes } = createBench();
    const changed = async (act: () => Promise<unknown>) => {
      const { count } = changes;
      await act();
      return changes.count > count;
    };
    expect(await changed(() => index.read())).toBe(true);
    expect(await changed(() => index.read())).toBe(false);
    expect(await changed(() => index.drop())).toBe(true);
    expect(await changed(() => index.read())).toBe(true);
    clock.advance(10);
    provider.failure = outage;
    expect(await changed(() => index.read())).toBe(true);
    expect(index.latest()?.stale).toBe(true);
  });
});

describe("our own writes", () => {
  test("make the next reader ask again", async () => {
    const { index, provider } = createBench();
    await index.read();
    provider.rooms = rooms.slice(1);
    await index.drop();
    expect((await index.read()).rooms).toHaveLength(2);
    expect(provider.readings).toHaveLength(2);
  });

  test("end the time of a reading that began before them", async () => {
    const { index, provider } = createBench();
    const release = provider.hold();
    const before = index.read();
    provider.rooms = rooms.slice(1);
    await index.drop();
    const after = index.read();
    release();
    expect((await before).rooms).toHaveLength(3);
    expect((await after).rooms).toHaveLength(2);
    // The one that came in late must not be taken for the truth.
    expect((await index.read()).rooms).toHaveLength(2);
    expect(index.latest()?.rooms).toHaveLength(2);
    expect(provider.readings).toHaveLength(2);
  });
});

describe("a provider that takes its time", () => {
  test("holds nobody up for long who can be served without it", async () => {
    const { index, provider, clock } = createBench();
    const good = await index.read();
    clock.advance(10);
    const release = provider.hold();
    expect(await index.read()).toEqual({ ...good, stale: true });
    expect(await index.read()).toEqual({ ...good, stale: true });
    expect(provider.readings).toHaveLength(2);
    release();
    await until(() => index.latest()?.stale === false);
    expect(await index.read()).toMatchObject({ stale: false, fetchedAt: new Date(clock.now()) });
    expect(provider.readings).toHaveLength(2);
  });

  test("is asked behind the back of who comes right after a reading has stopped being fresh", async () => {
    const { index, provider, clock } = createBench();
    const good = await index.read();
    clock.advance(5.9);
    const release = provider.hold();
    expect(await index.read()).toBe(good);
    expect(provider.readings).toHaveLength(2);
    release();
    await until(() => index.latest() !== good);
    clock.advance(4.9);
    await index.read();
    expect(provider.readings).toHaveLength(2);
  });

  test("is waited for when there is nothing to serve", async () => {
    const { index, provider } = createBench();
    const release = provider.hold();
    const reading = index.read();
    release();
    expect((await reading).stale).toBe(false);
  });
});

describe("identity", () => {
  test("what the provider says again is the same object, frozen through and through", async () => {
    const { index, provider, clock } = createBench();
    const first = await index.read();
    clock.advance(10);
    provider.rooms = createRooms();
    const second = await index.read();
    expect(second).not.toBe(first);
    expect(second.rooms).toBe(first.rooms);
    expect(second.fetchedAt.getTime()).toBe(clock.now());
    for (const room of second.rooms) {
      expect(room).toBe(first.byNativeId.get(room.nativeId));
      for (const part of [room, room.settings, room.details, room.attributes, second.rooms]) {
        expect(Object.isFrozen(part)).toBe(true);
      }
    }
  });

  test("only what has changed is another object", async () => {
    const { index, provider, clock } = createBench();
    const first = await index.read();
    clock.advance(10);
    provider.rooms = rooms.map((room) => ({ ...room, title: room.nativeId === "2" ? "Changed" : room.title }));
    const second = await index.read();
    expect(second.rooms).not.toBe(first.rooms);
    expect(second.byNativeId.get("1")).toBe(first.byNativeId.get("1"));
    expect(second.byNativeId.get("2")).toMatchObject({ title: "Changed" });
    expect(first.byNativeId.get("2")).toMatchObject({ title: "Room 2" });
  });
});

describe("when the provider fails", () => {
  test("there is nothing to serve before a good reading, and the next reader asks again", async () => {
    const { index, provider } = createBench();
    provider.failure = outage;
    await expect(index.read()).rejects.toBe(outage);
    expect(index.latest()).toBeNull();
    provider.failure = null;
    expect((await index.read()).stale).toBe(false);
  });

  test("the last good reading is served and marked, and the provider is left alone for a while", async () => {
    const { index, provider, clock } = createBench();
    const good = await index.read();
    clock.advance(10);
    provider.failure = outage;
    const stale = await index.read();
    expect(stale).toEqual({ ...good, stale: true });
    await index.read();
    expect(provider.readings).toHaveLength(2);

    clock.advance(5);
    provider.failure = null;
    expect(await index.read()).toMatchObject({ stale: false, fetchedAt: new Date(clock.now()) });
  });

  test("a reading that is too old is not served", async () => {
    const { index, provider, clock } = createBench();
    await index.read();
    provider.failure = outage;
    clock.advance(3600);
    expect((await index.read()).stale).toBe(true);
    clock.advance(5);
    await expect(index.read()).rejects.toBe(outage);
  });

  test("what was read before a write of our own is served after it only marked, and never to the writer", async () => {
    const { index, provider } = createBench();
    const before = await index.read();
    provider.failure = outage;
    await index.drop();
    await expect(index.readAfterWrite()).rejects.toBe(outage);
    expect(await index.read()).toEqual({ ...before, stale: true });
    await expect(index.readAfterWrite()).rejects.toBe(outage);
    provider.failure = null;
    expect((await index.readAfterWrite()).stale).toBe(false);
  });
});

test("an account whose provider is down is degraded while there is something to serve", async () => {
  const provider = createFakeProvider({ rooms });
  const { session } = createFakeGateway([provider]);
  const health = () => session().account("shop")?.health().status;

  expect(health()).toBe("UNKNOWN");
  provider.condition = { status: "DOWN", checkedAt: null, lastError: "It is down." };
  expect(health()).toBe("DOWN");
  await session().rooms.list({}, { first: 10 });
  expect(health()).toBe("DEGRADED");
  provider.condition = { status: "UP", checkedAt: null, lastError: null };
  expect(health()).toBe("UP");
});
