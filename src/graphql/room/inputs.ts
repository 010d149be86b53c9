import { Field, ID, InputType } from "type-graphql";
import type { Attribute } from "../../domain/attribute";
import type {
  AnchorInput,
  CreateRoom,
  QiniuRoomInput,
  RoomSwitches,
  UpdateRoom,
  WechatRoomInput,
} from "../../domain/room";
import { ImageInputType } from "../image/inputs";
import { DateTimeScalar, UrlScalar } from "../scalars";

@InputType("AttributeInput", { description: "A free key and value to hang on a thing. Qiniu." })
export class AttributeInputType implements Attribute {
  @Field(() => String, { description: "The key, once per thing." })
  readonly key!: string;

  @Field(() => String, { description: "The value." })
  readonly value!: string;
}

@InputType("AnchorInput", { description: "Who is to speak (主播)." })
export class AnchorInputType implements AnchorInput {
  @Field(() => String, {
    nullable: true,
    description:
      "The name shown in the room. WeChat: needed, 4 to 30 half-width characters wide (a Chinese character counts 2). Qiniu: the nickname given to a user registered on the way, at most 64.",
  })
  readonly name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "WeChat, needed: the WeChat id (微信号) of somebody with real-name verification.",
  })
  readonly wechatId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Qiniu, needed: the user id; registered on the way when unknown. 1 to 64 letters, digits, dots, hyphens, underscores.",
  })
  readonly userId?: string | null;

  @Field(() => UrlScalar, {
    nullable: true,
    description: "Qiniu: the picture of a user registered on the way, at most 255 characters.",
  })
  readonly avatarUrl?: string | null;
}

const ONCE_CLOSED = "Once the room has started without them, they stay off.";

@InputType("WechatLiveRoomInput", { description: "What only a WeChat room has." })
export class WechatLiveRoomInput implements WechatRoomInput {
  @Field(() => ImageInputType, {
    description: "The image on share cards (分享图): 800 × 640 pixels advised, at most 1 MB.",
  })
  readonly shareImage!: ImageInputType;

  @Field(() => ImageInputType, {
    description:
      "The cover in the shopping-live channel (购物直播频道封面图): 800 × 800 pixels advised, at most 100 KB.",
  })
  readonly feedImage!: ImageInputType;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      "Whether a stream is pushed from outside (推流); otherwise the anchor broadcasts from a phone (手机直播).",
  })
  readonly pushStream?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: "WeChat id of the anchor's second account (主播副号); another than the anchor's.",
  })
  readonly subAnchorWechatId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "WeChat id of the creator (创建者): when given, only they, administrators and the anchor see the room in the console.",
  })
  readonly creatorWechatId?: string | null;

  @Field(() => Boolean, { nullable: true, defaultValue: true, description: `Likes (点赞). ${ONCE_CLOSED}` })
  readonly likes?: boolean | null;

  @Field(() => Boolean, { nullable: true, defaultValue: true, description: `The goods shelf (货架). ${ONCE_CLOSED}` })
  readonly goodsShelf?: boolean | null;

  @Field(() => Boolean, { nullable: true, defaultValue: true, description: `Comments (评论). ${ONCE_CLOSED}` })
  readonly comments?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Replay (回放); absent: WeChat's default, off. Can be switched later.",
  })
  readonly replay?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Sharing (分享); absent: WeChat's default, on. Fixed once the room has started.",
  })
  readonly sharing?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Customer service (客服), which has to be configured in the console; absent: WeChat's default, off. Can be switched later.",
  })
  readonly customerService?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Listed in the official feed (官方收录); absent: WeChat's default, on.",
  })
  readonly feedListed?: boolean | null;
}

@InputType("QiniuLiveRoomInput", { description: "What only a Qiniu room has." })
export class QiniuLiveRoomInput implements QiniuRoomInput {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When the push address stops working; it is never renewed. Absent: an hour after the planned end, or a day after the planned start.",
  })
  readonly publishExpiresAt?: Date | null;
}

@InputType("CreateLiveRoomInput", { description: "A room to create." })
export class CreateLiveRoomInput implements CreateRoom {
  @Field(() => ID, { description: "The account's global id, such as `account:wechat`." })
  readonly account!: string;

  @Field(() => String, {
    description:
      "The title (房间名). WeChat: 6 to 34 half-width characters wide, a Chinese character counting 2; no emoji or special characters. Qiniu: at most 128 characters.",
  })
  readonly title!: string;

