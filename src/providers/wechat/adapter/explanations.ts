import { isRefusal } from "../../../domain/error";
import type { ExplanationPort } from "../../../domain/goods";
import type { RoomStatus } from "../../../domain/room";
import { eachFound } from "../../../upstream/each-found";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatGoodsVideo, type WechatRoomGoodsChoice } from "../protocol/wire-room";
import type { WechatContext } from "./context";
import { goodsNumber, roomNumber } from "./native-id";

/** Before it was live, a room has no recordings: asking would only cost calls. */
const silent: ReadonlySet<RoomStatus> = new Set(["SCHEDULED", "EXPIRED"]);
/** No video, not ready yet, could not be made. */
const noVideo: ReadonlySet<string | undefined> = new Set(["300044", "300045", "300046"]);

/** The recording of the anchor's explanation (讲解视频). POST, although it reads. */
export function createExplanations({ client }: WechatContext): ExplanationPort {
  return {
    async getExplanationVideos(room, goodsNativeIds, call) {
      if (silent.has(room.status)) return goodsNativeIds.map(() => null);
      return eachFound(goodsNativeIds, async (nativeId) => {
        const body: WechatRoomGoodsChoice = {
          roomId: roomNumber(room.nativeId),
          goodsId: goodsNumber(nativeId, ["goods"]),
        };
        try {
          return (await client.send(wechatEndpoints.getExplanationVideo, { body }, wechatGoodsVideo, call)).url;
        } catch (error) {
          const isNone =
            isRefusal(error) && (error.kind === "INVALID_STATE" || noVideo.has(error.details.providerCode));
          if (isNone) return null;
          throw error;
        }
      });
    },
  };
}
