import { Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Goods } from "../../domain/goods";
import type { Connection, EdgeOf, UnavailableAccount } from "../../gateway/connection";
import { CURSOR, EDGES, NODES, PAGE_INFO, PageInfo, toPageInfo, TOTAL } from "../page-info";
import { UnavailableAccountType } from "../room/connection";
import { GoodsType } from "./type";

@ObjectType("GoodsEdge", { description: "Goods in a list.", simpleResolvers: true })
export class GoodsEdge {
  @Field(() => String, { description: CURSOR })
  readonly cursor!: string;

  @Field(() => GoodsType, { description: "The goods." })
  readonly node!: Goods;
}

@ObjectType("GoodsConnection", { description: "A page of goods over all accounts asked." })
export class GoodsConnection {
  @Field(() => [GoodsEdge], { description: EDGES })
  readonly edges!: readonly EdgeOf<Goods>[];

  @Field(() => [UnavailableAccountType], { description: "Accounts that are missing from this page, and why." })
  readonly unavailable!: readonly UnavailableAccount[];
}

type GoodsPage = Connection<EdgeOf<Goods>>;

@Resolver(() => GoodsConnection)
export class GoodsConnectionResolver {
  @FieldResolver(() => [GoodsType], { description: NODES })
  nodes(@Root() { edges }: GoodsPage): Goods[] {
    return edges.map(({ node }) => node);
  }

  @FieldResolver(() => PageInfo, { description: PAGE_INFO })
  pageInfo(@Root() connection: GoodsPage): PageInfo {
    return toPageInfo(connection);
  }

  @FieldResolver(() => Int, { nullable: true, description: `${TOTAL} Costs one upstream call for each review status.` })
  totalCount(@Root() connection: GoodsPage): Promise<number | null> | number | null {
    return connection.total();
  }
}
