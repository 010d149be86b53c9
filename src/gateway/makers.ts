import type { Call } from "../domain/call";
import type { Goods } from "../domain/goods";
import type { Room } from "../domain/room";
import { requirePort, type ConnectedAccount } from "./account";
import type { Maker } from "./intents";
import { compareIds } from "./room-order";

/* How rooms and goods are found again when the answer to their creation was lost. */

/** How long it may be looked for what came of a write, whoever still waits for it. */
const SEARCH_TIMEOUT = 15_000;

/** `read`: a room by its native id, as it is now. */
export function roomMaker(
  connected: ConnectedAccount,
  read: (nativeId: string) => Promise<Room | null>,
  { requestId }: Pick<Call, "requestId">,
): Maker<Room> {
  const { provider, rooms } = connected;
  const port = requirePort(provider, "roomCreate");
  return {
    operation: "createLiveRoom",
    accountKey: connected.account.key,
    /** The highest id there is: both providers count upwards. Empty where the list cannot be read now. */
    async mark() {
      if (port.markNow) return port.markNow();
      const known = rooms.latest() ?? (await rooms.read().catch(() => null));
      return (known?.rooms ?? []).reduce(
        (highest, { nativeId }) => (compareIds(nativeId, highest) > 0 ? nativeId : highest),
        "",
      );
    },
    async find(facts, mark) {
      await rooms.drop();
      const call: Call = { signal: AbortSignal.timeout(SEARCH_TIMEOUT), requestId, priority: "OPERATOR" };
      const candidates = port.findCreated ? await port.findCreated(facts, call) : (await rooms.readAfterWrite()).rooms;
      return candidates
        .filter((room) => compareIds(room.nativeId, mark) > 0 && port.isFrom(room, facts))
        .sort((a, b) => compareIds(a.nativeId, b.nativeId))
        .map((room) => ({ nativeId: room.nativeId, result: room }));
    },
    async adopt(nativeId, facts) {
      await port.adoptRoom?.(nativeId, facts);
    },
    read,
  };
}

export function goodsMaker(
  connected: ConnectedAccount,
  read: (nativeId: string) => Promise<Goods | null>,
  call: Call,
): Maker<Goods> {
  const port = requirePort(connected.provider, "goodsLibrary");
  return {
    operation: "createGoods",
    accountKey: connected.account.key,
    // Goods made through the gateway are known to its ledger, and the library is too dear to read before each.
    mark: () => Promise.resolve(""),
    async find(facts) {
      return (await port.findCreated(facts, call)).map((goods) => ({ nativeId: goods.nativeId, result: goods }));
    },
    adopt: (nativeId, facts) => port.adoptGoods(nativeId, facts),
    read,
  };
}
