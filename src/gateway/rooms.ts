import type { Assistant } from "../domain/assistant";
import type { Call, Found } from "../domain/call";
import type { RoomGoods } from "../domain/goods";
import type { Replay } from "../domain/replay";
import type { Room } from "../domain/room";
import type { ConnectedAccount } from "./account";
import type { Connection, EdgeOf, PageRequest } from "./connection";
import { keepIdentity } from "./freeze";
import { createNativeLoader } from "./loader";
import { listRooms, type RoomFilter } from "./room-list";
import { pageReplays, pageRoomGoods } from "./room-pages";
import { createRoomWrites, type RoomWrites } from "./room-writes";
import type { SessionGround } from "./session";

export interface Freshness {
  readonly fetchedAt: Date;
  /** Served past its freshness, because the provider could not be asked. */
  readonly stale: boolean;
}

/** Reading and writing rooms, within one request. */
export interface RoomsView extends RoomWrites {
  byId(accountKey: string, nativeId: string): Promise<Room | null>;
  list(filter: RoomFilter, page: PageRequest): Promise<Connection<EdgeOf<Room>>>;
  freshness(room: Room): Freshness;
  goods(room: Room, page: PageRequest): Promise<Connection<RoomGoods & { readonly cursor: string }>>;
  assistants(room: Room): Promise<readonly Assistant[]>;
  replays(room: Room, page: PageRequest): Promise<Connection<EdgeOf<Replay>>>;
}

/** When a room that was read by its id was read. Rooms of a snapshot are as fresh as the snapshot. */
const readAt = new WeakMap<Room, Date>();

export function createRoomsView({ accounts, clock }: SessionGround, call: Call): RoomsView {
  async function readByIds(connected: ConnectedAccount, nativeIds: readonly string[]): Promise<readonly Found<Room>[]> {
    const { roomRead } = connected.provider;
    if (!roomRead) {
      const { byNativeId } = await connected.rooms.read();
      return nativeIds.map((nativeId) => byNativeId.get(nativeId) ?? null);
    }
    const found = await roomRead.getRooms(nativeIds, call);
    const now = new Date(clock.now());
    const listed = connected.rooms.latest()?.byNativeId;
    return found.map((room, index) => {
      if (room === null || room instanceof Error) return room;
      const kept = keepIdentity(listed?.get(nativeIds[index] as string), room);
      readAt.set(kept, now);
      return kept;
    });
  }

  const rooms = createNativeLoader<Room>(accounts, readByIds);
  const goods = createNativeLoader<readonly RoomGoods[]>(accounts, async ({ provider }, nativeIds) =>
    provider.roomGoods?.listRoomGoods ? provider.roomGoods.listRoomGoods(nativeIds, call) : nativeIds.map(() => []),
  );
  const assistants = createNativeLoader<readonly Assistant[]>(accounts, async ({ provider }, nativeIds) =>
    provider.assistants ? provider.assistants.listAssistants(nativeIds, call) : nativeIds.map(() => []),
  );

  return {
    byId: (accountKey, nativeId) => rooms.load(accountKey, nativeId),
    list: (filter, page) => listRooms([...accounts.values()], filter, page),
    freshness(room) {
      const snapshot = accounts.get(room.accountKey)?.rooms.latest();
      const read = readAt.get(room);
      if (read && !(snapshot && snapshot.fetchedAt > read)) return { fetchedAt: read, stale: false };
      return snapshot ?? { fetchedAt: new Date(clock.now()), stale: false };
    },
    async goods(room, page) {
      const list = room.goods ?? (await goods.load(room.accountKey, room.nativeId)) ?? [];
      return pageRoomGoods(room, list, page);
    },
    assistants: async (room) => (await assistants.load(room.accountKey, room.nativeId)) ?? [],
    replays: (room, page) => pageReplays(room, accounts.get(room.accountKey)?.provider.replays, page, call),
    ...createRoomWrites(accounts, call, (room) => {
      rooms.forget(room.accountKey, room.nativeId);
      goods.forget(room.accountKey, room.nativeId);
      assistants.forget(room.accountKey, room.nativeId);
      return rooms.load(room.accountKey, room.nativeId);
    }),
  };
}
