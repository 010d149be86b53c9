/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Who is to help in which room. */
export type AddAssistantsInput = {
  /** 1 to 10 people; a room holds at most 10 in all. */
  assistants: Array<AssistantInput>;
  /** The room's global id. */
  liveRoom: string | number;
};

/** Which goods to add to which room. */
export type AddGoodsToLiveRoomInput = {
  /** The goods, at most 100 at once. */
  goods: Array<RoomGoodsInput>;
  /** The room's global id. */
  liveRoom: string | number;
};

/** Who is to speak (主播). */
export type AnchorInput = {
  /** Qiniu: the picture of a user registered on the way, at most 255 characters. */
  avatarUrl?: string | null | undefined;
  /** The name shown in the room. WeChat: needed, 4 to 30 half-width characters wide (a Chinese character counts 2). Qiniu: the nickname given to a user registered on the way, at most 64. */
  name?: string | null | undefined;
  /** Qiniu, needed: the user id; registered on the way when unknown. 1 to 64 letters, digits, dots, hyphens, underscores. */
  userId?: string | null | undefined;
  /** WeChat, needed: the WeChat id (微信号) of somebody with real-name verification. */
  wechatId?: string | null | undefined;
};

/** A role to give. WeChat. */
export type AssignMemberRoleInput = {
  /** The account's global id. */
  account: string | number;
  /** ADMIN, ANCHOR (needs real-name verification) or OPERATOR. */
  role: MemberRole;
  /** The WeChat id (微信号) in the clear; neither openid nor nickname. */
  wechatId: string;
};

/** Somebody who is to help in a room. */
export type AssistantInput = {
  /** The name shown in the room. */
  nickname: string;
  /** The WeChat id (微信号); neither openid nor nickname. */
  wechatId: string;
};

/** A free key and value to hang on a thing. Qiniu. */
export type AttributeInput = {
  /** The key, once per thing. */
  key: string;
  /** The value. */
  value: string;
};

/** What an account can do. A mutation that asks for something absent answers UNSUPPORTED and says what to do instead; a field that needs it is null or empty. */
export type Capability =
  /** `LiveRoom.assistants` and the mutations around them (小助手). */
  | 'ASSISTANTS'
  /** `LiveRoom.audience`: viewers, views and likes. */
  | 'AUDIENCE'
  /** The provider sends events of its own, in addition to what polling finds. */
  | 'EVENTS'
  /** `followers`: long-term subscribers (长期订阅用户). */
  | 'FOLLOWERS'
  /** `goodsLibrary`, `createGoods` and what follows (商品库). */
  | 'GOODS_LIBRARY'
  /** Goods pass a review by the provider (商品审核). */
  | 'GOODS_REVIEW'
  /** `uploadImage`: the provider wants images uploaded (临时素材). */
  | 'IMAGES'
  /** `LiveRoom.ingest`: the address to push a stream to (推流地址). */
  | 'INGEST'
  /** `member` by id. */
  | 'MEMBERS'
  /** `members`. */
  | 'MEMBER_LIST'
  /** `assignMemberRole`, `removeMemberRole` (成员角色). */
  | 'MEMBER_ROLES'
  /** `notifyFollowers` (长期订阅群发). */
  | 'NOTIFICATIONS'
  /** `LiveRoom.playback`: the addresses to watch (拉流地址). */
  | 'PLAYBACK'
  /** `LiveRoom.replays` (回放). */
  | 'REPLAYS'
  /** `createLiveRoom`. */
  | 'ROOM_CREATE'
  /** `deleteLiveRoom`. */
  | 'ROOM_DELETE'
  /** `endLiveRoom`. */
  | 'ROOM_END'
  /** Goods in a room: `LiveRoom.goods`, `addGoodsToLiveRoom` and what follows. */
  | 'ROOM_GOODS'
  /** `RoomGoodsEdge.explanation`: goods being explained and the video of it (商品讲解). */
  | 'ROOM_GOODS_EXPLANATION'
  /** `pushGoodsInLiveRoom`: shows goods to everybody in the room (推送商品). */
  | 'ROOM_GOODS_PUSH'
  /** Lists rooms, with filters and search. */
  | 'ROOM_LIST'
  /** `updateLiveRoomSettings`: switches that work while the room is live. */
  | 'ROOM_SETTINGS'
  /** `updateLiveRoom`. */
  | 'ROOM_UPDATE'
  /** `LiveRoom.shareCode` (分享二维码). */
  | 'SHARE_CODE'
  /** `LiveRoom.subAnchor` (主播副号). */
  | 'SUB_ANCHOR';

/** Goods to add to an account's library and to submit for review. */
export type CreateGoodsInput = {
  /** The account's global id, such as `account:wechat`. */
  account: string | number;
  /** The picture (商品图), at most 300 × 300 pixels. */
  cover: ImageInput;
  /** Makes a repeat safe: the same key and input within 24 hours gives the same goods. */
  idempotencyKey?: string | null | undefined;
  /** The goods' page in the released mini-program, such as `pages/index/index?id=9`. A query value that is itself an address has to be percent-encoded. */
  link: string;
  /** The name (商品名称): 1 to 28 half-width characters wide, a Chinese character counting 2. */
  name: string;
  /** What they cost. */
  price: GoodsPriceInput;
  /** AppID of the mini-program the page belongs to, when it is another one. */
  thirdPartyAppId?: string | null | undefined;
};

/** A room to create. */
export type CreateLiveRoomInput = {
  /** The account's global id, such as `account:wechat`. */
  account: string | number;
  /** Who is to speak. */
  anchor: AnchorInput;
  /** Free keys and values, 1024 characters as JSON. Qiniu. */
  attributes?: Array<AttributeInput> | null | undefined;
  /** The background or cover (封面图). WeChat: needed, 1080 × 1920 pixels advised, at most 2 MB. Qiniu: an address of at most 255 characters. */
  cover?: ImageInput | null | undefined;
  /** The planned end. WeChat: needed, 30 minutes to 24 hours after the start. */
  endsAt?: string | null | undefined;
  /** Makes a repeat safe: the same key and input within 24 hours gives the same room; another input with it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The announcement (公告), at most 255 characters. Qiniu. */
  notice?: string | null | undefined;
  /** For a Qiniu account, refused for another. */
  qiniu?: QiniuLiveRoomInput | null | undefined;
  /** The planned start. WeChat: needed, at least 11 minutes and at most 6 months ahead. */
  startsAt?: string | null | undefined;
  /** The title (房间名). WeChat: 6 to 34 half-width characters wide, a Chinese character counting 2; no emoji or special characters. Qiniu: at most 128 characters. */
  title: string;
  /** Needed for a WeChat account, refused for another. */
  wechat?: WechatLiveRoomInput | null | undefined;
};

/** ISO 4217 code of a currency. */
export type CurrencyCode =
  /** Renminbi (人民币); the minor unit is the fen (分), a hundredth of a yuan (元). */
  | 'CNY';

/** Goods to delete. */
export type DeleteGoodsInput = {
  /** The goods' global id. */
  id: string | number;
};

/** A room to delete. */
export type DeleteLiveRoomInput = {
  /** The room's global id. */
  id: string | number;
};

/** A reduced price (折扣价). */
export type DiscountInput = {
  /** The price now (现价), not above `original`. */
  current: MoneyInput;
  /** The price before (原价). */
  original: MoneyInput;
};

/** A room to end. */
export type EndLiveRoomInput = {
  /** The room's global id. */
  id: string | number;
};

/** The closed list of `extensions.code` in top-level errors. Beside it, where they apply: `provider`, `account`, `operation`, `providerCode`, `providerRequestId`, `retryable`, `retryAfterSeconds`, `field` and always `requestId`. */
export type ErrorCode =
  /** A variable or argument is malformed, such as an id, a cursor or `first`. */
  | 'BAD_USER_INPUT'
  /** Only the documents of the trusted list (`ZHIBO_TRUSTED_DOCUMENTS`) are run here. */
  | 'DOCUMENT_NOT_TRUSTED'
  /** The caller's role or accounts do not allow this. */
  | 'FORBIDDEN'
  /** The document is not GraphQL. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document does not fit the schema. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** The same request is under way; try again after `retryAfterSeconds`. */
  | 'IDEMPOTENCY_IN_PROGRESS'
  /** A fault of the gateway; report it with `requestId`. */
  | 'INTERNAL_SERVER_ERROR'
  /** The gateway takes no more requests right now. */
  | 'OVERLOADED'
  /** No document is known by this id or hash: send its text. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** Documents are not known by ids here: send the text, and no hashes any more. */
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  /** The provider does not accept the account's credentials. The operator must act. */
  | 'PROVIDER_CREDENTIALS_REJECTED'
  /** The gateway's address is not on the account's IP list (IP 白名单). The operator must act. */
  | 'PROVIDER_IP_NOT_ALLOWED'
  /** The account lacks the permission at the provider. The operator must act. */
  | 'PROVIDER_PERMISSION_MISSING'
  /** The provider's answer could not be understood. */
  | 'PROVIDER_PROTOCOL_ERROR'
  /** The provider's daily quota is spent; try again after `retryAfterSeconds`. */
  | 'PROVIDER_QUOTA_EXHAUSTED'
  /** The provider did not answer in time. */
  | 'PROVIDER_TIMEOUT'
  /** The provider cannot be reached or fails. */
  | 'PROVIDER_UNAVAILABLE'
  /** The document asks for more than one request may. */
  | 'QUERY_TOO_EXPENSIVE'
  /** Too many requests; try again after `retryAfterSeconds`. */
  | 'RATE_LIMITED'
  /** The gateway's store cannot be reached, and this write is not safe without it. */
  | 'STORE_UNAVAILABLE'
  /** No valid token was sent where one is needed. */
  | 'UNAUTHENTICATED'
  /** The provider may or may not have done it. Repeat with the same `idempotencyKey`. */
  | 'UNKNOWN_OUTCOME';

