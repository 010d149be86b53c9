import type { AssistantInput } from "../domain/assistant";
import type { Call } from "../domain/call";
import { LiveError } from "../domain/error";
import type { NewRoomGoods, RoomGoodsInput } from "../domain/goods";
import { formatId } from "../domain/id";
import type { CreateRoom, Room, UpdateRoom } from "../domain/room";
import { requirePort, type ConnectedAccount } from "./account";
import { identify, notFound, type Identified } from "./identify";

/** Library goods by global id, or new goods. */
export type AddedGoods = { readonly id: string } | { readonly new: NewRoomGoods };

/**
 * Writing rooms. Every write answers with the room as the provider tells it afterwards. Ids are global; what they name
 * is checked before anything is called, and a refusal names the field of the input.
 */
export interface RoomWrites {
  create(account: string, input: CreateRoom): Promise<Room>;
  update(id: string, change: UpdateRoom): Promise<Room | null>;
  end(id: string): Promise<Room | null>;
  /** The global id of the room that is gone. */
  remove(id: string): Promise<string>;
  addGoods(id: string, goods: readonly AddedGoods[]): Promise<Room | null>;
  addAssistants(id: string, assistants: readonly AssistantInput[]): Promise<Room | null>;
}

type Reload = (room: Pick<Room, "accountKey" | "nativeId">) => Promise<Room | null>;

export function createRoomWrites(
  accounts: ReadonlyMap<string, ConnectedAccount>,
  call: Call,
  reload: Reload,
): RoomWrites {
  /** The room as it is now. What the write did is done, so a reading that fails costs no more than the reading. */
  async function readBack({ connected, nativeId }: Identified, otherwise: Room | null): Promise<Room | null> {
    connected.rooms.drop();
    const room = { accountKey: connected.account.key, nativeId };
    const read = await reload(room).catch((error: unknown) => {
      if (!(error instanceof LiveError)) throw error;
      return null;
    });
    return read ?? otherwise;
  }

  async function current({ connected, nativeId }: Identified, field: readonly string[]): Promise<Room> {
    const room = await reload({ accountKey: connected.account.key, nativeId });
    if (!room) throw notFound("room", field);
    return room;
  }

  return {
    async create(account, input) {
      const { connected } = identify(accounts, "account", account, ["account"]);
      const created = await requirePort(connected.provider, "roomCreate").createRoom(input, call);
      return (await readBack({ connected, nativeId: created.nativeId }, created)) ?? created;
    },
    async update(id, change) {
      const room = identify(accounts, "room", id, ["id"]);
      const port = requirePort(room.connected.provider, "roomUpdate");
      const before = await current(room, ["id"]);
      await port.updateRoom(before, change, call);
      return readBack(room, null);
    },
    async end(id) {
      const room = identify(accounts, "room", id, ["id"]);
      await requirePort(room.connected.provider, "roomEnd")
        .endRoom(room.nativeId, call)
        .catch(naming(["id"]));
      return readBack(room, null);
    },
    async remove(id) {
      const room = identify(accounts, "room", id, ["id"]);
      await requirePort(room.connected.provider, "roomDelete")
        .deleteRoom(room.nativeId, call)
        .catch(naming(["id"]));
      room.connected.rooms.drop();
      return formatId("room", room.connected.account.key, room.nativeId);
    },
    async addGoods(id, goods) {
      const room = identify(accounts, "room", id, ["liveRoom"]);
      const port = requirePort(room.connected.provider, "roomGoods");
      checkCount(goods.length);
      const added = goods.map((item, index) => toRoomGoods(item, index, accounts, room));
      await port.addRoomGoods(room.nativeId, added, call).catch(naming(["liveRoom"]));
      return readBack(room, null);
    },
    async addAssistants(id, assistants) {
      const room = identify(accounts, "room", id, ["liveRoom"]);
      const port = requirePort(room.connected.provider, "assistants");
      await port.addAssistants(room.nativeId, assistants, call).catch(naming(["liveRoom"]));
      return readBack(room, null);
    },
  };
}

/** How many goods one write may add. */
const MOST_GOODS = 100;

function checkCount(count: number): void {
  if (count >= 1 && count <= MOST_GOODS) return;
  throw new LiveError(
    count === 0 ? "INVALID_INPUT" : "LIMIT_EXCEEDED",
    { en: `Name 1 to ${MOST_GOODS} goods.`, zh: `请填写 1 到 ${MOST_GOODS} 件商品。` },
    { field: ["goods"] },
  );
}

function toRoomGoods(
  item: AddedGoods,
  index: number,
  accounts: ReadonlyMap<string, ConnectedAccount>,
  room: Identified,
): RoomGoodsInput {
  if ("new" in item) return item;
  const field = ["goods", String(index), "id"];
  const { connected, nativeId } = identify(accounts, "goods", item.id, field);
  if (connected === room.connected) return { nativeId };
  throw new LiveError(
    "INVALID_INPUT",
    { en: "These goods belong to another account than the room.", zh: "该商品与直播间不属于同一账号。" },
    { field },
  );
}

/** A refusal that names no field speaks of the thing the input is about. */
function naming(field: readonly string[]) {
  return (error: unknown): never => {
    throw error instanceof LiveError && !error.details.field ? error.with({ field }) : error;
  };
}
