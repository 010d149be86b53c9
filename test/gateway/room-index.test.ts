import { createRoomIndex } from "../../src/gateway/room-index";
import { createTestClock } from "../support/clock";
import { createFakeProvider, fakeRoom, outage } from "../support/fake-provider";
import { createFakeGateway } from "../support/fake-gateway";

const createRooms = () => [fakeRoom("shop", "1", 1000), fakeRoom("shop", "2", 3000), fakeRoom("shop", "3", 2000)];
const rooms = createRooms();

function createBench(partSize = 100) {
  const clock = createTestClock();
  const provider = createFakeProvider({ rooms, partSize });
  const index = createRoomIndex({ provider, clock, freshSeconds: 5, timeoutSeconds: 30 });
  return { clock, provider, index };
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

describe("our own writes", () => {
  test("make the next reader ask again", async () => {
    const { index, provider } = createBench();
    await index.read();
    provider.rooms = rooms.slice(1);
    index.drop();
    expect((await index.read()).rooms).toHaveLength(2);
    expect(provider.readings).toHaveLength(2);
  });

  test("end the time of a reading that began before them", async () => {
    const { index, provider } = createBench();
    const release = provider.hold();
    const before = index.read();
    provider.rooms = rooms.slice(1);
    index.drop();
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

  test("what was read before a write of our own is not served after it", async () => {
    const { index, provider } = createBench();
    await index.read();
    provider.failure = outage;
    index.drop();
    await expect(index.read()).rejects.toBe(outage);
    provider.failure = null;
    expect((await index.read()).stale).toBe(false);
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
