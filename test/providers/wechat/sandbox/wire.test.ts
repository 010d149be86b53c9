import type { z } from "zod";
import {
  wechatAssistantList,
  wechatEnvelope,
  wechatGoodsAdded,
  wechatLibrary,
  wechatReplayList,
  wechatRoomCreated,
  wechatRoomList,
  wechatToken,
  wechatWarehouse,
} from "../../../../src/providers/wechat/protocol/wire";
import { wechatAnnounced, wechatFollowerPage } from "../../../../src/providers/wechat/protocol/wire-followers";
import { wechatGoodsAudited, wechatGoodsKey } from "../../../../src/providers/wechat/protocol/wire-goods";
import { wechatRoleList } from "../../../../src/providers/wechat/protocol/wire-roles";
import {
  wechatGoodsVideo,
  wechatPushUrl,
  wechatSharedCode,
  wechatSubAnchor,
} from "../../../../src/providers/wechat/protocol/wire-room";
import { accountForEach, jsonPost, type Answer } from "./account";
import { createPath, listPath, roomCreation } from "./room-plan";

const account = accountForEach();
const get = (path: string, query = {}) => account().get(`/wxaapi/broadcast/${path}`, query);
const post = (path: string, body: object) => account().post(`/wxaapi/broadcast/${path}`, body);
const credentials = { grant_type: "client_credential", appid: "wx0000000000000001", secret: "sandbox-wechat-secret" };
const goodsInfo = { coverImgUrl: "MEDIA_G", name: "茶杯", priceType: 1, price: 1, url: "pages/index/index" };

/** The shapes by which the adapter reads are the simulator's own answers' too, so that neither can drift alone. */
describe("the shape of an answer", () => {
  const answers: readonly (readonly [string, z.ZodType, () => Promise<Answer>])[] = [
    [
      "token",
      wechatToken,
      async () => (await (await account().send("/cgi-bin/stable_token", jsonPost(credentials))).json()) as Answer,
    ],
    ["room list", wechatRoomList, () => account().post(listPath, { start: 0, limit: 100 })],
    [
      "recordings",
      wechatReplayList,
      () => account().post(listPath, { action: "get_replay", room_id: 4, start: 0, limit: 9 }),
    ],
    ["new room", wechatRoomCreated, () => account().post(createPath, roomCreation)],
    ["push address", wechatPushUrl, () => get("room/getpushurl", { roomId: 3 })],
    ["share code", wechatSharedCode, () => get("room/getsharedcode", { roomId: 3 })],
    ["sub-anchor", wechatSubAnchor, () => get("room/getsubanchor", { roomId: 1 })],
    ["no sub-anchor", wechatSubAnchor, () => get("room/getsubanchor", { roomId: 3 })],
    ["assistants", wechatAssistantList, () => get("room/getassistantlist", { roomId: 1 })],
    ["video", wechatGoodsVideo, () => post("goods/getVideo", { roomId: 1, goodsId: 1 })],
    ["new goods", wechatGoodsAdded, () => post("goods/add", { goodsInfo })],
    ["review", wechatGoodsAudited, () => post("goods/audit", { goodsId: 8 })],
    ["goods key", wechatGoodsKey, () => get("goods/getkey")],
    ["library", wechatLibrary, () => get("goods/getapproved", { offset: 0, status: 2 })],
    ["warehouse", wechatWarehouse, () => account().post("/wxa/business/getgoodswarehouse", { goods_ids: [1, 4] })],
    ["members", wechatRoleList, () => get("role/getrolelist")],
    ["followers", wechatFollowerPage, () => account().post("/wxa/business/get_wxa_followers", { limit: 3 })],
    [
      "announcement",
      wechatAnnounced,
      () => account().post("/wxa/business/push_message", { room_id: 1, user_openid: ["o"] }),
    ],
  ];

  it.each(answers)("%s", async (_name, shape, ask) => {
    const answer = await ask();
    expect(wechatEnvelope.parse(answer).errcode ?? 0).toBe(0);
    expect(shape.safeParse(answer)).toMatchObject({ success: true });
  });
});
