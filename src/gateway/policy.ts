import type { Role } from "../domain/caller";
import type { FollowersView } from "./followers";
import type { GoodsView } from "./goods";
import type { ImagesView } from "./images";
import type { MembersView } from "./members";
import type { NotificationsView } from "./notifications";
import type { RoomsView } from "./rooms";
import type { WatchingView } from "./watching";

/** What an act of a session asks of its caller. */
export interface Act {
  readonly role: Role;
  /** It changes something at a provider, and so it leaves a line about who did it. */
  readonly writes: boolean;
}

const anybody: Act = { role: "VIEWER", writes: false };
const operator: Act = { role: "OPERATOR", writes: false };
const write: Act = { role: "OPERATOR", writes: true };

/*
 * Who may do what, whichever way a request came in. An act without a row does not compile, and what has no row is not
 * handed out. Which accounts it may be done to is decided before: a session holds only those of its caller.
 */

export const roomActs: Readonly<Record<keyof RoomsView, Act>> = {
  byId: anybody,
  list: anybody,
  freshness: anybody,
  goods: anybody,
  assistants: operator,
  subAnchor: operator,
  ingest: operator,
  audience: anybody,
  shareCode: anybody,
  explanationVideo: anybody,
  isExplained: anybody,
  replays: anybody,
  create: write,
  update: write,
  end: write,
  remove: write,
  updateSettings: write,
  addGoods: write,
  removeGoods: write,
  setShelfStatus: write,
  sortGoods: write,
  pushGoods: write,
  addAssistants: write,
  renameAssistant: write,
  removeAssistant: write,
  setSubAnchor: write,
  removeSubAnchor: write,
};

export const goodsActs: Readonly<Record<keyof GoodsView, Act>> = {
  byId: anybody,
  library: operator,
  create: write,
  update: write,
  remove: write,
  submit: write,
  withdraw: write,
};

export const memberActs: Readonly<Record<keyof MembersView, Act>> = {
  byId: operator,
  list: operator,
  assignRole: write,
  removeRole: write,
  save: write,
};

export const followerActs: Readonly<Record<keyof FollowersView, Act>> = { list: operator };

export const notificationActs: Readonly<Record<keyof NotificationsView, Act>> = { send: write, byId: operator };

export const imageActs: Readonly<Record<keyof ImagesView, Act>> = { upload: write };

export const watchingActs: Readonly<Record<keyof WatchingView, Act>> = {
  rooms: anybody,
  followers: operator,
  notifications: operator,
};
