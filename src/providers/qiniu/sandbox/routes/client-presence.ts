import type { QiniuHeartbeat } from "../../protocol/wire-audience";
import { toLive, toViewer } from "../answers";
import { inWords, onMaster } from "../failure";
import { pageOf } from "../page";
import { parameter, queryText, wholeNumber, type Call, type QiniuRoute } from "../route";
import type { Presence } from "../state/entities";
import { invalidText } from "../state/items";
import { beat, isAnchorInRoom, joinRoom, leaveRoom, listPresences } from "../state/presences";
import { findRoom } from "../state/rooms";
import { findUser } from "../state/users";
import { countVisit, VisitType } from "../state/visits";

/** Coming and going of viewers, and the sign of life that everybody in a room gives every five seconds. */
export const clientPresenceRoutes: readonly QiniuRoute[] = [
  {
    method: "POST",
    path: "/client/live/room/user/:liveId",
    masterCode: 200,
    masterFailure: inWords("get live info failed"),
    handle(call) {
      const liveId = parameter(call, "liveId");
      joinRoom(call, liveId, call.caller.UserId);
      const room = onMaster(inWords("get liveInfo info failed"), () => findRoom(call, liveId));
      const anchor = onMaster(inWords("find user failed"), () => findUser(call, room.anchorId));
      countVisit(call, { live_id: liveId, user_id: call.caller.UserId, biz_id: "", type: VisitType.live, count: 1 });
      return toLive(call.world, room, anchor, { anchorStatus: isAnchorInRoom(call, room) ? 1 : 0 });
    },
  },
  {
    method: "DELETE",
    path: "/client/live/room/user/:liveId",
    masterCode: 200,
    masterFailure: inWords("leave live room failed"),
    handle: (call) => leaveRoom(call, parameter(call, "liveId"), call.caller.UserId),
  },
  {
    method: "GET",
    path: "/client/live/room/heartbeat/:liveId",
    masterCode: 0,
    masterFailure: inWords("heartbeat failed"),
    handle(call): QiniuHeartbeat {
      const room = beat(call, parameter(call, "liveId"), call.caller.UserId);
      return { live_id: room.liveId, live_status: room.status };
    },
  },
  {
    method: "GET",
    path: "/client/live/room/user_list",
    masterCode: 200,
    masterFailure: inWords("get live user list failed"),
    handle(call) {
      const liveId = queryText(call, "live_id", "");
      const refused = (text: string) => invalidText(text).onMaster({ status: 400 });
      if (liveId === "") throw refused("live_id is empty");
      const number = wholeNumber(queryText(call, "page_num", "1"));
      if (number === null) throw refused("page_num is not int");
      const size = wholeNumber(queryText(call, "page_size", "10"));
      if (size === null) throw refused("page_size is not int");
      return pageOf(listPresences(call, liveId), { number, size }, (presence) => showViewer(call, presence));
    },
  },
];

/** A viewer who is no longer known shows as empty on master and is dropped by the others. */
function showViewer(call: Call, { userId }: Presence): object | null {
  try {
    return { ...toViewer(call.world, findUser(call, userId)), user_id: userId };
  } catch {
    if (call.dialect !== "master") return null;
    return { user_id: "", im_userid: 0, im_username: "", nick: "", avatar: "", extends: null };
  }
}
