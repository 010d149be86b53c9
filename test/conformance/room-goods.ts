import type { RoomGoods, RoomGoodsInput } from "../../src/domain/goods";
import { expectRefused, type Forbidden } from "./forbidden";
import { readWholeList, type Rig } from "./rig";
import { CANNOT, expectAbsent, type Unless } from "./subject";

export interface RoomGoodsExpectations {
  /** A room of the seed state that takes more goods. */
  readonly room: string;
  readonly addition: RoomGoodsInput;
  /** What the addition is in the room's list. */
  readonly added: object;
  readonly addedAt: "first" | "last";
  readonly forbidden: readonly Forbidden<readonly RoomGoodsInput[]>[];
  readonly unknownRoom: string;
  readonly impossibleRooms: readonly string[];
}

export function describeRoomGoods(rig: Rig, expected: Unless<RoomGoodsExpectations>): void {
  describe("goods in rooms", () => {
    if (expected === CANNOT) {
      test("rooms have no goods", () => expectAbsent(rig.provider, "roomGoods"));
      return;
    }
    const add = (roomNativeId: string, goods: readonly RoomGoodsInput[]) =>
      rig.port("roomGoods").addRoomGoods(roomNativeId, goods, rig.call);

    test("come in display order, counted from 1", async () => {
      const goods = await readGoods(rig, expected.room);
      expect(goods.length).toBeGreaterThan(0);
      expect(goods.map(({ sequence }) => sequence)).toEqual(goods.map((_, index) => index + 1));
      expect(new Set(goods.map((item) => item.goods.id)).size).toBe(goods.length);
    });

    test("goods that are added are in the room, and nothing else has changed", async () => {
      const before = await readGoods(rig, expected.room);
      await add(expected.room, [expected.addition]);
      const after = await readGoods(rig, expected.room);

      expect(after).toHaveLength(before.length + 1);
      const added = expected.addedAt === "first" ? after.shift() : after.pop();
      expect(added).toMatchObject(expected.added);
      expect(after.map(({ goods }) => goods)).toEqual(before.map(({ goods }) => goods));
    });

    test.each(expected.forbidden)("adding $what is refused before any call", async (forbidden) => {
      expectRefused(await rig.failure(add(expected.room, forbidden.input)), forbidden, rig);
    });

    test("a room that is not there takes none", async () => {
      expect((await rig.failure(add(expected.unknownRoom, [expected.addition]))).kind).toBe("NOT_FOUND");
    });

    test.each(expected.impossibleRooms)("a room with the id %j takes none, and costs no call", async (room) => {
      expect((await rig.failure(add(room, [expected.addition]))).kind).toBe("NOT_FOUND");
      expect(rig.sandbox.calls()).toEqual([]);
    });

    test("several rooms are answered in the order asked, none for a room that is not there", async () => {
      const port = rig.port("roomGoods");
      if (!port.listRoomGoods) {
        // They come with every room then.
        const { rooms } = await readWholeList(rig.provider, rig.call);
        expect(rooms.every(({ goods }) => goods !== null)).toBe(true);
        return;
      }
      const ids = [expected.unknownRoom, expected.room, ...expected.impossibleRooms];
      const [unknown, known, ...impossible] = await port.listRoomGoods(ids, rig.call);
      expect(known).toEqual(await readGoods(rig, expected.room));
      for (const goods of [unknown, ...impossible]) expect(goods ?? []).toEqual([]);
    });
  });
}

async function readGoods(rig: Rig, roomNativeId: string): Promise<RoomGoods[]> {
  const port = rig.port("roomGoods");
  if (port.listRoomGoods) {
    const [goods] = await port.listRoomGoods([roomNativeId], rig.call);
    return [...(goods as readonly RoomGoods[])];
  }
  const { rooms } = await readWholeList(rig.provider, rig.call);
  return [...(rooms.find(({ nativeId }) => nativeId === roomNativeId)?.goods ?? [])];
}
