import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import type { Account } from "../../domain/account";
import type { Attribute } from "../../domain/attribute";
import type { Role } from "../../domain/caller";
import type { Member, MemberRole } from "../../domain/member";
import { checkFirst, emptyConnection, type Connection, type EdgeOf } from "../../gateway/connection";
import { readId } from "../../gateway/identify";
import { AccountType } from "../account/type";
import type { GraphQLContext } from "../context";
import { MemberRoleEnum } from "../enums";
import { AFTER, FIRST } from "../page-info";
import { AttributeType } from "../room/type";
import { MemberConnection, MemberType } from "./type";

@Resolver(() => MemberType)
export class MemberResolver {
  @Authorized<Role>("OPERATOR")
  @Query(() => MemberType, { nullable: true, description: "OPERATOR. A member by global id; null when there is none." })
  async member(
    @Arg("id", () => ID, { description: "The member's global id, such as `member:qiniu:user_1`." }) id: string,
    @Ctx() { session }: GraphQLContext,
  ): Promise<Member | null> {
    const { kind, account, native } = readId(id);
    return kind === "member" ? session.members.byId(account, native) : null;
  }

  @Authorized<Role>("OPERATOR")
  @Query(() => MemberConnection, { description: "OPERATOR. The members of accounts that can list them (成员列表)." })
  members(
    @Arg("account", () => ID, { nullable: true, description: "Only this account's; its global id." })
    account: string | null,
    @Arg("role", () => MemberRoleEnum, { nullable: true, description: "Only members with this role." })
    _role: MemberRole | null,
    @Arg("search", () => String, { nullable: true, description: "A WeChat id or part of a nickname." })
    _search: string | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: FIRST }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: AFTER }) _after: string | null,
  ): Connection<EdgeOf<Member>> {
    if (typeof account === "string") readId(account, ["account"]);
    checkFirst(first ?? 20);
    return emptyConnection();
  }

  @FieldResolver(() => AccountType, { description: "The account they belong to." })
  account(@Root() member: Member, @Ctx() { session }: GraphQLContext): Account | undefined {
    return session.account(member.accountKey)?.account;
  }

  @FieldResolver(() => [AttributeType], {
    description: "What the shop hung on them (Qiniu's extends); empty for WeChat.",
  })
  attributes(@Root() member: Member): readonly Attribute[] {
    return member.attributes;
  }
}
