import { LiveError } from "../../src/domain/error";
import { roomStatuses, type Room, type RoomStatus } from "../../src/domain/room";
import { control } from "../support/control";
import { anyText } from "../support/matching";
import { readWholeList, type Rig } from "./rig";
import { CANNOT, expectAbsent, type Unless } from "./subject";

export interface RoomExpectations {
  /** A room of the seed state, by native id. */
  readonly someRoom: string;
  /** The simulator's own numbers for a status, and what they mean. */
  readonly statuses: readonly (readonly [native: number, status: RoomStatus])[];
  /** In how many parts the list of 250 rooms comes. */
  readonly partsOf250: number;
  readonly byId: Unless<{
    readonly unknownId: string;
    /** Texts that no room of this provider can have as its id. */
    readonly impossibleIds: readonly string[];
    /** The path of the call for that room. */
    pathOf(nativeId: string): string;
  }>;
}

const EMPTY = { goodsPerRoom: 0, assistantsPerRoom: 0, members: 1, libraryGoods: 0 };

export function describeRooms(rig: Rig, expected: RoomExpectations): void {
  describe("rooms", () => {
    test("the list is complete and without doubles, part after part", async () => {
      await control(rig.sandbox, "/_sandbox/seed", { ...EMPTY, rooms: 250 });
      const { rooms, parts } = await readWholeList(rig.provider, rig.call);

      expect(parts).toBe(expected.partsOf250);
      expect(rooms).toHaveLength(250);
      expect(new Set(rooms.map(({ nativeId }) => nativeId)).size).toBe(250);
      expect(rig.upstream()).toHaveLength(expected.partsOf250);
    });

    test("the list of an account without rooms is empty", async () => {
      await control(rig.sandbox, "/_sandbox/seed", { ...EMPTY, rooms: 0 });
      expect((await readWholeList(rig.provider, rig.call)).rooms).toEqual([]);
    });

    test("every room of the seed state is well formed", async () => {
      const { rooms } = await readWholeList(rig.provider, rig.call);
      expect(rooms.length).toBeGreaterThan(5);
      for (const room of rooms) expectWellFormed(room, rig);
    });

    test.each(expected.statuses)("native status %s is %s", async (native, status) => {
      await control(rig.sandbox, `/_sandbox/rooms/${expected.someRoom}/status`, { status: native });
      const { rooms } = await readWholeList(rig.provider, rig.call);
      const room = rooms.find(({ nativeId }) => nativeId === expected.someRoom);
      expect(room).toMatchObject({ status, nativeStatus: String(native) });
    });

    const { byId } = expected;
    if (byId === CANNOT) {
      test("there is no reading by id", () => expectAbsent(rig.provider, "roomRead"));
      return;
    }

    test("rooms by id come in the order asked, null for what does not exist", async () => {
      const { rooms } = await readWholeList(rig.provider, rig.call);
      const [first, second] = rooms.map(({ nativeId }) => nativeId) as [string, string];
      const found = await rig.port("roomRead").getRooms([second, byId.unknownId, first], rig.call);
      expect(found).toEqual([
        expect.objectContaining({ nativeId: second }),
        null,
        expect.objectContaining({ nativeId: first }),
      ]);
    });

    test("ids that cannot be are null and cost no call", async () => {
      const found = await rig.port("roomRead").getRooms(byId.impossibleIds, rig.call);
      expect(found).toEqual(byId.impossibleIds.map(() => null));
      expect(rig.upstream()).toEqual([]);
    });

    test("one room that cannot be read does not take the others with it", async () => {
      const { rooms } = await readWholeList(rig.provider, rig.call);
      const [first, second] = rooms.map(({ nativeId }) => nativeId) as [string, string];
      rig.sandbox.fault({ path: byId.pathOf(first), kind: "reset" });
      const found = await rig.port("roomRead").getRooms([first, second], rig.call);
      expect(found[0]).toBeInstanceOf(LiveError);
      expect(found[0]).toMatchObject({ kind: "PROVIDER_UNAVAILABLE" });
      expect(found[1]).toMatchObject({ nativeId: second });
    });

    test("a room read by id is the room that is listed", async () => {
      const { rooms } = await readWholeList(rig.provider, rig.call);
      const listed = rooms.find(({ nativeId }) => nativeId === expected.someRoom) as Room;
      const [read] = await rig.port("roomRead").getRooms([expected.someRoom], rig.call);
      // Whether the anchor is there may be known to the list alone.
      expect(withoutPresence(read as Room)).toEqual(withoutPresence(listed));
    });
  });
}

function withoutPresence(room: Room): Room {
  return { ...room, anchor: room.anchor && { ...room.anchor, online: null } };
}

function expectWellFormed(room: Room, { provider: { account } }: Rig): void {
  expect(room.id).toBe(`room:${account.key}:${room.nativeId}`);
  expect(room).toMatchObject({ accountKey: account.key, provider: account.provider, title: anyText });
  expect(roomStatuses).toContain(room.status);
  expect(room.status).not.toBe("UNKNOWN");
  for (const date of [room.startsAt, room.endsAt]) {
    if (date) expect(date.getTime()).toBeGreaterThan(Date.UTC(2015, 0));
  }
  for (const url of [room.coverUrl, room.shareImageUrl, room.feedImageUrl]) {
    if (url !== null) expect(URL.canParse(url)).toBe(true);
  }
  expect(room.details.kind).toBe(account.provider);
  // Absent and empty are one and the same outside: null.
  expect(Object.values(room)).not.toContain("");
  expect(Object.values(room)).not.toContain(undefined);
  for (const { goods, sequence } of room.goods ?? []) {
    expect(goods.id).toBe(`goods:${account.key}:${goods.nativeId}`);
    expect(sequence).toBeGreaterThan(0);
  }
}