/** A price: exactly one of the three. */
export type GoodsPriceInput =
  {   /** A price before and a lower price now. */
  discounted: DiscountInput; fixed?: never; range?: never; }
  |  { discounted?: never;   /** One price (一口价). */
  fixed: MoneyInput; range?: never; }
  |  { discounted?: never; fixed?: never;   /** From one amount to another. */
  range: MoneyRangeInput; };

/** Where goods stand in the provider's review (审核状态). */
export type GoodsReviewStatus =
  /** Passed (审核通过): may be added to rooms. WeChat 2. */
  | 'APPROVED'
  /** Under review (审核中). WeChat 1. */
  | 'PENDING'
  /** Refused (审核驳回); WeChat gives no reason. WeChat 3. */
  | 'REJECTED'
  /** A status this version does not know. */
  | 'UNKNOWN'
  /** Not submitted, or withdrawn (未审核). WeChat 0. */
  | 'UNSUBMITTED';

/** How an account's provider is doing. */
export type HealthStatus =
  /** Calls fail, but not all, or older answers are served and marked `stale`. */
  | 'DEGRADED'
  /** Calls fail and there is nothing to serve. */
  | 'DOWN'
  /** Nothing has been asked yet. */
  | 'UNKNOWN'
  /** The last call succeeded. */
  | 'UP';

/** An image: exactly one of the three. */
export type ImageInput =
  {   /** The bytes in base64. A request has limits of its own: larger images go to `POST /images`. */
  base64: string; mediaId?: never; url?: never; }
  |  { base64?: never;   /** A media id (临时素材 media_id) that WeChat gave for an upload; good for three days. */
  mediaId: string; url?: never; }
  |  { base64?: never; mediaId?: never;   /** An address to fetch it from. Qiniu takes the address itself. */
  url: string; };

/** What an image will be used for; it is turned, scaled and compressed to fit. */
export type ImagePurpose =
  /** The cover in the shopping-live channel (购物直播频道封面图): within 800 × 800 pixels, at most 100 KB. */
  | 'FEED_IMAGE'
  /** A picture of goods (商品图): within 300 × 300 pixels. */
  | 'GOODS_COVER'
  /** A room's background or cover (封面图): within 1080 × 1920 pixels, at most 2 MB. */
  | 'ROOM_COVER'
  /** The image on share cards (分享图): within 800 × 640 pixels, at most 1 MB. */
  | 'SHARE_IMAGE';

/** How a room has changed. */
export type LiveRoomChangeKind =
  /** It is new. */
  | 'CREATED'
  /** It is gone. */
  | 'DELETED'
  /** It stands elsewhere: it went live, paused, ended. Whatever else changed with it is told by this one event. */
  | 'STATUS_CHANGED'
  /** Something that viewers see has changed, such as the title, the goods or a switch. */
  | 'UPDATED';

/** Which rooms. All conditions together; one that is absent lets every room pass. */
export type LiveRoomFilter = {
  /** Global ids of accounts, such as `account:wechat`. */
  accounts?: Array<string | number> | null | undefined;
  /** Providers. */
  providers?: Array<Provider> | null | undefined;
  /** Text within the title, the anchor's name or the native id; upper and lower case are the same. */
  search?: string | null | undefined;
  /** Rooms that start at this time or later. */
  startsAfter?: string | null | undefined;
  /** Rooms that start before this time. */
  startsBefore?: string | null | undefined;
  /** Statuses. */
  statuses?: Array<LiveRoomStatus> | null | undefined;
};

/** Where a room stands. The provider's own status is in `nativeStatus`. */
export type LiveRoomStatus =
  /** Stopped by the provider's moderation. WeChat 104 (禁播), Qiniu 2 with stop reason censor. */
  | 'BANNED'
  /** Over. WeChat 103 (已结束), Qiniu 2. */
  | 'ENDED'
  /** The planned end passed without a broadcast. WeChat 107 (已过期). */
  | 'EXPIRED'
  /** Broken off by a fault. WeChat 106 (异常). */
  | 'FAILED'
  /** On the air. WeChat 101 (直播中), Qiniu 1. */
  | 'LIVE'
  /** Interrupted by the anchor. WeChat 105 (暂停). */
  | 'PAUSED'
  /** Planned and not started. WeChat 102 (未开始), Qiniu 0. */
  | 'SCHEDULED'
  /** A status this version does not know; see `nativeStatus`. */
  | 'UNKNOWN';

/** What a member may do in their account (成员角色). */
export type MemberRole =
  /** Administrator (管理员), at most 10. WeChat 1. */
  | 'ADMIN'
  /** Anchor (主播), at most 500; needs real-name verification. WeChat 2. */
  | 'ANCHOR'
  /** Operator (运营者), at most 500. WeChat 3. */
  | 'OPERATOR'
  /** Super-administrator (超级管理员); cannot be given or taken by API. WeChat 0. */
  | 'SUPER_ADMIN'
  /** A role this version does not know. */
  | 'UNKNOWN'
  /** A user without roles. Qiniu. */
  | 'USER';

/** An exact amount of money. */
export type MoneyInput = {
  /** The amount in yuan (元), above 0 and with at most two decimals: `"99.50"`. */
  amount: string;
  /** The currency. */
  currency?: CurrencyCode | null | undefined;
};

/** From one amount to a higher one (价格区间). */
export type MoneyRangeInput = {
  /** The upper end, not below `min`. */
  max: MoneyInput;
  /** The lower end. */
  min: MoneyInput;
};

/** Goods written into a room. Qiniu. */
export type NewRoomGoodsInput = {
  /** Free keys and values, 1024 characters as JSON. */
  attributes?: Array<AttributeInput> | null | undefined;
  /** The picture, at most 255 characters. */
  coverUrl?: string | null | undefined;
  /** Where they are sold, at most 255 characters. */
  link?: string | null | undefined;
  /** The name, at most 64 characters. */
  name: string;
  /** Your own id (item_id), unique in the room: 1 to 64 letters, digits, dots, hyphens, underscores. */
  nativeId: string;
  /** What they cost; Qiniu shows it as text, such as 99.50元. */
  price: GoodsPriceInput;
  /** Whether viewers see them; absent: OFF_SHELF, as Qiniu itself decides. */
  shelfStatus?: ShelfStatus | null | undefined;
  /** Tags without commas, 128 characters in all. */
  tags?: Array<string> | null | undefined;
};

/** How far a push to followers has come. */
export type NotificationStatus =
  /** All results have come in. */
  | 'COMPLETED'
  /** It could not be sent. */
  | 'FAILED'
  /** Accepted; nothing has been sent yet. */
  | 'QUEUED'
  /** Some chunks have been sent. */
  | 'SENDING'
  /** All chunks have been sent; results are awaited. */
  | 'SENT';

/** Which room to announce to whom. */
export type NotifyFollowersInput = {
  /** Makes a repeat safe: the same key and input within 24 hours gives the same notification. */
  idempotencyKey?: string | null | undefined;
  /** The room's global id; it has to be live. */
  liveRoom: string | number;
  /** To whom. */
  recipients: RecipientsInput;
};

/** How a price is meant. */
export type PriceKind =
  /** Reduced from `originalAmount` to `amount` (折扣价). */
  | 'DISCOUNTED'
  /** One price (一口价): `amount`. */
  | 'FIXED'
  /** From `amount` to `maxAmount` (价格区间). */
  | 'RANGE'
  /** Not a number of yuan; `display` holds the provider's text. */
  | 'UNKNOWN';

/** A live-commerce provider (直播服务商). */
export type Provider =
  /** Qiniu interactive live (七牛互动直播), hosted or run by oneself. */
  | 'QINIU'
  /** WeChat mini-program live broadcast (微信小程序直播). */
  | 'WECHAT';

/** Goods to show to everybody in a live room. */
export type PushGoodsInLiveRoomInput = {
  /** The goods' global id; in the room and on the shelf. */
  goods: string | number;
  /** The room's global id. */
  liveRoom: string | number;
};

