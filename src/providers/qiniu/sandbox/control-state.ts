import { collate } from "./state/collation";
import type { World } from "./state/world";

/** What there is, for people to look at. */
export function summarise(world: World): object {
  const items = countByRoom(world.items.all().filter((item) => !item.deleted));
  const online = countByRoom(world.presences.all().filter((presence) => presence.online));
  return {
    dialect: world.settings.dialect,
    now: new Date(world.clock.now()).toISOString(),
    rooms: world.rooms.all().map((room) => ({
      liveId: room.liveId,
      title: room.title,
      status: room.status,
      anchorId: room.anchorId,
      stopReason: room.stopReason,
      pkId: room.pkId,
      items: items.get(collate(room.liveId)) ?? 0,
      explaining: world.explained.get(collate(room.liveId)) ?? null,
      online: online.get(collate(room.liveId)) ?? 0,
    })),
    users: world.users.all().length,
    gifts: world.gifts.all().length,
    relays: world.relays
      .all()
      .map(({ sid, status, initRoomId, recvRoomId }) => ({ sid, status, initRoomId, recvRoomId })),
    moderation: world.moderation,
    callback: { url: world.callbacks.url, sent: world.callbacks.sent() },
  };
}

function countByRoom(rows: readonly { readonly liveId: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { liveId } of rows) counts.set(collate(liveId), (counts.get(collate(liveId)) ?? 0) + 1);
  return counts;
}
