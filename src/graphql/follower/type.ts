import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Follower } from "../../domain/follower";
import type { Room } from "../../domain/room";
import type { Connection, EdgeOf } from "../../gateway/connection";
import type { GraphQLContext } from "../context";
import { LiveRoomStatusEnum } from "../enums";
import { CURSOR, EDGES, NODES, PAGE_INFO, PageInfo, toPageInfo, TOTAL } from "../page-info";
import { LiveRoomType } from "../room/type";
import { DateTimeScalar } from "../scalars";

@ObjectType("Follower", { description: "Somebody who subscribed to an account's broadcasts (长期订阅用户). WeChat." })
export class FollowerType implements Pick<Follower, "openId" | "subscribedAt" | "roomStatus"> {
  @Field(() => String, { description: "The openid." })
  readonly openId!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When they subscribed." })
  readonly subscribedAt!: Date | null;

  @Field(() => LiveRoomStatusEnum, { nullable: true, description: "Where the room stood when they subscribed." })
  readonly roomStatus!: Follower["roomStatus"];
}

@Resolver(() => FollowerType)
export class FollowerResolver {
  @FieldResolver(() => LiveRoomType, {
    nullable: true,
    description: "The room in which they subscribed; null when it is gone.",
  })
  async liveRoom(@Root() follower: Follower, @Ctx() { session }: GraphQLContext): Promise<Room | null> {
    const { accountKey, roomNativeId } = follower;
    return roomNativeId === null ? null : session.rooms.byId(accountKey, roomNativeId);
  }
}

@ObjectType("FollowerEdge", { description: "A follower in a list.", simpleResolvers: true })
export class FollowerEdge {
  @Field(() => String, { description: CURSOR })
  readonly cursor!: string;

  @Field(() => FollowerType, { description: "The follower." })
  readonly node!: Follower;
}

@ObjectType("FollowerConnection", { description: "A page of followers." })
export class FollowerConnection {
  @Field(() => [FollowerEdge], { description: EDGES })
  readonly edges!: readonly EdgeOf<Follower>[];
}

type Followers = Connection<EdgeOf<Follower>>;

@Resolver(() => FollowerConnection)
export class FollowerConnectionResolver {
  @FieldResolver(() => [FollowerType], { description: NODES })
  nodes(@Root() { edges }: Followers): Follower[] {
    return edges.map(({ node }) => node);
  }

  @FieldResolver(() => PageInfo, { description: PAGE_INFO })
  pageInfo(@Root() connection: Followers): PageInfo {
    return toPageInfo(connection);
  }

  @FieldResolver(() => Int, { nullable: true, description: TOTAL })
  totalCount(@Root() connection: Followers): Promise<number | null> | number | null {
    return connection.total();
  }
}
