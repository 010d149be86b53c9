import { Field, ObjectType } from "type-graphql";
import type { Attribute } from "../../domain/attribute";
import type { Anchor, Ingest, Playback, Room, RoomSettings, ShareCode } from "../../domain/room";
import { LiveRoomStatusEnum, ProviderEnum } from "../enums";
import { Node } from "../node/type";
import { DateTimeScalar, UrlScalar } from "../scalars";

/** What the room itself says. What hangs on it (account, goods, assistants, …) is in the resolver. */
type OwnFields = Omit<Room, "accountKey" | "playback" | "goods" | "details" | "anchor" | "settings" | "attributes">;

@ObjectType("LiveRoom", { implements: Node, description: "A live room (直播间)." })
export class LiveRoomType extends Node implements OwnFields {
  @Field(() => ProviderEnum, { description: "Whose room it is." })
  readonly provider!: Room["provider"];

  @Field(() => String, { description: "The provider's id: WeChat's room number, Qiniu's live id." })
  readonly nativeId!: string;

  @Field(() => String, { description: "The title (房间名)." })
  readonly title!: string;

  @Field(() => String, { nullable: true, description: "The announcement (公告). Qiniu." })
  readonly notice!: string | null;

  @Field(() => LiveRoomStatusEnum, { description: "Where the room stands." })
  readonly status!: Room["status"];

  @Field(() => String, { nullable: true, description: "The provider's own status: WeChat 101 to 107, Qiniu 0 to 2." })
  readonly nativeStatus!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "The planned start (开播时间). Qiniu replaces it by the actual one when the room goes live.",
  })
  readonly startsAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "The planned end (结束时间). Qiniu replaces it by the actual one when the room ends.",
  })
  readonly endsAt!: Date | null;

  @Field(() => UrlScalar, { nullable: true, description: "The background or cover image (封面图)." })
  readonly coverUrl!: string | null;

  @Field(() => UrlScalar, { nullable: true, description: "The image on share cards (分享图). WeChat." })
  readonly shareImageUrl!: string | null;

  @Field(() => UrlScalar, {
    nullable: true,
    description: "The cover in the shopping-live channel (购物直播频道封面图). WeChat.",
  })
  readonly feedImageUrl!: string | null;
}

@ObjectType("Anchor", { description: "Who speaks in a room (主播).", simpleResolvers: true })
export class AnchorType implements Anchor {
  @Field(() => String, { nullable: true, description: "The name shown in the room (主播昵称)." })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's user id. Qiniu; WeChat does not tell it." })
  readonly nativeUserId!: string | null;

  @Field(() => UrlScalar, { nullable: true, description: "The picture. Qiniu." })
  readonly avatarUrl!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether they are in the room now. Qiniu, in lists; null where the provider does not tell.",
  })
  readonly online!: boolean | null;
}

const SWITCH = "Null: the provider does not tell, or has no such switch.";

@ObjectType("LiveRoomSettings", {
  description:
    "What is on in a room. Names say what is ON; WeChat's own say what is closed (closeLike, closeGoods, …).",
  simpleResolvers: true,
})
export class LiveRoomSettingsType implements RoomSettings {
  @Field(() => Boolean, { nullable: true, description: `Likes (点赞). ${SWITCH}` })
  readonly likes!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `The goods shelf (货架). ${SWITCH}` })
  readonly goodsShelf!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `Comments (评论). ${SWITCH}` })
  readonly comments!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `Replay after the end (回放). ${SWITCH}` })
  readonly replay!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `Sharing (分享); WeChat never tells it. ${SWITCH}` })
  readonly sharing!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `Customer service (客服). ${SWITCH}` })
  readonly customerService!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `Listed in WeChat's official feed (官方收录). ${SWITCH}` })
  readonly feedListed!: boolean | null;
}

@ObjectType("Playback", { description: "Where to watch a room (拉流地址).", simpleResolvers: true })
export class PlaybackType implements Playback {
  @Field(() => UrlScalar, {
    nullable: true,
    description: "HLS (.m3u8): works in every browser and mini-program, some seconds late.",
  })
  readonly hlsUrl!: string | null;

  @Field(() => UrlScalar, {
    nullable: true,
    description: "HTTP-FLV: two or three seconds late; needs a player such as flv.js.",
  })
  readonly flvUrl!: string | null;

  @Field(() => UrlScalar, { nullable: true, description: "RTMP: for native players." })
  readonly rtmpUrl!: string | null;
}

@ObjectType("Ingest", {
  description: "Where to push the stream (推流地址). A secret: whoever has it broadcasts in the anchor's name.",
  simpleResolvers: true,
})
export class IngestType implements Ingest {
  @Field(() => String, { description: "The RTMP address with its key." })
  readonly pushUrl!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the address stops working; null when it does not say.",
  })
  readonly expiresAt!: Date | null;
}

@ObjectType("ShareCode", {
  description: "A QR code that opens the room in WeChat (分享二维码).",
  simpleResolvers: true,
})
export class ShareCodeType implements ShareCode {
  @Field(() => UrlScalar, { description: "The picture of the code." })
  readonly imageUrl!: string;

  @Field(() => String, { nullable: true, description: "The page the code opens, for a link inside a mini-program." })
  readonly pagePath!: string | null;

  @Field(() => UrlScalar, { nullable: true, description: "A poster with the code on it (分享海报)." })
  readonly posterUrl!: string | null;
}

@ObjectType("Attribute", {
  description: "A free key and value hung on a thing (Qiniu's extends).",
  simpleResolvers: true,
})
export class AttributeType implements Attribute {
  @Field(() => String, { description: "The key, once per thing." })
  readonly key!: string;

  @Field(() => String, { description: "The value, always text." })
  readonly value!: string;
}
