import { capabilitiesOf, type PortName, type Provider } from "../domain/provider";
import type { Account, AccountHealth, Capability } from "../domain/account";
import { LiveError } from "../domain/error";
import type { Clock } from "../domain/clock";
import type { Announcements } from "../domain/announcements";
import type { Leases } from "../domain/lease";
import type { SharedCache } from "../domain/shared-cache";
import type { Log } from "../domain/log";
import type { Changes } from "./changes";
import { createKeptReads, type KeptReads } from "./kept-reads";
import type { RoomChronicle } from "./room-chronicle";
import { createRoomIndex, type RoomIndex } from "./room-index";
import { createRoomWatch, type RoomWatch } from "./room-watch";
import { createSharedRooms } from "./shared-rooms";

/** An account with what the gateway keeps about it between requests. */
export interface ConnectedAccount {
  readonly account: Account;
  readonly provider: Provider;
  readonly capabilities: readonly Capability[];
  readonly rooms: RoomIndex;
  readonly watch: RoomWatch;
  /** Other answers that are kept for seconds. */
  readonly reads: KeptReads;
  /** What was read of the account is out of date, in every replica: we have written, or an event says so. */
  invalidate(): Promise<void>;
  close(): void;
  health(): AccountHealth;
}

export interface AccountOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly chronicle: RoomChronicle;
  readonly roomsFreshSeconds: number;
  /** How old a reading may be that is served, marked stale, while the provider cannot be asked. */
  readonly roomsStaleSeconds: number;
  readonly roomsTimeoutSeconds: number;
  readonly leases: Leases;
  readonly changes: Changes;
  /** What the replicas share; null: there are none. */
  readonly shared: Replicas | null;
}

/** How a process and its replicas keep one another from asking the same. */
export interface Replicas {
  readonly cache: SharedCache;
  readonly announcements: Announcements;
}

export function connectAccount(provider: Provider, options: AccountOptions): ConnectedAccount {
  const { clock, leases, changes, chronicle, log } = options;
  const { roomsFreshSeconds: freshSeconds, roomsStaleSeconds: staleSeconds } = options;
  const shared =
    options.shared &&
    createSharedRooms({
      ...options.shared,
      accountKey: provider.account.key,
      leases,
      clock,
      life: Math.max(staleSeconds, freshSeconds) * 1000,
    });
  const reads = createKeptReads({ clock, freshSeconds, changes });
  const timeoutSeconds = options.roomsTimeoutSeconds;
  const watch = createRoomWatch({ accountKey: provider.account.key, chronicle, clock, log });
  const rooms = createRoomIndex({
    provider,
    clock,
    freshSeconds,
    staleSeconds,
    timeoutSeconds,
    shared,
    watch,
    changes,
  });
  const stopListening = shared?.onDrop(() => reads.clear());
  return {
    account: provider.account,
    provider,
    capabilities: capabilitiesOf(provider),
    rooms,
    watch,
    reads,
    async invalidate() {
      reads.clear();
      await rooms.drop();
    },
    close() {
      stopListening?.();
      rooms.close();
    },
    health() {
      const health = provider.health();
      return health.status === "DOWN" && rooms.latest() ? { ...health, status: "DEGRADED" } : health;
    },
  };
}

/** The port, or a refusal that says what to do instead. */
export function requirePort<Name extends PortName>(provider: Provider, name: Name): NonNullable<Provider[Name]> {
  const port = provider[name];
  if (port) return port;
  const text = provider.instead[name] ?? {
    en: `${provider.account.name} cannot do this.`,
    zh: `${provider.account.name} 不支持此操作。`,
  };
  throw new LiveError("UNSUPPORTED", text, { provider: provider.account.provider, account: provider.account.key });
}
