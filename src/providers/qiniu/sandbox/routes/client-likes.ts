import type { QiniuLikes } from "../../protocol/wire-audience";
import { failures, type ServiceFailure } from "../failure";
import { parameter, Verbatim, type Call, type QiniuRoute } from "../route";
import { collate } from "../state/collation";
import { lags } from "../state/database";
import type { Room } from "../state/entities";
import { addLikes } from "../state/likes";
import { bind, integer, struct, UnboundBody } from "../wire/binding";
import { writeJson } from "../wire/json-writer";

const likeInput = struct<{ readonly count: number }>("PutLikeRequest", { count: integer });

export const clientLikeRoutes: readonly QiniuRoute[] = [
  {
    method: "PUT",
    path: "/client/live/room/:liveId/like",
    masterCode: 0,
    masterFailure: { status: 500 },
    handle(call): QiniuLikes | Verbatim {
      const room = roomOf(call);
      if (!room) {
        if (call.dialect === "master") return twoFailures(call);
        throw failures.noRecord();
      }
      return addLikes(call, room, call.caller.UserId, readCount(call));
    },
  },
];

function roomOf(call: Call): Room | undefined {
  return call.world.rooms.under(collate(parameter(call, "liveId")), lags(call))[0];
}

/** Master goes on after its first answer, fails again and writes a second envelope behind the first. */
function twoFailures({ requestId }: Call): Verbatim {
  const text = ({ master: { code, message } }: ServiceFailure) => writeJson({ request_id: requestId, code, message });
  return new Verbatim(500, text(failures.noRecord()) + text(failures.database()));
}

/** One like when the body is missing, makes no sense, or says zero. */
function readCount(call: Call): number {
  try {
    return bind(call.request, likeInput).count || 1;
  } catch (error) {
    if (error instanceof UnboundBody) return 1;
    throw error;
  }
}
