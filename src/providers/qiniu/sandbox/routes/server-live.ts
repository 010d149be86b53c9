import { toLive } from "../answers";
import { inWords, onMaster } from "../failure";
import { parameter, type QiniuRoute } from "../route";
import { createRoom, deleteRoom, findRoom, stopRoom, type RoomInput } from "../state/rooms";
import { findUser } from "../state/users";
import { bind, extensions, struct, text, time } from "../wire/binding";

export const roomInput = struct<RoomInput>("CreateLiveRequest", {
  anchor_id: text,
  title: text,
  notice: text,
  cover_url: text,
  extends: extensions,
  start_at: time,
  end_at: time,
  publish_expire_at: time,
});

/** The four calls a business server has for rooms. It can neither start, change nor list them. */
export const serverLiveRoutes: readonly QiniuRoute[] = [
  {
    method: "POST",
    path: "/server/live",
    masterCode: 200,
    handle(call) {
      const input = bind(call.request, roomInput, { masterText: "invalid request" });
      const anchor = findUser(call, input.anchor_id);
      const room = onMaster({ code: 500, message: "create live failed" }, () => createRoom(call, input));
      return toLive(call.world, room, anchor, { fresh: true });
    },
  },
  {
    method: "GET",
    path: "/server/live/:id",
    masterCode: 200,
    handle(call) {
      // Not a slip here: master says of a room it cannot find that it could not create it.
      const room = onMaster({ code: 500, message: "create live failed" }, () => findRoom(call, parameter(call, "id")));
      return toLive(call.world, room, findUser(call, room.anchorId));
    },
  },
  {
    method: "POST",
    path: "/server/live/:id/stop",
    masterCode: 200,
    handle(call) {
      const room = findRoom(call, parameter(call, "id"));
      onMaster({ status: 500 }, () => stopRoom(call, room.liveId, room.anchorId));
    },
  },
  {
    method: "DELETE",
    path: "/server/live/:id",
    masterCode: 200,
    handle(call) {
      const room = findRoom(call, parameter(call, "id"));
      onMaster(inWords("delete live failed"), () => deleteRoom(call, room.liveId, room.anchorId));
    },
  },
];
