import type { QiniuPage } from "../../protocol/wire";
import type { QiniuGift, QiniuGiftConfig } from "../../protocol/wire-gifts";
import { failures, inWords, type ServiceFailure } from "../failure";
import { pageOf } from "../page";
import { parameter, queryText, wholeNumber, type Call, type QiniuRoute } from "../route";
import type { GiftConfig, GiftRecord } from "../state/entities";
import { listGiftConfigs, listGifts } from "../state/gifts";

type List = "liveId" | "anchorId" | "userId";

/** On master a number that is none is an internal error, in the handler's words. */
export function notANumber(message: string): ServiceFailure {
  return failures.invalid().onMaster(inWords(message));
}

/** Reading of gifts, the same for business servers and for users but for whose gifts they are. */
export function giftListRoute(path: string, of: List, idOf: (call: Call) => string): QiniuRoute {
  return {
    method: "GET",
    path,
    masterCode: 200,
    masterFailure: inWords("search gift failed"),
    handle(call): QiniuPage<QiniuGift> {
      const number = wholeNumber(queryText(call, "page_num", "1"));
      if (number === null) throw notANumber("page_num is not int");
      const size = wholeNumber(queryText(call, "page_size", "10"));
      if (size === null) throw notANumber("page_size is not int");
      return pageOf(listGifts(call, of, idOf(call)), { number, size }, toGift);
    },
  };
}

/** The gifts on offer. Develop's list for users is null when it is empty. */
export function giftConfigRoute(group: "server" | "client"): QiniuRoute {
  return {
    method: "GET",
    path: `/${group}/gift/config/:type`,
    masterCode: 200,
    masterFailure: inWords("get all gift config failed"),
    handle(call) {
      const type = wholeNumber(parameter(call, "type"));
      if (type === null) {
        const text = group === "client" ? "type is not int" : undefined;
        throw failures.invalid(text).onMaster(inWords("type is not int"));
      }
      const configs = listGiftConfigs(call, type).map(toGiftConfig);
      return configs.length === 0 && group === "client" && call.dialect !== "master" ? null : configs;
    },
  };
}

export const inPath =
  (name: string) =>
  (call: Call): string =>
    parameter(call, name);

function toGiftConfig(config: GiftConfig): QiniuGiftConfig {
  return {
    gift_id: config.giftId,
    type: config.type,
    name: config.name,
    amount: config.amount,
    img: config.img,
    animation_type: config.animationType,
    animation_img: config.animationImg,
    order: config.order,
    extends: config.extends,
  };
}

function toGift(gift: GiftRecord): QiniuGift {
  return {
    id: gift.id,
    biz_id: gift.bizId,
    user_id: gift.userId,
    gift_id: gift.giftId,
    amount: gift.amount,
    status: gift.status,
    live_id: gift.liveId,
    anchor_id: gift.anchorId,
    created_at: gift.createdAt,
    updated_at: gift.updatedAt,
  };
}
