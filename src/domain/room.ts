import type { ProviderName } from "./account";
import type { Attribute } from "./attribute";
import type { Call, Found } from "./call";
import type { Facts } from "./facts";
import type { RoomGoods } from "./goods";
import type { ImageInput } from "./image";

export const roomStatuses = ["SCHEDULED", "LIVE", "PAUSED", "ENDED", "EXPIRED", "BANNED", "FAILED", "UNKNOWN"] as const;
export type RoomStatus = (typeof roomStatuses)[number];

/** A live room (直播间) as its provider last described it. Null: the provider does not tell. */
export interface Room {
  /** The global id. */
  readonly id: string;
  /** The account's key. */
  readonly accountKey: string;
  readonly provider: ProviderName;
  readonly nativeId: string;
  readonly title: string;
  readonly notice: string | null;
  readonly status: RoomStatus;
  /** The provider's own status, as text. */
  readonly nativeStatus: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly coverUrl: string | null;
  readonly shareImageUrl: string | null;
  readonly feedImageUrl: string | null;
  readonly anchor: Anchor | null;
  readonly settings: RoomSettings;
  readonly playback: Playback | null;
  /** The goods in display order where they come with the room (WeChat); null: they are asked for by themselves. */
  readonly goods: readonly RoomGoods[] | null;
  readonly attributes: readonly Attribute[];
  readonly details: RoomDetails;
}

export interface Anchor {
  readonly name: string | null;
  readonly nativeUserId: string | null;
  readonly avatarUrl: string | null;
  readonly online: boolean | null;
}

/** What is ON in the room. Null: the provider does not tell, or knows no such switch. */
export interface RoomSettings {
  readonly likes: boolean | null;
  readonly goodsShelf: boolean | null;
  readonly comments: boolean | null;
  readonly replay: boolean | null;
  readonly sharing: boolean | null;
  readonly customerService: boolean | null;
  readonly feedListed: boolean | null;
}

export interface Playback {
  readonly hlsUrl: string | null;
  readonly flvUrl: string | null;
  readonly rtmpUrl: string | null;
}

/** Where to push the stream. Whoever has it can broadcast as the anchor. */
export interface Ingest {
  readonly pushUrl: string;
  readonly expiresAt: Date | null;
}

export interface Audience {
  readonly online: number | null;
  readonly pageViews: number | null;
  readonly uniqueViewers: number | null;
  readonly likes: number | null;
}

export interface ShareCode {
  readonly imageUrl: string;
  readonly pagePath: string | null;
  readonly posterUrl: string | null;
}

export type RoomDetails =
  | { readonly kind: "WECHAT"; readonly pushStream: boolean | null; readonly creatorOpenId: string | null }
  | {
      readonly kind: "QINIU";
      readonly chatId: string | null;
      readonly pkId: string | null;
      readonly stopReason: string | null;
      readonly stoppedAt: Date | null;
    };

/* ------------------------------------------------------------------------------------------------------ inputs */

export interface AnchorInput {
  readonly name?: string | null;
  readonly wechatId?: string | null;
  readonly userId?: string | null;
  readonly avatarUrl?: string | null;
}

/** The switches of a WeChat room, each naming what is on. */
export interface WechatRoomSwitches {
  readonly likes?: boolean | null;
  readonly goodsShelf?: boolean | null;
  readonly comments?: boolean | null;
  readonly replay?: boolean | null;
  readonly sharing?: boolean | null;
  readonly customerService?: boolean | null;
  readonly feedListed?: boolean | null;
}

export interface WechatRoomInput extends WechatRoomSwitches {
  readonly shareImage: ImageInput;
  readonly feedImage: ImageInput;
  readonly pushStream?: boolean | null;
  readonly subAnchorWechatId?: string | null;
  readonly creatorWechatId?: string | null;
}

export interface QiniuRoomInput {
  readonly publishExpiresAt?: Date | null;
}

export interface CreateRoom {
  readonly title: string;
  readonly notice?: string | null;
  readonly startsAt?: Date | null;
  readonly endsAt?: Date | null;
  readonly cover?: ImageInput | null;
  readonly anchor: AnchorInput;
  readonly attributes?: readonly Attribute[] | null;
  readonly wechat?: WechatRoomInput | null;
  readonly qiniu?: QiniuRoomInput | null;
}

export interface UpdateRoom {
  readonly title?: string | null;
  readonly startsAt?: Date | null;
  readonly endsAt?: Date | null;
  readonly cover?: ImageInput | null;
  readonly anchor?: AnchorInput | null;
  readonly attributes?: readonly Attribute[] | null;
  readonly wechat?:
    (WechatRoomSwitches & { readonly shareImage?: ImageInput | null; readonly feedImage?: ImageInput | null }) | null;
}

/* ------------------------------------------------------------------------------------------------------- ports */

