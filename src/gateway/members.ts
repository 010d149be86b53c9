import type { Call } from "../domain/call";
import { LiveError } from "../domain/error";
import type { Member, MemberFilter, MemberRole, SaveMember } from "../domain/member";
import { requirePort } from "./account";
import type { Connection, EdgeOf, PageRequest } from "./connection";
import { identify } from "./identify";
import { createNativeLoader } from "./loader";
import { pageInTurn, readOffset } from "./in-turn";
import type { SessionGround } from "./session";

/** Reading and writing members, within one request. */
export interface MembersView {
  byId(accountKey: string, nativeId: string): Promise<Member | null>;
  /** `account`: a global id; null for all accounts that can list members. */
  list(account: string | null, filter: MemberFilter, page: PageRequest): Promise<Connection<EdgeOf<Member>>>;
  assignRole(account: string, wechatId: string, role: MemberRole): Promise<Member | null>;
  removeRole(account: string, wechatId: string, role: MemberRole): Promise<Member | null>;
  save(account: string, input: SaveMember): Promise<Member | null>;
}

export function createMembersView({ accounts }: SessionGround, call: Call): MembersView {
  const members = createNativeLoader<Member>(accounts, async ({ provider }, nativeIds) =>
    provider.members ? provider.members.getMembers(nativeIds, call) : nativeIds.map(() => null),
  );
  return {
    byId: (accountKey, nativeId) => members.load(accountKey, nativeId),
    list: (account, filter, page) =>
      pageInTurn({
        connection: "members",
        accounts: [...accounts.values()].filter(({ provider }) => provider.memberList),
        account,
        page,
        async read({ provider }, position, limit) {
          const offset = readOffset(position);
          const { items, next, total } = await requirePort(provider, "memberList").listMembers(
            filter,
            offset,
            limit,
            call,
          );
          return { items, next, isFollowed: next !== null, total };
        },
        count: async ({ provider }) =>
          (await requirePort(provider, "memberList").listMembers(filter, 0, 1, call)).total,
      }),
    async assignRole(account, wechatId, role) {
      const { connected } = identify(accounts, "account", account, ["account"]);
      return requirePort(connected.provider, "memberRoles").assignRole(wechatId, role, call);
    },
    async removeRole(account, wechatId, role) {
      const { connected } = identify(accounts, "account", account, ["account"]);
      return requirePort(connected.provider, "memberRoles").removeRole(wechatId, role, call);
    },
    async save(account, input) {
      const { connected } = identify(accounts, "account", account, ["account"]);
      await requirePort(connected.provider, "memberSave").saveMember(input, call);
      members.forget(connected.account.key, input.nativeId);
      return members.load(connected.account.key, input.nativeId).catch((error: unknown) => {
        if (!(error instanceof LiveError)) throw error;
        return null;
      });
    },
  };
}
