import { flagField, idField, type Fields } from "./fields";
import { liveOperation, type WechatOperation } from "./operation";
import { WechatRefusal } from "./refusal";
import { roomFor, type Room } from "./rooms";
import type { RoomAction } from "./room-status";
import type { WechatState } from "./state";

type Switch = "isFeedsPublic" | "closeReplay" | "closeKf" | "banComment";

/** One flag of one room, at any time that the room's status allows. */
function switchOperation(
  name: string,
  path: string,
  flag: Switch,
  action: RoomAction,
  check: (value: number, state: WechatState) => void = () => undefined,
): WechatOperation {
  return liveOperation({
    name,
    path: `/wxaapi/broadcast/room/${path}`,
    success: "text",
    prepare: (fields) => {
      const roomId = idField(fields, roomField(fields, flag));
      const value = flagField(fields, flag);
      return ({ state }) => {
        const room: Room = roomFor(state.rooms, roomId, action);
        check(value, state);
        room[flag] = value;
        return {};
      };
    },
  });
}

/** For updatecomment, WeChat's field table says `id` and its example `roomId`: both are taken. */
function roomField(fields: Fields, flag: Switch): string {
  return flag === "banComment" && fields["roomId"] === undefined && fields["id"] !== undefined ? "id" : "roomId";
}

export const roomSwitchOperations: readonly WechatOperation[] = [
  switchOperation("room.updateFeedPublic", "updatefeedpublic", "isFeedsPublic", "switches"),
  switchOperation("room.updateReplay", "updatereplay", "closeReplay", "replay"),
  switchOperation("room.updateKf", "updatekf", "closeKf", "switches", (value, { account }) => {
    if (value === 0 && account.isOn("customer-service-off")) throw new WechatRefusal(300038);
  }),
  switchOperation("room.updateComment", "updatecomment", "banComment", "comment"),
];
