import DataLoader from "dataloader";
import type { Found } from "../domain/call";
import type { GlobalId } from "../domain/id";
import type { Room } from "../domain/room";
import type { ConnectedAccount } from "./account";

/** Asks one account for several native ids; the answers come in the order of the ids. */
export type AskAccount<Thing> = (
  connected: ConnectedAccount,
  nativeIds: readonly string[],
) => Promise<readonly Found<Thing>[]>;

export interface NativeLoader<Thing> {
  /** Null when there is no such thing, or no such account. */
  load(accountKey: string, nativeId: string): Promise<Thing | null>;
  /** Forgets what this request has seen, after a write. */
  forget(accountKey: string, nativeId: string): void;
}

/**
 * Gathers what a request asks for by id in one turn of the event loop, and asks each account once for its share. How
 * many ids the provider takes in one call is the adapter's business.
 */
export function createNativeLoader<Thing>(
  accounts: ReadonlyMap<string, ConnectedAccount>,
  ask: AskAccount<Thing>,
): NativeLoader<Thing> {
  type Key = Pick<GlobalId, "account" | "native">;
  const cacheKeyFn = ({ account, native }: Key) => `${account}:${native}`;
  const createLoader = () =>
    new DataLoader<Key, Thing | null, string>(
      async (keys) => {
        const shares = new Map<string, number[]>();
        for (const [index, { account }] of keys.entries()) {
          const share = shares.get(account);
          if (share) share.push(index);
          else shares.set(account, [index]);
        }
        const results: (Thing | null | Error)[] = keys.map(() => null);
        await Promise.all(
          [...shares].map(async ([account, indexes]) => {
            const connected = accounts.get(account);
            if (!connected) return;
            const nativeIds = indexes.map((index) => (keys[index] as Key).native);
            const found = await ask(connected, nativeIds).catch((error: unknown) => indexes.map(() => error as Error));
            for (const [at, index] of indexes.entries()) results[index] = found[at] ?? null;
          }),
        );
        return results;
      },
      { cacheKeyFn },
    );
  // Most requests ask for one or two kinds of things.
  let loader: ReturnType<typeof createLoader> | null = null;
  return {
    load: (account, native) => (loader ??= createLoader()).load({ account, native }),
    forget: (account, native) => void loader?.clear({ account, native }),
  };
}

/** The same for what is asked about rooms at hand rather than about ids. */
export function createPerRoomLoader<Thing>(
  accounts: ReadonlyMap<string, ConnectedAccount>,
  ask: (connected: ConnectedAccount, rooms: readonly Room[]) => Promise<readonly Found<Thing>[]>,
): { load(room: Room): Promise<Thing | null> } {
  const rooms = new Map<string, Room>();
  const loader = createNativeLoader<Thing>(accounts, (connected, nativeIds) =>
    ask(
      connected,
      nativeIds.map((nativeId) => rooms.get(`${connected.account.key}:${nativeId}`) as Room),
    ),
  );
  return {
    load(room) {
      rooms.set(`${room.accountKey}:${room.nativeId}`, room);
      return loader.load(room.accountKey, room.nativeId);
    },
  };
}
