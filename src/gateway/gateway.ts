import type { RecordStore } from "../domain/record-store";
import type { Caller } from "../domain/caller";
import type { Call } from "../domain/call";
import type { Clock } from "../domain/clock";
import type { LiveEvent } from "../domain/event";
import type { EventLog } from "../domain/event-log";
import type { Leases } from "../domain/lease";
import type { Log } from "../domain/log";
import type { Notification } from "../domain/notification";
import type { Provider } from "../domain/provider";
import type { Timers } from "../domain/timers";
import { connectAccount, type ConnectedAccount, type Replicas } from "./account";
import { createCallbacks, createEffect, type Callbacks } from "./callbacks";
import { Changes } from "./changes";
import { createEvents } from "./events";
import { createInbox } from "./inbox";
import { createIntents, type Maker } from "./intents";
import { goodsMaker, roomMaker } from "./makers";
import { createNotifier } from "./notifier";
import { createPoller } from "./poller";
import { createRoomChronicle } from "./room-chronicle";
import { createRoomHints } from "./room-hints";
import { createSessions, type Session } from "./session";

/** Several accounts of several providers as one. Lives as long as the process; each request works in a session. */
export interface Gateway {
  /** In the order of the settings. */
  readonly accounts: ReadonlyMap<string, ConnectedAccount>;
  readonly callbacks: Callbacks;
  /** Of what is in memory about the accounts. */
  readonly changes: Changes;
  session(caller: Caller, call: Call): Session;
  /** Begins nothing by itself any more, such as the next part of a push; requests are answered as before. */
  rest(): Promise<void>;
  /** Goes on with what a stopped process left unfinished. */
  resume(): Promise<void>;
  /** What was read of the account is out of date, as an event says: the next reader asks the provider again. */
  invalidate(accountKey: string): Promise<void>;
  close(): Promise<void>;
}

export interface GatewayOptions {
  readonly providers: readonly Provider[];
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** What cannot be asked for again. */
  readonly ledger: RecordStore;
  readonly leases: Leases;
  /** What has happened lately. */
  readonly events: EventLog;
  /** The pause between two readings of an account's rooms while something is on; 0: only when somebody asks. */
  readonly pollSeconds: number;
  /** For how long a reading of an account's rooms answers for the provider. */
  readonly roomsFreshSeconds: number;
  /** How old a reading may be that is served, marked stale, while the provider cannot be asked. */
  readonly roomsStaleSeconds: number;
  readonly roomsTimeoutSeconds: number;
  /** What the replicas share; null: there are none. */
  readonly shared: Replicas | null;
}

export function createGateway(options: GatewayOptions): Gateway {
  const accounts = new Map<string, ConnectedAccount>();
  const changes = new Changes();
  const { clock, timers, log, ledger, leases } = options;
  const publish = (key: string, event: LiveEvent) => options.events.append(key, event);
  const chronicle = createRoomChronicle(ledger, publish);
  for (const provider of options.providers) {
    accounts.set(provider.account.key, connectAccount(provider, { ...options, chronicle, changes }));
  }
  const notifier = createNotifier({
    ...{ accounts, store: ledger, leases, clock, log },
    onProgress: (notification) =>
      publish(progressKey(notification), toProgress(notification, clock)).catch((error: unknown) => {
        log.warn({ notification: notification.id, err: error }, "the progress of a push could not be told");
      }),
  });
  const intents = createIntents({ records: ledger, leases, clock, log });
  const hints = createRoomHints(timers);
  const inbox = createInbox({
    records: ledger,
    leases,
    clock,
    log,
    effect: createEffect({ accounts, notifier, hints, publish }),
  });
  const events = createEvents(options.events, clock);
  const poller = createPoller({ accounts, leases, clock, log, pollSeconds: options.pollSeconds });
  let sweeping: NodeJS.Timeout | undefined;
  async function rest(): Promise<void> {
    clearInterval(sweeping);
    await Promise.all([poller.close(), notifier.close()]);
  }
  return {
    accounts,
    changes,
    callbacks: createCallbacks({ accounts, inbox, log }),
    session: createSessions({ accounts, clock, timers, log, notifier, intents, events, changes }),
    async resume() {
      const sweep = () =>
        inbox.sweep().catch((error: unknown) => log.warn({ err: error }, "events that were left wait to be done"));
      await sweep();
      sweeping ??= setInterval(() => void sweep(), SWEEP_EVERY).unref();
      for (const { watch } of accounts.values()) await watch.catchUp();
      poller.start();
      await notifier.resume();
      await intents.settle((operation, accountKey) => {
        const connected = accounts.get(accountKey);
        return connected ? makerOf(operation, connected) : null;
      });
    },
    async invalidate(accountKey) {
      await accounts.get(accountKey)?.invalidate();
    },
    rest,
    async close() {
      await rest();
      events.close();
      hints.close();
      await inbox.close();
      intents.close();
      for (const connected of accounts.values()) {
        connected.close();
        await connected.watch.close();
      }
      await Promise.all(options.providers.map((provider) => provider.close()));
    },
  };
}

const SWEEP_EVERY = 60_000;

/** Every step once: a step is told by where it leaves the push. */
function progressKey({ id, status, recipients, sent, succeeded, failed }: Notification): string {
  return [id, status, recipients, sent, succeeded, failed].join("/");
}

function toProgress(notification: Notification, clock: Clock): LiveEvent {
  return { type: "NOTIFICATION", at: new Date(clock.now()), accountKey: notification.accountKey, notification };
}

/** How to look for what came of a write that nobody waits for any more. */
function makerOf(operation: string, connected: ConnectedAccount): Maker<unknown> | null {
  const { roomCreate, goodsLibrary } = connected.provider;
  const call = { requestId: "settle" };
  if (operation === "createLiveRoom" && roomCreate) return roomMaker(connected, call);
  if (operation === "createGoods" && goodsLibrary) return goodsMaker(connected, call);
  return null;
}
