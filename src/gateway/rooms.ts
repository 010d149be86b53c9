import type { Assistant } from "../domain/assistant";
import type { Call, Found } from "../domain/call";
import type { Caller } from "../domain/caller";
import { LiveError } from "../domain/error";
import type { RoomGoods } from "../domain/goods";
import type { Replay, ReplayPort } from "../domain/replay";
import type { Anchor, AudienceFigure, Ingest, Room, ShareCode } from "../domain/room";
import type { ConnectedAccount } from "./account";
import type { Connection, EdgeOf, PageRequest } from "./connection";
import { keepIdentity } from "./freeze";
import { createNativeLoader, createPerRoomLoader, type NativeLoader } from "./loader";
import { waitInTime } from "./patience";
import { freshnessOf, rememberReading, type Freshness } from "./room-freshness";
import { listRooms, type RoomFilter } from "./room-list";
import { roomAtHand } from "./rooms-at-hand";
import { pageReplays, pageRoomGoods, type RoomGoodsEdge } from "./room-pages";
import { createRoomWrites, type RoomWrites } from "./room-writes";
import type { SessionGround } from "./session";

/** Reading and writing rooms, within one request. */
export interface RoomsView extends RoomWrites {
  byId(accountKey: string, nativeId: string): Promise<Room | null>;
  list(filter: RoomFilter, page: PageRequest): Promise<Connection<EdgeOf<Room>>>;
  freshness(room: Room): Freshness;
  goods(room: Room, page: PageRequest): Promise<Connection<RoomGoodsEdge>>;
  assistants(room: Room): Promise<readonly Assistant[]>;
  subAnchor(room: Room): Promise<Anchor | null>;
  ingest(room: Room): Promise<Ingest | null>;
  /** Only figures that are asked for cost calls; those asked for together share them. */
  audience(room: Room, figure: AudienceFigure): Promise<number | null>;
  shareCode(room: Room, params: string | null): Promise<ShareCode | null>;
  explanationVideo(room: Room, goodsNativeId: string): Promise<string | null>;
  /** Whether these goods are being explained in the room now; null where the provider does not tell. */
  isExplained(room: Room, goodsNativeId: string): Promise<boolean | null>;
  replays(room: Room, page: PageRequest): Promise<Connection<EdgeOf<Replay>>>;
}

