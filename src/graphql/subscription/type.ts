import { Field, ID, ObjectType } from "type-graphql";
import type { RoomChangeKind } from "../../domain/event";
import type { Room, RoomStatus } from "../../domain/room";
import { LiveRoomChangeKindEnum, LiveRoomStatusEnum } from "../enums";
import { LiveRoomType } from "../room/type";
import { DateTimeScalar } from "../scalars";

const EVENT_ID =
  "Names this event. Also in `extensions.eventId` of every event: send the last one you saw as `extensions.lastEventId` when you subscribe again, and what you missed comes first.";
const AT = "When the gateway learnt of it.";

@ObjectType("LiveRoomChange", { description: "A room has appeared, changed or gone.", simpleResolvers: true })
export class LiveRoomChangeType {
  @Field(() => ID, { description: EVENT_ID })
  readonly eventId!: string;

  @Field(() => DateTimeScalar, { description: AT })
  readonly at!: Date;

  @Field(() => LiveRoomChangeKindEnum, { description: "How it has changed." })
  readonly kind!: RoomChangeKind;

  @Field(() => LiveRoomType, { nullable: true, description: "The room after the change; null when it is gone." })
  readonly liveRoom!: Room | null;

  @Field(() => ID, { description: "The room's global id." })
  readonly liveRoomId!: string;

  @Field(() => LiveRoomStatusEnum, {
    nullable: true,
    description: "Where it stood before; null when that has not changed, or the room is new or gone.",
  })
  readonly previousStatus!: RoomStatus | null;
}

@ObjectType("FollowerChange", {
  description:
    "Somebody has subscribed to an account's broadcasts (长期订阅), or does not want to hear of them any more. WeChat.",
})
export class FollowerChangeType {
  @Field(() => ID, { description: EVENT_ID })
  readonly eventId!: string;

  @Field(() => DateTimeScalar, { description: "When they did, as WeChat tells." })
  readonly at!: Date;

  @Field(() => String, { description: "The openid." })
  readonly openId!: string;

  @Field(() => Boolean, { description: "True: subscribed. False: not any more." })
  readonly followed!: boolean;
}
