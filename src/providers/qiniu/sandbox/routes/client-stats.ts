import { failures, Panic } from "../failure";
import { parameter, type QiniuRoute } from "../route";
import { countVisit, readStats, type Visit } from "../state/visits";
import { bind, integer, list, pointer, struct, text } from "../wire/binding";

const visitInput = struct<Visit>("SingleLiveInfo", {
  live_id: text,
  user_id: text,
  biz_id: text,
  type: integer,
  count: integer,
});
const visitsInput = struct<{ readonly data: readonly (Visit | null)[] }>("SingleLiveRequest", {
  data: list(pointer(visitInput)),
});

export const clientStatsRoutes: readonly QiniuRoute[] = [
  {
    method: "GET",
    path: "/client/stats/singleLive/:liveId",
    masterCode: 0,
    handle: (call) => readStats(call, parameter(call, "liveId")),
  },
  {
    method: "POST",
    path: "/client/stats/singleLive",
    masterCode: 0,
    handle(call) {
      const { data } = bind(call.request, visitsInput);
      if (data.length === 0) throw failures.invalid("Empty data");
      for (const visit of data) {
        if (visit === null) throw new Panic();
        countVisit(call, visit);
      }
    },
  },
];
