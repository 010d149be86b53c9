import { Arg, Authorized, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import type { Role } from "../../domain/caller";
import type { Follower } from "../../domain/follower";
import type { Connection, EdgeOf } from "../../gateway/connection";
import type { GraphQLContext } from "../context";
import { AFTER } from "../page-info";
import { FollowerConnection } from "./type";

@Resolver()
export class FollowersResolver {
  @Authorized<Role>("OPERATOR")
  @Query(() => FollowerConnection, {
    description:
      "OPERATOR. Who subscribed to an account's broadcasts (长期订阅用户). Empty for an account without followers.",
  })
  followers(
    @Ctx() { session }: GraphQLContext,
    @Arg("account", () => ID, { description: "The account's global id." }) account: string,
    @Arg("first", () => Int, { nullable: true, defaultValue: 200, description: "How many, 1 to 2000." })
    first: number | null | undefined,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
  ): Promise<Connection<EdgeOf<Follower>>> {
    return session.followers.list(account, { first: first ?? 200, after });
  }
}
