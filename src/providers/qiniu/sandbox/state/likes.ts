import type { QiniuLikes } from "../../protocol/wire-audience";
import { failures } from "../failure";
import type { Trace } from "../trace";
import { collate, sameText } from "./collation";
import type { Room } from "./entities";
import { needPresence } from "./presences";
import { VisitType } from "./visits";

/** Likes of somebody who is in the room; the anchor may not like his own. */
export function addLikes(trace: Trace, room: Room, userId: string, count: number): QiniuLikes {
  if (room.anchorId === userId) throw failures.invalid("anchor can not like self");
  needPresence(trace, room.liveId, userId);
  const { likes } = trace.world;
  const ofRoom = likes.get(room.liveId) ?? new Map<string, number>();
  likes.set(room.liveId, ofRoom);
  const mine = (ofRoom.get(userId) ?? 0) + count;
  ofRoom.set(userId, mine);
  recordTotal(trace, room.liveId, userId, mine);
  return { count: mine, total: [...ofRoom.values()].reduce((sum, likesOfOne) => sum + likesOfOne, 0) };
}

/** The figure follows the counter: each user's own total, not what was added. */
function recordTotal({ world }: Trace, liveId: string, userId: string, count: number): void {
  const known = world.visits
    .under(collate(liveId))
    .find((row) => row.type === VisitType.like && sameText(row.userId, userId) && row.bizId === "");
  if (known) world.visits.save({ ...known, count });
  else world.visits.insert({ liveId, userId, bizId: "", type: VisitType.like, count, visitors: 1 });
}
