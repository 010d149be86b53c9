import type { ProviderName } from "./account";
import type { Attribute } from "./attribute";
import type { Call, Found, Page } from "./call";
import type { Facts } from "./facts";
import type { ImageInput } from "./image";
import type { Money } from "./money";
import type { Room } from "./room";

/** Goods (商品) a shop shows in its rooms. Null: the provider does not tell. Undefined: this read did not tell. */
export interface Goods {
  /** The global id. */
  readonly id: string;
  readonly accountKey: string;
  readonly provider: ProviderName;
  readonly nativeId: string;
  readonly name: string;
  readonly coverUrl: string | null | undefined;
  readonly link: string | null;
  readonly price: GoodsPrice;
  readonly tags: readonly string[];
  readonly review: GoodsReview | null | undefined;
  readonly editableByApi: boolean | null | undefined;
  readonly thirdPartyAppId: string | null;
  readonly attributes: readonly Attribute[];
}

export const priceKinds = ["FIXED", "RANGE", "DISCOUNTED", "UNKNOWN"] as const;
export type PriceKind = (typeof priceKinds)[number];

export interface GoodsPrice {
  readonly kind: PriceKind;
  /** What the buyer pays; the lower end of a RANGE. */
  readonly amount: Money | null;
  readonly maxAmount: Money | null;
  readonly originalAmount: Money | null;
  /** The provider's own text where its prices are text. */
  readonly display: string | null;
}

export const goodsReviewStatuses = ["UNSUBMITTED", "PENDING", "APPROVED", "REJECTED", "UNKNOWN"] as const;
export type GoodsReviewStatus = (typeof goodsReviewStatuses)[number];

export interface GoodsReview {
  readonly status: GoodsReviewStatus;
  readonly auditId: string | null;
}

export const shelfStatuses = ["ON_SALE", "OFF_SHELF", "DISPLAY_ONLY", "UNKNOWN"] as const;
export type ShelfStatus = (typeof shelfStatuses)[number];

/** Goods in a room, and what is true of them in this room only. */
export interface RoomGoods {
  readonly goods: Goods;
  readonly shelfStatus: ShelfStatus | null;
  /** Place in the display order, from 1. */
  readonly sequence: number | null;
  /** Whether the anchor is explaining them now (讲解中); null: the provider does not tell. */
  readonly explaining: boolean | null;
}

/* ------------------------------------------------------------------------------------------------------ inputs */

/** A price that was checked: positive amounts, in order. */
export type PriceInput =
  | { readonly kind: "FIXED"; readonly amount: Money }
  | { readonly kind: "RANGE"; readonly amount: Money; readonly maxAmount: Money }
  | { readonly kind: "DISCOUNTED"; readonly amount: Money; readonly originalAmount: Money };

export interface CreateGoods {
  readonly name: string;
  readonly cover: ImageInput;
  readonly price: PriceInput;
  readonly link: string;
  readonly thirdPartyAppId?: string | null;
}

export interface NewRoomGoods {
  readonly nativeId: string;
  readonly name: string;
  readonly price: PriceInput;
  readonly coverUrl?: string | null;
  readonly link?: string | null;
  readonly tags?: readonly string[] | null;
  readonly shelfStatus?: ShelfStatus | null;
  readonly attributes?: readonly Attribute[] | null;
}

/** What to change; what is absent stays. */
export interface UpdateGoods {
  readonly name?: string | null;
  readonly cover?: ImageInput | null;
  readonly price?: PriceInput | null;
  readonly link?: string | null;
  readonly tags?: readonly string[] | null;
  readonly attributes?: readonly Attribute[] | null;
}

/** Library goods by native id, or new goods written into the room. */
export type RoomGoodsInput = { readonly nativeId: string } | { readonly new: NewRoomGoods };

/* ------------------------------------------------------------------------------------------------------- ports */

