import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from "type-graphql";
import type { Account } from "../../domain/account";
import type { Assistant } from "../../domain/assistant";
import type { Attribute } from "../../domain/attribute";
import type { Role } from "../../domain/caller";
import type { Replay } from "../../domain/replay";
import type { Anchor, Ingest, Playback, Room, RoomDetails, RoomSettings, ShareCode } from "../../domain/room";
import { nothingOf, type Connection, type EdgeOf, type PageRequest } from "../../gateway/connection";
import { readId } from "../../gateway/identify";
import { pageRoomGoods, type RoomGoodsEdge } from "../../gateway/room-pages";
import { AccountType } from "../account/type";
import { AssistantType } from "../assistant/type";
import type { GraphQLContext } from "../context";
import { RoomGoodsConnection } from "../goods/room-goods";
import { AFTER, FIRST } from "../page-info";
import { orReport } from "../problems";
import { ReplayConnection } from "../replay/type";
import { DateTimeScalar } from "../scalars";
import { AtHand, Settled } from "../settled";
import { AudienceType, type AudienceOf } from "./audience";
import { LiveRoomConnection } from "./connection";
import { LiveRoomDetailsUnion } from "./details";
import { LiveRoomFilterInput } from "./filter";
import {
  AnchorType,
  AttributeType,
  IngestType,
  LiveRoomSettingsType,
  LiveRoomType,
  PlaybackType,
  ShareCodeType,
} from "./type";

const FIRST_ROOMS = 20;
const FIRST_GOODS = 20;

interface GoodsPage {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

function pageOf({ first, after }: GoodsPage): PageRequest {
  return { first: first ?? FIRST_GOODS, after };
}

interface RoomsPage {
  readonly filter?: LiveRoomFilterInput | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

@Resolver(() => LiveRoomType)
export class LiveRoomResolver {
  @AtHand((_root, { id }: { readonly id: string }, { session }) => {
    const { kind, account, native } = readId(id);
    return kind === "room" ? session.roomsAtHand.byId(account, native) : undefined;
  })
  @Query(() => LiveRoomType, {
    nullable: true,
    description: "A room by its global id, such as `room:wechat:33`. Null when there is no such room.",
  })
  async liveRoom(
    @Arg("id", () => ID, { description: "The room's global id." }) id: string,
    @Ctx() { session }: GraphQLContext,
  ): Promise<Room | null> {
    const { kind, account, native } = readId(id);
    return kind === "room" ? session.rooms.byId(account, native) : null;
  }

  @AtHand((_root, { filter, first, after }: RoomsPage, { session }) =>
    session.roomsAtHand.list(filter ?? {}, { first: first ?? FIRST_ROOMS, after }),
  )
  @Query(() => LiveRoomConnection, {
    description:
      "Rooms of all accounts, newest start first. An account that cannot be asked is named in `unavailable`; the others are answered.",
  })
  liveRooms(
    @Ctx() { session }: GraphQLContext,
    @Arg("filter", () => LiveRoomFilterInput, { nullable: true, description: "Which rooms; absent: all." })
    filter: LiveRoomFilterInput | null | undefined,
    @Arg("first", () => Int, { nullable: true, defaultValue: FIRST_ROOMS, description: FIRST })
    first: number | null | undefined,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
  ): Promise<Connection<EdgeOf<Room>>> {
    return session.rooms.list(filter ?? {}, { first: first ?? FIRST_ROOMS, after });
  }

  @AtHand((room: Room, _given, { session }) => session.account(room.accountKey)?.account)
  @FieldResolver(() => AccountType, { description: "The account the room belongs to." })
  account(@Root() room: Room, @Ctx() { session }: GraphQLContext): Account | undefined {
    return session.account(room.accountKey)?.account;
  }

  @FieldResolver(() => AnchorType, { nullable: true, description: "Who speaks (主播)." })
  anchor(@Root() room: Room): Anchor | null {
    return room.anchor;
  }

  @Authorized<Role>("OPERATOR")
  @FieldResolver(() => AnchorType, {
    nullable: true,
    description: "OPERATOR. The anchor's second account (主播副号). WeChat; one more upstream call for each room.",
  })
  subAnchor(@Root() room: Room, @Ctx() { session }: GraphQLContext): Promise<Anchor | null> {
    return session.rooms.subAnchor(room);
  }

  @FieldResolver(() => LiveRoomSettingsType, { description: "What is on in the room." })
  settings(@Root() room: Room): RoomSettings {
    return room.settings;
  }

