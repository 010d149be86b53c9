import { registerEnumType } from "type-graphql";
import type { Capability, HealthStatus, ProviderName } from "../domain/account";
import type { Role } from "../domain/caller";
import type { RoomChangeKind } from "../domain/event";
import type { FaultKind, RefusalKind } from "../domain/error";
import type { GoodsReviewStatus, PriceKind, ShelfStatus } from "../domain/goods";
import type { ImagePurpose } from "../domain/image";
import type { MemberRole } from "../domain/member";
import type { CurrencyCode } from "../domain/money";
import type { NotificationStatus } from "../domain/notification";
import type { RoomStatus } from "../domain/room";

/** An enum of the schema from a table of its values. The table's type demands a description for every value. */
function describeEnum<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): Record<Value, Value> {
  const names = Object.keys(values) as Value[];
  const enumeration = Object.fromEntries(names.map((value) => [value, value])) as Record<Value, Value>;
  const valuesConfig = Object.fromEntries(names.map((value) => [value, { description: values[value] }]));
  registerEnumType(enumeration, { name, description, valuesConfig: valuesConfig as never });
  return enumeration;
}

export const ProviderEnum = describeEnum<ProviderName>("Provider", "A live-commerce provider (直播服务商).", {
  WECHAT: "WeChat mini-program live broadcast (微信小程序直播).",
  QINIU: "Qiniu interactive live (七牛互动直播), hosted or run by oneself.",
});

export const CapabilityEnum = describeEnum<Capability>(
  "Capability",
  "What an account can do. A mutation that asks for something absent answers UNSUPPORTED and says what to do instead; a field that needs it is null or empty.",
  {
    ROOM_LIST: "Lists rooms, with filters and search.",
    ROOM_CREATE: "`createLiveRoom`.",
    ROOM_UPDATE: "`updateLiveRoom`.",
    ROOM_SETTINGS: "`updateLiveRoomSettings`: switches that work while the room is live.",
    ROOM_END: "`endLiveRoom`.",
    ROOM_DELETE: "`deleteLiveRoom`.",
    ROOM_GOODS: "Goods in a room: `LiveRoom.goods`, `addGoodsToLiveRoom` and what follows.",
    ROOM_GOODS_PUSH: "`pushGoodsInLiveRoom`: shows goods to everybody in the room (推送商品).",
    ROOM_GOODS_EXPLANATION: "`RoomGoodsEdge.explanation`: goods being explained and the video of it (商品讲解).",
    ASSISTANTS: "`LiveRoom.assistants` and the mutations around them (小助手).",
    SUB_ANCHOR: "`LiveRoom.subAnchor` (主播副号).",
    REPLAYS: "`LiveRoom.replays` (回放).",
    SHARE_CODE: "`LiveRoom.shareCode` (分享二维码).",
    INGEST: "`LiveRoom.ingest`: the address to push a stream to (推流地址).",
    PLAYBACK: "`LiveRoom.playback`: the addresses to watch (拉流地址).",
    AUDIENCE: "`LiveRoom.audience`: viewers, views and likes.",
    GOODS_LIBRARY: "`goodsLibrary`, `createGoods` and what follows (商品库).",
    GOODS_REVIEW: "Goods pass a review by the provider (商品审核).",
    MEMBERS: "`member` by id.",
    MEMBER_LIST: "`members`.",
    MEMBER_ROLES: "`assignMemberRole`, `removeMemberRole` (成员角色).",
    FOLLOWERS: "`followers`: long-term subscribers (长期订阅用户).",
    NOTIFICATIONS: "`notifyFollowers` (长期订阅群发).",
    IMAGES: "`uploadImage`: the provider wants images uploaded (临时素材).",
    EVENTS: "The provider sends events of its own, in addition to what polling finds.",
  },
);

export const HealthStatusEnum = describeEnum<HealthStatus>("HealthStatus", "How an account's provider is doing.", {
  UP: "The last call succeeded.",
  DEGRADED: "Calls fail, but not all, or older answers are served and marked `stale`.",
  DOWN: "Calls fail and there is nothing to serve.",
  UNKNOWN: "Nothing has been asked yet.",
});

