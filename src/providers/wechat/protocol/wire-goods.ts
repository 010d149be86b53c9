import { z } from "zod";
import type { WechatGoodsFields } from "./wire";
import { integer } from "./wire-values";

/* The rest of the goods library, written like wire.ts. */

/** A new ticket with each submission. */
export const wechatGoodsAudited = z.object({ auditId: integer });
export type WechatGoodsAudited = z.input<typeof wechatGoodsAudited>;

export interface WechatGoodsChoice {
  goodsId: number;
}
export interface WechatAuditWithdrawal extends WechatGoodsChoice {
  auditId: number;
}
/** Only what changes is sent, beside the id. */
export interface WechatGoodsUpdate {
  goodsInfo: Partial<WechatGoodsFields> & WechatGoodsChoice;
}

/** The query parameters that tell goods pages apart; absent when never set. Can be set once. */
export const wechatGoodsKey = z.object({ vendorGoodsKey: z.array(z.string()).nullish() });
export type WechatGoodsKey = z.input<typeof wechatGoodsKey>;
export interface WechatGoodsKeySetting {
  goodsKey: string[];
}