/** What only a Qiniu room has. */
export type QiniuLiveRoomInput = {
  /** When the push address stops working; it is never renewed. Absent: an hour after the planned end, or a day after the planned start. */
  publishExpiresAt?: string | null | undefined;
};

/** Whom to notify: exactly one of the two. */
export type RecipientsInput =
  {   /** True: every follower of the account. */
  everyone: boolean; openIds?: never; }
  |  { everyone?: never;   /** These followers, by openid; any number, each once. */
  openIds: Array<string>; };

/** An assistant to remove. */
export type RemoveAssistantInput = {
  /** The room's global id. */
  liveRoom: string | number;
  /** The WeChat id (微信号); neither openid nor nickname. */
  wechatId: string;
};

/** Goods to take out of a room. */
export type RemoveGoodsFromLiveRoomInput = {
  /** The goods' global ids, 1 to 100. */
  goods: Array<string | number>;
  /** The room's global id. */
  liveRoom: string | number;
};

/** A role to take. WeChat. */
export type RemoveMemberRoleInput = {
  /** The account's global id. */
  account: string | number;
  /** ADMIN, ANCHOR or OPERATOR. */
  role: MemberRole;
  /** The WeChat id (微信号) in the clear, since WeChat takes no other; a masked one, as WeChat lists it, where the role was given through this gateway. */
  wechatId: string;
};

/** A room that is to have no second anchor. */
export type RemoveSubAnchorInput = {
  /** The room's global id. */
  liveRoom: string | number;
};

/** What a caller of this API may do. */
export type Role =
  /** Everything. */
  | 'ADMIN'
  /** Also writes, and sees what only the shop may see. */
  | 'OPERATOR'
  /** Reads rooms and their goods. */
  | 'VIEWER';

/** Goods for a room: exactly one of the two. */
export type RoomGoodsInput =
  {   /** Approved goods of the library, by global id. WeChat. */
  id: string | number; new?: never; }
  |  { id?: never;   /** New goods. Qiniu. */
  new: NewRoomGoodsInput; };

/** A user to make known, or what to change in one. Qiniu. */
export type SaveMemberInput = {
  /** The account's global id. */
  account: string | number;
  /** Free keys and values to add or replace; a key cannot be taken away again. */
  attributes?: Array<AttributeInput> | null | undefined;
  /** The picture, at most 255 characters; absent: unchanged. */
  avatarUrl?: string | null | undefined;
  /** Your own user id (user_id): 1 to 64 letters, digits, dots, hyphens, underscores. */
  nativeId: string;
  /** The nickname, at most 64 characters; absent or empty: unchanged. */
  nickname?: string | null | undefined;
};

/** Goods to put on or off the shelf. */
export type SetGoodsShelfStatusInput = {
  /** The goods' global ids, 1 to 100. */
  goods: Array<string | number>;
  /** The room's global id. */
  liveRoom: string | number;
  /** On or off; DISPLAY_ONLY for Qiniu only. */
  shelfStatus: ShelfStatus;
};

/** Who is to be the anchor's second account (主播副号). */
export type SetSubAnchorInput = {
  /** The room's global id. */
  liveRoom: string | number;
  /** The WeChat id (微信号) of somebody with real-name verification; another than the anchor's. */
  wechatId: string;
};

/** Whether viewers see goods in a room. */
export type ShelfStatus =
  /** Seen, but not for sale. Qiniu only. */
  | 'DISPLAY_ONLY'
  /** Off the shelf (下架): not seen. */
  | 'OFF_SHELF'
  /** On the shelf (上架): seen and for sale. */
  | 'ON_SALE'
  /** A status this version does not know. */
  | 'UNKNOWN';

/** The order of the goods in a room. */
export type SortGoodsInLiveRoomInput = {
  /** The goods' global ids in the wanted order, all of the room's. */
  goods: Array<string | number>;
  /** The room's global id. */
  liveRoom: string | number;
};

/** Goods to submit for review again. */
export type SubmitGoodsForReviewInput = {
  /** The goods' global id. */
  id: string | number;
};

/** An assistant's new name. */
export type UpdateAssistantInput = {
  /** The room's global id. */
  liveRoom: string | number;
  /** The name shown in the room from now on. */
  nickname: string;
  /** The WeChat id (微信号); neither openid nor nickname. */
  wechatId: string;
};

/** What to change in goods. WeChat: approved goods only their price, goods under review nothing, others everything but tags and attributes. */
export type UpdateGoodsInput = {
  /** Free keys and values to add or replace; absent: unchanged. Qiniu cannot take a key away again. */
  attributes?: Array<AttributeInput> | null | undefined;
  /** The picture (商品图); absent: unchanged. Qiniu takes only an address. */
  cover?: ImageInput | null | undefined;
  /** The goods' global id. */
  id: string | number;
  /** Where they are sold; absent: unchanged. */
  link?: string | null | undefined;
  /** The name, within the same limits as on creation; absent: unchanged. */
  name?: string | null | undefined;
  /** What they cost; absent: unchanged. */
  price?: GoodsPriceInput | null | undefined;
  /** Tags; absent: unchanged. Qiniu. */
  tags?: Array<string> | null | undefined;
};

/** What to change in a room that has not started. What is absent stays. */
export type UpdateLiveRoomInput = {
  /** Who is to speak. WeChat wants the anchor's WeChat id with every edit and never tells it: needed for rooms that were not made through this gateway. */
  anchor?: AnchorInput | null | undefined;
  /** Free keys and values, replacing those there are. */
  attributes?: Array<AttributeInput> | null | undefined;
  /** The background or cover (封面图). */
  cover?: ImageInput | null | undefined;
  /** The planned end; the same rules as on creation. */
  endsAt?: string | null | undefined;
  /** The room's global id. */
  id: string | number;
  /** The planned start; the same rules as on creation. */
  startsAt?: string | null | undefined;
  /** The title; the same rules as on creation. */
  title?: string | null | undefined;
  /** What only a WeChat room has. */
  wechat?: UpdateWechatLiveRoomInput | null | undefined;
};

/** Switches that also work while the room is live. Each that is given is its own upstream call. */
export type UpdateLiveRoomSettingsInput = {
  /** Nobody but the staff may comment (全局禁言); absent: unchanged. */
  commentsMuted?: boolean | null | undefined;
  /** Customer service (客服); absent: unchanged. */
  customerService?: boolean | null | undefined;
  /** Listed in the official feed (官方收录); absent: unchanged. */
  feedListed?: boolean | null | undefined;
  /** The room's global id. */
  id: string | number;
  /** Replay after the end (回放); absent: unchanged. */
  replay?: boolean | null | undefined;
};

/** What only a WeChat room has. WeChat's edit replaces everything; what is absent here is sent again as it is. */
export type UpdateWechatLiveRoomInput = {
  /** Comments (评论); absent: unchanged. Once the room has started without them, they stay off. */
  comments?: boolean | null | undefined;
  /** Customer service (客服); absent: unchanged. */
  customerService?: boolean | null | undefined;
  /** The cover in the shopping-live channel; absent: unchanged. */
  feedImage?: ImageInput | null | undefined;
  /** Listed in the official feed (官方收录); absent: unchanged. */
  feedListed?: boolean | null | undefined;
  /** The goods shelf (货架); absent: unchanged. Once the room has started without them, they stay off. */
  goodsShelf?: boolean | null | undefined;
  /** Likes (点赞); absent: unchanged. Once the room has started without them, they stay off. */
  likes?: boolean | null | undefined;
  /** Replay (回放); absent: unchanged. */
  replay?: boolean | null | undefined;
  /** The image on share cards (分享图); absent: unchanged. */
  shareImage?: ImageInput | null | undefined;
  /** Sharing (分享). WeChat never tells it; absent: as it was last written through this gateway, else WeChat's default, on. */
  sharing?: boolean | null | undefined;
};

/** An image to give to a provider. */
export type UploadImageInput = {
  /** The account's global id. */
  account: string | number;
  /** The image. */
  image: ImageInput;
  /** What it will be used for; it is made to fit. */
  purpose: ImagePurpose;
};

/** Why a mutation was refused. The caller can change the input or the state of things and ask again. */
export type UserErrorCode =
  /** It is there already. */
  | 'ALREADY_EXISTS'
  /** The provider found forbidden content in a text. */
  | 'CONTENT_REJECTED'
  /** The idempotency key was used with another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The provider does not take an image. */
  | 'IMAGE_REJECTED'
  /** A value is missing, malformed or outside the documented limits; `field` names it. */
  | 'INVALID_INPUT'
  /** Not possible in the present state of the room or goods. */
  | 'INVALID_STATE'
  /** More than the provider allows. */
  | 'LIMIT_EXCEEDED'
  /** What the input names does not exist. */
  | 'NOT_FOUND'
  /** The provider refused for a reason of its own; see `providerCode` and `providerMessage`. */
  | 'REFUSED_BY_PROVIDER'
  /** The account cannot do this; the message says what to do instead. See `Account.capabilities`. */
  | 'UNSUPPORTED'
  /** Somebody has to pass real-name verification (实名认证); see `verificationQrCodeUrl`. */
  | 'VERIFICATION_REQUIRED';

