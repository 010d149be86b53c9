import type { Provider } from "../../../domain/provider";

/** What Qiniu has no call for, and how a shop gets there all the same. */
export const instead: Provider["instead"] = {
  roomUpdate: {
    en: "Qiniu cannot change a room: delete it and create another.",
    zh: "七牛不支持修改直播间：请删除后重新创建。",
  },
  roomSettings: {
    en: "A Qiniu room has no such switches: comments, likes and replays are up to your own app.",
    zh: "七牛直播间没有这些开关：评论、点赞和回放由您自己的应用控制。",
  },
  goodsLibrary: {
    en: "Qiniu has no goods library: write goods into a room with addGoodsToLiveRoom and `new`, take them out with removeGoodsFromLiveRoom.",
    zh: "七牛没有商品库：请使用 addGoodsToLiveRoom 的 new 直接向直播间添加商品，用 removeGoodsFromLiveRoom 移除。",
  },
  goodsReview: {
    en: "Qiniu does not review goods: what is added to a room with addGoodsToLiveRoom can be sold at once.",
    zh: "七牛没有商品审核：用 addGoodsToLiveRoom 添加到直播间的商品可直接售卖。",
  },
  assistants: {
    en: "Qiniu knows no assistants: members act through their own user ids.",
    zh: "七牛没有小助手：成员以各自的用户 ID 参与。",
  },
  subAnchors: {
    en: "A Qiniu room has one anchor, named on creation: others join by microphone (连麦) from your own app.",
    zh: "七牛直播间只有创建时指定的一位主播：其他人可在您的应用中通过连麦加入。",
  },
  replays: {
    en: "Qiniu keeps no replays of a room; recordings are made in the live-streaming console.",
    zh: "七牛互动直播不提供整场回放；录制请在直播云控制台配置。",
  },
  shareCodes: {
    en: "Qiniu makes no share codes: make one of the address of your own page that plays LiveRoom.playback.",
    zh: "七牛不生成分享码：请为您自己的播放页（使用 LiveRoom.playback）生成二维码。",
  },
  memberList: {
    en: "Qiniu has no list of users: read those whose ids you know with member or nodes.",
    zh: "七牛没有用户列表接口：请用 member 或 nodes 按 ID 查询。",
  },
  memberRoles: {
    en: "Qiniu users have no roles: whoever is named as anchor on creation is the anchor of that room.",
    zh: "七牛用户没有角色：创建直播间时指定的主播即为该直播间主播。",
  },
  followers: {
    en: "Qiniu has no subscribers: keep them in your own app, or use those of a WeChat account.",
    zh: "七牛没有订阅用户：请在您自己的应用中维护，或使用微信账号的订阅用户。",
  },
  notifications: {
    en: "Qiniu sends nothing to followers: send messages from your own app, or push through a WeChat account.",
    zh: "七牛不支持群发开播通知：请在您自己的应用中发送，或通过微信账号群发。",
  },
  images: {
    en: "Qiniu takes no uploads: put the image on a server of your own and give its address as `url`.",
    zh: "七牛不接收图片上传：请将图片放在您自己的服务器上，并以 url 填写地址。",
  },
};
