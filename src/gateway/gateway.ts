import type { RecordStore } from "../domain/record-store";
import type { Caller } from "../domain/caller";
import type { Call } from "../domain/call";
import type { Clock } from "../domain/clock";
import type { Leases } from "../domain/lease";
import type { Log } from "../domain/log";
import type { Provider } from "../domain/provider";
import type { Timers } from "../domain/timers";
import { connectAccount, type ConnectedAccount, type Replicas } from "./account";
import { createIntents, type Maker } from "./intents";
import { goodsMaker, roomMaker } from "./makers";
import { createNotifier } from "./notifier";
import { createSession, type Session } from "./session";

/** Several accounts of several providers as one. Lives as long as the process; each request works in a session. */
export interface Gateway {
  /** In the order of the settings. */
  readonly accounts: ReadonlyMap<string, ConnectedAccount>;
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
  for (const provider of options.providers) accounts.set(provider.account.key, connectAccount(provider, options));
  const { clock, timers, log, ledger } = options;
  const notifier = createNotifier({ accounts, store: ledger, leases: options.leases, clock, log });
  const intents = createIntents({ records: ledger, leases: options.leases, clock, log });
  return {
    accounts,
    session: (caller, call) => createSession({ accounts, clock, timers, log, notifier, intents }, caller, call),
    async resume() {
      await notifier.resume();
      await intents.settle((operation, accountKey) => {
        const connected = accounts.get(accountKey);
        return connected ? makerOf(operation, connected) : null;
      });
    },
    async invalidate(accountKey) {
      await accounts.get(accountKey)?.invalidate();
    },
    rest: () => notifier.close(),
    async close() {
      await this.rest();
      intents.close();
      for (const connected of accounts.values()) connected.close();
      await Promise.all(options.providers.map((provider) => provider.close()));
    },
  };
}

/** How to look for what came of a write that nobody waits for any more. */
function makerOf(operation: string, connected: ConnectedAccount): Maker<unknown> | null {
  const { roomCreate, goodsLibrary } = connected.provider;
  const call = { requestId: "settle" };
  if (operation === "createLiveRoom" && roomCreate) return roomMaker(connected, call);
  if (operation === "createGoods" && goodsLibrary) return goodsMaker(connected, call);
  return null;
}
