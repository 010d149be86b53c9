import { sameText } from "./state/collation";
import type { World } from "./state/world";

/** What there is, for people to look at. */
export function summarise(world: World): object {
  const online = world.presences.all().filter((presence) => presence.online);
  const items = world.items.all().filter((item) => !item.deleted);
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
      items: items.filter((item) => sameText(item.liveId, room.liveId)).length,
      online: online.filter((presence) => sameText(presence.liveId, room.liveId)).length,
    })),
    users: world.users.all().length,
    items: items.length,
    gifts: world.gifts.all().length,
    relays: world.relays
      .all()
      .map(({ sid, status, initRoomId, recvRoomId }) => ({ sid, status, initRoomId, recvRoomId })),
    moderation: world.moderation,
    callback: { url: world.callbacks.url, sent: world.callbacks.sent() },
  };
}
