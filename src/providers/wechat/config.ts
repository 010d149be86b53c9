import { z } from "zod";
import { accountKey, accountName, httpUrl, text } from "../setting";

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
  imageOrigins: "ZHIBO_IMAGE_ORIGINS",
} as const;
