import type { Caller } from "../domain/caller";
import type { FollowerChange, LiveEvent, NotificationProgress, RoomChange } from "../domain/event";
import { LiveError } from "../domain/error";
import { formatId } from "../domain/id";
import type { Occurrence } from "./events";
import { notFound, readId } from "./identify";
import { isAsked, matcher, type RoomFilter } from "./room-list";
import type { SessionGround } from "./session";

type Watched<Event extends LiveEvent> = Promise<AsyncIterableIterator<Occurrence<Event>>>;

/** Watching what happens, for one caller. `after`: the id of the last event they saw, where they come again. */
export interface WatchingView {
  /** A change is told when the room matches after it, or did before: also that a room leaves what is watched. */
  rooms(filter: RoomFilter, ids: readonly string[] | null, after: string | null): Watched<RoomChange>;
  followers(account: string | null, after: string | null): Watched<FollowerChange>;
  notifications(id: string | null, after: string | null): Watched<NotificationProgress>;
}

export function createWatchingView({ accounts, events }: SessionGround, caller: Caller): WatchingView {
  return {
    async rooms(filter, ids, after) {
      const wanted = ids && new Set(ids.map((id, index) => checkedRoom(id, index)));
      const matches = matcher(filter);
      const keys = new Set(
        [...accounts.values()].filter((connected) => isAsked(connected, filter)).map(({ account }) => account.key),
      );
      return events.watch({
        ...{ caller, after },
        wants: (event): event is RoomChange =>
          event.type === "ROOM" &&
          keys.has(event.accountKey) &&
          (!wanted || wanted.has(formatId("room", event.accountKey, event.nativeId))) &&
          (!matches ||
            (event.room !== null && matches(event.room)) ||
            (event.before !== null && matches(event.before))),
      });
    },
    async followers(account, after) {
      const only = account === null ? null : keyOf(accounts, account);
      return events.watch({
        ...{ caller, after },
        wants: (event): event is FollowerChange =>
          event.type === "FOLLOWER" && (only === null || event.accountKey === only),
      });
    },
    async notifications(id, after) {
      if (id !== null) readId(id);
      return events.watch({
        ...{ caller, after },
        wants: (event): event is NotificationProgress =>
          event.type === "NOTIFICATION" && (id === null || event.notification.id === id),
      });
    },
  };
}

/** A subscription has no `userErrors`: an account that is not there is a mistake in the document. */
function keyOf(accounts: SessionGround["accounts"], id: string): string {
  const { kind, account: key } = readId(id, ["account"]);
  if (kind === "account" && accounts.has(key)) return key;
  const field = ["account"];
  throw new LiveError("BAD_USER_INPUT", notFound("account", field).text, { field });
}

function checkedRoom(id: string, index: number): string {
  readId(id, ["ids", String(index)]);
  return id;
}
