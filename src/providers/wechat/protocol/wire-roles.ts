import { z } from "zod";
import { integer, text } from "./wire-values";

/* Members of the account and their roles, written like wire.ts. */

export interface WechatRoleChange {
  username: string;
  role: number;
}

const member = z.object({
  /** Spelled heading-img. */
  headingimg: text,
  nickname: text,
  openid: text,
  roleList: z.array(integer).nullish(),
  /** Seconds as decimal text. */
  updateTimestamp: integer.nullish(),
  /** Masked (`li****01`): it can be shown and not sent back. */
  username: text,
});
export type WechatMember = z.input<typeof member>;
export type WechatMemberRead = z.output<typeof member>;
export const wechatRoleList = z.object({ list: z.array(member).nullish(), total: integer.nullish() });
export type WechatRoleList = z.input<typeof wechatRoleList>;