  @Field(() => String, { nullable: true, description: "The announcement (公告), at most 255 characters. Qiniu." })
  readonly notice?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "The planned start. WeChat: needed, at least 11 minutes and at most 6 months ahead.",
  })
  readonly startsAt?: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "The planned end. WeChat: needed, 30 minutes to 24 hours after the start.",
  })
  readonly endsAt?: Date | null;

  @Field(() => ImageInputType, {
    nullable: true,
    description:
      "The background or cover (封面图). WeChat: needed, 1080 × 1920 pixels advised, at most 2 MB. Qiniu: an address of at most 255 characters.",
  })
  readonly cover?: ImageInputType | null;

  @Field(() => AnchorInputType, { description: "Who is to speak." })
  readonly anchor!: AnchorInputType;

  @Field(() => [AttributeInputType], {
    nullable: true,
    description: "Free keys and values, 1024 characters as JSON. Qiniu.",
  })
  readonly attributes?: AttributeInputType[] | null;

  @Field(() => WechatLiveRoomInput, {
    nullable: true,
    description: "Needed for a WeChat account, refused for another.",
  })
  readonly wechat?: WechatLiveRoomInput | null;

  @Field(() => QiniuLiveRoomInput, { nullable: true, description: "For a Qiniu account, refused for another." })
  readonly qiniu?: QiniuLiveRoomInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Makes a repeat safe: the same key and input within 24 hours gives the same room; another input with it is refused.",
  })
  readonly idempotencyKey?: string | null;
}

const UNCHANGED = "absent: unchanged";

@InputType("UpdateWechatLiveRoomInput", {
  description:
    "What only a WeChat room has. WeChat's edit replaces everything; what is absent here is sent again as it is.",
})
export class UpdateWechatLiveRoomInput implements NonNullable<UpdateRoom["wechat"]> {
  @Field(() => ImageInputType, { nullable: true, description: `The image on share cards (分享图); ${UNCHANGED}.` })
  readonly shareImage?: ImageInputType | null;

  @Field(() => ImageInputType, { nullable: true, description: `The cover in the shopping-live channel; ${UNCHANGED}.` })
  readonly feedImage?: ImageInputType | null;

  @Field(() => Boolean, { nullable: true, description: `Likes (点赞); ${UNCHANGED}. ${ONCE_CLOSED}` })
  readonly likes?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `The goods shelf (货架); ${UNCHANGED}. ${ONCE_CLOSED}` })
  readonly goodsShelf?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `Comments (评论); ${UNCHANGED}. ${ONCE_CLOSED}` })
  readonly comments?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `Replay (回放); ${UNCHANGED}.` })
  readonly replay?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Sharing (分享). WeChat never tells it; absent: as it was last written through this gateway, else WeChat's default, on.",
  })
  readonly sharing?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `Customer service (客服); ${UNCHANGED}.` })
  readonly customerService?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `Listed in the official feed (官方收录); ${UNCHANGED}.` })
  readonly feedListed?: boolean | null;
}

@InputType("UpdateLiveRoomInput", {
  description: "What to change in a room that has not started. What is absent stays.",
})
export class UpdateLiveRoomInput implements UpdateRoom {
  @Field(() => ID, { description: "The room's global id." })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: "The title; the same rules as on creation." })
  readonly title?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "The planned start; the same rules as on creation." })
  readonly startsAt?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "The planned end; the same rules as on creation." })
  readonly endsAt?: Date | null;

  @Field(() => ImageInputType, { nullable: true, description: "The background or cover (封面图)." })
  readonly cover?: ImageInputType | null;

  @Field(() => AnchorInputType, {
    nullable: true,
    description:
      "Who is to speak. WeChat wants the anchor's WeChat id with every edit and never tells it: needed for rooms that were not made through this gateway.",
  })
  readonly anchor?: AnchorInputType | null;

  @Field(() => [AttributeInputType], {
    nullable: true,
    description: "Free keys and values, replacing those there are.",
  })
  readonly attributes?: AttributeInputType[] | null;

  @Field(() => UpdateWechatLiveRoomInput, { nullable: true, description: "What only a WeChat room has." })
  readonly wechat?: UpdateWechatLiveRoomInput | null;
}

@InputType("UpdateLiveRoomSettingsInput", {
  description: "Switches that also work while the room is live. Each that is given is its own upstream call.",
})
export class UpdateLiveRoomSettingsInput implements RoomSwitches {
  @Field(() => ID, { description: "The room's global id." })
  readonly id!: string;

  @Field(() => Boolean, { nullable: true, description: `Listed in the official feed (官方收录); ${UNCHANGED}.` })
  readonly feedListed?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `Replay after the end (回放); ${UNCHANGED}.` })
  readonly replay?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `Customer service (客服); ${UNCHANGED}.` })
  readonly customerService?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `Nobody but the staff may comment (全局禁言); ${UNCHANGED}.` })
  readonly commentsMuted?: boolean | null;
}

@InputType("EndLiveRoomInput", { description: "A room to end." })
export class EndLiveRoomInput {
  @Field(() => ID, { description: "The room's global id." })
  readonly id!: string;
}

@InputType("DeleteLiveRoomInput", { description: "A room to delete." })
export class DeleteLiveRoomInput {
  @Field(() => ID, { description: "The room's global id." })
  readonly id!: string;
}

export function toCreateRoom(input: CreateLiveRoomInput): CreateRoom {
  const { title, notice, startsAt, endsAt, cover, anchor, attributes, wechat, qiniu } = input;
  return { title, notice, startsAt, endsAt, cover, anchor, attributes, wechat, qiniu };
}
