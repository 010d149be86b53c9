import { capabilitiesOf, type PortName, type Provider } from "../domain/provider";
import type { Account, AccountHealth, Capability } from "../domain/account";
import { LiveError } from "../domain/error";
import type { Clock } from "../domain/clock";
import type { Log } from "../domain/log";
import type { RoomChronicle } from "./room-chronicle";
import { createRoomIndex, type RoomIndex } from "./room-index";
import { createRoomWatch, type RoomWatch } from "./room-watch";

/** An account with what the gateway keeps about it between requests. */
export interface ConnectedAccount {
  readonly account: Account;
  readonly provider: Provider;
  readonly capabilities: readonly Capability[];
  readonly rooms: RoomIndex;
  readonly watch: RoomWatch;
  health(): AccountHealth;
}

export interface AccountOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly chronicle: RoomChronicle;
  readonly roomsFreshSeconds: number;
  readonly roomsTimeoutSeconds: number;
}

export function connectAccount(provider: Provider, options: AccountOptions): ConnectedAccount {
  const { clock, log, chronicle } = options;
  const watch = createRoomWatch({ accountKey: provider.account.key, chronicle, clock, log });
  const rooms = createRoomIndex({
    provider,
    clock,
    watch,
    freshSeconds: options.roomsFreshSeconds,
    timeoutSeconds: options.roomsTimeoutSeconds,
  });
  return {
    account: provider.account,
    provider,
    capabilities: capabilitiesOf(provider),
    rooms,
    watch,
    health() {
      const error = rooms.lastError();
      const checkedAt = rooms.latest()?.fetchedAt ?? null;
      if (error === undefined) return { status: "UNKNOWN", checkedAt: null, lastError: null };
      if (error === null) return { status: "UP", checkedAt, lastError: null };
      return { status: rooms.latest() ? "DEGRADED" : "DOWN", checkedAt, lastError: error.message };
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