export interface RoomGoodsPort {
  /** The goods of each room in display order; for providers whose rooms come without them. */
  listRoomGoods?(roomNativeIds: readonly string[], call: Call): Promise<readonly Found<readonly RoomGoods[]>[]>;
  addRoomGoods(roomNativeId: string, goods: readonly RoomGoodsInput[], call: Call): Promise<void>;
  /** Takes goods out of the room. What is refused names its place in the list; the others are taken out all the same. */
  removeRoomGoods(roomNativeId: string, goodsNativeIds: readonly string[], call: Call): Promise<void>;
  /** Puts goods on or off the shelf, each by itself as above. */
  setShelfStatus(
    roomNativeId: string,
    goodsNativeIds: readonly string[],
    status: ShelfStatus,
    call: Call,
  ): Promise<void>;
  /** Shows the room's goods in this order, the first on top. */
  sortRoomGoods(roomNativeId: string, goodsNativeIds: readonly string[], call: Call): Promise<void>;
}

export interface RoomGoodsPushPort {
  /** Shows goods to everybody in the live room (推送商品), or lets the anchor explain them (讲解). */
  pushRoomGoods(roomNativeId: string, goodsNativeId: string, call: Call): Promise<void>;
}

export interface ExplanationPort {
  /** The recording of the explanation of goods in a room (讲解视频); null while there is none. */
  getExplanationVideos(room: Room, goodsNativeIds: readonly string[], call: Call): Promise<readonly Found<string>[]>;
  /** The goods being explained in each room now, by native id; null where none are. Absent: the provider does not tell. */
  getExplainedGoods?(roomNativeIds: readonly string[], call: Call): Promise<readonly Found<string>[]>;
}

/** Goods that may be added: nothing the provider documents speaks against it. */
export interface PreparedGoods {
  /** By what they are found again when the answer to their creation was lost. */
  readonly facts: Facts;
  /** Adds them and submits them for review; tells them as asked for, with the ids the provider gave. */
  create(call: Call): Promise<Goods>;
}

/** The goods library (商品库) of an account. */
export interface GoodsLibraryPort {
  /** A page of the goods with this review status, from the offset on. */
  listGoods(status: GoodsReviewStatus, offset: number, limit: number, call: Call): Promise<Page<Goods>>;
  /** The review statuses goods can have here, in the order in which a list without a filter shows them. */
  readonly statuses: readonly GoodsReviewStatus[];
  /** How many goods one page may hold. */
  readonly pageSize: number;
  getGoods(nativeIds: readonly string[], call: Call): Promise<readonly Found<Goods>[]>;
  /** Checks an input against every limit the provider documents, without a call; throws what is wrong with it. */
  prepareGoods(input: CreateGoods): PreparedGoods;
  /** Tells goods made from now on from those that were seen before. Asks the provider nothing. */
  markNow(): Promise<string>;
  /**
   * Goods that fit and that nothing is kept of: perhaps made, after the mark was taken, by a write whose answer was lost.
   * The likeliest first.
   */
  findCreated(facts: Facts, mark: string, call: Call): Promise<readonly Goods[]>;
  /** Keeps what an answer would have been kept of, as far as it can still be told. */
  adoptGoods(nativeId: string, facts: Facts): Promise<void>;
  /** Removes goods from the library and from every room, for good. */
  deleteGoods(nativeId: string, call: Call): Promise<void>;
}

export interface GoodsUpdatePort {
  /** Changes goods as far as their state allows. `nativeId`: as in the global id, with the room where goods live in one. */
  updateGoods(nativeId: string, change: UpdateGoods, call: Call): Promise<void>;
}

export interface GoodsReviewPort {
  /** Submits goods again whose review was withdrawn. */
  submitGoods(nativeId: string, call: Call): Promise<void>;
  /** Withdraws goods from a review under way. The ticket is needed only where the gateway did not submit them itself. */
  withdrawGoods(nativeId: string, auditId: string | null, call: Call): Promise<void>;
}