export function createRoomsView(ground: SessionGround, caller: Caller, call: Call): RoomsView {
  const { accounts, clock } = ground;
  /** Accounts that this request has written to: what it reads of them was read after that. */
  const written = new Set<string>();
  async function readByIds(connected: ConnectedAccount, nativeIds: readonly string[]): Promise<readonly Found<Room>[]> {
    const { roomRead } = connected.provider;
    if (!roomRead) {
      const { rooms: index, account } = connected;
      const reading = written.has(account.key) ? index.readAfterWrite() : index.read();
      const { byNativeId } = await waitInTime(reading, call, ground);
      return nativeIds.map((nativeId) => byNativeId.get(nativeId) ?? null);
    }
    const found = await roomRead.getRooms(nativeIds, call);
    const now = new Date(clock.now());
    const listed = connected.rooms.latest()?.byNativeId;
    const read = found.map((room, index) => {
      if (room === null || room instanceof Error) return room;
      const kept = keepIdentity(listed?.get(nativeIds[index] as string), room);
      rememberReading(kept, now);
      return kept;
    });
    ground.changes.note();
    return read;
  }

  const rooms = createNativeLoader<Room>(accounts, readByIds);
  const goods = createNativeLoader<readonly RoomGoods[]>(accounts, async ({ provider }, nativeIds) =>
    provider.roomGoods?.listRoomGoods ? provider.roomGoods.listRoomGoods(nativeIds, call) : nativeIds.map(() => []),
  );
  const assistants = createNativeLoader<readonly Assistant[]>(accounts, async ({ provider, reads }, nativeIds) =>
    reads.each(
      "assistants",
      nativeIds,
      async (ids) => provider.assistants?.listAssistants(ids, call) ?? ids.map(() => []),
    ),
  );

  const subAnchors = createNativeLoader<Anchor>(accounts, async ({ provider, reads }, nativeIds) =>
    reads.each(
      "sub-anchors",
      nativeIds,
      async (ids) => provider.subAnchors?.getSubAnchors(ids, call) ?? ids.map(() => null),
    ),
  );
  const ingests = createPerRoomLoader<Ingest>(accounts, async ({ provider }, asked) =>
    provider.ingest ? provider.ingest.getIngests(asked, call) : asked.map(() => null),
  );
  const audiences = createNativeLoader<number>(accounts, async ({ provider }, asked) => {
    const keys = asked.map((key) => key.split("/") as [nativeId: string, figure: AudienceFigure]);
    if (!provider.audience) return keys.map(() => null);
    const roomIds = [...new Set(keys.map(([nativeId]) => nativeId))];
    const figures = new Set(keys.map(([, figure]) => figure));
    const found = await provider.audience.getAudiences(roomIds, figures, call);
    return keys.map(([nativeId, figure]) => {
      const audience = found[roomIds.indexOf(nativeId)] ?? null;
      return audience === null || audience instanceof Error ? audience : audience[figure];
    });
  });
  const explained = createNativeLoader<string>(accounts, async ({ provider }, nativeIds) =>
    provider.explanations?.getExplainedGoods
      ? provider.explanations.getExplainedGoods(nativeIds, call)
      : nativeIds.map(() => null),
  );
  const videos = new Map<string, NativeLoader<string>>();

  function videoLoader(room: Room): NativeLoader<string> {
    return remember(videos, room.id, () =>
      createNativeLoader<string>(accounts, async ({ provider }, goodsNativeIds) =>
        provider.explanations
          ? provider.explanations.getExplanationVideos(room, goodsNativeIds, call)
          : goodsNativeIds.map(() => null),
      ),
    );
  }

  return {
    byId(accountKey, nativeId) {
      const known = roomAtHand(ground, accountKey, nativeId);
      return known === undefined ? rooms.load(accountKey, nativeId) : Promise.resolve(known);
    },
    list: (filter, page) =>
      listRooms(
        ground.connected,
        filter,
        page,
        ({ rooms: index }) => index.current() ?? waitInTime(index.read(), call, ground),
      ),
    freshness: (room) => freshnessOf(room, ground),
    async goods(room, page) {
      const list = room.goods ?? (await goods.load(room.accountKey, room.nativeId)) ?? [];
      return pageRoomGoods(room, list, page);
    },
    assistants: async (room) => (await assistants.load(room.accountKey, room.nativeId)) ?? [],
    subAnchor: (room) => subAnchors.load(room.accountKey, room.nativeId),
    ingest: (room) => ingests.load(room),
    audience: (room, figure) => audiences.load(room.accountKey, `${room.nativeId}/${figure}`),
    async shareCode(room, params) {
      checkParams(params);
      return (
        (await accounts.get(room.accountKey)?.provider.shareCodes?.getShareCode(room.nativeId, params, call)) ?? null
      );
    },
    explanationVideo: (room, goodsNativeId) => videoLoader(room).load(room.accountKey, goodsNativeId),
    async isExplained(room, goodsNativeId) {
      if (!accounts.get(room.accountKey)?.provider.explanations?.getExplainedGoods) return null;
      return (await explained.load(room.accountKey, room.nativeId)) === goodsNativeId;
    },
    replays: (room, page) => pageReplays(room, keepingReplays(accounts.get(room.accountKey)), page, call),
    ...createRoomWrites(ground, caller, call, (room) => {
      written.add(room.accountKey);
      rooms.forget(room.accountKey, room.nativeId);
      goods.forget(room.accountKey, room.nativeId);
      assistants.forget(room.accountKey, room.nativeId);
      subAnchors.forget(room.accountKey, room.nativeId);
      explained.forget(room.accountKey, room.nativeId);
      return rooms.load(room.accountKey, room.nativeId);
    }),
  };
}

/** Replays, kept for seconds; where there are none yet, they may be made any moment. */
function keepingReplays(connected: ConnectedAccount | undefined): ReplayPort | undefined {
  const port = connected?.provider.replays;
  return (
    port && {
      listReplays: (nativeId, offset, limit, call) =>
        connected.reads.one(
          `replays:${nativeId}:${offset}:${limit}`,
          () => port.listReplays(nativeId, offset, limit, call),
          ({ items }) => items.length > 0,
        ),
    }
  );
}

function remember<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = create()));
  return value;
}

/** More than this does not arrive at the page that the code opens. */
const LONGEST_PARAMS = 600;

function checkParams(params: string | null): void {
  if (!params || params.length <= LONGEST_PARAMS) return;
  throw new LiveError(
    "BAD_USER_INPUT",
    { en: `params may have at most ${LONGEST_PARAMS} characters.`, zh: `params 最多 ${LONGEST_PARAMS} 个字符。` },
    { field: ["params"] },
  );
}