export const LiveRoomStatusEnum = describeEnum<RoomStatus>(
  "LiveRoomStatus",
  "Where a room stands. The provider's own status is in `nativeStatus`.",
  {
    SCHEDULED: "Planned and not started. WeChat 102 (未开始), Qiniu 0.",
    LIVE: "On the air. WeChat 101 (直播中), Qiniu 1.",
    PAUSED: "Interrupted by the anchor. WeChat 105 (暂停).",
    ENDED: "Over. WeChat 103 (已结束), Qiniu 2.",
    EXPIRED: "The planned end passed without a broadcast. WeChat 107 (已过期).",
    BANNED: "Stopped by the provider's moderation. WeChat 104 (禁播), Qiniu 2 with stop reason censor.",
    FAILED: "Broken off by a fault. WeChat 106 (异常).",
    UNKNOWN: "A status this version does not know; see `nativeStatus`.",
  },
);

export const LiveRoomChangeKindEnum = describeEnum<RoomChangeKind>("LiveRoomChangeKind", "How a room has changed.", {
  CREATED: "It is new.",
  UPDATED: "Something that viewers see has changed, such as the title, the goods or a switch.",
  STATUS_CHANGED:
    "It stands elsewhere: it went live, paused, ended. Whatever else changed with it is told by this one event.",
  DELETED: "It is gone.",
});

export const ShelfStatusEnum = describeEnum<ShelfStatus>("ShelfStatus", "Whether viewers see goods in a room.", {
  ON_SALE: "On the shelf (上架): seen and for sale.",
  OFF_SHELF: "Off the shelf (下架): not seen.",
  DISPLAY_ONLY: "Seen, but not for sale. Qiniu only.",
  UNKNOWN: "A status this version does not know.",
});

export const PriceKindEnum = describeEnum<PriceKind>("PriceKind", "How a price is meant.", {
  FIXED: "One price (一口价): `amount`.",
  RANGE: "From `amount` to `maxAmount` (价格区间).",
  DISCOUNTED: "Reduced from `originalAmount` to `amount` (折扣价).",
  UNKNOWN: "Not a number of yuan; `display` holds the provider's text.",
});

export const CurrencyCodeEnum = describeEnum<CurrencyCode>("CurrencyCode", "ISO 4217 code of a currency.", {
  CNY: "Renminbi (人民币); the minor unit is the fen (分), a hundredth of a yuan (元).",
});

export const GoodsReviewStatusEnum = describeEnum<GoodsReviewStatus>(
  "GoodsReviewStatus",
  "Where goods stand in the provider's review (审核状态).",
  {
    UNSUBMITTED: "Not submitted, or withdrawn (未审核). WeChat 0.",
    PENDING: "Under review (审核中). WeChat 1.",
    APPROVED: "Passed (审核通过): may be added to rooms. WeChat 2.",
    REJECTED: "Refused (审核驳回); WeChat gives no reason. WeChat 3.",
    UNKNOWN: "A status this version does not know.",
  },
);

export const MemberRoleEnum = describeEnum<MemberRole>(
  "MemberRole",
  "What a member may do in their account (成员角色).",
  {
    SUPER_ADMIN: "Super-administrator (超级管理员); cannot be given or taken by API. WeChat 0.",
    ADMIN: "Administrator (管理员), at most 10. WeChat 1.",
    ANCHOR: "Anchor (主播), at most 500; needs real-name verification. WeChat 2.",
    OPERATOR: "Operator (运营者), at most 500. WeChat 3.",
    USER: "A user without roles. Qiniu.",
    UNKNOWN: "A role this version does not know.",
  },
);

export const ImagePurposeEnum = describeEnum<ImagePurpose>(
  "ImagePurpose",
  "What an image will be used for; it is turned, scaled and compressed to fit.",
  {
    ROOM_COVER: "A room's background or cover (封面图): within 1080 × 1920 pixels, at most 2 MB.",
    SHARE_IMAGE: "The image on share cards (分享图): within 800 × 640 pixels, at most 1 MB.",
    FEED_IMAGE: "The cover in the shopping-live channel (购物直播频道封面图): within 800 × 800 pixels, at most 100 KB.",
    GOODS_COVER: "A picture of goods (商品图): within 300 × 300 pixels.",
  },
);

