import { ControlRefusal } from "../../../sandbox";
import { sameText } from "./state/collation";
import type { Room } from "./state/entities";
import { listPresences, settleIn } from "./state/presences";
import { VisitType } from "./state/visits";
import type { World } from "./state/world";
import { plantUser } from "./seeds/planting";
import { quietTrace } from "./trace";

const MOST_VIEWERS = 1000;

/**
 * Sets how many are in the room and what its figures say. Who is missing is made up and stays without heartbeats; who
 * is too many leaves, the anchor last.
 */
export function audienceControl(world: World, room: Room, body: Readonly<Record<string, unknown>>): object {
  const online = readCount(body, "online");
  const pageViews = readCount(body, "pageViews");
  const uniqueViewers = readCount(body, "uniqueViewers");
  const likes = readCount(body, "likes");
  if ((online ?? 0) > MOST_VIEWERS) throw new ControlRefusal(`online is at most ${MOST_VIEWERS}`);
  if (online !== undefined) setOnline(world, room, online);
  if (pageViews !== undefined || uniqueViewers !== undefined) {
    const now = totalsOf(world, room, VisitType.live);
    setTotals(world, room, VisitType.live, pageViews ?? now.count, uniqueViewers ?? now.visitors);
  }
  if (likes !== undefined) {
    setTotals(world, room, VisitType.like, likes, totalsOf(world, room, VisitType.like).visitors);
    world.likes.set(room.liveId, new Map([["", likes]]));
  }
  return { liveId: room.liveId, online: listPresences(quietTrace(world, ""), room.liveId).length };
}

function readCount(body: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0) {
    throw new ControlRefusal(`${name} is a whole number, 0 or more`);
  }
  return value;
}

function setOnline(world: World, room: Room, online: number): void {
  const present = [...listPresences(quietTrace(world, ""), room.liveId)].sort(
    (a, b) => Number(sameText(b.userId, room.anchorId)) - Number(sameText(a.userId, room.anchorId)),
  );
  for (const presence of present.slice(online)) world.presences.save({ ...presence, online: false, liveId: "" });
  for (let missing = online - present.length; missing > 0; missing -= 1) {
    const userId = `viewer_${world.identifiers.snowflake()}`;
    plantUser(world, userId, { nick: "观众" });
    settleIn(world, room.liveId, userId);
  }
}

function totalsOf(world: World, room: Room, type: number): { count: number; visitors: number } {
  const rows = world.visits.all().filter((visit) => visit.type === type && sameText(visit.liveId, room.liveId));
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    visitors: rows.reduce((sum, row) => sum + row.visitors, 0),
  };
}

function setTotals(world: World, { liveId }: Room, type: number, count: number, visitors: number): void {
  for (const row of world.visits.all()) if (row.type === type && sameText(row.liveId, liveId)) world.visits.remove(row);
  world.visits.insert({ liveId, userId: "", bizId: "", type, count, visitors });
}
