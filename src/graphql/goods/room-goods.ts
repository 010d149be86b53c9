import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Goods, RoomGoods } from "../../domain/goods";
import type { Connection } from "../../gateway/connection";
import type { RoomGoodsEdge as Edge } from "../../gateway/room-pages";
import type { GraphQLContext } from "../context";
import { ShelfStatusEnum } from "../enums";
import { CURSOR, EDGES, NODES, PAGE_INFO, PageInfo, toPageInfo, TOTAL } from "../page-info";
import { UrlScalar } from "../scalars";
import { GoodsType } from "./type";

@ObjectType("GoodsExplanation", { description: "The anchor's explanation of goods (商品讲解)." })
export class GoodsExplanationType {}

@Resolver(() => GoodsExplanationType)
export class GoodsExplanationResolver {
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      "Whether they are being explained now; null: WeChat does not tell. Qiniu: one more upstream call for each room.",
  })
  active(
    @Root() { explaining, room, goods }: Edge,
    @Ctx() { session }: GraphQLContext,
  ): Promise<boolean | null> | boolean {
    return explaining ?? session.rooms.isExplained(room, goods.nativeId);
  }

  @FieldResolver(() => UrlScalar, {
    nullable: true,
    description:
      "The recording of the explanation (讲解视频), once there is one. WeChat: one more upstream call for each goods, Qiniu: for each room.",
  })
  videoUrl(@Root() { room, goods }: Edge, @Ctx() { session }: GraphQLContext): Promise<string | null> {
    return session.rooms.explanationVideo(room, goods.nativeId);
  }
}

@ObjectType("RoomGoodsEdge", { description: "Goods in a room, and what is true of them in this room only." })
export class RoomGoodsEdgeType {
  @Field(() => String, { description: CURSOR })
  readonly cursor!: string;

  @Field(() => ShelfStatusEnum, {
    nullable: true,
    description: "Whether viewers see them; null: WeChat does not tell.",
  })
  readonly shelfStatus!: RoomGoods["shelfStatus"];

  @Field(() => Int, { nullable: true, description: "Place in the display order, from 1." })
  readonly sequence!: number | null;
}

@Resolver(() => RoomGoodsEdgeType)
export class RoomGoodsEdgeResolver {
  @FieldResolver(() => GoodsType, { description: "The goods." })
  node(@Root() { goods }: Edge): Goods {
    return goods;
  }

  @FieldResolver(() => GoodsExplanationType, {
    nullable: true,
    description: "The explanation, where the provider knows one.",
  })
  explanation(@Root() edge: Edge, @Ctx() { session }: GraphQLContext): Edge | null {
    return session.account(edge.room.accountKey)?.provider.explanations ? edge : null;
  }
}

@ObjectType("RoomGoodsConnection", { description: "A page of the goods in a room, in display order." })
export class RoomGoodsConnection {
  @Field(() => [RoomGoodsEdgeType], { description: EDGES })
  readonly edges!: readonly Edge[];
}

@Resolver(() => RoomGoodsConnection)
export class RoomGoodsConnectionResolver {
  @FieldResolver(() => [GoodsType], { description: NODES })
  nodes(@Root() { edges }: Connection<Edge>): Goods[] {
    return edges.map(({ goods }) => goods);
  }

  @FieldResolver(() => PageInfo, { description: PAGE_INFO })
  pageInfo(@Root() connection: Connection<Edge>): PageInfo {
    return toPageInfo(connection);
  }

  @FieldResolver(() => Int, { nullable: true, description: TOTAL })
  totalCount(@Root() connection: Connection<Edge>): Promise<number | null> | number | null {
    return connection.total();
  }
}
