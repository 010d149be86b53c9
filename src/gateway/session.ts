import type { Call } from "../domain/call";
import type { Caller } from "../domain/caller";
import type { Clock } from "../domain/clock";
import type { ConnectedAccount } from "./account";
import type { Events } from "./events";
import { createGoodsView, type GoodsView } from "./goods";
import { createFollowersView, type FollowersView } from "./followers";
import { createImagesView, type ImagesView } from "./images";
import type { Intents } from "./intents";
import { createMembersView, type MembersView } from "./members";
import { createNotificationsView, type NotificationsView } from "./notifications";
import type { Notifier } from "./notifier";
import { createRoomsView, type RoomsView } from "./rooms";
import { createWatchingView, type WatchingView } from "./watching";

/** What sessions share: the accounts, and the time. */
export interface SessionGround {
  readonly accounts: ReadonlyMap<string, ConnectedAccount>;
  readonly clock: Clock;
  readonly notifier: Notifier;
  readonly intents: Intents;
  readonly events: Events;
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
  readonly followers: FollowersView;
  readonly notifications: NotificationsView;
  readonly images: ImagesView;
  readonly watching: WatchingView;
}

export function createSession(ground: SessionGround, caller: Caller, call: Call): Session {
  const { accounts } = ground;
  return {
    caller,
    accounts: [...accounts.values()],
    account: (key) => accounts.get(key) ?? null,
    rooms: createRoomsView(ground, caller, call),
    goods: createGoodsView(ground, caller, call),
    members: createMembersView(ground, call),
    followers: createFollowersView(ground, call),
    notifications: createNotificationsView(ground, caller, call),
    images: createImagesView(ground, call),
    watching: createWatchingView(ground, caller),
  };
}
