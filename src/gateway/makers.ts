import type { Call } from "../domain/call";
import type { Goods } from "../domain/goods";
import type { Room } from "../domain/room";
import { requirePort, type ConnectedAccount } from "./account";
import type { Maker } from "./intents";
import { compareIds } from "./room-order";

/* How rooms and goods are found again when the answer to their creation was lost. */

/** How long it may be looked for what came of a write, whoever still waits for it. */
const SEARCH_TIMEOUT = 15_000;

function callToSearch(requestId: string): Call {
  return { signal: AbortSignal.timeout(SEARCH_TIMEOUT), requestId, priority: "OPERATOR" };
}

export function roomMaker(connected: ConnectedAccount, { requestId }: Pick<Call, "requestId">): Maker<Room> {
  const { provider, rooms } = connected;
  const port = requirePort(provider, "roomCreate");
  return {
    operation: "createLiveRoom",
    accountKey: connected.account.key,
    /**
     * The highest id there is: both providers count upwards. Where the list was never read and cannot be, nothing is made
     * either: a room whose making remained in doubt could not be told from one that was there.
     */
    async mark() {
      if (port.markNow) return port.markNow();
      const known = rooms.latest() ?? (await rooms.read());
      return known.rooms.reduce(
        (highest, { nativeId }) => (compareIds(nativeId, highest) > 0 ? nativeId : highest),
        "",
      );
    },
    async find(facts, mark) {
      await rooms.drop();
      const call = callToSearch(requestId);
      const candidates = port.findCreated ? await port.findCreated(facts, call) : (await rooms.readAfterWrite()).rooms;
      return candidates
        .filter((room) => compareIds(room.nativeId, mark) > 0 && port.isFrom(room, facts))
        .sort((a, b) => compareIds(a.nativeId, b.nativeId))
        .map((room) => ({ nativeId: room.nativeId, result: room }));
    },
    async adopt(nativeId, facts) {
      await port.adoptRoom?.(nativeId, facts);
    },
    current: (nativeId) => Promise.resolve(rooms.latest()?.byNativeId.get(nativeId) ?? null),
  };
}

export function goodsMaker(connected: ConnectedAccount, { requestId }: Pick<Call, "requestId">): Maker<Goods> {
  const port = requirePort(connected.provider, "goodsLibrary");
  return {
    operation: "createGoods",
    accountKey: connected.account.key,
    // The library is too dear to read before each; what was seen of it must do.
    mark: () => port.markNow(),
    async find(facts, mark) {
      return (await port.findCreated(facts, mark, callToSearch(requestId))).map((goods) => ({
        nativeId: goods.nativeId,
        result: goods,
      }));
    },
    adopt: (nativeId, facts) => port.adoptGoods(nativeId, facts),
  };
}
