import type { Call } from "../domain/call";
import type { Caller } from "../domain/caller";
import type { Clock } from "../domain/clock";
import type { Log } from "../domain/log";
import type { Timers } from "../domain/timers";
import type { ConnectedAccount } from "./account";
import type { Changes } from "./changes";
import type { Events } from "./events";
import { createGoodsView, type GoodsView } from "./goods";
import { createFollowersView, type FollowersView } from "./followers";
import { guard, type GuardOptions } from "./guard";
import { createImagesView, type ImagesView } from "./images";
import type { Intents } from "./intents";
import { createMembersView, type MembersView } from "./members";
import { createNotificationsView, type NotificationsView } from "./notifications";
import type { Notifier } from "./notifier";
import { followerActs, goodsActs, imageActs, memberActs, notificationActs, roomActs, watchingActs } from "./policy";
import { createRoomsView, type RoomsView } from "./rooms";
import { RoomsAtHand } from "./rooms-at-hand";
import { createWatchingView, type WatchingView } from "./watching";

/** What sessions share: the accounts, and the time. */
export interface SessionGround {
  readonly accounts: ReadonlyMap<string, ConnectedAccount>;
  /** The same in the order of the settings. */
  readonly connected: readonly ConnectedAccount[];
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly notifier: Notifier;
  readonly intents: Intents;
  readonly events: Events;
  readonly changes: Changes;
}

/** Everything one request can do. Its loaders gather what is asked for by id and ask each provider once. */
export interface Session {
  readonly caller: Caller;
  /** In the order of the settings. */
  readonly accounts: readonly ConnectedAccount[];
  account(key: string): ConnectedAccount | null;
  readonly rooms: RoomsView;
  readonly roomsAtHand: RoomsAtHand;
  readonly goods: GoodsView;
  readonly members: MembersView;
  readonly followers: FollowersView;
  readonly notifications: NotificationsView;
  readonly images: ImagesView;
  readonly watching: WatchingView;
}

/** Makes sessions. What a caller has to do with is worked out once for as long as somebody knows the caller. */
export function createSessions(shared: Omit<SessionGround, "connected">): (caller: Caller, call: Call) => Session {
  const grounds = new WeakMap<Caller, SessionGround>();
  const groundOf = (caller: Caller) => {
    let ground = grounds.get(caller);
    if (!ground) {
      const accounts = accountsOf(caller, shared.accounts);
      grounds.set(caller, (ground = { ...shared, accounts, connected: [...accounts.values()] }));
    }
    return ground;
  };
  return (caller, call) => new LazySession(groundOf(caller), caller, call);
}

/**
 * A request works with two or three of the views; each is made when it is first asked for. A class, because getters that
 * are made anew for each object give each a shape of its own, which outlives it.
 */
class LazySession implements Session {
  readonly accounts: readonly ConnectedAccount[];
  readonly roomsAtHand: RoomsAtHand;
  private roomsView: RoomsView | null = null;
  private goodsView: GoodsView | null = null;
  private membersView: MembersView | null = null;
  private followersView: FollowersView | null = null;
  private notificationsView: NotificationsView | null = null;
  private imagesView: ImagesView | null = null;
  private watchingView: WatchingView | null = null;

  constructor(
    private readonly ground: SessionGround,
    readonly caller: Caller,
    private readonly call: Call,
  ) {
    this.accounts = ground.connected;
    this.roomsAtHand = new RoomsAtHand(ground, caller);
  }

  private get as(): Pick<GuardOptions<object>, "caller" | "call" | "log" | "changes"> {
    const { log, changes } = this.ground;
    return { caller: this.caller, call: this.call, log, changes };
  }

  account(key: string): ConnectedAccount | null {
    return this.ground.accounts.get(key) ?? null;
  }

  get rooms(): RoomsView {
    const make = () => createRoomsView(this.ground, this.caller, this.call);
    return (this.roomsView ??= guard(make(), { noun: "rooms", acts: roomActs, ...this.as }));
  }

  get goods(): GoodsView {
    const make = () => createGoodsView(this.ground, this.caller, this.call);
    return (this.goodsView ??= guard(make(), { noun: "goods", acts: goodsActs, ...this.as }));
  }

  get members(): MembersView {
    const make = () => createMembersView(this.ground, this.call);
    return (this.membersView ??= guard(make(), { noun: "members", acts: memberActs, ...this.as }));
  }

  get followers(): FollowersView {
    const make = () => createFollowersView(this.ground, this.call);
    return (this.followersView ??= guard(make(), { noun: "followers", acts: followerActs, ...this.as }));
  }

  get notifications(): NotificationsView {
    const make = () => createNotificationsView(this.ground, this.caller, this.call);
    return (this.notificationsView ??= guard(make(), { noun: "notifications", acts: notificationActs, ...this.as }));
  }

  get images(): ImagesView {
    const make = () => createImagesView(this.ground, this.call);
    return (this.imagesView ??= guard(make(), { noun: "images", acts: imageActs, ...this.as }));
  }

  get watching(): WatchingView {
    const make = () => createWatchingView(this.ground, this.caller);
    return (this.watchingView ??= guard(make(), { noun: "watching", acts: watchingActs, ...this.as }));
  }
}

/** To a caller who is let into some accounts, the others are not there: their ids are answered like ids of nothing. */
function accountsOf(caller: Caller, accounts: SessionGround["accounts"]): SessionGround["accounts"] {
  if (caller.accounts === null) return accounts;
  const allowed: ReadonlySet<string> = new Set(caller.accounts);
  return new Map([...accounts].filter(([key]) => allowed.has(key)));
}
