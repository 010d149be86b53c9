import { Ctx, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Room } from "../../domain/room";
import type { GraphQLContext } from "../context";

@ObjectType("Audience", {
  description: "Who watches. Each figure is asked for only when it is selected; null where the provider does not tell.",
})
export class AudienceType {}

/** The room whose audience it is. */
export interface AudienceOf {
  readonly room: Room;
}

@Resolver(() => AudienceType)
export class AudienceResolver {
  @FieldResolver(() => Int, { nullable: true, description: "Viewers in the room now (在线人数)." })
  online(@Root() { room }: AudienceOf, @Ctx() { session }: GraphQLContext): Promise<number | null> {
    return session.rooms.audience(room, "online");
  }

  @FieldResolver(() => Int, { nullable: true, description: "Views so far (PV)." })
  pageViews(@Root() { room }: AudienceOf, @Ctx() { session }: GraphQLContext): Promise<number | null> {
    return session.rooms.audience(room, "pageViews");
  }

  @FieldResolver(() => Int, { nullable: true, description: "Different viewers so far (UV)." })
  uniqueViewers(@Root() { room }: AudienceOf, @Ctx() { session }: GraphQLContext): Promise<number | null> {
    return session.rooms.audience(room, "uniqueViewers");
  }

  @FieldResolver(() => Int, { nullable: true, description: "Likes so far (点赞数)." })
  likes(@Root() { room }: AudienceOf, @Ctx() { session }: GraphQLContext): Promise<number | null> {
    return session.rooms.audience(room, "likes");
  }
}
