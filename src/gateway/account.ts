import { capabilitiesOf, type PortName, type Provider } from "../domain/provider";
import type { Account, AccountHealth, Capability } from "../domain/account";
import { LiveError } from "../domain/error";
import type { Clock } from "../domain/clock";
import { createRoomIndex, type RoomIndex } from "./room-index";

/** An account with what the gateway keeps about it between requests. */
export interface ConnectedAccount {
  readonly account: Account;
  readonly provider: Provider;
  readonly capabilities: readonly Capability[];
  readonly rooms: RoomIndex;
  health(): AccountHealth;
}

export interface AccountOptions {
  readonly clock: Clock;
  readonly roomsFreshSeconds: number;
  readonly roomsTimeoutSeconds: number;
}

export function connectAccount(provider: Provider, options: AccountOptions): ConnectedAccount {
  const rooms = createRoomIndex({
    provider,
    clock: options.clock,
    freshSeconds: options.roomsFreshSeconds,
    timeoutSeconds: options.roomsTimeoutSeconds,
  });
  return {
    account: provider.account,
    provider,
    capabilities: capabilitiesOf(provider),
    rooms,
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
