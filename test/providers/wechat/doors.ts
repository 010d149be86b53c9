import type { ImageInput } from "../../generated/graphql";
import { minutes } from "../../support/clock";

/*
 * An operation of ours for each call of WeChat that can refuse: the path that answers, and a document with an input that
 * nothing is wrong with.
 */

export interface Door {
  readonly path: string;
  readonly document: string;
  readonly input?: unknown;
}

const REFUSAL =
  "userErrors { code message field provider providerCode providerMessage providerRequestId verificationQrCodeUrl }";
const live = (path: string) => `/wxaapi/broadcast/${path}`;

function mutation(path: string, name: string, input: object): Door {
  const type = `${(name[0] as string).toUpperCase()}${name.slice(1)}Input`;
  return { path, document: `mutation Door($input: ${type}!) { ${name}(input: $input) { ${REFUSAL} } }`, input };
}
const query = (path: string, selection: string): Door => ({ path, document: `{ ${selection} }` });

const image: ImageInput = { mediaId: "MEDIA_A" };
const account = "account:wechat";
const times = { startsAt: minutes(24 * 60), endsAt: minutes(26 * 60) };
const anchor = { name: "Ange", wechatId: "WalleAI" };
const inRoom = { liveRoom: "room:wechat:1" };
const person = { ...inRoom, wechatId: "helper_a" };
/** Under review, unsubmitted goods and their like are set by the tests that need them. */
const goods = { id: "goods:wechat:1" };

export const roomInput = {
  account,
  title: "直播测试3",
  ...times,
  anchor,
  cover: image,
  wechat: { shareImage: image, feedImage: image },
};
export const goodsInput = {
  account,
  name: "TIT茶杯",
  cover: { mediaId: "MEDIA_G" },
  price: { fixed: { amount: "99.50" } },
  link: "pages/index/index",
};

export const doors = {
  "token.stable": query("/cgi-bin/stable_token", 'goods(id: "goods:wechat:1") { name }'),
  "media.upload": mutation("/cgi-bin/media/upload", "uploadImage", {
    account,
    // The smallest GIF there is.
    image: { base64: "R0lGODdhAQABAIAAAP///////ywAAAAAAQABAAACAkQBADs=" },
    purpose: "GOODS_COVER",
  }),
  "room.create": mutation(live("room/create"), "createLiveRoom", roomInput),
  "room.edit": mutation(live("room/editroom"), "updateLiveRoom", {
    id: "room:wechat:2",
    title: "直播测试3",
    ...times,
    anchor,
    cover: image,
    wechat: { shareImage: image, feedImage: image },
  }),
  "room.delete": mutation(live("room/deleteroom"), "deleteLiveRoom", { id: "room:wechat:2" }),
  "room.list": query("/wxa/business/getliveinfo", 'liveRoom(id: "room:wechat:1") { title }'),
  "room.replay": query(
    "/wxa/business/getliveinfo",
    'liveRoom(id: "room:wechat:4") { title replays(first: 1) { nodes { mediaUrl } } }',
  ),
  "room.getSharedCode": query(
    live("room/getsharedcode"),
    'liveRoom(id: "room:wechat:2") { shareCode(params: "{}") { imageUrl } }',
  ),
  "room.updateKf": mutation(live("room/updatekf"), "updateLiveRoomSettings", {
    id: "room:wechat:1",
    customerService: true,
  }),
  "room.addGoods": mutation(live("room/addgoods"), "addGoodsToLiveRoom", { ...inRoom, goods: [goods] }),
  "roomGoods.onSale": mutation(live("goods/onsale"), "setGoodsShelfStatus", {
    ...inRoom,
    goods: [goods.id],
    shelfStatus: "ON_SALE",
  }),
  "roomGoods.deleteInRoom": mutation(live("goods/deleteInRoom"), "removeGoodsFromLiveRoom", {
    ...inRoom,
    goods: [goods.id],
  }),
  "roomGoods.push": mutation(live("goods/push"), "pushGoodsInLiveRoom", { ...inRoom, goods: goods.id }),
  "roomGoods.sort": mutation(live("goods/sort"), "sortGoodsInLiveRoom", { ...inRoom, goods: [goods.id] }),
  "assistant.add": mutation(live("room/addassistant"), "addAssistants", {
    ...inRoom,
    assistants: [{ wechatId: "walle1", nickname: "robot1" }],
  }),
  "assistant.modify": mutation(live("room/modifyassistant"), "updateAssistant", { ...person, nickname: "客服" }),
  "assistant.remove": mutation(live("room/removeassistant"), "removeAssistant", person),
  "subAnchor.add": mutation(live("room/addsubanchor"), "setSubAnchor", {
    liveRoom: "room:wechat:2",
    wechatId: "lin_wx03",
  }),
  "subAnchor.delete": mutation(live("room/deletesubanchor"), "removeSubAnchor", inRoom),
  "goods.add": mutation(live("goods/add"), "createGoods", goodsInput),
  "goods.update": mutation(live("goods/update"), "updateGoods", { ...goods, price: { fixed: { amount: "1" } } }),
  "goods.delete": mutation(live("goods/delete"), "deleteGoods", goods),
  "goods.audit": mutation(live("goods/audit"), "submitGoodsForReview", goods),
  "goods.resetAudit": mutation(live("goods/resetaudit"), "withdrawGoodsFromReview", { ...goods, auditId: "525022786" }),
  "goods.warehouse": query("/wxa/business/getgoodswarehouse", 'goods(id: "goods:wechat:1") { name }'),
  "role.add": mutation(live("role/addrole"), "assignMemberRole", { account, wechatId: "Walle1", role: "ADMIN" }),
  "role.delete": mutation(live("role/deleterole"), "removeMemberRole", {
    account,
    wechatId: "lin_wx01",
    role: "ANCHOR",
  }),
  "subscribe.pushMessage": mutation("/wxa/business/push_message", "notifyFollowers", {
    ...inRoom,
    recipients: { openIds: ["oFAN1"] },
  }),
} as const satisfies Record<string, Door>;

export type DoorName = keyof typeof doors;
