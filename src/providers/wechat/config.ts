import { z } from "zod";
import { accountKey, accountName, httpUrl, oneOrTwo, text } from "../setting";

const TOKEN_SOURCE = "stable, classic, or the http or https address of a token service";

export const wechatSettings = z.strictObject({
  key: accountKey.default("wechat"),
  name: accountName.default("WeChat 微信小程序直播"),
  appId: text("the mini-program's AppID: wx and 16 letters or digits", /^wx[0-9a-zA-Z]{16}$/),
  appSecret: text("the mini-program's AppSecret"),
  baseUrl: httpUrl.default("https://api.weixin.qq.com"),
  imageOrigins: z
    .preprocess(
      (value) => (typeof value === "string" ? value.split(",").map((origin) => origin.trim()) : value),
      z.array(httpUrl, "origins such as https://images.example, separated by commas"),
    )
    .default([]),
  pushToken: oneOrTwo("the Token of the console's message push page: 3 to 32 letters or digits", /^[0-9A-Za-z]{3,32}$/),
  encodingAesKey: oneOrTwo("the EncodingAESKey of the same page: 43 letters or digits", /^[0-9A-Za-z]{43}$/),
  tokenSource: z
    .union(
      [z.enum(["stable", "classic"]), z.url({ protocol: /^https?$/ }).transform((url) => new URL(url))],
      TOKEN_SOURCE,
    )
    .default("stable"),
});

/** The variable that holds each setting of the one account that the environment can name. */
export const wechatVariables = {
  appId: "WECHAT_APP_ID",
  appSecret: "WECHAT_APP_SECRET",
  baseUrl: "WECHAT_BASE_URL",
  tokenSource: "WECHAT_TOKEN_SOURCE",
  pushToken: "WECHAT_PUSH_TOKEN",
  encodingAesKey: "WECHAT_ENCODING_AES_KEY",
  imageOrigins: "ZHIBO_IMAGE_ORIGINS",
} as const;