/** What only a WeChat room has. */
export type WechatLiveRoomInput = {
  /** Comments (评论). Once the room has started without them, they stay off. */
  comments?: boolean | null | undefined;
  /** WeChat id of the creator (创建者): when given, only they, administrators and the anchor see the room in the console. */
  creatorWechatId?: string | null | undefined;
  /** Customer service (客服), which has to be configured in the console; absent: WeChat's default, off. Can be switched later. */
  customerService?: boolean | null | undefined;
  /** The cover in the shopping-live channel (购物直播频道封面图): 800 × 800 pixels advised, at most 100 KB. */
  feedImage: ImageInput;
  /** Listed in the official feed (官方收录); absent: WeChat's default, on. */
  feedListed?: boolean | null | undefined;
  /** The goods shelf (货架). Once the room has started without them, they stay off. */
  goodsShelf?: boolean | null | undefined;
  /** Likes (点赞). Once the room has started without them, they stay off. */
  likes?: boolean | null | undefined;
  /** Whether a stream is pushed from outside (推流); otherwise the anchor broadcasts from a phone (手机直播). */
  pushStream?: boolean | null | undefined;
  /** Replay (回放); absent: WeChat's default, off. Can be switched later. */
  replay?: boolean | null | undefined;
  /** The image on share cards (分享图): 800 × 640 pixels advised, at most 1 MB. */
  shareImage: ImageInput;
  /** Sharing (分享); absent: WeChat's default, on. Fixed once the room has started. */
  sharing?: boolean | null | undefined;
  /** WeChat id of the anchor's second account (主播副号); another than the anchor's. */
  subAnchorWechatId?: string | null | undefined;
};

/** Goods to withdraw from a review under way. */
export type WithdrawGoodsFromReviewInput = {
  /** The ticket of the submission (审核单 ID); only needed when the gateway did not submit the goods itself. */
  auditId?: string | null | undefined;
  /** The goods' global id. */
  id: string | number;
};

export type AccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountsQuery = { accounts: Array<{ id: string, key: string, name: string, provider: Provider, capabilities: Array<Capability>, health: { status: HealthStatus, checkedAt: string | null, lastError: string | null }, quotas: Array<{ operation: string, used: number }> }> };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { authenticated: boolean, subject: string | null, role: Role, accounts: Array<{ id: string }> } };

export type MemberQueryVariables = Exact<{
  id: string | number;
}>;


export type MemberQuery = { member: { id: string, nativeId: string, nickname: string | null, avatarUrl: string | null, roles: Array<MemberRole>, attributes: Array<{ key: string, value: string }>, account: { id: string } } | null };

export type MemberListsQueryVariables = Exact<{
  account: string | number;
}>;


export type MemberListsQuery = { members: { totalCount: number | null, nodes: Array<{ id: string }> }, followers: { totalCount: number | null, nodes: Array<{ openId: string }> } };

export type NotificationQueryVariables = Exact<{
  id: string | number;
}>;


export type NotificationQuery = { notification: { id: string } | null };

export type GoodsFactsFragment = { id: string, nativeId: string, provider: Provider, name: string, coverUrl: string | null, link: string | null, tags: Array<string>, editableByApi: boolean | null, thirdPartyAppId: string | null, price: { kind: PriceKind, display: string | null, amount: { amount: string, minorUnits: number } | null, maxAmount: { amount: string } | null, originalAmount: { amount: string } | null }, review: { status: GoodsReviewStatus, auditId: string | null } | null, attributes: Array<{ key: string, value: string }> };

export type GoodsQueryVariables = Exact<{
  id: string | number;
}>;


export type GoodsQuery = { goods: { id: string, nativeId: string, provider: Provider, name: string, coverUrl: string | null, link: string | null, tags: Array<string>, editableByApi: boolean | null, thirdPartyAppId: string | null, account: { id: string }, price: { kind: PriceKind, display: string | null, amount: { amount: string, minorUnits: number } | null, maxAmount: { amount: string } | null, originalAmount: { amount: string } | null }, review: { status: GoodsReviewStatus, auditId: string | null } | null, attributes: Array<{ key: string, value: string }> } | null };

export type NodesQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type NodesQuery = { nodes: Array<
    | { __typename: 'Account', key: string, id: string }
    | { __typename: 'Goods', name: string, id: string, review: { status: GoodsReviewStatus } | null }
    | { __typename: 'LiveRoom', title: string, status: LiveRoomStatus, id: string }
    | { __typename: 'Member', nickname: string | null, id: string }
    | { __typename: 'Notification', id: string }
   | null> };

export type NodeQueryVariables = Exact<{
  id: string | number;
}>;


export type NodeQuery = { node:
    | { __typename: 'Account', id: string }
    | { __typename: 'Goods', id: string }
    | { __typename: 'LiveRoom', id: string }
    | { __typename: 'Member', id: string }
    | { __typename: 'Notification', id: string }
   | null };

