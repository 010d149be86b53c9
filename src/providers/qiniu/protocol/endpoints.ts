import type { Endpoint } from "../../../upstream/endpoint";

const DOCS = "https://developer.qiniu.com/lowcode";

/**
 * Qiniu's operations for interactive live (七牛互动直播). Paths under `/server` are signed with AK and SK, those under
 * `/client` carry a user's token. No path ends in a slash: the server would redirect, and the signature would not follow.
 */
export const qiniuEndpoints = {
  createLive: { name: "live.create", method: "POST", path: "/server/live", effect: "once", docs: `${DOCS}/12012` },
  getLive: { name: "live.get", method: "GET", path: "/server/live/:liveId", effect: "read", docs: `${DOCS}/12012` },
  stopLive: {
    name: "live.stop",
    method: "POST",
    path: "/server/live/:liveId/stop",
    effect: "repeatable",
    docs: `${DOCS}/12012`,
  },
  deleteLive: {
    name: "live.delete",
    method: "DELETE",
    path: "/server/live/:liveId",
    effect: "repeatable",
    alreadySo: "NOT_FOUND",
    docs: `${DOCS}/12012`,
  },
  registerUser: {
    name: "user.register",
    method: "POST",
    path: "/server/user/register",
    effect: "repeatable",
    docs: `${DOCS}/12011`,
  },
  updateUser: {
    name: "user.update",
    method: "PUT",
    path: "/server/user/:userId",
    effect: "repeatable",
    docs: `${DOCS}/12011`,
  },
  getUser: {
    name: "user.info",
    method: "GET",
    path: "/server/user/info/:userId",
    effect: "read",
    docs: `${DOCS}/12011`,
  },
  getUsers: { name: "user.infos", method: "GET", path: "/server/user/infos", effect: "read", docs: `${DOCS}/12011` },
  getClientToken: {
    name: "auth.token",
    method: "GET",
    path: "/server/auth/token",
    effect: "repeatable",
    docs: `${DOCS}/12010`,
  },
  listLives: {
    name: "client.live.list",
    method: "GET",
    path: "/client/live/room/list",
    effect: "read",
    docs: `${DOCS}/12188`,
  },
  /** The rooms of the user in whose name it is asked. */
  listOwnLives: {
    name: "client.live.list.anchor",
    method: "GET",
    path: "/client/live/room/list/anchor",
    effect: "read",
    docs: `${DOCS}/12188`,
  },
  getLiveInfo: {
    name: "client.live.info",
    method: "GET",
    path: "/client/live/room/info/:liveId",
    effect: "read",
    docs: `${DOCS}/12188`,
  },
  getLiveStats: {
    name: "client.stats",
    method: "GET",
    path: "/client/stats/singleLive/:liveId",
    effect: "read",
    docs: `${DOCS}/12188`,
  },
  explainItem: {
    name: "client.item.demonstrate",
    method: "POST",
    path: "/client/item/demonstrate/:liveId/:itemId",
    effect: "repeatable",
    docs: `${DOCS}/12194`,
  },
  getExplainedItem: {
    name: "client.item.demonstrate.get",
    method: "GET",
    path: "/client/item/demonstrate/:liveId",
    effect: "read",
    docs: `${DOCS}/12194`,
  },
  listRecords: {
    name: "client.item.records",
    method: "GET",
    path: "/client/item/demonstrate/record/:liveId",
    effect: "read",
    docs: `${DOCS}/12194`,
  },
  addItems: { name: "item.add", method: "POST", path: "/server/item/add", effect: "once", docs: `${DOCS}/12367` },
  deleteItems: {
    name: "item.delete",
    method: "POST",
    path: "/server/item/delete",
    effect: "repeatable",
    docs: `${DOCS}/12367`,
  },
  setItemStatus: {
    name: "item.status",
    method: "POST",
    path: "/server/item/status",
    effect: "repeatable",
    docs: `${DOCS}/12367`,
  },
  setItemOrder: {
    name: "item.order",
    method: "POST",
    path: "/server/item/order",
    effect: "repeatable",
    docs: `${DOCS}/12367`,
  },
  updateItem: {
    name: "item.update",
    method: "PUT",
    path: "/server/item/:liveId/:itemId",
    effect: "repeatable",
    docs: `${DOCS}/12367`,
  },
  listItems: { name: "item.list", method: "GET", path: "/server/item/:liveId", effect: "read", docs: `${DOCS}/12367` },
} as const satisfies Record<string, Endpoint>;
