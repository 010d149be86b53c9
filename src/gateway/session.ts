import type { Call } from "../domain/call";
import type { Caller } from "../domain/caller";
import type { Clock } from "../domain/clock";
import type { Log } from "../domain/log";
import type { Timers } from "../domain/timers";
import type { ConnectedAccount } from "./account";
import type { Events } from "./events";
import { createGoodsView, type GoodsView } from "./goods";
import { createFollowersView, type FollowersView } from "./followers";
import { guard } from "./guard";
import { createImagesView, type ImagesView } from "./images";
import type { Intents } from "./intents";
import { createMembersView, type MembersView } from "./members";
import { createNotificationsView, type NotificationsView } from "./notifications";
import type { Notifier } from "./notifier";
import { followerActs, goodsActs, imageActs, memberActs, notificationActs, roomActs, watchingActs } from "./policy";
import { createRoomsView, type RoomsView } from "./rooms";
import { createWatchingView, type WatchingView } from "./watching";

/** What sessions share: the accounts, and the time. */
export interface SessionGround {
  readonly accounts: ReadonlyMap<string, ConnectedAccount>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
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

export function createSession(shared: SessionGround, caller: Caller, call: Call): Session {
  const accounts = accountsOf(caller, shared.accounts);
  const ground = { ...shared, accounts };
  const as = { caller, call, log: shared.log };
  // A request works with two or three of them; each is made when it is first asked for.
  return {
    caller,
    accounts: [...accounts.values()],
    account: (key) => accounts.get(key) ?? null,
    get rooms() {
      return once(
        this,
        "rooms",
        guard(createRoomsView(ground, caller, call), { noun: "rooms", acts: roomActs, ...as }),
      );
    },
    get goods() {
      return once(
        this,
        "goods",
        guard(createGoodsView(ground, caller, call), { noun: "goods", acts: goodsActs, ...as }),
      );
    },
    get members() {
      return once(
        this,
        "members",
        guard(createMembersView(ground, call), { noun: "members", acts: memberActs, ...as }),
      );
    },
    get followers() {
      const view = createFollowersView(ground, call);
      return once(this, "followers", guard(view, { noun: "followers", acts: followerActs, ...as }));
    },
    get notifications() {
      const view = createNotificationsView(ground, caller, call);
      return once(this, "notifications", guard(view, { noun: "notifications", acts: notificationActs, ...as }));
    },
    get images() {
      return once(this, "images", guard(createImagesView(ground, call), { noun: "images", acts: imageActs, ...as }));
    },
    get watching() {
      return once(
        this,
        "watching",
        guard(createWatchingView(ground, caller), { noun: "watching", acts: watchingActs, ...as }),
      );
    },
  };
}

/** What a getter found, in the getter's place from now on. */
function once<Name extends keyof Session>(session: Session, name: Name, view: Session[Name]): Session[Name] {
  Object.defineProperty(session, name, { value: view });
  return view;
}

/** To a caller who is let into some accounts, the others are not there: their ids are answered like ids of nothing. */
function accountsOf(caller: Caller, accounts: SessionGround["accounts"]): SessionGround["accounts"] {
  if (caller.accounts === null) return accounts;
  const allowed: ReadonlySet<string> = new Set(caller.accounts);
  return new Map([...accounts].filter(([key]) => allowed.has(key)));
}
