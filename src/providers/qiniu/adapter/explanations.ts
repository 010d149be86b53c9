import { z } from "zod";
import type { Call } from "../../../domain/call";
import { LiveError } from "../../../domain/error";
import type { ExplanationPort, RoomGoodsPushPort } from "../../../domain/goods";
import type { Room } from "../../../domain/room";
import { eachFound } from "../../../upstream/each-found";
import { qiniuEndpoints } from "../protocol/endpoints";
import { qiniuItem } from "../protocol/wire";
import { qiniuRecords } from "../protocol/wire-items";
import type { QiniuContext } from "./context";
import { fromShelfStatus, readItems } from "./items";
import { notInRoom } from "./room-goods";
import { getRoom, isLiveId, roomNotFound } from "./rooms";

const RECORD_READY = 0;

/**
 * Explanations (讲解) belong to the anchor, so they are asked for in the anchor's name. Pushing goods starts their
 * explanation without recording it: what is recorded, and for how long, is the anchor's decision.
 */
export function createExplanations(context: QiniuContext): ExplanationPort & RoomGoodsPushPort {
  const { userClient, serviceUserId } = context;

  /** The recordings that can be watched, by item; the latest of several. */
  async function readVideos(liveId: string, anchorId: string, call: Call): Promise<ReadonlyMap<string, string>> {
    const request = { path: { liveId } };
    const records = await userClient.sendAs(anchorId, qiniuEndpoints.listRecords, request, qiniuRecords, call);
    const ready = (records ?? []).filter(({ status, record_url }) => status === RECORD_READY && isAddress(record_url));
    ready.sort((a, b) => a.id - b.id);
    return new Map(ready.map(({ item_id, record_url }) => [item_id ?? "", record_url ?? ""]));
  }

  return {
    async pushRoomGoods(liveId, itemId, call) {
      const [room, items] = await Promise.all([getRoom(context, liveId, call), readItems(context, liveId, call)]);
      const anchorId = checkPushable(room);
      const item = items.find(({ item_id }) => item_id === itemId);
      // The server falls over an item that is not there.
      if (!item) throw notInRoom().with({ field: ["goods"] });
      if (item.status === fromShelfStatus("OFF_SHELF")) throw offShelf();
      await userClient.sendAs(anchorId, qiniuEndpoints.explainItem, { path: { liveId, itemId } }, z.unknown(), call);
    },

    async getExplanationVideos(room, goodsNativeIds, call) {
      const anchorId = room.anchor?.nativeUserId;
      // Recordings are cut from the stream, and there was none yet.
      if (!anchorId || room.status === "SCHEDULED") return goodsNativeIds.map(() => null);
      const [videos] = await eachFound([room.nativeId], (liveId) => readVideos(liveId, anchorId, call));
      if (!videos || videos instanceof LiveError) return goodsNativeIds.map(() => videos ?? null);
      return goodsNativeIds.map((itemId) => videos.get(itemId) ?? null);
    },

    getExplainedGoods: (liveIds, call) =>
      eachFound(liveIds, async (liveId) => {
        if (!isLiveId(liveId)) throw roomNotFound();
        const request = { path: { liveId } };
        const endpoint = qiniuEndpoints.getExplainedItem;
        const item = await userClient.sendAs(serviceUserId, endpoint, request, qiniuItem.nullish(), call);
        if (!item) throw notInRoom();
        return item.item_id;
      }),
  };
}

/** The anchor of a room in which goods can be shown. */
function checkPushable({ status, anchor }: Room): string {
  if (status !== "ENDED" && status !== "BANNED" && anchor?.nativeUserId) return anchor.nativeUserId;
  throw new LiveError(
    "INVALID_STATE",
    { en: "The broadcast is over: goods cannot be pushed any more.", zh: "直播已结束，无法再推送商品。" },
    { provider: "QINIU" },
  );
}

function offShelf(): LiveError {
  return new LiveError(
    "INVALID_STATE",
    {
      en: "These goods are off the shelf: put them on it with setGoodsShelfStatus first.",
      zh: "该商品已下架：请先使用 setGoodsShelfStatus 上架。",
    },
    { field: ["goods"], provider: "QINIU" },
  );
}

/** Until it is ready, a recording's address is a bare name. */
function isAddress(url: string | null | undefined): boolean {
  return /^https?:\/\//.test(url ?? "");
}
