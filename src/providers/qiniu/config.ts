import { z } from "zod";
import { accountKey, accountName, httpUrl, oneOrTwo, text } from "../setting";

export const qiniuSettings = z.strictObject({
  key: accountKey.default("qiniu"),
  name: accountName.default("Qiniu 七牛互动直播"),
  accessKey: text("the AK of the deployment"),
  secretKey: text("the SK of the deployment"),
  baseUrl: httpUrl
    .refine((url) => new URL(url).pathname === "/", "an address without a path: the signature covers the path")
    .default("https://live-api.qiniu.com"),
  /** In whose name rooms are listed; the server registers the user when it is unknown. */
  serviceUserId: text("1 to 64 letters, digits, dots, hyphens or underscores", /^[A-Za-z0-9_.-]{1,64}$/).default(
    "zhibo-gateway",
  ),
  callbackSecret: oneOrTwo(
    "a secret of your own for the callback address: 16 to 128 letters, digits, hyphens or underscores",
    /^[A-Za-z0-9_-]{16,128}$/,
  ),
  appId: text("any text").default("zhibo"),
});

/** The variable that holds each setting of the one account that the environment can name. */
export const qiniuVariables = {
  accessKey: "QINIU_ACCESS_KEY",
  secretKey: "QINIU_SECRET_KEY",
  baseUrl: "QINIU_BASE_URL",
  callbackSecret: "QINIU_CALLBACK_SECRET",
} as const;
