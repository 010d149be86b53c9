import type { AssistantInput } from "../domain/assistant";
import type { Call } from "../domain/call";
import type { Caller } from "../domain/caller";
import { isRefusal, LiveError } from "../domain/error";
import type { NewRoomGoods, RoomGoodsInput, ShelfStatus } from "../domain/goods";
import { formatId } from "../domain/id";
import type { PortName, Provider } from "../domain/provider";
import type { CreateRoom, Room, RoomSwitches, UpdateRoom } from "../domain/room";
import { requirePort } from "./account";
import { identify, notFound, readId, type Identified } from "./identify";
import { roomMaker } from "./makers";
import type { SessionGround } from "./session";

/** Library goods by global id, or new goods. */
export type AddedGoods = { readonly id: string } | { readonly new: NewRoomGoods };

/**
 * Writing rooms. Every write answers with the room as the provider tells it afterwards. Ids are global; what they name
 * is checked before anything is called, and a refusal names the field of the input.
 */
export interface RoomWrites {
  /** With a key, a repeat within a day answers with the same room. */
  create(account: string, input: CreateRoom, idempotencyKey: string | null): Promise<Room>;
  update(id: string, change: UpdateRoom): Promise<Room | null>;
  end(id: string): Promise<Room | null>;
  /** The global id of the room that is gone. */
  remove(id: string): Promise<string>;
  /** Sets each switch by itself; what was refused is told beside the room as it is then. */
  updateSettings(id: string, switches: RoomSwitches): Promise<PartlyDone>;
  addGoods(id: string, goods: readonly AddedGoods[]): Promise<Room | null>;
  removeGoods(id: string, goods: readonly string[]): Promise<PartlyDone>;
  setShelfStatus(id: string, goods: readonly string[], status: ShelfStatus): Promise<PartlyDone>;
  sortGoods(id: string, goods: readonly string[]): Promise<Room | null>;
  pushGoods(id: string, goods: string): Promise<Room | null>;
  addAssistants(id: string, assistants: readonly AssistantInput[]): Promise<Room | null>;
  renameAssistant(id: string, assistant: AssistantInput): Promise<Room | null>;
  removeAssistant(id: string, wechatId: string): Promise<Room | null>;
  setSubAnchor(id: string, wechatId: string): Promise<Room | null>;
  removeSubAnchor(id: string): Promise<Room | null>;
}

/** A write made of several: some may have been done although others were refused. */
export interface PartlyDone {
  readonly room: Room | null;
  /** The first refusal, with the others in its details; null when all were done. */
  readonly refusal: LiveError | null;
}

type Accounts = SessionGround["accounts"];
type Reload = (room: Pick<Room, "accountKey" | "nativeId">) => Promise<Room | null>;

