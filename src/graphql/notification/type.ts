import { Arg, Authorized, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { Role } from "../../domain/caller";
import type { Notification } from "../../domain/notification";
import type { Room } from "../../domain/room";
import { readId } from "../../gateway/identify";
import type { GraphQLContext } from "../context";
import { NotificationStatusEnum } from "../enums";
import { Node } from "../node/type";
import { LiveRoomType } from "../room/type";
import { DateTimeScalar } from "../scalars";

@ObjectType("Notification", {
  implements: Node,
  description:
    "One push to followers (长期订阅群发), cut into chunks of the provider's size; its counts grow as results come in.",
})
export class NotificationType extends Node implements Omit<Notification, "accountKey" | "roomNativeId"> {
  @Field(() => NotificationStatusEnum, { description: "How far it has come." })
  readonly status!: Notification["status"];

  @Field(() => Int, { description: "To how many it is meant to go." })
  readonly recipients!: number;

  @Field(() => Int, { description: "To how many the provider has accepted to send it." })
  readonly sent!: number;

  @Field(() => Int, { nullable: true, description: "Whom it reached, as far as results have come in." })
  readonly succeeded!: number | null;

  @Field(() => Int, { nullable: true, description: "Whom it did not reach, as far as results have come in." })
  readonly failed!: number | null;

  @Field(() => [String], { description: "The provider's ids of the chunks (message_id)." })
  readonly messageIds!: readonly string[];

  @Field(() => DateTimeScalar, { description: "When it was asked for." })
  readonly createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the last result came in." })
  readonly finishedAt!: Date | null;
}

@Resolver(() => NotificationType)
export class NotificationResolver {
  @Authorized<Role>("OPERATOR")
  @Query(() => NotificationType, {
    nullable: true,
    description: "OPERATOR. A push to followers by global id; null when there is none.",
  })
  async notification(
    @Arg("id", () => ID, { description: "The notification's global id." }) id: string,
    @Ctx() { session }: GraphQLContext,
  ): Promise<Notification | null> {
    const { kind, account, native } = readId(id);
    return kind === "notification" ? session.notifications.byId(account, native) : null;
  }

  @FieldResolver(() => LiveRoomType, { nullable: true, description: "The room it announces; null when it is gone." })
  liveRoom(
    @Root() { accountKey, roomNativeId }: Notification,
    @Ctx() { session }: GraphQLContext,
  ): Promise<Room | null> {
    return session.rooms.byId(accountKey, roomNativeId);
  }
}
