import { createRoomIndex } from "../../src/gateway/room-index";
import { createSharedRooms } from "../../src/gateway/shared-rooms";
import { createMemoryLeases } from "../../src/store/memory-leases";
import { createTestClock } from "../support/clock";
import { createFakeProvider, fakeRoom, outage } from "../support/fake-provider";
import { createSharedMemory } from "../support/replicas";
import { until } from "../support/until";

const rooms = Array.from({ length: 230 }, (_, at) =>
  fakeRoom("shop", String(at + 1), at * 1000, { title: `Room ${at + 1}`, endsAt: new Date(at * 2000) }),
);

/** Replicas of one account, each with a connection of its own to the provider, whose readings are counted together. */
function createReplicas(count: number, patience = 30_000) {
  const clock = createTestClock();
  const leases = createMemoryLeases(clock);
  const memory = createSharedMemory();
  const provider = createFakeProvider({ rooms });
  const start = () => {
    const shared = createSharedRooms({ accountKey: "shop", ...memory, leases, clock, life: 3_600_000 });
    return createRoomIndex({
      provider,
      clock,
      freshSeconds: 5,
      staleSeconds: 3600,
      timeoutSeconds: 30,
      patience,
      shared,
    });
  };
  return { clock, memory, provider, leases, start, replicas: Array.from({ length: count }, start) };
}

const READING = [null, "100", "200"];

test("however many replicas and readers come at once, the list is read once", async () => {
  const { replicas, provider } = createReplicas(8);
  const snapshots = await Promise.all(replicas.flatMap((replica) => Array.from({ length: 20 }, () => replica.read())));
  expect(provider.readings).toEqual(READING);
  for (const snapshot of snapshots) {
    expect(snapshot.stale).toBe(false);
    expect(snapshot.rooms).toEqual([...rooms].reverse());
  }
});

test("what one replica has read answers for the others, as long as it is fresh", async () => {
  const { replicas, provider, clock } = createReplicas(2);
  const [one, other] = replicas as [(typeof replicas)[0], (typeof replicas)[0]];
  const first = await one.read();
  clock.advance(4);
  expect((await other.read()).fetchedAt).toEqual(first.fetchedAt);
  expect(provider.readings).toEqual(READING);
  clock.advance(2);
  await other.read();
  expect(provider.readings).toHaveLength(6);
  await one.read();
  expect(provider.readings).toHaveLength(6);
});

test("rooms that have not changed are the same objects, and cost nothing to hand on", async () => {
  const { replicas, provider, clock, memory } = createReplicas(2);
  const [one, other] = replicas as [(typeof replicas)[0], (typeof replicas)[0]];
  await one.read();
  const before = await other.read();
  expect(memory.written.filter((key) => /:\d+$/.test(key))).toHaveLength(8);
  memory.written.length = 0;

  clock.advance(10);
  provider.rooms = rooms.map((room) => (room.nativeId === "7" ? { ...room, title: "Changed" } : { ...room }));
  await one.read();
  const after = await other.read();
  expect(provider.readings).toHaveLength(6);
  expect(memory.written.filter((key) => /:\d+$/.test(key))).toHaveLength(1);
  for (const room of after.rooms) {
    if (room.nativeId === "7") expect(room.title).toBe("Changed");
    else expect(room).toBe(before.byNativeId.get(room.nativeId));
    expect(Object.isFrozen(room)).toBe(true);
  }
});

test("a write in one replica is seen in every other at once", async () => {
  const { replicas, provider } = createReplicas(3);
  const [writer, ...others] = replicas as [(typeof replicas)[0], (typeof replicas)[0]];
  await Promise.all(replicas.map((replica) => replica.read()));
  provider.rooms = rooms.slice(1);
  await writer.drop();
  for (const other of others) expect((await other.read()).rooms).toHaveLength(229);
  expect((await writer.read()).rooms).toHaveLength(229);
});

test("a reading that began before a write of another replica is taken by nobody", async () => {
  const { replicas, provider } = createReplicas(2);
  const [reader, writer] = replicas as [(typeof replicas)[0], (typeof replicas)[0]];
  const release = provider.hold();
  const before = reader.read();
  await until(() => provider.readings.length === 1);
  provider.rooms = rooms.slice(1);
  await writer.drop();
  const after = writer.readAfterWrite();
  await until(() => provider.readings.length === 2);
  release();
  const knowsTheFirst = async (reading: ReturnType<typeof reader.read>) => (await reading).byNativeId.has("1");
  expect(await knowsTheFirst(before)).toBe(true);
  expect(await knowsTheFirst(after)).toBe(false);
  expect(await knowsTheFirst(reader.read())).toBe(false);
  expect(await knowsTheFirst(writer.read())).toBe(false);
});

test("one who reads and dies holds the others up for the length of a lease, no longer", async () => {
  const { leases, replicas, provider, clock } = createReplicas(1);
  expect(await leases.take("rooms:1:shop", 5)).not.toBeNull();
  const reading = replicas[0]?.read();
  clock.advance(5);
  expect((await reading)?.rooms).toHaveLength(230);
  expect(provider.readings).toEqual(READING);
});

test("without what they share, each reads for itself", async () => {
  const { replicas, provider, memory, leases } = createReplicas(2);
  memory.cut();
  jest.spyOn(leases, "take").mockRejectedValue(new Error("connection refused"));
  for (const replica of replicas) expect((await replica.read()).rooms).toHaveLength(230);
  expect(provider.readings).toEqual([...READING, ...READING]);
});

test("a replica that starts while the provider is down serves what the others knew, marked", async () => {
  const { replicas, provider, clock, start } = createReplicas(1, 50);
  const known = await replicas[0]?.read();
  clock.advance(600);
  provider.failure = outage;
  expect(await start().read()).toMatchObject({ stale: true, fetchedAt: known?.fetchedAt, rooms: known?.rooms });
  provider.failure = null;
  const release = provider.hold();
  expect(await start().read()).toMatchObject({ stale: true, rooms: known?.rooms });
  release();
  clock.advance(3600);
  provider.failure = outage;
  await expect(start().read()).rejects.toBe(outage);
});

test("a store that has lost or mixed up a part of the list has none", async () => {
  const { replicas, provider, memory, start } = createReplicas(1);
  await replicas[0]?.read();
  const [key] = [...memory.entries.keys()].filter((name) => /:\d+$/.test(name)) as [string];
  memory.entries.delete(key);
  expect((await start().read()).rooms).toHaveLength(230);
  expect(provider.readings).toHaveLength(6);
  memory.entries.set(key, JSON.stringify("nonsense"));
  expect((await start().read()).rooms).toHaveLength(230);
  expect(provider.readings).toHaveLength(9);
});
