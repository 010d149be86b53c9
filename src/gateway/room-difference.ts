import type { RoomChange, RoomFacts } from "../domain/event";
import type { Room } from "../domain/room";
import { fingerprintOf } from "./canonical";

/** What of a room is remembered to tell whether it has changed. */
export interface KnownRoom {
  readonly facts: RoomFacts;
  readonly fingerprint: string;
}

export function toKnownRoom(room: Room): KnownRoom {
  const { nativeId, title, status, startsAt, anchor } = room;
  const facts = { nativeId, title, status, startsAt, anchor: anchor && { name: anchor.name } };
  return { facts, fingerprint: fingerprintOfRoom(room) };
}

const fingerprints = new WeakMap<Room, string>();

/** Equal for two readings of an unchanged room. An unchanged room is the same object, so that this is rarely worked out. */
function fingerprintOfRoom(room: Room): string {
  let fingerprint = fingerprints.get(room);
  if (fingerprint === undefined) {
    fingerprint = fingerprintOf(visible(room)).slice(0, 32);
    fingerprints.set(room, fingerprint);
  }
  return fingerprint;
}

/**
 * What a viewer would see change. Addresses for watching, which are signed anew at every reading, are no change; nor is
 * what only one of two ways to read a room tells.
 */
function visible(room: Room): unknown {
  const { title, notice, status, nativeStatus, startsAt, coverUrl, shareImageUrl, feedImageUrl, settings } = room;
  const { anchor, goods, attributes } = room;
  return {
    ...{ title, notice, status, nativeStatus, startsAt, settings, attributes },
    images: [coverUrl, shareImageUrl, feedImageUrl],
    anchor: anchor && [anchor.name, anchor.nativeUserId, anchor.avatarUrl],
    goods: goods?.map(({ goods: { nativeId, name, price }, shelfStatus }) => [nativeId, name, price, shelfStatus]),
  };
}

/** How a room has changed from what was known of it; null when it has not. */
export function differenceOf(
  before: KnownRoom | undefined,
  room: Room | null,
  about: Pick<RoomChange, "accountKey" | "nativeId" | "at">,
): RoomChange | null {
  const change = { type: "ROOM", ...about, room, before: before?.facts ?? null, previousStatus: null } as const;
  if (!room) return before ? { ...change, kind: "DELETED" } : null;
  if (!before) return { ...change, kind: "CREATED" };
  if (before.facts.status !== room.status) {
    return { ...change, kind: "STATUS_CHANGED", previousStatus: before.facts.status };
  }
  return before.fingerprint === fingerprintOfRoom(room) ? null : { ...change, kind: "UPDATED" };
}
