import type { Endpoint } from "../../../upstream/endpoint";

const DOCS = "https://developers.weixin.qq.com/miniprogram/dev/server/API";
const live = (page: string) => `${DOCS}/livebroadcast/${page}`;

/**
 * WeChat's operations for live broadcast (小程序直播). Paths are case-sensitive. Daily figures: those the current pages
 * print, else the last that were published.
 */
export const wechatEndpoints = {
  getToken: {
    name: "token.get",
    method: "GET",
    path: "/cgi-bin/token",
    effect: "repeatable",
    quota: { counter: "token.get", perDay: 2_000 },
    docs: `${DOCS}/mp-access-token/api_getaccesstoken`,
  },
  getStableToken: {
    name: "token.stable",
    method: "POST",
    path: "/cgi-bin/stable_token",
    effect: "repeatable",
    quota: { counter: "token.stable", perDay: 500_000 },
    docs: `${DOCS}/mp-access-token/api_getstableaccesstoken`,
  },
  uploadMedia: {
    name: "media.upload",
    method: "POST",
    path: "/cgi-bin/media/upload",
    effect: "repeatable",
    docs: `${DOCS}/kf-mgnt/kf-message/api_uploadtempmedia`,
  },
  createRoom: {
    name: "room.create",
    method: "POST",
    path: "/wxaapi/broadcast/room/create",
    effect: "once",
    quota: { counter: "room.create", perDay: 10_000 },
    docs: live("studio-management/api_createroom"),
  },
  listRooms: {
    name: "room.list",
    method: "POST",
    path: "/wxa/business/getliveinfo",
    effect: "read",
    quota: { counter: "getliveinfo", perDay: 100_000 },
    docs: live("studio-management/api_getliveinfo"),
  },
  listReplays: {
    name: "room.replay",
    method: "POST",
    path: "/wxa/business/getliveinfo",
    effect: "read",
    quota: { counter: "getliveinfo", perDay: 100_000 },
    docs: live("studio-management/api_getliveinfo"),
  },
  editRoom: {
    name: "room.edit",
    method: "POST",
    path: "/wxaapi/broadcast/room/editroom",
    effect: "repeatable",
    quota: { counter: "room.edit", perDay: 10_000 },
    docs: live("studio-management/api_editroom"),
  },
  deleteRoom: {
    name: "room.delete",
    method: "POST",
    path: "/wxaapi/broadcast/room/deleteroom",
    effect: "repeatable",
    quota: { counter: "room.delete", perDay: 10_000 },
    docs: live("studio-management/api_deleteroom"),
  },
  addRoomGoods: {
    name: "room.addGoods",
    method: "POST",
    path: "/wxaapi/broadcast/room/addgoods",
    effect: "repeatable",
    quota: { counter: "room.addGoods", perDay: 10_000 },
    docs: live("studio-management/api_importgoods"),
  },
  listAssistants: {
    name: "assistant.list",
    method: "GET",
    path: "/wxaapi/broadcast/room/getassistantlist",
    effect: "read",
    quota: { counter: "assistant.list", perDay: 10_000 },
    docs: live("studio-management/api_getassistantlist"),
  },
  addAssistants: {
    name: "assistant.add",
    method: "POST",
    path: "/wxaapi/broadcast/room/addassistant",
    effect: "repeatable",
    quota: { counter: "assistant.add", perDay: 10_000 },
    docs: live("studio-management/api_addveassistant"),
  },
  addGoods: {
    name: "goods.add",
    method: "POST",
    path: "/wxaapi/broadcast/goods/add",
    effect: "once",
    quota: { counter: "goods.add+audit", perDay: 500 },
    docs: live("commodity-management/api_addgoods"),
  },
  getGoods: {
    name: "goods.warehouse",
    method: "POST",
    path: "/wxa/business/getgoodswarehouse",
    effect: "read",
    quota: { counter: "goods.warehouse", perDay: 1_000 },
    docs: live("commodity-management/api_getgoodsauditinfo"),
  },
  listGoods: {
    name: "goods.list",
    method: "GET",
    path: "/wxaapi/broadcast/goods/getapproved",
    effect: "read",
    quota: { counter: "goods.list", perDay: 10_000 },
    docs: live("commodity-management/api_getgoodsinfo"),
  },
} as const satisfies Record<string, Endpoint>;