/** One part of the list of rooms, and where the parts are that are still to be read. */
export interface RoomListPart {
  readonly rooms: readonly Room[];
  /** Positions to read next, as far as they are known from here; they may be read side by side. Empty at the end. */
  readonly ahead: readonly string[];
  /** The same for parts that say the same, where that can be told before they are read. */
  readonly version?: string;
}

/** Every provider can list its rooms: the gateway filters, searches and pages over the whole list. */
export interface RoomListPort {
  /**
   * Reads the part at a position, the first for null. Positions mean something to the adapter only. A room created
   * meanwhile may move others from one part to the next: the reader drops what comes twice. Given the part that was
   * read there before, the very same is returned where the provider says the same.
   */
  listRooms(position: string | null, call: Call, before?: RoomListPart): Promise<RoomListPart>;
}

/** Reads rooms by native id, in the order asked. Absent where the provider has no such call: the list is the only source. */
export interface RoomReadPort {
  getRooms(nativeIds: readonly string[], call: Call): Promise<readonly Found<Room>[]>;
}

/** A room that may be created: nothing the provider documents speaks against it. */
export interface PreparedRoom {
  /** By what it is found again when the answer to its creation was lost. */
  readonly facts: Facts;
  /**
   * Creates it, and tells it as it was asked for; what the provider adds of its own is null. Throws an ambiguous error
   * when it may be there although no answer says so.
   */
  create(call: Call): Promise<Room>;
}

export interface RoomCreatePort {
  /** Checks an input against every limit the provider documents, without a call; throws what is wrong with it. */
  prepareRoom(input: CreateRoom): PreparedRoom;
  /** Whether a room may be the one with these facts; one that has started or ended since then may be it too. */
  isFrom(room: Room, facts: Facts): boolean;
  /**
   * The rooms among which the one with these facts must be, where there is a shorter way than the list of all rooms. It
   * changes nothing at the provider.
   */
  findCreated?(facts: Facts, call: Call): Promise<readonly Room[]>;
  /** An id below those of all rooms created from now on, where that can be told without a call. */
  markNow?(): string;
  /** Keeps what an answer would have been kept of, for a room that was found again. */
  adoptRoom?(nativeId: string, facts: Facts): Promise<void>;
}

export interface RoomUpdatePort {
  /** Changes what the input names and leaves the rest as it is in `current`. */
  updateRoom(current: Room, change: UpdateRoom, call: Call): Promise<void>;
}

export interface RoomEndPort {
  /** Ends the broadcast. A room that has ended already is a success; one that never began is INVALID_STATE. */
  endRoom(nativeId: string, call: Call): Promise<void>;
}

export interface RoomDeletePort {
  /** Removes the room; one that is live is ended first where the provider would not do so itself. */
  deleteRoom(nativeId: string, call: Call): Promise<void>;
}

/** Switches that work while the room is live; each names what is to be on, except `commentsMuted`. */
export interface RoomSwitches {
  readonly feedListed?: boolean | null;
  readonly replay?: boolean | null;
  readonly customerService?: boolean | null;
  readonly commentsMuted?: boolean | null;
}

export interface RoomSettingsPort {
  /**
   * Sets each switch that is given by a call of its own, so that one refusal keeps none of the others from being set.
   * Throws at the end what was refused, all of it.
   */
  updateSettings(nativeId: string, switches: RoomSwitches, call: Call): Promise<void>;
}

export interface SubAnchorPort {
  /** The second anchor of each room; null where there is none. */
  getSubAnchors(roomNativeIds: readonly string[], call: Call): Promise<readonly Found<Anchor>[]>;
  /** Sets the second anchor, whether or not there is one; the one that is set already is a success. */
  setSubAnchor(roomNativeId: string, wechatId: string, call: Call): Promise<void>;
  removeSubAnchor(roomNativeId: string, call: Call): Promise<void>;
}

export interface ShareCodePort {
  /** `params` go with the page that the code opens; encoded on the way. Null: the room has no code in its state. */
  getShareCode(roomNativeId: string, params: string | null, call: Call): Promise<ShareCode | null>;
}

export interface IngestPort {
  /** Where to push each room's stream; null where the room takes none. */
  getIngests(rooms: readonly Room[], call: Call): Promise<readonly Found<Ingest>[]>;
}

/** A figure of the audience that somebody asks for; the others cost no call. */
export type AudienceFigure = keyof Audience;

export interface AudiencePort {
  /** The figures asked for, for each room; the others are null. */
  getAudiences(
    roomNativeIds: readonly string[],
    figures: ReadonlySet<AudienceFigure>,
    call: Call,
  ): Promise<readonly Found<Audience>[]>;
}

export interface PlaybackPort {
  /** Where to watch the room; null for a room without a stream. The addresses come with the room and cost no call. */
  playbackOf(room: Room): Playback | null;
}
