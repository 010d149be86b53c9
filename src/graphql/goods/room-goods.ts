import { Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Goods, RoomGoods } from "../../domain/goods";
import type { Connection } from "../../gateway/connection";
import { ShelfStatusEnum } from "../enums";
import { CURSOR, EDGES, NODES, PAGE_INFO, PageInfo, toPageInfo, TOTAL } from "../page-info";
import { UrlScalar } from "../scalars";
import { GoodsType } from "./type";

type Edge = RoomGoods & { readonly cursor: string };

@ObjectType("GoodsExplanation", { description: "The anchor's explanation of goods (商品讲解).", simpleResolvers: true })
export class GoodsExplanationType {
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether they are being explained now; null where the provider does not tell.",
  })
  readonly active!: boolean | null;

  @Field(() => UrlScalar, {
    nullable: true,
    description: "The recording of the explanation (讲解视频), once there is one.",
  })
  readonly videoUrl!: string | null;
}

@ObjectType("RoomGoodsEdge", { description: "Goods in a room, and what is true of them in this room only." })
export class RoomGoodsEdge {
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

@Resolver(() => RoomGoodsEdge)
export class RoomGoodsEdgeResolver {
  @FieldResolver(() => GoodsType, { description: "The goods." })
  node(@Root() { goods }: Edge): Goods {
    return goods;
  }

  @FieldResolver(() => GoodsExplanationType, {
    nullable: true,
    description: "The explanation, where the provider knows one.",
  })
  explanation(): GoodsExplanationType | null {
    return null;
  }
}

@ObjectType("RoomGoodsConnection", { description: "A page of the goods in a room, in display order." })
export class RoomGoodsConnection {
  @Field(() => [RoomGoodsEdge], { description: EDGES })
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
