import { Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Replay } from "../../domain/replay";
import type { Connection, EdgeOf } from "../../gateway/connection";
import { CURSOR, EDGES, NODES, PAGE_INFO, PageInfo, toPageInfo, TOTAL } from "../page-info";
import { DateTimeScalar, UrlScalar } from "../scalars";

@ObjectType("Replay", {
  description: "A recording of a broadcast (回放), without its comments.",
  simpleResolvers: true,
})
export class ReplayType implements Replay {
  @Field(() => UrlScalar, { description: "The recording, HLS or MP4." })
  readonly mediaUrl!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was made." })
  readonly createdAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the address stops working; null: the provider names no end.",
  })
  readonly expiresAt!: Date | null;
}

@ObjectType("ReplayEdge", { description: "A recording in a list.", simpleResolvers: true })
export class ReplayEdge {
  @Field(() => String, { description: CURSOR })
  readonly cursor!: string;

  @Field(() => ReplayType, { description: "The recording." })
  readonly node!: Replay;
}

@ObjectType("ReplayConnection", { description: "A page of recordings." })
export class ReplayConnection {
  @Field(() => [ReplayEdge], { description: EDGES })
  readonly edges!: readonly EdgeOf<Replay>[];
}

type Replays = Connection<EdgeOf<Replay>>;

@Resolver(() => ReplayConnection)
export class ReplayConnectionResolver {
  @FieldResolver(() => [ReplayType], { description: NODES })
  nodes(@Root() { edges }: Replays): Replay[] {
    return edges.map(({ node }) => node);
  }

  @FieldResolver(() => PageInfo, { description: PAGE_INFO })
  pageInfo(@Root() connection: Replays): PageInfo {
    return toPageInfo(connection);
  }

  @FieldResolver(() => Int, { nullable: true, description: TOTAL })
  totalCount(@Root() connection: Replays): Promise<number | null> | number | null {
    return connection.total();
  }
}
