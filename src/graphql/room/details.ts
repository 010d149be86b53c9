import { createUnionType, Field, ObjectType } from "type-graphql";
import type { RoomDetails } from "../../domain/room";
import { DateTimeScalar } from "../scalars";

type Of<Kind extends RoomDetails["kind"]> = Omit<Extract<RoomDetails, { kind: Kind }>, "kind">;

@ObjectType("WechatLiveRoomDetails", { description: "What only WeChat knows of a room.", simpleResolvers: true })
export class WechatLiveRoomDetailsType implements Of<"WECHAT"> {
  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether a stream is pushed from outside (推流); otherwise the anchor broadcasts from a phone (手机直播).",
  })
  readonly pushStream!: boolean | null;

  @Field(() => String, { nullable: true, description: "Openid of who created the room." })
  readonly creatorOpenId!: string | null;
}

@ObjectType("QiniuLiveRoomDetails", { description: "What only Qiniu knows of a room.", simpleResolvers: true })
export class QiniuLiveRoomDetailsType implements Of<"QINIU"> {
  @Field(() => String, { nullable: true, description: "The chat group's id at the IM service." })
  readonly chatId!: string | null;

  @Field(() => String, { nullable: true, description: "The running PK session, if there is one." })
  readonly pkId!: string | null;

  @Field(() => String, { nullable: true, description: "Why moderation stopped the room: `censor`." })
  readonly stopReason!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When moderation stopped the room." })
  readonly stoppedAt!: Date | null;
}

export const LiveRoomDetailsUnion = createUnionType({
  name: "LiveRoomDetails",
  description: "What only one provider knows of a room.",
  types: () => [WechatLiveRoomDetailsType, QiniuLiveRoomDetailsType] as const,
  resolveType: (details: object) =>
    (details as RoomDetails).kind === "WECHAT" ? "WechatLiveRoomDetails" : "QiniuLiveRoomDetails",
});
