import type { Callback, CallbackRequest, ProviderEvent } from "../domain/callback";
import type { LiveEvent } from "../domain/event";
import type { Log } from "../domain/log";
import type { ConnectedAccount } from "./account";
import type { Effect, Inbox } from "./inbox";
import type { Notifier } from "./notifier";
import type { RoomHints } from "./room-hints";

/** What to answer a provider. */
export interface CallbackAnswer {
  readonly type: string;
  readonly body: string;
}

/** What providers send us of themselves. */
export interface Callbacks {
  /** Null: nothing that can be believed, whatever the reason. Done when what was told cannot be lost any more. */
  receive(provider: string, accountKey: string, request: CallbackRequest): Promise<CallbackAnswer | null>;
}

export interface CallbacksOptions {
  readonly accounts: ReadonlyMap<string, ConnectedAccount>;
  readonly inbox: Inbox;
  readonly log: Log;
}

export function createCallbacks({ accounts, inbox, log }: CallbacksOptions): Callbacks {
  return {
    async receive(provider, accountKey, request) {
      const connected = accounts.get(accountKey);
      const port = connected?.account.provider.toLowerCase() === provider ? connected.provider.callbacks : undefined;
      const callback: Callback = port?.open(request) ?? { type: "REFUSED", reason: "no such account, or no events" };
      switch (callback.type) {
        case "REFUSED":
          log.warn({ provider, account: connected ? accountKey : null, reason: callback.reason }, "callback refused");
          return null;
        case "CHALLENGE":
          return { type: "text/plain; charset=utf-8", body: callback.answer };
        case "EVENTS":
          for (const event of callback.events) await inbox.receive(accountKey, event);
          return port?.received ?? null;
      }
    },
  };
}

export interface EffectOptions {
  readonly accounts: ReadonlyMap<string, ConnectedAccount>;
  readonly notifier: Notifier;
  readonly hints: RoomHints;
  readonly publish: (key: string, event: LiveEvent) => Promise<void>;
}

/** What follows from what a provider tells. */
export function createEffect({ accounts, notifier, hints, publish }: EffectOptions): Effect {
  return async (accountKey, event: ProviderEvent) => {
    const connected = accounts.get(accountKey);
    if (!connected) return true;
    switch (event.type) {
      case "FOLLOWER": {
        const { key, at, openId, followed, roomNativeId } = event;
        await publish(`callback:${accountKey}:${key}`, {
          ...{ type: "FOLLOWER", at, accountKey, openId, followed, roomNativeId },
        });
        return true;
      }
      case "NOTIFICATION_RESULT":
        return (await notifier.addResult(accountKey, event)) !== null;
      case "ROOM_HINT":
        void hints.follow(connected, event.nativeId).catch(() => undefined);
        return true;
    }
  };
}
