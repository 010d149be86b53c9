import type { Account, AccountHealth, Capability, ProviderQuota } from "./account";
import type { AssistantPort } from "./assistant";
import type { CallbackPort } from "./callback";
import type { FollowerPort } from "./follower";
import type {
  ExplanationPort,
  GoodsLibraryPort,
  GoodsReviewPort,
  GoodsUpdatePort,
  RoomGoodsPort,
  RoomGoodsPushPort,
} from "./goods";
import type { ImagePort } from "./image";
import type { MemberListPort, MemberPort, MemberRolePort, MemberSavePort } from "./member";
import type { NotificationPort } from "./notification";
import type { ReplayPort } from "./replay";
import type {
  AudiencePort,
  IngestPort,
  PlaybackPort,
  RoomCreatePort,
  RoomDeletePort,
  RoomEndPort,
  RoomListPort,
  RoomReadPort,
  RoomSettingsPort,
  RoomUpdatePort,
  ShareCodePort,
  SubAnchorPort,
} from "./room";
import type { Text } from "./text";

/** What a provider can do beyond listing rooms. A port that is absent is something it cannot do. */
export interface OptionalPorts {
  readonly roomRead?: RoomReadPort;
  readonly roomCreate?: RoomCreatePort;
  readonly roomUpdate?: RoomUpdatePort;
  readonly roomSettings?: RoomSettingsPort;
  readonly roomEnd?: RoomEndPort;
  readonly roomDelete?: RoomDeletePort;
  readonly roomGoods?: RoomGoodsPort;
  readonly roomGoodsPush?: RoomGoodsPushPort;
  readonly explanations?: ExplanationPort;
  readonly assistants?: AssistantPort;
  readonly subAnchors?: SubAnchorPort;
  readonly replays?: ReplayPort;
  readonly shareCodes?: ShareCodePort;
  readonly ingest?: IngestPort;
  readonly playback?: PlaybackPort;
  readonly audience?: AudiencePort;
  readonly goodsLibrary?: GoodsLibraryPort;
  readonly goodsUpdate?: GoodsUpdatePort;
  readonly goodsReview?: GoodsReviewPort;
  readonly members?: MemberPort;
  readonly memberList?: MemberListPort;
  readonly memberRoles?: MemberRolePort;
  readonly memberSave?: MemberSavePort;
  readonly followers?: FollowerPort;
  readonly notifications?: NotificationPort;
  readonly images?: ImagePort;
  readonly callbacks?: CallbackPort;
}
export type PortName = keyof OptionalPorts;

/**
 * One account of a live-commerce provider. All ports speak this domain only, refuse with LiveError only, and check the
 * provider's documented limits before they call it.
 */
export interface Provider extends OptionalPorts {
  readonly account: Account;
  readonly roomList: RoomListPort;
  /** How the provider is doing, as its last calls ended. Costs no call. */
  health(): AccountHealth;
  /** What was used today of what the provider allows in a day; nothing of what it does not limit. Costs no call. */
  quotas(): Promise<readonly ProviderQuota[]>;
  /** What to do instead of something this provider cannot do. */
  readonly instead: Partial<Record<PortName, Text>>;
  /** Ends the connections. */
  close(): Promise<void>;
}

const capabilityOfPort: Record<PortName, Capability | null> = {
  roomRead: null,
  roomCreate: "ROOM_CREATE",
  roomUpdate: "ROOM_UPDATE",
  roomSettings: "ROOM_SETTINGS",
  roomEnd: "ROOM_END",
  roomDelete: "ROOM_DELETE",
  roomGoods: "ROOM_GOODS",
  roomGoodsPush: "ROOM_GOODS_PUSH",
  explanations: "ROOM_GOODS_EXPLANATION",
  assistants: "ASSISTANTS",
  subAnchors: "SUB_ANCHOR",
  replays: "REPLAYS",
  shareCodes: "SHARE_CODE",
  ingest: "INGEST",
  playback: "PLAYBACK",
  audience: "AUDIENCE",
  goodsLibrary: "GOODS_LIBRARY",
  goodsUpdate: null,
  goodsReview: "GOODS_REVIEW",
  members: "MEMBERS",
  memberList: "MEMBER_LIST",
  memberRoles: "MEMBER_ROLES",
  memberSave: null,
  followers: "FOLLOWERS",
  notifications: "NOTIFICATIONS",
  images: "IMAGES",
  callbacks: "EVENTS",
};

/** What the account can do, read from the ports that are there. */
export function capabilitiesOf(provider: Provider): readonly Capability[] {
  const found: Capability[] = ["ROOM_LIST"];
  for (const [port, capability] of Object.entries(capabilityOfPort)) {
    if (capability && provider[port as PortName]) found.push(capability);
  }
  return found;
}