export function createRoomWrites(
  { accounts, intents }: SessionGround,
  caller: Caller,
  call: Call,
  reload: Reload,
): RoomWrites {
  /** The room as it is now. What the write did is done, so a reading that fails costs no more than the reading. */
  async function readBack({ connected, nativeId }: Identified, otherwise: Room | null): Promise<Room | null> {
    await connected.invalidate();
    const observation = connected.watch.observe();
    const room = { accountKey: connected.account.key, nativeId };
    const read = await reload(room).catch((error: unknown) => {
      if (!(error instanceof LiveError)) throw error;
      return null;
    });
    if (read) void observation.room(nativeId, read);
    return read ?? otherwise;
  }

  async function current({ connected, nativeId }: Identified, field: readonly string[]): Promise<Room> {
    const room = await reload({ accountKey: connected.account.key, nativeId });
    if (!room) throw notFound("room", field);
    return room;
  }

  /** Writes what hangs on a room and reads the room again. */
  async function writeAround<Name extends PortName>(
    id: string,
    name: Name,
    write: (port: NonNullable<Provider[Name]>, nativeId: string) => Promise<void>,
  ): Promise<Room | null> {
    const room = identify(accounts, "room", id, ["liveRoom"]);
    const port = requirePort(room.connected.provider, name);
    await write(port, room.nativeId).catch(naming(["liveRoom"]));
    return readBack(room, null);
  }

  async function partly(room: Identified, write: () => Promise<void>): Promise<PartlyDone> {
    const refusal = await write().then(
      () => null,
      (error: unknown) => {
        if (!isRefusal(error) || isOfInput(error)) throw error;
        return error;
      },
    );
    return { room: await readBack(room, null), refusal };
  }

  return {
    async create(account, input, idempotencyKey) {
      const { connected } = identify(accounts, "account", account, ["account"]);
      const prepared = requirePort(connected.provider, "roomCreate").prepareRoom(input);
      const { result: created, isRepeat } = await intents.write({
        maker: roomMaker(connected, call),
        subject: caller.subject,
        idempotencyKey,
        input: { account, ...input },
        facts: prepared.facts,
        async make() {
          const room = await prepared.create(call);
          return { nativeId: room.nativeId, result: room };
        },
      });
      if (isRepeat) return created;
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
      await room.connected.invalidate();
      void room.connected.watch.observe().room(room.nativeId, null);
      return formatId("room", room.connected.account.key, room.nativeId);
    },
    async updateSettings(id, switches) {
      const room = identify(accounts, "room", id, ["id"]);
      const port = requirePort(room.connected.provider, "roomSettings");
      return partly(room, () => port.updateSettings(room.nativeId, switches, call).catch(naming(["id"])));
    },
    async addGoods(id, goods) {
      const room = identify(accounts, "room", id, ["liveRoom"]);
      const port = requirePort(room.connected.provider, "roomGoods");
      checkCount(goods.length);
      const added = goods.map((item, index) => toRoomGoods(accounts, item, index, room));
      await port.addRoomGoods(room.nativeId, added, call).catch(naming(["liveRoom"]));
      return readBack(room, null);
    },
    async removeGoods(id, goods) {
      const room = identify(accounts, "room", id, ["liveRoom"]);
      const port = requirePort(room.connected.provider, "roomGoods");
      const ids = goodsInRoom(accounts, goods, room);
      return partly(room, () => port.removeRoomGoods(room.nativeId, ids, call).catch(naming(["liveRoom"])));
    },
    async setShelfStatus(id, goods, status) {
      const room = identify(accounts, "room", id, ["liveRoom"]);
      const port = requirePort(room.connected.provider, "roomGoods");
      const ids = goodsInRoom(accounts, goods, room);
      return partly(room, () => port.setShelfStatus(room.nativeId, ids, status, call).catch(naming(["liveRoom"])));
    },
    async sortGoods(id, goods) {
      const room = identify(accounts, "room", id, ["liveRoom"]);
      const port = requirePort(room.connected.provider, "roomGoods");
      await port.sortRoomGoods(room.nativeId, goodsInRoom(accounts, goods, room), call).catch(naming(["liveRoom"]));
      return readBack(room, null);
    },
    async pushGoods(id, goods) {
      const room = identify(accounts, "room", id, ["liveRoom"]);
      const port = requirePort(room.connected.provider, "roomGoodsPush");
      const nativeId = goodsOf(accounts, goods, room, ["goods"]);
      await port.pushRoomGoods(room.nativeId, nativeId, call).catch(naming(["liveRoom"]));
      return readBack(room, null);
    },
    addAssistants: (id, assistants) =>
      writeAround(id, "assistants", (port, nativeId) => port.addAssistants(nativeId, assistants, call)),
    renameAssistant: (id, assistant) =>
      writeAround(id, "assistants", (port, nativeId) => port.renameAssistant(nativeId, assistant, call)),
    removeAssistant: (id, wechatId) =>
      writeAround(id, "assistants", (port, nativeId) => port.removeAssistant(nativeId, wechatId, call)),
    setSubAnchor: (id, wechatId) =>
      writeAround(id, "subAnchors", (port, nativeId) => port.setSubAnchor(nativeId, wechatId, call)),
    removeSubAnchor: (id) => writeAround(id, "subAnchors", (port, nativeId) => port.removeSubAnchor(nativeId, call)),
  };
}

/** Refused before anybody was asked: nothing was done, so there is nothing to read again. */
function isOfInput({ details }: LiveError): boolean {
  return details.attempted !== true && details.providerCode === undefined;
}

/** How many goods one write may name. */
const MOST_GOODS = 100;

function checkCount(count: number): void {
  if (count >= 1 && count <= MOST_GOODS) return;
  throw new LiveError(
    count === 0 ? "INVALID_INPUT" : "LIMIT_EXCEEDED",
    { en: `Name 1 to ${MOST_GOODS} goods.`, zh: `请填写 1 到 ${MOST_GOODS} 件商品。` },
    { field: ["goods"] },
  );
}

function toRoomGoods(accounts: Accounts, item: AddedGoods, index: number, room: Identified): RoomGoodsInput {
  return "new" in item ? item : { nativeId: goodsOf(accounts, item.id, room, ["goods", String(index), "id"]) };
}

/** The native ids of goods named in a list, each once. */
function goodsInRoom(accounts: Accounts, goods: readonly string[], room: Identified): string[] {
  checkCount(goods.length);
  const ids = goods.map((id, index) => goodsOf(accounts, id, room, ["goods", String(index)]));
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice < 0) return ids;
  throw new LiveError(
    "INVALID_INPUT",
    { en: "These goods are named twice.", zh: "该商品重复填写。" },
    { field: ["goods", String(twice)] },
  );
}

/**
 * The native id of goods as the room's provider knows them. Where goods live in a room, their id says in which:
 * `<room>/<goods>`.
 */
function goodsOf(
  accounts: Accounts,
  id: string,
  { connected, nativeId }: Identified,
  field: readonly string[],
): string {
  const goods = readId(id, field);
  if (goods.kind !== "goods" || !accounts.has(goods.account)) throw notFound("goods", field);
  const slash = goods.native.indexOf("/");
  const isHere = goods.account === connected.account.key && (slash < 0 || goods.native.slice(0, slash) === nativeId);
  if (isHere) return goods.native.slice(slash + 1);
  throw new LiveError(
    "INVALID_INPUT",
    { en: "These goods belong to another account or room.", zh: "该商品属于其他账号或直播间。" },
    { field },
  );
}

/** A refusal that names no field speaks of the thing the input is about. */
function naming(field: readonly string[]) {
  return (error: unknown): never => {
    throw error instanceof LiveError && !error.details.field ? error.with({ field }) : error;
  };
}
