import { Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Member } from "../../domain/member";
import type { Connection, EdgeOf, UnavailableAccount } from "../../gateway/connection";
import { MemberRoleEnum, ProviderEnum } from "../enums";
import { Node } from "../node/type";
import { CURSOR, EDGES, NODES, PAGE_INFO, PageInfo, toPageInfo, TOTAL } from "../page-info";
import { UnavailableAccountType } from "../room/connection";
import { DateTimeScalar, UrlScalar } from "../scalars";

@ObjectType("Member", {
  implements: Node,
  description: "A person known to an account: a WeChat member with roles (成员), or a Qiniu user.",
})
export class MemberType extends Node implements Omit<Member, "accountKey" | "attributes"> {
  @Field(() => ProviderEnum, { description: "Whose member they are." })
  readonly provider!: Member["provider"];

  @Field(() => String, { description: "The provider's id: WeChat's openid, Qiniu's user id." })
  readonly nativeId!: string;

  @Field(() => String, { nullable: true, description: "The nickname." })
  readonly nickname!: string | null;

  @Field(() => UrlScalar, { nullable: true, description: "The picture." })
  readonly avatarUrl!: string | null;

  @Field(() => String, { nullable: true, description: "The openid. WeChat." })
  readonly openId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The clear WeChat id (微信号), where it was given through this gateway; WeChat itself only shows it masked.",
  })
  readonly wechatId!: string | null;

  @Field(() => [MemberRoleEnum], { description: "What they may do in the account." })
  readonly roles!: Member["roles"];

  @Field(() => DateTimeScalar, { nullable: true, description: "When their roles last changed. WeChat." })
  readonly updatedAt!: Date | null;
}

@ObjectType("MemberEdge", { description: "A member in a list.", simpleResolvers: true })
export class MemberEdge {
  @Field(() => String, { description: CURSOR })
  readonly cursor!: string;

  @Field(() => MemberType, { description: "The member." })
  readonly node!: Member;
}

@ObjectType("MemberConnection", { description: "A page of members over all accounts asked." })
export class MemberConnection {
  @Field(() => [MemberEdge], { description: EDGES })
  readonly edges!: readonly EdgeOf<Member>[];

  @Field(() => [UnavailableAccountType], { description: "Accounts that are missing from this page, and why." })
  readonly unavailable!: readonly UnavailableAccount[];
}

type Members = Connection<EdgeOf<Member>>;

@Resolver(() => MemberConnection)
export class MemberConnectionResolver {
  @FieldResolver(() => [MemberType], { description: NODES })
  nodes(@Root() { edges }: Members): Member[] {
    return edges.map(({ node }) => node);
  }

  @FieldResolver(() => PageInfo, { description: PAGE_INFO })
  pageInfo(@Root() connection: Members): PageInfo {
    return toPageInfo(connection);
  }

  @FieldResolver(() => Int, { nullable: true, description: TOTAL })
  totalCount(@Root() connection: Members): Promise<number | null> | number | null {
    return connection.total();
  }
}
