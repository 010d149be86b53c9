import { createHash } from "node:crypto";
import type { WechatPushUrl, WechatSharedCode } from "../protocol/wire-room";
import { idField, optionalText } from "./fields";
import { liveOperation, type WechatOperation } from "./operation";
import { WechatRefusal } from "./refusal";
import { roomFor } from "./rooms";

export const roomLinkOperations: readonly WechatOperation[] = [
  liveOperation({
    name: "room.getPushUrl",
    method: "GET",
    path: "/wxaapi/broadcast/room/getpushurl",
    success: "code",
    prepare: (fields) => {
      const roomId = idField(fields, "roomId");
      return ({ state: { rooms, settings } }) => {
        const room = roomFor(rooms, roomId, "pushUrl");
        // A phone room (手机直播) is not pushed to.
        if (room.type !== 1) throw new WechatRefusal(300023);
        const { appId, appSecret } = settings.credentials;
        const until = room.endTime.toString(16);
        const secret = createHash("md5").update(`${appSecret}/${roomId}/${until}`).digest("hex");
        const stream = `${appId}-${roomId}?txSecret=${secret}&txTime=${until}`;
        return { pushAddr: `rtmp://wxalivepush.weixin.qq.com/live/${stream}` } satisfies WechatPushUrl;
      };
    },
  }),
  liveOperation({
    name: "room.getSharedCode",
    method: "GET",
    path: "/wxaapi/broadcast/room/getsharedcode",
    success: "code",
    prepare: (fields) => {
      const roomId = idField(fields, "roomId");
      const parameters = optionalText(fields, "params");
      if (parameters !== undefined && !isReadable(parameters)) throw new WechatRefusal(1001);
      return ({ state: { rooms }, pictureUrl }) => {
        roomFor(rooms, roomId, "sharedCode");
        const custom = parameters === undefined ? "" : `&custom_params=${encodeURIComponent(parameters)}`;
        return {
          cdnUrl: pictureUrl(`share-code-${roomId}.png`),
          pagePath: `plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin?room_id=${roomId}${custom}`,
          posterUrl: pictureUrl(`share-poster-${roomId}.png`),
        } satisfies WechatSharedCode;
      };
    },
  }),
];

/** Meant to be a JSON object. SDK examples send plain text too; what starts like JSON has to be JSON. */
function isReadable(parameters: string): boolean {
  if (!/^\s*[{[]/.test(parameters)) return true;
  try {
    return !Array.isArray(JSON.parse(parameters));
  } catch {
    return false;
  }
}
