import { START } from "./account";

/** What the documents' example for creating a room sends, at a time that fits. */
export const roomPlan = {
  name: "直播测试3",
  coverImg: "xisnqd5vEly5mjX9r3VjW1XGinnZjyEHcv0czEKYw8SBff7lixnbCIrE0QkgStj4",
  startTime: START + 3600,
  endTime: START + 3600 + 5000,
  anchorName: "Ange",
  anchorWechat: "WalleAI",
  shareImg: "1dqsJ51eTLqLGwmE_cXXWu0n-NHkdv1SYMNUKp2PqIuzblIy820CElbFZFwDFucD",
  feedsImg: "PZjGoGn7b27AahidBpD-UwJ9823ayNlJ2qliDcU9uQMFSpYkRLxmx_RK0F-iBKj5",
  closeLike: 0,
  closeGoods: 0,
  closeComment: 0,
  isFeedsPublic: 0,
  closeReplay: 0,
  closeShare: 0,
};
export const roomCreation = { ...roomPlan, type: 1 };

export const createPath = "/wxaapi/broadcast/room/create";
export const editPath = "/wxaapi/broadcast/room/editroom";
export const listPath = "/wxa/business/getliveinfo";
