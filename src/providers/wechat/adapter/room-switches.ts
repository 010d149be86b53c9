import type { WechatRoomSwitches } from "../../../domain/room";
import type { WechatRoomCreation } from "../protocol/wire";

/** Our switches name what is on, WeChat's what is closed. One that is not given is left to WeChat's own default. */
export function fromSwitches(
  switches: WechatRoomSwitches,
): Pick<
  WechatRoomCreation,
  "closeLike" | "closeGoods" | "closeComment" | "closeReplay" | "closeShare" | "closeKf" | "isFeedsPublic"
> {
  const closed = (on: boolean) => (on ? 0 : 1);
  const { replay, sharing, customerService, feedListed } = switches;
  return {
    closeLike: closed(switches.likes ?? true),
    closeGoods: closed(switches.goodsShelf ?? true),
    closeComment: closed(switches.comments ?? true),
    ...(typeof replay === "boolean" ? { closeReplay: closed(replay) } : {}),
    ...(typeof sharing === "boolean" ? { closeShare: closed(sharing) } : {}),
    ...(typeof customerService === "boolean" ? { closeKf: closed(customerService) } : {}),
    ...(typeof feedListed === "boolean" ? { isFeedsPublic: feedListed ? 1 : 0 } : {}),
  };
}
