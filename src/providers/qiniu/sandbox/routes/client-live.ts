import { toLive } from "../answers";
import { inWords, onMaster } from "../failure";
import { parameter, type QiniuRoute } from "../route";
import { isAnchorInRoom, listPresences, startRoom } from "../state/presences";
import { createRoom, deleteRoom, findRoom, replaceRoomExtends, stopRoom } from "../state/rooms";
import { findUser } from "../state/users";
import { makeRoomToken } from "../stream-urls";
import { bind, extensions, struct, text } from "../wire/binding";
import { invalidText } from "../state/items";
import { roomInput } from "./server-live";
import type { TextMap } from "../wire/json-writer";

const extendsInput = struct<{ readonly live_id: string; readonly extends: TextMap | null }>("UpdateExtendsRequest", {
  live_id: text,
  extends: extensions,
});

/** What an anchor does with rooms of his own. */
export const clientLiveRoutes: readonly QiniuRoute[] = [
  {
    method: "POST",
    path: "/client/live/room/instance",
    masterCode: 200,
    masterFailure: inWords("create liveEntity failed"),
    handle(call) {
      const input = bind(call.request, roomInput, { masterText: "invalid request" });
      const room = createRoom(call, { ...input, anchor_id: call.caller.UserId });
      return toLive(call.world, room, findUser(call, call.caller.UserId), { fresh: true });
    },
  },
  {
    method: "DELETE",
    path: "/client/live/room/instance/:liveId",
    masterCode: 200,
    masterFailure: inWords("delete live failed"),
    // Somebody else's room stays, and yet the answer is success and the event is sent.
    handle: (call) => deleteRoom(call, parameter(call, "liveId"), call.caller.UserId),
  },
  {
    method: "GET",
    path: "/client/live/room/info/:liveId",
    masterCode: 200,
    masterFailure: inWords("get liveInfo info failed"),
    handle(call) {
      const room = findRoom(call, parameter(call, "liveId"));
      const anchor = onMaster(inWords("find user failed"), () => findUser(call, room.anchorId));
      return toLive(call.world, room, anchor, {
        onlineCount: listPresences(call, room.liveId).length,
        anchorStatus: isAnchorInRoom(call, room) ? 1 : 0,
      });
    },
  },
  {
    method: "PUT",
    path: "/client/live/room/:liveId",
    masterCode: 200,
    masterFailure: inWords("start live failed"),
    handle(call) {
      const { clock, settings } = call.world;
      startRoom(call, parameter(call, "liveId"), call.caller.UserId);
      const room = onMaster(inWords("get liveInfo info failed"), () => findRoom(call, parameter(call, "liveId")));
      return toLive(call.world, room, findUser(call, room.anchorId), {
        anchorStatus: call.dialect === "master" ? 1 : 0,
        roomToken: makeRoomToken(room.liveId, call.caller.UserId, clock.seconds(), settings),
      });
    },
  },
  {
    method: "DELETE",
    path: "/client/live/room/:liveId",
    masterCode: 200,
    masterFailure: inWords("stop live failed"),
    handle: (call) => stopRoom(call, parameter(call, "liveId"), call.caller.UserId),
  },
  {
    method: "PUT",
    path: "/client/live/room/extends",
    masterCode: 200,
    masterFailure: inWords("update extends failed"),
    handle(call) {
      const input = bind(call.request, extendsInput, { masterText: "bind json failed" });
      if (input.live_id === "") throw invalidText("live_id is empty").onMaster({ status: 400 });
      replaceRoomExtends(call, input.live_id, input.extends);
    },
  },
];
