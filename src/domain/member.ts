import type { ProviderName } from "./account";
import type { Attribute } from "./attribute";
import type { Call, Found, Page, Placed } from "./call";

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
  /** The clear WeChat id (微信号), where it was given through this gateway: the provider only shows it masked. */
  readonly wechatId: string | null;
  readonly roles: readonly MemberRole[];
  readonly attributes: readonly Attribute[];
  readonly updatedAt: Date | null;
}

export interface MemberPort {
  getMembers(nativeIds: readonly string[], call: Call): Promise<readonly Found<Member>[]>;
}

export interface MemberFilter {
  readonly role: MemberRole | null;
  /** A WeChat id or part of a nickname. */
  readonly search: string | null;
}

export interface MemberListPort {
  /** From an offset on. What the provider's own filter lets pass is left out, so the places tell how far it is read. */
  listMembers(filter: MemberFilter, offset: number, limit: number, call: Call): Promise<Page<Placed<Member>>>;
}

export interface MemberRolePort {
  /** Gives the role. The member as the provider lists them afterwards; null when it does not list them yet. */
  assignRole(wechatId: string, role: MemberRole, call: Call): Promise<Member | null>;
  /** Takes the role. The member with what roles are left; null when none is. */
  removeRole(wechatId: string, role: MemberRole, call: Call): Promise<Member | null>;
}

export interface SaveMember {
  readonly nativeId: string;
  readonly nickname?: string | null;
  readonly avatarUrl?: string | null;
  readonly attributes?: readonly Attribute[] | null;
}

export interface MemberSavePort {
  /** Makes the member known, or changes what the input names. */
  saveMember(input: SaveMember, call: Call): Promise<void>;
}
