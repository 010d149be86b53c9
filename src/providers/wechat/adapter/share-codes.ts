import { isRefusal, refuseAll, type LiveError } from "../../../domain/error";
import type { ShareCodePort } from "../../../domain/room";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatSharedCode } from "../protocol/wire-room";
import { found, invalid } from "./checks";
import type { WechatContext } from "./context";
import { roomNumber } from "./native-id";

/** A QR code that opens the room (分享二维码). */
export function createShareCodes({ client }: WechatContext): ShareCodePort {
  return {
    async getShareCode(roomNativeId, params, call) {
      refuseAll(found(checkParameters(params ?? "")));
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

/** What the live plug-in keeps of custom parameters; the rest it would cut off without a word. */
const LONGEST_PARAMETERS = 600;

function checkParameters(params: string): LiveError | null {
  if (params.length <= LONGEST_PARAMETERS) return null;
  return invalid(
    ["params"],
    `params may have at most ${LONGEST_PARAMETERS} characters: WeChat's live plug-in cuts off what is longer.`,
    `params 最多 ${LONGEST_PARAMETERS} 个字符：直播插件会截断更长的参数。`,
  );
}
