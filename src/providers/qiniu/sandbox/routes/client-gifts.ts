import type { Call, QiniuRoute } from "../route";
import { sendGift, type GiftInput } from "../state/gift-sending";
import { bind, integer, struct, text } from "../wire/binding";
import { giftConfigRoute, giftListRoute, inPath } from "./gifts";

const giftInput = struct<GiftInput>("SendGiftRequest", { live_id: text, gift_id: integer, amount: integer });

const caller = (call: Call): string => call.caller.UserId;

export const clientGiftRoutes: readonly QiniuRoute[] = [
  giftConfigRoute("client"),
  giftListRoute("/client/gift/list/live/:liveId", "liveId", inPath("liveId")),
  giftListRoute("/client/gift/list/anchor", "anchorId", caller),
  giftListRoute("/client/gift/list/user", "userId", caller),
  {
    method: "POST",
    path: "/client/gift/send",
    masterCode: 0,
    masterNullData: true,
    handle: (call) => sendGift(call, bind(call.request, giftInput), call.caller.UserId),
  },
];
