import { Arg, Authorized, ID, Int, Query, Resolver } from "type-graphql";
import type { Role } from "../../domain/caller";
import type { Follower } from "../../domain/follower";
import { checkFirst, emptyConnection, type Connection, type EdgeOf } from "../../gateway/connection";
import { readId } from "../../gateway/identify";
import { AFTER } from "../page-info";
import { FollowerConnection } from "./type";

const LARGEST_PAGE = 2000;

@Resolver()
export class FollowersResolver {
  @Authorized<Role>("OPERATOR")
  @Query(() => FollowerConnection, {
    description:
      "OPERATOR. Who subscribed to an account's broadcasts (长期订阅用户). Empty for an account without followers.",
  })
  followers(
    @Arg("account", () => ID, { description: "The account's global id." }) account: string,
    @Arg("first", () => Int, { nullable: true, defaultValue: 200, description: "How many, 1 to 2000." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: AFTER }) _after: string | null,
  ): Connection<EdgeOf<Follower>> {
    readId(account, ["account"]);
    checkFirst(first ?? 200, LARGEST_PAGE);
    return emptyConnection();
  }
}
