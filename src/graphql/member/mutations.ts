import { Arg, Authorized, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Role } from "../../domain/caller";
import type { Member, MemberRole, SaveMember } from "../../domain/member";
import type { GraphQLContext } from "../context";
import { MemberRoleEnum } from "../enums";
import { AttributeInputType } from "../room/inputs";
import { UrlScalar } from "../scalars";
import { attempt, USER_ERRORS, UserError, type Refused } from "../user-error";
import { MemberType } from "./type";

const ACCOUNT = "The account's global id.";
const WECHAT_ID = "The WeChat id (微信号) in the clear; neither openid nor nickname.";

@InputType("AssignMemberRoleInput", { description: "A role to give. WeChat." })
export class AssignMemberRoleInput {
  @Field(() => ID, { description: ACCOUNT })
  readonly account!: string;

  @Field(() => String, { description: WECHAT_ID })
  readonly wechatId!: string;

  @Field(() => MemberRoleEnum, { description: "ADMIN, ANCHOR (needs real-name verification) or OPERATOR." })
  readonly role!: MemberRole;
}

@InputType("RemoveMemberRoleInput", { description: "A role to take. WeChat." })
export class RemoveMemberRoleInput {
  @Field(() => ID, { description: ACCOUNT })
  readonly account!: string;

  @Field(() => String, {
    description:
      "The WeChat id (微信号) in the clear, since WeChat takes no other; a masked one, as WeChat lists it, where the role was given through this gateway.",
  })
  readonly wechatId!: string;

  @Field(() => MemberRoleEnum, { description: "ADMIN, ANCHOR or OPERATOR." })
  readonly role!: MemberRole;
}

@InputType("SaveMemberInput", { description: "A user to make known, or what to change in one. Qiniu." })
export class SaveMemberInput implements SaveMember {
  @Field(() => ID, { description: ACCOUNT })
  readonly account!: string;

  @Field(() => String, {
    description: "Your own user id (user_id): 1 to 64 letters, digits, dots, hyphens, underscores.",
  })
  readonly nativeId!: string;

  @Field(() => String, {
    nullable: true,
    description: "The nickname, at most 64 characters; absent or empty: unchanged.",
  })
  readonly nickname?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: "The picture, at most 255 characters; absent: unchanged." })
  readonly avatarUrl?: string | null;

  @Field(() => [AttributeInputType], {
    nullable: true,
    description: "Free keys and values to add or replace; a key cannot be taken away again.",
  })
  readonly attributes?: AttributeInputType[] | null;
}

@ObjectType("MemberPayload", { description: "What became of a write to a member.", simpleResolvers: true })
export class MemberPayload {
  @Field(() => MemberType, {
    nullable: true,
    description: "The member as they are now; null when the write was refused, or when nothing is left of them.",
  })
  readonly member!: Member | null;

  @Field(() => [UserError], { description: USER_ERRORS })
  readonly userErrors?: readonly Refused[];
}

function writing(write: () => Promise<Member | null>): Promise<MemberPayload> {
  return attempt<MemberPayload>(async () => ({ member: await write() }), { member: null });
}

@Resolver()
export class MemberMutations {
  @Authorized<Role>("OPERATOR")
  @Mutation(() => MemberPayload, { description: "OPERATOR. Gives a member a role (设置成员角色). WeChat." })
  assignMemberRole(
    @Arg("input", () => AssignMemberRoleInput, { description: "Whom and which role." }) input: AssignMemberRoleInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<MemberPayload> {
    return writing(() => session.members.assignRole(input.account, input.wechatId, input.role));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => MemberPayload, { description: "OPERATOR. Takes a role from a member (解除成员角色). WeChat." })
  removeMemberRole(
    @Arg("input", () => RemoveMemberRoleInput, { description: "Whom and which role." }) input: RemoveMemberRoleInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<MemberPayload> {
    return writing(() => session.members.removeRole(input.account, input.wechatId, input.role));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => MemberPayload, {
    description: "OPERATOR. Makes a user known or changes what the input names (注册或更新用户). Qiniu.",
  })
  saveMember(
    @Arg("input", () => SaveMemberInput, { description: "Who they are." }) input: SaveMemberInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<MemberPayload> {
    return writing(() => session.members.save(input.account, input));
  }
}
