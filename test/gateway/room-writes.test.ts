import type { OptionalPorts } from "../../src/domain/provider";
import type { CreateRoom, Room } from "../../src/domain/room";
import type { AddedGoods } from "../../src/gateway/room-writes";
import { createFakeProvider, fakeRoom, outage } from "../support/fake-provider";
import { createFakeGateway } from "../support/fake-gateway";

const input: CreateRoom = { title: "New", anchor: {} };

/** An account with two rooms, whose writes succeed and are remembered. */
function createBench(ports: OptionalPorts = {}) {
  const written: string[] = [];
  const note = (what: string) => (nativeId: string) => {
    written.push(`${what} ${nativeId}`);
    return Promise.resolve();
  };
  const provider = createFakeProvider({
    rooms: [fakeRoom("shop", "1", 1000), fakeRoom("shop", "2", 2000)],
    ports: {
      roomCreate: {
        isFrom: () => false,
        prepareRoom: () => ({
          facts: {},
          create() {
            const room = fakeRoom("shop", "3", 3000, { title: "As asked for" });
            provider.rooms = [{ ...room, title: "As listed" }, ...provider.rooms];
            return Promise.resolve(room);
          },
        }),
      },
      roomDelete: { deleteRoom: note("delete") },
      roomGoods: {
        addRoomGoods: note("goods"),
        removeRoomGoods: note("remove goods"),
        setShelfStatus: note("shelf"),
        sortRoomGoods: note("sort"),
      },
      assistants: {
        addAssistants: note("assistants"),
        renameAssistant: note("rename"),
        removeAssistant: note("remove"),
        listAssistants: (ids) => Promise.resolve(ids.map(() => [])),
      },
      roomUpdate: { updateRoom: (room: Room) => note("update")(room.nativeId) },
      ...ports,
    },
  });
  const other = createFakeProvider({ key: "other" });
  const { session } = createFakeGateway([provider, other]);
  return { provider, written, session };
}

test("a created room is told as the provider lists it", async () => {
  const { session } = createBench();
  expect(await session().rooms.create("account:shop", input, null)).toMatchObject({
    id: "room:shop:3",
    title: "As listed",
  });
});

test("a created room that cannot be read back is told as it was asked for: it is there all the same", async () => {
  const { provider, session } = createBench();
  await session().rooms.list({}, { first: 1 });
  provider.failure = outage;
  expect(await session().rooms.create("account:shop", input, null)).toMatchObject({ title: "As asked for" });
});

test("after a write nobody is served what was read before it", async () => {
  const { provider, session } = createBench();
  const list = async () => (await session().rooms.list({}, { first: 10 })).edges.map(({ node }) => node.nativeId);
  expect(await list()).toEqual(["2", "1"]);
  provider.rooms = provider.rooms.slice(1);
  await session().rooms.remove("room:shop:1");
  expect(await list()).toEqual(["2"]);
});

test("a request that writes and then reads sees what it wrote", async () => {
  const { provider, session } = createBench();
  const { rooms } = session();
  expect(await rooms.byId("shop", "1")).toMatchObject({ title: "Room 1" });
  provider.rooms = provider.rooms.map((room) => ({ ...room, title: "Changed" }));
  expect(await rooms.update("room:shop:1", {})).toMatchObject({ title: "Changed" });
  expect(await rooms.byId("shop", "1")).toMatchObject({ title: "Changed" });
});

test("a room that was changed and cannot be read back is not told as it was before", async () => {
  const { provider, session } = createBench({
    roomUpdate: {
      updateRoom() {
        provider.failure = outage;
        return Promise.resolve();
      },
    },
  });
  expect(await session().rooms.update("room:shop:1", { title: "Changed" })).toBeNull();
});

describe("what an input names is checked before anything is called", () => {
  const one: AddedGoods = { id: "goods:shop:1" };
  const { written, session } = createBench();
  const rooms = () => session().rooms;

  test.each([
    ["a malformed room id", () => rooms().remove("1"), "BAD_USER_INPUT", ["id"]],
    ["a room of nobody", () => rooms().remove("room:nobody:1"), "NOT_FOUND", ["id"]],
    ["goods as a room", () => rooms().remove("goods:shop:1"), "NOT_FOUND", ["id"]],
    ["a room as an account", () => rooms().create("room:shop:1", input, null), "NOT_FOUND", ["account"]],
    ["a room that is not there", () => rooms().update("room:shop:9", {}), "NOT_FOUND", ["id"]],
    ["no goods", () => rooms().addGoods("room:shop:1", []), "INVALID_INPUT", ["goods"]],
    ["101 goods", () => rooms().addGoods("room:shop:1", Array(101).fill(one)), "LIMIT_EXCEEDED", ["goods"]],
    [
      "goods of another account",
      () => rooms().addGoods("room:shop:1", [one, { id: "goods:other:1" }]),
      "INVALID_INPUT",
      ["goods", "1", "id"],
    ],
    [
      "a room as goods",
      () => rooms().addGoods("room:shop:1", [one, { id: "room:shop:1" }]),
      "NOT_FOUND",
      ["goods", "1", "id"],
    ],
    ["goods for a malformed room", () => rooms().addGoods("shop", [one]), "BAD_USER_INPUT", ["liveRoom"]],
    ["helpers of nobody's room", () => rooms().addAssistants("room:nobody:1", []), "NOT_FOUND", ["liveRoom"]],
  ])("%s", async (_what, write, kind, field) => {
    await expect(write()).rejects.toMatchObject({ kind, details: { field } });
    expect(written).toEqual([]);
  });
});

test("what an account cannot do is UNSUPPORTED, with what to do instead", async () => {
  const { provider, session } = createBench();
  await expect(session().rooms.end("room:shop:1")).rejects.toMatchObject({
    kind: "UNSUPPORTED",
    text: { en: "Account shop cannot do this." },
    details: { provider: "WECHAT", account: "shop" },
  });
  Object.assign(provider.instead, { roomEnd: { en: "Stop the stream.", zh: "请停止推流。" } });
  await expect(session().rooms.end("room:shop:1")).rejects.toMatchObject({
    text: { en: "Stop the stream.", zh: "请停止推流。" },
  });
});
