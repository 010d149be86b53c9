import { makeStreamUrls } from "../stream-urls";
import type { Item, LiveStatus, Room, User } from "../state/entities";
import type { World } from "../state/world";
import { textMap, type TextMap } from "../wire/json-writer";

/** Puts rows into a world as if they had come there in the ordinary way, without events. */

export interface UserSeed {
  readonly nick?: string;
  readonly avatar?: string;
  readonly extends?: Readonly<Record<string, string>>;
}

export function plantUser(world: World, userId: string, seed: UserSeed = {}): User {
  return world.users.insert({
    userId,
    nick: seed.nick ?? "",
    avatar: seed.avatar ?? "",
    extends: mapOf(seed.extends),
    imUserId: world.identifiers.imUserId(),
    imUsername: `ql${userId}`,
    imPassword: world.identifiers.imPassword(),
  });
}

export interface RoomSeed {
  readonly liveId: string;
  readonly title: string;
  readonly anchorId: string;
  readonly status: LiveStatus;
  /** Seconds from now. */
  readonly created: number;
  readonly start?: number;
  readonly end?: number;
  readonly notice?: string;
  readonly coverUrl?: string;
  readonly extends?: Readonly<Record<string, string>>;
  /** Stopped by the moderator, at the end of the room. */
  readonly banned?: boolean;
}

export function plantRoom(world: World, seed: RoomSeed): Room {
  const now = world.clock.seconds();
  const at = (offset: number | undefined) => (offset === undefined ? null : now + offset);
  const createdAt = now + seed.created;
  const endAt = at(seed.end);
  const changed = { 0: seed.created, 1: seed.start ?? seed.created, 2: seed.end ?? seed.created }[seed.status];
  if (seed.status !== 2) world.moderationJobs.add(seed.liveId);
  return world.rooms.insert({
    liveId: seed.liveId,
    title: seed.title,
    notice: seed.notice ?? "",
    coverUrl: seed.coverUrl ?? "",
    extends: mapOf(seed.extends),
    anchorId: seed.anchorId,
    status: seed.status,
    pkId: "",
    startAt: at(seed.start),
    endAt,
    chatId: world.identifiers.chatId(),
    ...makeStreamUrls(seed.liveId, (endAt ?? createdAt) + world.settings.publish.expiresAfterSeconds, world.settings),
    // Rooms of a seed live on without heartbeats.
    lastHeartbeatAt: null,
    createdAt,
    updatedAt: now + changed,
    written: (world.writes += 1),
    stopReason: seed.banned ? "censor" : "",
    stopUserId: seed.banned ? world.settings.administrator.userId : "",
    stopAt: seed.banned ? endAt : null,
  });
}

export type ItemSeed = Partial<Pick<Item, "tags" | "thumbnail" | "link" | "originPrice" | "status" | "recordId">> &
  Pick<Item, "itemId" | "title" | "currentPrice"> & { readonly extends?: Readonly<Record<string, string>> };

/** The items in the order of their addition: the last is shown first. */
export function plantItems(world: World, liveId: string, seeds: readonly ItemSeed[]): void {
  for (const [index, seed] of seeds.entries()) {
    world.items.insert({
      liveId,
      itemId: seed.itemId,
      order: index + 1,
      title: seed.title,
      tags: seed.tags ?? "",
      thumbnail: seed.thumbnail ?? `https://images.test/${seed.itemId}.jpg`,
      link: seed.link ?? `https://shop.test/items/${seed.itemId}`,
      currentPrice: seed.currentPrice,
      originPrice: seed.originPrice ?? "",
      status: seed.status ?? 1,
      recordId: seed.recordId ?? 0,
      extends: mapOf(seed.extends),
      deleted: false,
    });
  }
}

function mapOf(record: Readonly<Record<string, string>> | undefined): TextMap | null {
  return record ? textMap(Object.entries(record)) : null;
}