export type GoodsLibraryQueryVariables = Exact<{
  account?: string | number | null | undefined;
  reviewStatus?: GoodsReviewStatus | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type GoodsLibraryQuery = { goodsLibrary: { nodes: Array<{ id: string, name: string, review: { status: GoodsReviewStatus } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, unavailable: Array<{ code: ErrorCode, account: { id: string } }> } };

export type GoodsLibraryCountQueryVariables = Exact<{
  account?: string | number | null | undefined;
  reviewStatus?: GoodsReviewStatus | null | undefined;
}>;


export type GoodsLibraryCountQuery = { goodsLibrary: { totalCount: number | null } };

export type CreateGoodsMutationVariables = Exact<{
  input: CreateGoodsInput;
}>;


export type CreateGoodsMutation = { createGoods: { goods: { id: string, name: string, review: { status: GoodsReviewStatus, auditId: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type UpdateGoodsMutationVariables = Exact<{
  input: UpdateGoodsInput;
}>;


export type UpdateGoodsMutation = { updateGoods: { goods: { id: string, nativeId: string, provider: Provider, name: string, coverUrl: string | null, link: string | null, tags: Array<string>, editableByApi: boolean | null, thirdPartyAppId: string | null, price: { kind: PriceKind, display: string | null, amount: { amount: string, minorUnits: number } | null, maxAmount: { amount: string } | null, originalAmount: { amount: string } | null }, review: { status: GoodsReviewStatus, auditId: string | null } | null, attributes: Array<{ key: string, value: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type DeleteGoodsMutationVariables = Exact<{
  input: DeleteGoodsInput;
}>;


export type DeleteGoodsMutation = { deleteGoods: { deletedId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type SubmitGoodsForReviewMutationVariables = Exact<{
  input: SubmitGoodsForReviewInput;
}>;


export type SubmitGoodsForReviewMutation = { submitGoodsForReview: { goods: { id: string, review: { status: GoodsReviewStatus, auditId: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type WithdrawGoodsFromReviewMutationVariables = Exact<{
  input: WithdrawGoodsFromReviewInput;
}>;


export type WithdrawGoodsFromReviewMutation = { withdrawGoodsFromReview: { goods: { id: string, review: { status: GoodsReviewStatus, auditId: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type MembersQueryVariables = Exact<{
  account?: string | number | null | undefined;
  role?: MemberRole | null | undefined;
  search?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MembersQuery = { members: { totalCount: number | null, nodes: Array<{ id: string, nativeId: string, nickname: string | null, openId: string | null, wechatId: string | null, roles: Array<MemberRole>, updatedAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, unavailable: Array<{ code: ErrorCode, account: { id: string } }> } };

export type FollowersQueryVariables = Exact<{
  account: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type FollowersQuery = { followers: { nodes: Array<{ openId: string, subscribedAt: string | null, roomStatus: LiveRoomStatus | null, liveRoom: { id: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AssignMemberRoleMutationVariables = Exact<{
  input: AssignMemberRoleInput;
}>;


export type AssignMemberRoleMutation = { assignMemberRole: { member: { id: string, wechatId: string | null, roles: Array<MemberRole> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type RemoveMemberRoleMutationVariables = Exact<{
  input: RemoveMemberRoleInput;
}>;


export type RemoveMemberRoleMutation = { removeMemberRole: { member: { id: string, wechatId: string | null, roles: Array<MemberRole> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type SaveMemberMutationVariables = Exact<{
  input: SaveMemberInput;
}>;


export type SaveMemberMutation = { saveMember: { member: { id: string, nickname: string | null, avatarUrl: string | null, attributes: Array<{ key: string, value: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type NotificationFactsFragment = { id: string, status: NotificationStatus, recipients: number, sent: number, succeeded: number | null, failed: number | null, messageIds: Array<string>, createdAt: string, finishedAt: string | null, liveRoom: { id: string } | null };

export type NotifyFollowersMutationVariables = Exact<{
  input: NotifyFollowersInput;
}>;


export type NotifyFollowersMutation = { notifyFollowers: { notification: { id: string, status: NotificationStatus, recipients: number, sent: number, succeeded: number | null, failed: number | null, messageIds: Array<string>, createdAt: string, finishedAt: string | null, liveRoom: { id: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type NotificationProgressQueryVariables = Exact<{
  id: string | number;
}>;


export type NotificationProgressQuery = { notification: { id: string, status: NotificationStatus, recipients: number, sent: number, succeeded: number | null, failed: number | null, messageIds: Array<string>, createdAt: string, finishedAt: string | null, liveRoom: { id: string } | null } | null };

export type UploadImageMutationVariables = Exact<{
  input: UploadImageInput;
}>;


export type UploadImageMutation = { uploadImage: { image: { nativeId: string, expiresAt: string | null, width: number | null, height: number | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type RefusalFragment = { code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null };

export type CreateLiveRoomMutationVariables = Exact<{
  input: CreateLiveRoomInput;
}>;


export type CreateLiveRoomMutation = { createLiveRoom: { liveRoom: { id: string, nativeId: string, provider: Provider, title: string, notice: string | null, status: LiveRoomStatus, nativeStatus: string | null, startsAt: string | null, endsAt: string | null, coverUrl: string | null, shareImageUrl: string | null, feedImageUrl: string | null, anchor: { name: string | null, nativeUserId: string | null, avatarUrl: string | null, online: boolean | null } | null, settings: { likes: boolean | null, goodsShelf: boolean | null, comments: boolean | null, replay: boolean | null, sharing: boolean | null, customerService: boolean | null, feedListed: boolean | null }, playback: { hlsUrl: string | null, flvUrl: string | null, rtmpUrl: string | null } | null, attributes: Array<{ key: string, value: string }>, details:
        | { __typename: 'QiniuLiveRoomDetails', chatId: string | null, pkId: string | null, stopReason: string | null, stoppedAt: string | null }
        | { __typename: 'WechatLiveRoomDetails', pushStream: boolean | null, creatorOpenId: string | null }
       | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type UpdateLiveRoomMutationVariables = Exact<{
  input: UpdateLiveRoomInput;
}>;


export type UpdateLiveRoomMutation = { updateLiveRoom: { liveRoom: { id: string, nativeId: string, provider: Provider, title: string, notice: string | null, status: LiveRoomStatus, nativeStatus: string | null, startsAt: string | null, endsAt: string | null, coverUrl: string | null, shareImageUrl: string | null, feedImageUrl: string | null, anchor: { name: string | null, nativeUserId: string | null, avatarUrl: string | null, online: boolean | null } | null, settings: { likes: boolean | null, goodsShelf: boolean | null, comments: boolean | null, replay: boolean | null, sharing: boolean | null, customerService: boolean | null, feedListed: boolean | null }, playback: { hlsUrl: string | null, flvUrl: string | null, rtmpUrl: string | null } | null, attributes: Array<{ key: string, value: string }>, details:
        | { __typename: 'QiniuLiveRoomDetails', chatId: string | null, pkId: string | null, stopReason: string | null, stoppedAt: string | null }
        | { __typename: 'WechatLiveRoomDetails', pushStream: boolean | null, creatorOpenId: string | null }
       | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type EndLiveRoomMutationVariables = Exact<{
  input: EndLiveRoomInput;
}>;


export type EndLiveRoomMutation = { endLiveRoom: { liveRoom: { id: string, status: LiveRoomStatus, endsAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type DeleteLiveRoomMutationVariables = Exact<{
  input: DeleteLiveRoomInput;
}>;


export type DeleteLiveRoomMutation = { deleteLiveRoom: { deletedId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type AddGoodsToLiveRoomMutationVariables = Exact<{
  input: AddGoodsToLiveRoomInput;
}>;


export type AddGoodsToLiveRoomMutation = { addGoodsToLiveRoom: { liveRoom: { id: string, goods: { nodes: Array<{ id: string, name: string }> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type AddAssistantsMutationVariables = Exact<{
  input: AddAssistantsInput;
}>;


export type AddAssistantsMutation = { addAssistants: { liveRoom: { id: string, assistants: Array<{ alias: string | null, nickname: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type UpdateLiveRoomSettingsMutationVariables = Exact<{
  input: UpdateLiveRoomSettingsInput;
}>;


export type UpdateLiveRoomSettingsMutation = { updateLiveRoomSettings: { liveRoom: { id: string, settings: { feedListed: boolean | null, replay: boolean | null, customerService: boolean | null, comments: boolean | null } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type RemoveGoodsFromLiveRoomMutationVariables = Exact<{
  input: RemoveGoodsFromLiveRoomInput;
}>;


export type RemoveGoodsFromLiveRoomMutation = { removeGoodsFromLiveRoom: { liveRoom: { goods: { nodes: Array<{ id: string }> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type SetGoodsShelfStatusMutationVariables = Exact<{
  input: SetGoodsShelfStatusInput;
}>;


export type SetGoodsShelfStatusMutation = { setGoodsShelfStatus: { liveRoom: { goods: { edges: Array<{ shelfStatus: ShelfStatus | null, node: { id: string } }> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type SortGoodsInLiveRoomMutationVariables = Exact<{
  input: SortGoodsInLiveRoomInput;
}>;


export type SortGoodsInLiveRoomMutation = { sortGoodsInLiveRoom: { liveRoom: { goods: { nodes: Array<{ id: string }> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type PushGoodsInLiveRoomMutationVariables = Exact<{
  input: PushGoodsInLiveRoomInput;
}>;


export type PushGoodsInLiveRoomMutation = { pushGoodsInLiveRoom: { liveRoom: { id: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type UpdateAssistantMutationVariables = Exact<{
  input: UpdateAssistantInput;
}>;


export type UpdateAssistantMutation = { updateAssistant: { liveRoom: { assistants: Array<{ alias: string | null, nickname: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type RemoveAssistantMutationVariables = Exact<{
  input: RemoveAssistantInput;
}>;


export type RemoveAssistantMutation = { removeAssistant: { liveRoom: { assistants: Array<{ alias: string | null, nickname: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type SetSubAnchorMutationVariables = Exact<{
  input: SetSubAnchorInput;
}>;


export type SetSubAnchorMutation = { setSubAnchor: { liveRoom: { subAnchor: { name: string | null, nativeUserId: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type RemoveSubAnchorMutationVariables = Exact<{
  input: RemoveSubAnchorInput;
}>;


export type RemoveSubAnchorMutation = { removeSubAnchor: { liveRoom: { subAnchor: { name: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, provider: Provider | null, providerCode: string | null, providerMessage: string | null, providerRequestId: string | null, verificationQrCodeUrl: string | null }> } };

export type RoomFactsFragment = { id: string, nativeId: string, provider: Provider, title: string, notice: string | null, status: LiveRoomStatus, nativeStatus: string | null, startsAt: string | null, endsAt: string | null, coverUrl: string | null, shareImageUrl: string | null, feedImageUrl: string | null, anchor: { name: string | null, nativeUserId: string | null, avatarUrl: string | null, online: boolean | null } | null, settings: { likes: boolean | null, goodsShelf: boolean | null, comments: boolean | null, replay: boolean | null, sharing: boolean | null, customerService: boolean | null, feedListed: boolean | null }, playback: { hlsUrl: string | null, flvUrl: string | null, rtmpUrl: string | null } | null, attributes: Array<{ key: string, value: string }>, details:
    | { __typename: 'QiniuLiveRoomDetails', chatId: string | null, pkId: string | null, stopReason: string | null, stoppedAt: string | null }
    | { __typename: 'WechatLiveRoomDetails', pushStream: boolean | null, creatorOpenId: string | null }
   | null };

export type LiveRoomsQueryVariables = Exact<{
  filter?: LiveRoomFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LiveRoomsQuery = { liveRooms: { totalCount: number | null, edges: Array<{ cursor: string, node: { id: string, title: string, status: LiveRoomStatus, startsAt: string | null } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, unavailable: Array<{ code: ErrorCode, message: string, retryAfterSeconds: number | null, account: { id: string } }> } };

export type LiveRoomQueryVariables = Exact<{
  id: string | number;
}>;


export type LiveRoomQuery = { liveRoom: { fetchedAt: string, stale: boolean, id: string, nativeId: string, provider: Provider, title: string, notice: string | null, status: LiveRoomStatus, nativeStatus: string | null, startsAt: string | null, endsAt: string | null, coverUrl: string | null, shareImageUrl: string | null, feedImageUrl: string | null, account: { id: string, key: string }, anchor: { name: string | null, nativeUserId: string | null, avatarUrl: string | null, online: boolean | null } | null, settings: { likes: boolean | null, goodsShelf: boolean | null, comments: boolean | null, replay: boolean | null, sharing: boolean | null, customerService: boolean | null, feedListed: boolean | null }, playback: { hlsUrl: string | null, flvUrl: string | null, rtmpUrl: string | null } | null, attributes: Array<{ key: string, value: string }>, details:
      | { __typename: 'QiniuLiveRoomDetails', chatId: string | null, pkId: string | null, stopReason: string | null, stoppedAt: string | null }
      | { __typename: 'WechatLiveRoomDetails', pushStream: boolean | null, creatorOpenId: string | null }
     | null } | null };

export type LiveRoomGoodsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LiveRoomGoodsQuery = { liveRoom: { goods: { totalCount: number | null, edges: Array<{ cursor: string, shelfStatus: ShelfStatus | null, sequence: number | null, node: { id: string, nativeId: string, name: string, coverUrl: string | null, link: string | null, tags: Array<string>, price: { kind: PriceKind, display: string | null, amount: { amount: string, minorUnits: number, currency: CurrencyCode } | null, maxAmount: { amount: string } | null, originalAmount: { amount: string } | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type LiveRoomReplaysQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LiveRoomReplaysQuery = { liveRoom: { replays: { totalCount: number | null, nodes: Array<{ mediaUrl: string, createdAt: string | null, expiresAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type LiveRoomAssistantsQueryVariables = Exact<{
  id: string | number;
}>;


export type LiveRoomAssistantsQuery = { liveRoom: { assistants: Array<{ id: string, nickname: string, alias: string | null, openId: string | null, avatarUrl: string | null, addedAt: string | null }> } | null };

export type LiveRoomIngestQueryVariables = Exact<{
  id: string | number;
}>;


export type LiveRoomIngestQuery = { liveRoom: { ingest: { pushUrl: string, expiresAt: string | null } | null } | null };

export type LiveRoomShareCodeQueryVariables = Exact<{
  id: string | number;
  params?: string | null | undefined;
}>;


export type LiveRoomShareCodeQuery = { liveRoom: { shareCode: { imageUrl: string, pagePath: string | null, posterUrl: string | null } | null } | null };

export type LiveRoomSubAnchorQueryVariables = Exact<{
  id: string | number;
}>;


export type LiveRoomSubAnchorQuery = { liveRoom: { subAnchor: { name: string | null, nativeUserId: string | null } | null } | null };

export type LiveRoomExplanationsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
}>;


export type LiveRoomExplanationsQuery = { liveRoom: { goods: { edges: Array<{ explanation: { active: boolean | null, videoUrl: string | null } | null, node: { id: string } }> } } | null };

export type LiveRoomAudienceQueryVariables = Exact<{
  id: string | number;
}>;


export type LiveRoomAudienceQuery = { liveRoom: { audience: { online: number | null, pageViews: number | null, uniqueViewers: number | null, likes: number | null } | null } | null };

export type LiveRoomChangedSubscriptionVariables = Exact<{
  filter?: LiveRoomFilter | null | undefined;
  ids?: Array<string | number> | string | number | null | undefined;
}>;


export type LiveRoomChangedSubscription = { liveRoomChanged: { eventId: string, at: string, kind: LiveRoomChangeKind, previousStatus: LiveRoomStatus | null, liveRoomId: string, liveRoom: { id: string, title: string, status: LiveRoomStatus } | null } };

export type FollowerChangedSubscriptionVariables = Exact<{
  account?: string | number | null | undefined;
}>;


export type FollowerChangedSubscription = { followerChanged: { eventId: string, at: string, openId: string, followed: boolean, liveRoom: { id: string, title: string } | null } };

export type NotificationProgressedSubscriptionVariables = Exact<{
  id?: string | number | null | undefined;
}>;


export type NotificationProgressedSubscription = { notificationProgressed: { id: string, status: NotificationStatus, recipients: number, sent: number, succeeded: number | null, failed: number | null, finishedAt: string | null } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const GoodsFactsFragmentDoc = new TypedDocumentString(`
    fragment GoodsFacts on Goods {
  id
  nativeId
  provider
  name
  coverUrl
  link
  price {
    kind
    amount {
      amount
      minorUnits
    }
    maxAmount {
      amount
    }
    originalAmount {
      amount
    }
    display
  }
  tags
  review {
    status
    auditId
  }
  editableByApi
  thirdPartyAppId
  attributes {
    key
    value
  }
}
    `, {"fragmentName":"GoodsFacts"}) as unknown as TypedDocumentString<GoodsFactsFragment, unknown>;
export const NotificationFactsFragmentDoc = new TypedDocumentString(`
    fragment NotificationFacts on Notification {
  id
  status
  recipients
  sent
  succeeded
  failed
  messageIds
  createdAt
  finishedAt
  liveRoom {
    id
  }
}
    `, {"fragmentName":"NotificationFacts"}) as unknown as TypedDocumentString<NotificationFactsFragment, unknown>;
export const RefusalFragmentDoc = new TypedDocumentString(`
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}
    `, {"fragmentName":"Refusal"}) as unknown as TypedDocumentString<RefusalFragment, unknown>;
export const RoomFactsFragmentDoc = new TypedDocumentString(`
    fragment RoomFacts on LiveRoom {
  id
  nativeId
  provider
  title
  notice
  status
  nativeStatus
  startsAt
  endsAt
  coverUrl
  shareImageUrl
  feedImageUrl
  anchor {
    name
    nativeUserId
    avatarUrl
    online
  }
  settings {
    likes
    goodsShelf
    comments
    replay
    sharing
    customerService
    feedListed
  }
  playback {
    hlsUrl
    flvUrl
    rtmpUrl
  }
  attributes {
    key
    value
  }
  details {
    __typename
    ... on WechatLiveRoomDetails {
      pushStream
      creatorOpenId
    }
    ... on QiniuLiveRoomDetails {
      chatId
      pkId
      stopReason
      stoppedAt
    }
  }
}
    `, {"fragmentName":"RoomFacts"}) as unknown as TypedDocumentString<RoomFactsFragment, unknown>;
export const AccountsDocument = new TypedDocumentString(`
    query Accounts {
  accounts {
    id
    key
    name
    provider
    capabilities
    health {
      status
      checkedAt
      lastError
    }
    quotas {
      operation
      used
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsQuery, AccountsQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    authenticated
    subject
    role
    accounts {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const MemberDocument = new TypedDocumentString(`
    query Member($id: ID!) {
  member(id: $id) {
    id
    nativeId
    nickname
    avatarUrl
    roles
    attributes {
      key
      value
    }
    account {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<MemberQuery, MemberQueryVariables>;
export const MemberListsDocument = new TypedDocumentString(`
    query MemberLists($account: ID!) {
  members(account: $account) {
    nodes {
      id
    }
    totalCount
  }
  followers(account: $account) {
    nodes {
      openId
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<MemberListsQuery, MemberListsQueryVariables>;
export const NotificationDocument = new TypedDocumentString(`
    query Notification($id: ID!) {
  notification(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<NotificationQuery, NotificationQueryVariables>;
export const GoodsDocument = new TypedDocumentString(`
    query Goods($id: ID!) {
  goods(id: $id) {
    ...GoodsFacts
    account {
      id
    }
  }
}
    fragment GoodsFacts on Goods {
  id
  nativeId
  provider
  name
  coverUrl
  link
  price {
    kind
    amount {
      amount
      minorUnits
    }
    maxAmount {
      amount
    }
    originalAmount {
      amount
    }
    display
  }
  tags
  review {
    status
    auditId
  }
  editableByApi
  thirdPartyAppId
  attributes {
    key
    value
  }
}`) as unknown as TypedDocumentString<GoodsQuery, GoodsQueryVariables>;
export const NodesDocument = new TypedDocumentString(`
    query Nodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on LiveRoom {
      title
      status
    }
    ... on Goods {
      name
      review {
        status
      }
    }
    ... on Member {
      nickname
    }
    ... on Account {
      key
    }
  }
}
    `) as unknown as TypedDocumentString<NodesQuery, NodesQueryVariables>;
export const NodeDocument = new TypedDocumentString(`
    query Node($id: ID!) {
  node(id: $id) {
    __typename
    id
  }
}
    `) as unknown as TypedDocumentString<NodeQuery, NodeQueryVariables>;
export const GoodsLibraryDocument = new TypedDocumentString(`
    query GoodsLibrary($account: ID, $reviewStatus: GoodsReviewStatus, $first: Int, $after: String) {
  goodsLibrary(
    account: $account
    reviewStatus: $reviewStatus
    first: $first
    after: $after
  ) {
    nodes {
      id
      name
      review {
        status
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    unavailable {
      account {
        id
      }
      code
    }
  }
}
    `) as unknown as TypedDocumentString<GoodsLibraryQuery, GoodsLibraryQueryVariables>;
export const GoodsLibraryCountDocument = new TypedDocumentString(`
    query GoodsLibraryCount($account: ID, $reviewStatus: GoodsReviewStatus) {
  goodsLibrary(account: $account, reviewStatus: $reviewStatus, first: 1) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<GoodsLibraryCountQuery, GoodsLibraryCountQueryVariables>;
export const CreateGoodsDocument = new TypedDocumentString(`
    mutation CreateGoods($input: CreateGoodsInput!) {
  createGoods(input: $input) {
    goods {
      id
      name
      review {
        status
        auditId
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<CreateGoodsMutation, CreateGoodsMutationVariables>;
export const UpdateGoodsDocument = new TypedDocumentString(`
    mutation UpdateGoods($input: UpdateGoodsInput!) {
  updateGoods(input: $input) {
    goods {
      ...GoodsFacts
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment GoodsFacts on Goods {
  id
  nativeId
  provider
  name
  coverUrl
  link
  price {
    kind
    amount {
      amount
      minorUnits
    }
    maxAmount {
      amount
    }
    originalAmount {
      amount
    }
    display
  }
  tags
  review {
    status
    auditId
  }
  editableByApi
  thirdPartyAppId
  attributes {
    key
    value
  }
}
fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<UpdateGoodsMutation, UpdateGoodsMutationVariables>;
export const DeleteGoodsDocument = new TypedDocumentString(`
    mutation DeleteGoods($input: DeleteGoodsInput!) {
  deleteGoods(input: $input) {
    deletedId
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<DeleteGoodsMutation, DeleteGoodsMutationVariables>;
export const SubmitGoodsForReviewDocument = new TypedDocumentString(`
    mutation SubmitGoodsForReview($input: SubmitGoodsForReviewInput!) {
  submitGoodsForReview(input: $input) {
    goods {
      id
      review {
        status
        auditId
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<SubmitGoodsForReviewMutation, SubmitGoodsForReviewMutationVariables>;
export const WithdrawGoodsFromReviewDocument = new TypedDocumentString(`
    mutation WithdrawGoodsFromReview($input: WithdrawGoodsFromReviewInput!) {
  withdrawGoodsFromReview(input: $input) {
    goods {
      id
      review {
        status
        auditId
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<WithdrawGoodsFromReviewMutation, WithdrawGoodsFromReviewMutationVariables>;
export const MembersDocument = new TypedDocumentString(`
    query Members($account: ID, $role: MemberRole, $search: String, $first: Int, $after: String) {
  members(
    account: $account
    role: $role
    search: $search
    first: $first
    after: $after
  ) {
    nodes {
      id
      nativeId
      nickname
      openId
      wechatId
      roles
      updatedAt
    }
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    unavailable {
      account {
        id
      }
      code
    }
  }
}
    `) as unknown as TypedDocumentString<MembersQuery, MembersQueryVariables>;
export const FollowersDocument = new TypedDocumentString(`
    query Followers($account: ID!, $first: Int, $after: String) {
  followers(account: $account, first: $first, after: $after) {
    nodes {
      openId
      subscribedAt
      roomStatus
      liveRoom {
        id
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<FollowersQuery, FollowersQueryVariables>;
export const AssignMemberRoleDocument = new TypedDocumentString(`
    mutation AssignMemberRole($input: AssignMemberRoleInput!) {
  assignMemberRole(input: $input) {
    member {
      id
      wechatId
      roles
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<AssignMemberRoleMutation, AssignMemberRoleMutationVariables>;
export const RemoveMemberRoleDocument = new TypedDocumentString(`
    mutation RemoveMemberRole($input: RemoveMemberRoleInput!) {
  removeMemberRole(input: $input) {
    member {
      id
      wechatId
      roles
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<RemoveMemberRoleMutation, RemoveMemberRoleMutationVariables>;
export const SaveMemberDocument = new TypedDocumentString(`
    mutation SaveMember($input: SaveMemberInput!) {
  saveMember(input: $input) {
    member {
      id
      nickname
      avatarUrl
      attributes {
        key
        value
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<SaveMemberMutation, SaveMemberMutationVariables>;
export const NotifyFollowersDocument = new TypedDocumentString(`
    mutation NotifyFollowers($input: NotifyFollowersInput!) {
  notifyFollowers(input: $input) {
    notification {
      ...NotificationFacts
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment NotificationFacts on Notification {
  id
  status
  recipients
  sent
  succeeded
  failed
  messageIds
  createdAt
  finishedAt
  liveRoom {
    id
  }
}
fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<NotifyFollowersMutation, NotifyFollowersMutationVariables>;
export const NotificationProgressDocument = new TypedDocumentString(`
    query NotificationProgress($id: ID!) {
  notification(id: $id) {
    ...NotificationFacts
  }
}
    fragment NotificationFacts on Notification {
  id
  status
  recipients
  sent
  succeeded
  failed
  messageIds
  createdAt
  finishedAt
  liveRoom {
    id
  }
}`) as unknown as TypedDocumentString<NotificationProgressQuery, NotificationProgressQueryVariables>;
export const UploadImageDocument = new TypedDocumentString(`
    mutation UploadImage($input: UploadImageInput!) {
  uploadImage(input: $input) {
    image {
      nativeId
      expiresAt
      width
      height
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<UploadImageMutation, UploadImageMutationVariables>;
export const CreateLiveRoomDocument = new TypedDocumentString(`
    mutation CreateLiveRoom($input: CreateLiveRoomInput!) {
  createLiveRoom(input: $input) {
    liveRoom {
      ...RoomFacts
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}
fragment RoomFacts on LiveRoom {
  id
  nativeId
  provider
  title
  notice
  status
  nativeStatus
  startsAt
  endsAt
  coverUrl
  shareImageUrl
  feedImageUrl
  anchor {
    name
    nativeUserId
    avatarUrl
    online
  }
  settings {
    likes
    goodsShelf
    comments
    replay
    sharing
    customerService
    feedListed
  }
  playback {
    hlsUrl
    flvUrl
    rtmpUrl
  }
  attributes {
    key
    value
  }
  details {
    __typename
    ... on WechatLiveRoomDetails {
      pushStream
      creatorOpenId
    }
    ... on QiniuLiveRoomDetails {
      chatId
      pkId
      stopReason
      stoppedAt
    }
  }
}`) as unknown as TypedDocumentString<CreateLiveRoomMutation, CreateLiveRoomMutationVariables>;
export const UpdateLiveRoomDocument = new TypedDocumentString(`
    mutation UpdateLiveRoom($input: UpdateLiveRoomInput!) {
  updateLiveRoom(input: $input) {
    liveRoom {
      ...RoomFacts
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}
fragment RoomFacts on LiveRoom {
  id
  nativeId
  provider
  title
  notice
  status
  nativeStatus
  startsAt
  endsAt
  coverUrl
  shareImageUrl
  feedImageUrl
  anchor {
    name
    nativeUserId
    avatarUrl
    online
  }
  settings {
    likes
    goodsShelf
    comments
    replay
    sharing
    customerService
    feedListed
  }
  playback {
    hlsUrl
    flvUrl
    rtmpUrl
  }
  attributes {
    key
    value
  }
  details {
    __typename
    ... on WechatLiveRoomDetails {
      pushStream
      creatorOpenId
    }
    ... on QiniuLiveRoomDetails {
      chatId
      pkId
      stopReason
      stoppedAt
    }
  }
}`) as unknown as TypedDocumentString<UpdateLiveRoomMutation, UpdateLiveRoomMutationVariables>;
export const EndLiveRoomDocument = new TypedDocumentString(`
    mutation EndLiveRoom($input: EndLiveRoomInput!) {
  endLiveRoom(input: $input) {
    liveRoom {
      id
      status
      endsAt
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<EndLiveRoomMutation, EndLiveRoomMutationVariables>;
export const DeleteLiveRoomDocument = new TypedDocumentString(`
    mutation DeleteLiveRoom($input: DeleteLiveRoomInput!) {
  deleteLiveRoom(input: $input) {
    deletedId
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<DeleteLiveRoomMutation, DeleteLiveRoomMutationVariables>;
export const AddGoodsToLiveRoomDocument = new TypedDocumentString(`
    mutation AddGoodsToLiveRoom($input: AddGoodsToLiveRoomInput!) {
  addGoodsToLiveRoom(input: $input) {
    liveRoom {
      id
      goods {
        nodes {
          id
          name
        }
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<AddGoodsToLiveRoomMutation, AddGoodsToLiveRoomMutationVariables>;
export const AddAssistantsDocument = new TypedDocumentString(`
    mutation AddAssistants($input: AddAssistantsInput!) {
  addAssistants(input: $input) {
    liveRoom {
      id
      assistants {
        alias
        nickname
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<AddAssistantsMutation, AddAssistantsMutationVariables>;
export const UpdateLiveRoomSettingsDocument = new TypedDocumentString(`
    mutation UpdateLiveRoomSettings($input: UpdateLiveRoomSettingsInput!) {
  updateLiveRoomSettings(input: $input) {
    liveRoom {
      id
      settings {
        feedListed
        replay
        customerService
        comments
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<UpdateLiveRoomSettingsMutation, UpdateLiveRoomSettingsMutationVariables>;
export const RemoveGoodsFromLiveRoomDocument = new TypedDocumentString(`
    mutation RemoveGoodsFromLiveRoom($input: RemoveGoodsFromLiveRoomInput!) {
  removeGoodsFromLiveRoom(input: $input) {
    liveRoom {
      goods {
        nodes {
          id
        }
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<RemoveGoodsFromLiveRoomMutation, RemoveGoodsFromLiveRoomMutationVariables>;
export const SetGoodsShelfStatusDocument = new TypedDocumentString(`
    mutation SetGoodsShelfStatus($input: SetGoodsShelfStatusInput!) {
  setGoodsShelfStatus(input: $input) {
    liveRoom {
      goods {
        edges {
          shelfStatus
          node {
            id
          }
        }
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<SetGoodsShelfStatusMutation, SetGoodsShelfStatusMutationVariables>;
export const SortGoodsInLiveRoomDocument = new TypedDocumentString(`
    mutation SortGoodsInLiveRoom($input: SortGoodsInLiveRoomInput!) {
  sortGoodsInLiveRoom(input: $input) {
    liveRoom {
      goods {
        nodes {
          id
        }
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<SortGoodsInLiveRoomMutation, SortGoodsInLiveRoomMutationVariables>;
export const PushGoodsInLiveRoomDocument = new TypedDocumentString(`
    mutation PushGoodsInLiveRoom($input: PushGoodsInLiveRoomInput!) {
  pushGoodsInLiveRoom(input: $input) {
    liveRoom {
      id
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<PushGoodsInLiveRoomMutation, PushGoodsInLiveRoomMutationVariables>;
export const UpdateAssistantDocument = new TypedDocumentString(`
    mutation UpdateAssistant($input: UpdateAssistantInput!) {
  updateAssistant(input: $input) {
    liveRoom {
      assistants {
        alias
        nickname
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<UpdateAssistantMutation, UpdateAssistantMutationVariables>;
export const RemoveAssistantDocument = new TypedDocumentString(`
    mutation RemoveAssistant($input: RemoveAssistantInput!) {
  removeAssistant(input: $input) {
    liveRoom {
      assistants {
        alias
        nickname
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<RemoveAssistantMutation, RemoveAssistantMutationVariables>;
export const SetSubAnchorDocument = new TypedDocumentString(`
    mutation SetSubAnchor($input: SetSubAnchorInput!) {
  setSubAnchor(input: $input) {
    liveRoom {
      subAnchor {
        name
        nativeUserId
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<SetSubAnchorMutation, SetSubAnchorMutationVariables>;
export const RemoveSubAnchorDocument = new TypedDocumentString(`
    mutation RemoveSubAnchor($input: RemoveSubAnchorInput!) {
  removeSubAnchor(input: $input) {
    liveRoom {
      subAnchor {
        name
      }
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  code
  message
  field
  provider
  providerCode
  providerMessage
  providerRequestId
  verificationQrCodeUrl
}`) as unknown as TypedDocumentString<RemoveSubAnchorMutation, RemoveSubAnchorMutationVariables>;
export const LiveRoomsDocument = new TypedDocumentString(`
    query LiveRooms($filter: LiveRoomFilter, $first: Int, $after: String) {
  liveRooms(filter: $filter, first: $first, after: $after) {
    totalCount
    edges {
      cursor
      node {
        id
        title
        status
        startsAt
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    unavailable {
      account {
        id
      }
      code
      message
      retryAfterSeconds
    }
  }
}
    `) as unknown as TypedDocumentString<LiveRoomsQuery, LiveRoomsQueryVariables>;
export const LiveRoomDocument = new TypedDocumentString(`
    query LiveRoom($id: ID!) {
  liveRoom(id: $id) {
    ...RoomFacts
    account {
      id
      key
    }
    fetchedAt
    stale
  }
}
    fragment RoomFacts on LiveRoom {
  id
  nativeId
  provider
  title
  notice
  status
  nativeStatus
  startsAt
  endsAt
  coverUrl
  shareImageUrl
  feedImageUrl
  anchor {
    name
    nativeUserId
    avatarUrl
    online
  }
  settings {
    likes
    goodsShelf
    comments
    replay
    sharing
    customerService
    feedListed
  }
  playback {
    hlsUrl
    flvUrl
    rtmpUrl
  }
  attributes {
    key
    value
  }
  details {
    __typename
    ... on WechatLiveRoomDetails {
      pushStream
      creatorOpenId
    }
    ... on QiniuLiveRoomDetails {
      chatId
      pkId
      stopReason
      stoppedAt
    }
  }
}`) as unknown as TypedDocumentString<LiveRoomQuery, LiveRoomQueryVariables>;
export const LiveRoomGoodsDocument = new TypedDocumentString(`
    query LiveRoomGoods($id: ID!, $first: Int, $after: String) {
  liveRoom(id: $id) {
    goods(first: $first, after: $after) {
      totalCount
      edges {
        cursor
        shelfStatus
        sequence
        node {
          id
          nativeId
          name
          coverUrl
          link
          tags
          price {
            kind
            display
            amount {
              amount
              minorUnits
              currency
            }
            maxAmount {
              amount
            }
            originalAmount {
              amount
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LiveRoomGoodsQuery, LiveRoomGoodsQueryVariables>;
export const LiveRoomReplaysDocument = new TypedDocumentString(`
    query LiveRoomReplays($id: ID!, $first: Int, $after: String) {
  liveRoom(id: $id) {
    replays(first: $first, after: $after) {
      totalCount
      nodes {
        mediaUrl
        createdAt
        expiresAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LiveRoomReplaysQuery, LiveRoomReplaysQueryVariables>;
export const LiveRoomAssistantsDocument = new TypedDocumentString(`
    query LiveRoomAssistants($id: ID!) {
  liveRoom(id: $id) {
    assistants {
      id
      nickname
      alias
      openId
      avatarUrl
      addedAt
    }
  }
}
    `) as unknown as TypedDocumentString<LiveRoomAssistantsQuery, LiveRoomAssistantsQueryVariables>;
export const LiveRoomIngestDocument = new TypedDocumentString(`
    query LiveRoomIngest($id: ID!) {
  liveRoom(id: $id) {
    ingest {
      pushUrl
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<LiveRoomIngestQuery, LiveRoomIngestQueryVariables>;
export const LiveRoomShareCodeDocument = new TypedDocumentString(`
    query LiveRoomShareCode($id: ID!, $params: String) {
  liveRoom(id: $id) {
    shareCode(params: $params) {
      imageUrl
      pagePath
      posterUrl
    }
  }
}
    `) as unknown as TypedDocumentString<LiveRoomShareCodeQuery, LiveRoomShareCodeQueryVariables>;
export const LiveRoomSubAnchorDocument = new TypedDocumentString(`
    query LiveRoomSubAnchor($id: ID!) {
  liveRoom(id: $id) {
    subAnchor {
      name
      nativeUserId
    }
  }
}
    `) as unknown as TypedDocumentString<LiveRoomSubAnchorQuery, LiveRoomSubAnchorQueryVariables>;
export const LiveRoomExplanationsDocument = new TypedDocumentString(`
    query LiveRoomExplanations($id: ID!, $first: Int) {
  liveRoom(id: $id) {
    goods(first: $first) {
      edges {
        explanation {
          active
          videoUrl
        }
        node {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LiveRoomExplanationsQuery, LiveRoomExplanationsQueryVariables>;
export const LiveRoomAudienceDocument = new TypedDocumentString(`
    query LiveRoomAudience($id: ID!) {
  liveRoom(id: $id) {
    audience {
      online
      pageViews
      uniqueViewers
      likes
    }
  }
}
    `) as unknown as TypedDocumentString<LiveRoomAudienceQuery, LiveRoomAudienceQueryVariables>;
export const LiveRoomChangedDocument = new TypedDocumentString(`
    subscription LiveRoomChanged($filter: LiveRoomFilter, $ids: [ID!]) {
  liveRoomChanged(filter: $filter, ids: $ids) {
    eventId
    at
    kind
    previousStatus
    liveRoomId
    liveRoom {
      id
      title
      status
    }
  }
}
    `) as unknown as TypedDocumentString<LiveRoomChangedSubscription, LiveRoomChangedSubscriptionVariables>;
export const FollowerChangedDocument = new TypedDocumentString(`
    subscription FollowerChanged($account: ID) {
  followerChanged(account: $account) {
    eventId
    at
    openId
    followed
    liveRoom {
      id
      title
    }
  }
}
    `) as unknown as TypedDocumentString<FollowerChangedSubscription, FollowerChangedSubscriptionVariables>;
export const NotificationProgressedDocument = new TypedDocumentString(`
    subscription NotificationProgressed($id: ID) {
  notificationProgressed(id: $id) {
    id
    status
    recipients
    sent
    succeeded
    failed
    finishedAt
  }
}
    `) as unknown as TypedDocumentString<NotificationProgressedSubscription, NotificationProgressedSubscriptionVariables>;