import type { Room } from "../../src/domain/room";
import { readWholeList, toSnapshot } from "../../src/gateway/room-snapshot";
import { fakeRoomGoods } from "../support/fake-goods";
import { fakeRoom } from "../support/fake-provider";

const call = { signal: new AbortController().signal, requestId: "test" };
const read = (rooms: readonly Room[]) =>
  readWholeList({ listRooms: () => Promise.resolve({ rooms, ahead: [] }) }, null, call);

test("goods that are described alike in several rooms are held once, each room's own facts beside them", async () => {
  const [placed] = fakeRoomGoods("shop", ["7"]);
  if (!placed) throw new Error("no goods");
  const rooms = [
    fakeRoom("shop", "1", 1000, { goods: fakeRoomGoods("shop", ["7", "8"]) }),
    fakeRoom("shop", "2", 2000, {
      goods: [{ ...fakeRoomGoods("shop", ["7"])[0], ...placed, shelfStatus: "OFF_SHELF" }],
    }),
    fakeRoom("shop", "3", 3000, { goods: [{ ...placed, goods: { ...placed.goods, name: "Another name" } }] }),
    fakeRoom("shop", "4", 4000, { goods: null }),
  ];
  const expected = structuredClone(rooms);
  const snapshot = toSnapshot(await read(rooms), null, new Date(0));
  const goodsOf = (nativeId: string) => snapshot.byNativeId.get(nativeId)?.goods?.map(({ goods }) => goods);

  expect([...snapshot.rooms].reverse()).toEqual(expected);
  expect(goodsOf("2")?.[0]).toBe(goodsOf("1")?.[0]);
  expect(goodsOf("3")?.[0]).not.toBe(goodsOf("1")?.[0]);
});