export const NotificationStatusEnum = describeEnum<NotificationStatus>(
  "NotificationStatus",
  "How far a push to followers has come.",
  {
    QUEUED: "Accepted; nothing has been sent yet.",
    SENDING: "Some chunks have been sent.",
    SENT: "All chunks have been sent; results are awaited.",
    COMPLETED: "All results have come in.",
    FAILED: "It could not be sent.",
  },
);

export const RoleEnum = describeEnum<Role>("Role", "What a caller of this API may do.", {
  VIEWER: "Reads rooms and their goods.",
  OPERATOR: "Also writes, and sees what only the shop may see.",
  ADMIN: "Everything.",
});

export const UserErrorCodeEnum = describeEnum<RefusalKind>(
  "UserErrorCode",
  "Why a mutation was refused. The caller can change the input or the state of things and ask again.",
  {
    INVALID_INPUT: "A value is missing, malformed or outside the documented limits; `field` names it.",
    NOT_FOUND: "What the input names does not exist.",
    ALREADY_EXISTS: "It is there already.",
    INVALID_STATE: "Not possible in the present state of the room or goods.",
    LIMIT_EXCEEDED: "More than the provider allows.",
    UNSUPPORTED: "The account cannot do this; the message says what to do instead. See `Account.capabilities`.",
    CONTENT_REJECTED: "The provider found forbidden content in a text.",
    IMAGE_REJECTED: "The provider does not take an image.",
    VERIFICATION_REQUIRED: "Somebody has to pass real-name verification (实名认证); see `verificationQrCodeUrl`.",
    REFUSED_BY_PROVIDER: "The provider refused for a reason of its own; see `providerCode` and `providerMessage`.",
    IDEMPOTENCY_KEY_REUSED: "The idempotency key was used with another input.",
  },
);

export const ErrorCodeEnum = describeEnum<FaultKind>(
  "ErrorCode",
  "The closed list of `extensions.code` in top-level errors. Beside it, where they apply: `provider`, `account`, `operation`, `providerCode`, `providerRequestId`, `retryable`, `retryAfterSeconds`, `field` and always `requestId`.",
  {
    GRAPHQL_PARSE_FAILED: "The document is not GraphQL.",
    GRAPHQL_VALIDATION_FAILED: "The document does not fit the schema.",
    BAD_USER_INPUT: "A variable or argument is malformed, such as an id, a cursor or `first`.",
    QUERY_TOO_EXPENSIVE: "The document asks for more than one request may.",
    DOCUMENT_NOT_TRUSTED: "Only the documents of the trusted list (`ZHIBO_TRUSTED_DOCUMENTS`) are run here.",
    PERSISTED_QUERY_NOT_FOUND: "No document is known by this id or hash: send its text.",
    PERSISTED_QUERY_NOT_SUPPORTED: "Documents are not known by ids here: send the text, and no hashes any more.",
    UNAUTHENTICATED: "No valid token was sent where one is needed.",
    FORBIDDEN: "The caller's role or accounts do not allow this.",
    RATE_LIMITED: "Too many requests; try again after `retryAfterSeconds`.",
    PROVIDER_TIMEOUT: "The provider did not answer in time.",
    PROVIDER_UNAVAILABLE: "The provider cannot be reached or fails.",
    PROVIDER_PROTOCOL_ERROR: "The provider's answer could not be understood.",
    PROVIDER_QUOTA_EXHAUSTED: "The provider's daily quota is spent; try again after `retryAfterSeconds`.",
    PROVIDER_CREDENTIALS_REJECTED: "The provider does not accept the account's credentials. The operator must act.",
    PROVIDER_IP_NOT_ALLOWED:
      "The gateway's address is not on the account's IP list (IP 白名单). The operator must act.",
    PROVIDER_PERMISSION_MISSING: "The account lacks the permission at the provider. The operator must act.",
    UNKNOWN_OUTCOME: "The provider may or may not have done it. Repeat with the same `idempotencyKey`.",
    IDEMPOTENCY_IN_PROGRESS: "The same request is under way; try again after `retryAfterSeconds`.",
    OVERLOADED: "The gateway takes no more requests right now.",
    STORE_UNAVAILABLE: "The gateway's store cannot be reached, and this write is not safe without it.",
    INTERNAL_SERVER_ERROR: "A fault of the gateway; report it with `requestId`.",
  },
);
