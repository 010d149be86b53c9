import { isRefusal } from "../../../domain/error";
import type { ShareCodePort } from "../../../domain/room";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatSharedCode } from "../protocol/wire-room";
import type { WechatContext } from "./context";
import { roomNumber } from "./native-id";

/** A QR code that opens the room (分享二维码). */
export function createShareCodes({ client }: WechatContext): ShareCodePort {
  return {
    async getShareCode(roomNativeId, params, call) {
      const query = { roomId: roomNumber(roomNativeId), ...(params ? { params } : {}) };
      try {
        const code = await client.send(wechatEndpoints.getSharedCode, { query }, wechatSharedCode, call);
        if (!code.cdnUrl) return null;
        return { imageUrl: code.cdnUrl, pagePath: code.pagePath || null, posterUrl: code.posterUrl || null };
      } catch (error) {
        if (isRefusal(error) && error.kind === "INVALID_STATE") return null;
        throw error;
      }
    },
  };
}
