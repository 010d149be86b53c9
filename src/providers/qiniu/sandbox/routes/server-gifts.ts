import { failures, inWords } from "../failure";
import { parameter, wholeNumber, type QiniuRoute } from "../route";
import { deleteGiftConfig, saveGiftConfig, type GiftConfigInput } from "../state/gifts";
import { bind, extensions, integer, struct, text } from "../wire/binding";
import { giftConfigRoute, giftListRoute, inPath, notANumber } from "./gifts";

const configInput = struct<GiftConfigInput>("GiftConfigDto", {
  gift_id: integer,
  type: integer,
  name: text,
  amount: integer,
  img: text,
  animation_type: integer,
  animation_img: text,
  order: integer,
  extends: extensions,
});

const INCOMPLETE = "gift_id 不能为 0，name 不能为空";

export const serverGiftRoutes: readonly QiniuRoute[] = [
  {
    method: "POST",
    path: "/server/gift/config",
    masterCode: 200,
    masterFailure: inWords("add gift config failed"),
    handle(call) {
      const input = bind(call.request, configInput);
      if (input.gift_id === 0 || input.name === "") {
        throw failures.invalid(INCOMPLETE, INCOMPLETE).onMaster({ status: 400 });
      }
      saveGiftConfig(call, input);
    },
  },
  {
    method: "DELETE",
    path: "/server/gift/config/:giftId",
    masterCode: 200,
    masterFailure: inWords("delete gift config failed"),
    handle(call) {
      const giftId = wholeNumber(parameter(call, "giftId"));
      if (giftId === null) throw notANumber("gift_id is not int");
      deleteGiftConfig(call, giftId);
    },
  },
  giftConfigRoute("server"),
  giftListRoute("/server/gift/list/live/:liveId", "liveId", inPath("liveId")),
  giftListRoute("/server/gift/list/anchor/:anchorId", "anchorId", inPath("anchorId")),
  giftListRoute("/server/gift/list/user/:userId", "userId", inPath("userId")),
];
