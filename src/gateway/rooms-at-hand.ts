import type { Assistant } from "../domain/assistant";
import { requireRole, type Caller } from "../domain/caller";
import type { Room } from "../domain/room";
import type { Connection, EdgeOf, PageRequest } from "./connection";
import { roomActs } from "./policy";
import { freshnessOf, type Freshness } from "./room-freshness";
import { listRoomsAtHand, type RoomFilter } from "./room-list";
import type { SessionGround } from "./session";

/** Null: there is none. Undefined where it would have to be asked for. */
export function roomAtHand(ground: SessionGround, accountKey: string, nativeId: string): Room | null | undefined {
  const connected = ground.accounts.get(accountKey);
  // Of the others, a room is read by its id.
  const current = connected && !connected.provider.roomRead ? connected.rooms.current() : null;
  return current ? (current.byNativeId.get(nativeId) ?? null) : undefined;
}

/**
 * What is in memory of rooms at the moment, to be seen by this caller: nobody is asked for it and nothing waited for.
 * Undefined is what would have to be asked for. A class, since every request has one, and most use one method of it.
 */
export class RoomsAtHand {
  constructor(
    private readonly ground: SessionGround,
    private readonly caller: Caller,
  ) {}

  list(filter: RoomFilter, page: PageRequest): Connection<EdgeOf<Room>> | undefined {
    return listRoomsAtHand(this.ground.connected, filter, page);
  }

  byId(accountKey: string, nativeId: string): Room | null | undefined {
    return roomAtHand(this.ground, accountKey, nativeId);
  }

  assistants(room: Room): readonly Assistant[] | undefined {
    requireRole(this.caller, roomActs.assistants.role);
    const kept = this.ground.accounts.get(room.accountKey)?.reads.kept("assistants", room.nativeId);
    return kept as readonly Assistant[] | undefined;
  }

  freshness(room: Room): Freshness {
    return freshnessOf(room, this.ground);
  }
}
