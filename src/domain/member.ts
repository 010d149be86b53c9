import type { ProviderName } from "./account";
import type { Attribute } from "./attribute";
import type { Call, Found } from "./call";

export const memberRoles = ["SUPER_ADMIN", "ADMIN", "ANCHOR", "OPERATOR", "USER", "UNKNOWN"] as const;
export type MemberRole = (typeof memberRoles)[number];

/** A person known to an account: a WeChat member with roles (成员), or a Qiniu user. */
export interface Member {
  /** The global id. */
  readonly id: string;
  readonly accountKey: string;
  readonly provider: ProviderName;
  readonly nativeId: string;
  readonly nickname: string | null;
  readonly avatarUrl: string | null;
  readonly openId: string | null;
  readonly roles: readonly MemberRole[];
  readonly attributes: readonly Attribute[];
  readonly updatedAt: Date | null;
}

export interface MemberPort {
  getMembers(nativeIds: readonly string[], call: Call): Promise<readonly Found<Member>[]>;
}
