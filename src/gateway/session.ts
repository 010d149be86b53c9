import type { Call } from "../domain/call";
import type { Caller } from "../domain/caller";
import type { Clock } from "../domain/clock";
import type { ConnectedAccount } from "./account";
import { createGoodsView, type GoodsView } from "./goods";
import { createMembersView, type MembersView } from "./members";
import { createRoomsView, type RoomsView } from "./rooms";

/** What sessions share: the accounts, and the time. */
export interface SessionGround {
  readonly accounts: ReadonlyMap<string, ConnectedAccount>;
  readonly clock: Clock;
}

/** Everything one request can do. Its loaders gather what is asked for by id and ask each provider once. */
export interface Session {
  readonly caller: Caller;
  /** In the order of the settings. */
  readonly accounts: readonly ConnectedAccount[];
  account(key: string): ConnectedAccount | null;
  readonly rooms: RoomsView;
  readonly goods: GoodsView;
  readonly members: MembersView;
}

export function createSession(ground: SessionGround, caller: Caller, call: Call): Session {
  const { accounts } = ground;
  return {
    caller,
    accounts: [...accounts.values()],
    account: (key) => accounts.get(key) ?? null,
    rooms: createRoomsView(ground, call),
    goods: createGoodsView(ground, call),
    members: createMembersView(ground, call),
  };
}
