import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Account } from "../../domain/account";
import type { Room } from "../../domain/room";
import type { Connection, EdgeOf, UnavailableAccount } from "../../gateway/connection";
import { AccountType } from "../account/type";
import type { GraphQLContext } from "../context";
import { ErrorCodeEnum } from "../enums";
import { codeOf } from "../errors";
import { CURSOR, EDGES, NODES, PAGE_INFO, PageInfo, toPageInfo } from "../page-info";
import { LiveRoomType } from "./type";

@ObjectType("UnavailableAccount", {
  description: "An account that is missing from an answer, and why. The other accounts are answered all the same.",
})
export class UnavailableAccountType {}

@Resolver(() => UnavailableAccountType)
export class UnavailableAccountResolver {
  @FieldResolver(() => AccountType, { description: "Which account." })
  account(@Root() { account }: UnavailableAccount): Account {
    return account;
  }

  @FieldResolver(() => ErrorCodeEnum, { description: "Why, from the list of top-level error codes." })
  code(@Root() { error }: UnavailableAccount): string {
    return codeOf(error);
  }

  @FieldResolver(() => String, { description: "Why, in Chinese or English after the request's Accept-Language." })
  message(@Root() { error }: UnavailableAccount, @Ctx() { language }: GraphQLContext): string {
    return error.text[language];
  }

  @FieldResolver(() => Int, { nullable: true, description: "When it is worth asking again, where that is known." })
  retryAfterSeconds(@Root() { error }: UnavailableAccount): number | null {
    return error.details.retryAfterSeconds ?? null;
  }
}

@ObjectType("LiveRoomEdge", { description: "A room in a list.", simpleResolvers: true })
export class LiveRoomEdge {
  @Field(() => String, { description: CURSOR })
  readonly cursor!: string;

  @Field(() => LiveRoomType, { description: "The room." })
  readonly node!: Room;
}

@ObjectType("LiveRoomConnection", { description: "A page of rooms over all accounts asked, newest start first." })
export class LiveRoomConnection {
  @Field(() => [LiveRoomEdge], { description: EDGES })
  readonly edges!: readonly EdgeOf<Room>[];

  @Field(() => [UnavailableAccountType], {
    description:
      "Accounts that are missing from this page, and why. Their rooms come on a later page of the same cursor.",
  })
  readonly unavailable!: readonly UnavailableAccount[];
}

type Rooms = Connection<EdgeOf<Room>>;

@Resolver(() => LiveRoomConnection)
export class LiveRoomConnectionResolver {
  @FieldResolver(() => [LiveRoomType], { description: NODES })
  nodes(@Root() { edges }: Rooms): Room[] {
    return edges.map(({ node }) => node);
  }

  @FieldResolver(() => PageInfo, { description: PAGE_INFO })
  pageInfo(@Root() connection: Rooms): PageInfo {
    return toPageInfo(connection);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "How many rooms match in all accounts; null when an account could not be asked.",
  })
  totalCount(@Root() connection: Rooms): Promise<number | null> | number | null {
    return connection.total();
  }
}
