import type { QiniuLiveStats } from "../../protocol/wire-audience";
import type { Trace } from "../trace";
import { collate, sameText } from "./collation";
import { needDatabase, needDatabaseRaw } from "./database";

/** What is counted in a room, by its number on the wire. */
export const VisitType = { live: 1, item: 2, comment: 3, relay: 4, mic: 5, like: 6, gift: 7 } as const;

const descriptions = ["Live", "Item", "Comment", "Relay", "Mic", "Like", "Gift"];

export interface Visit {
  readonly live_id: string;
  readonly user_id: string;
  readonly biz_id: string;
  readonly type: number;
  readonly count: number;
}

/** Adds to what the user did before. A count that is not positive adds nothing, but makes the user a visitor. */
export function countVisit(trace: Trace, visit: Visit): void {
  needDatabase(trace);
  const { visits } = trace.world;
  const known = visits
    .under(collate(visit.live_id))
    .find((row) => row.type === visit.type && sameText(row.userId, visit.user_id) && sameText(row.bizId, visit.biz_id));
  if (known) {
    if (visit.count > 0) visits.save({ ...known, count: known.count + visit.count });
    return;
  }
  const { live_id: liveId, user_id: userId, biz_id: bizId, type, count } = visit;
  visits.insert({ liveId, userId, bizId, type, count, visitors: 1 });
}

/** All seven figures, zero for what nobody did. */
export function readStats(trace: Trace, liveId: string): QiniuLiveStats {
  needDatabaseRaw(trace);
  const rows = trace.world.visits.under(collate(liveId));
  return {
    flow: "",
    info: descriptions.map((type_description, index) => {
      const ofType = rows.filter((row) => row.type === index + 1);
      return {
        type: index + 1,
        type_description,
        page_view: ofType.reduce((sum, row) => sum + row.count, 0),
        unique_visitor: visitorsOf(ofType),
      };
    }),
  };
}

/** A user who did the same kind of thing to several things is one visitor. */
function visitorsOf(rows: readonly { readonly userId: string; readonly visitors: number }[]): number {
  const users = new Map<string, number>();
  for (const { userId, visitors } of rows)
    users.set(collate(userId), Math.max(visitors, users.get(collate(userId)) ?? 0));
  return [...users.values()].reduce((sum, visitors) => sum + visitors, 0);
}
