import { setTimeout as wait } from "node:timers/promises";
import type { Lease, Leases } from "../domain/lease";
import type { KeptToken, TokenSlot } from "../domain/token-store";

/** How replicas that need the same token get along. */
export interface TokenSharing {
  /** Provider, account and purpose. */
  readonly name: string;
  readonly slot: TokenSlot;
  readonly leases: Leases;
}

/** A token that another replica has fetched, or the turn to fetch one, with the lease if there was one to have. */
export type Turn =
  { readonly kept: KeptToken; readonly lease: null } | { readonly kept: null; readonly lease: Lease | null };

/** Longer than fetching a token takes. When it ends before a slow call does, two replicas fetch one; no harm is done. */
const LEASE_SECONDS = 1.5;
/** Some two and a half seconds, at 20 to 40 milliseconds each; then everybody goes on alone. */
const MOST_LOOKS = 80;
/** A store that does not answer so often is away. */
const MOST_FAILURES = 3;
const SHORTEST_WAIT = 20;
const LONGEST_WAIT = 40;

/**
 * Waits until a token that is wanted has been kept, or until it is this replica's turn. Without a store to ask, it is
 * everybody's turn: losing the lease costs calls, never a token.
 */
export async function awaitTurn(
  { name, slot, leases }: TokenSharing,
  isWanted: (kept: KeptToken) => boolean,
): Promise<Turn> {
  const look = async () => {
    const kept = await slot.read();
    return kept && isWanted(kept) ? kept : null;
  };
  let lease: Lease | null = null;
  for (let looks = 0, failures = 0; looks < MOST_LOOKS && failures < MOST_FAILURES; looks += 1) {
    try {
      const kept = await look();
      if (kept) return { kept, lease: null };
      lease = await leases.take(`token:${name}`, LEASE_SECONDS);
      if (lease) break;
    } catch {
      // The store is late, or away.
      failures += 1;
    }
    await wait(SHORTEST_WAIT + Math.random() * (LONGEST_WAIT - SHORTEST_WAIT));
  }
  // Whoever had the lease before may have kept one after the look and before giving it back.
  const kept = lease && (await look().catch(() => null));
  if (!kept) return { kept: null, lease };
  giveBack(lease);
  return { kept, lease: null };
}

/** Nobody waits for it, and it ends by itself as well. */
export function giveBack(lease: Lease | null): void {
  void lease?.release().catch(() => undefined);
}