  @FieldResolver(() => PlaybackType, { nullable: true, description: "Where to watch (拉流地址). Qiniu." })
  playback(@Root() room: Room, @Ctx() { session }: GraphQLContext): Playback | null {
    return session.account(room.accountKey)?.provider.playback?.playbackOf(room) ?? null;
  }

  @Authorized<Role>("OPERATOR")
  @FieldResolver(() => IngestType, {
    nullable: true,
    description: "OPERATOR. Where to push the stream (推流地址); a secret. Null while the room takes none.",
  })
  ingest(@Root() room: Room, @Ctx() { session }: GraphQLContext): Promise<Ingest | null> {
    return session.rooms.ingest(room);
  }

  @FieldResolver(() => AudienceType, {
    nullable: true,
    description: "Who watches. Qiniu; further upstream calls for each room.",
  })
  audience(@Root() room: Room, @Ctx() { session }: GraphQLContext): AudienceOf | null {
    return session.account(room.accountKey)?.provider.audience ? { room } : null;
  }

  @Settled((room: Room, page: GoodsPage) => (room.goods ? pageRoomGoods(room, room.goods, pageOf(page)) : undefined))
  @FieldResolver(() => RoomGoodsConnection, {
    description:
      "The goods in the room, in display order. They come with a WeChat room; for Qiniu they are one more upstream call for each room. Empty, with an error at this path, when that call fails.",
  })
  goods(
    @Root() room: Room,
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
    @Arg("first", () => Int, { nullable: true, defaultValue: FIRST_GOODS, description: FIRST })
    first: number | null | undefined,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
  ): Promise<Connection<RoomGoodsEdge>> {
    const page = pageOf({ first, after });
    return orReport(() => context.session.rooms.goods(room, page), nothingOf(page), context, info);
  }

  @Authorized<Role>("OPERATOR")
  @AtHand((room: Room, _given, { session }) => session.roomsAtHand.assistants(room))
  @FieldResolver(() => [AssistantType], {
    description:
      "OPERATOR. Who helps in the room (小助手), at most 10. WeChat; one more upstream call for each room. Empty, with an error at this path, when that call fails.",
  })
  assistants(
    @Root() room: Room,
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly Assistant[]> {
    return orReport(() => context.session.rooms.assistants(room), [], context, info);
  }

  @FieldResolver(() => ReplayConnection, {
    description:
      "Recordings of an ended room (回放). WeChat; empty while they are being made, usually for ten minutes. One more upstream call for each room. Empty, with an error at this path, when that call fails.",
  })
  replays(
    @Root() room: Room,
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: FIRST }) first: number | null | undefined,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
  ): Promise<Connection<EdgeOf<Replay>>> {
    const page = { first: first ?? 20, after };
    return orReport(() => context.session.rooms.replays(room, page), nothingOf(page), context, info);
  }

  @FieldResolver(() => ShareCodeType, {
    nullable: true,
    description: "A QR code that opens the room in WeChat (分享二维码). WeChat; one more upstream call for each room.",
  })
  shareCode(
    @Root() room: Room,
    @Ctx() { session }: GraphQLContext,
    @Arg("params", () => String, {
      nullable: true,
      description:
        "What the page is opened with, such as `a=1&b=2`; at most 600 characters arrive. Encoded on the way.",
    })
    params: string | null | undefined,
  ): Promise<ShareCode | null> {
    return session.rooms.shareCode(room, params ?? null);
  }

  @FieldResolver(() => [AttributeType], {
    description: "What the shop hung on the room (Qiniu's extends); empty for WeChat.",
  })
  attributes(@Root() room: Room): readonly Attribute[] {
    return room.attributes;
  }

  @FieldResolver(() => LiveRoomDetailsUnion, {
    nullable: true,
    description: "What only its provider knows of the room.",
  })
  details(@Root() room: Room): RoomDetails {
    return room.details;
  }

  @AtHand((room: Room, _given, { session }) => session.roomsAtHand.freshness(room).fetchedAt)
  @FieldResolver(() => DateTimeScalar, { description: "When the provider last said so." })
  fetchedAt(@Root() room: Room, @Ctx() { session }: GraphQLContext): Date {
    return session.rooms.freshness(room).fetchedAt;
  }

  @AtHand((room: Room, _given, { session }) => session.roomsAtHand.freshness(room).stale)
  @FieldResolver(() => Boolean, {
    description: "True when this is served past its freshness, because the provider is down or its quota is spent.",
  })
  stale(@Root() room: Room, @Ctx() { session }: GraphQLContext): boolean {
    return session.rooms.freshness(room).stale;
  }
}
