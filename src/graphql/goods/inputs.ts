import { Field, ID, InputType } from "type-graphql";
import { LiveError } from "../../domain/error";
import type { CreateGoods, PriceInput, ShelfStatus } from "../../domain/goods";
import { fen, parseYuan, type CurrencyCode, type Money } from "../../domain/money";
import type { AddedGoods } from "../../gateway/room-writes";
import { CurrencyCodeEnum, ShelfStatusEnum } from "../enums";
import { ImageInputType } from "../image/inputs";
import { OneOf } from "../one-of";
import { AttributeInputType } from "../room/inputs";
import { DecimalScalar, UrlScalar } from "../scalars";

type Path = readonly string[];

@InputType("MoneyInput", { description: "An exact amount of money." })
export class MoneyInput {
  @Field(() => DecimalScalar, {
    description: 'The amount in yuan (元), above 0 and with at most two decimals: `"99.50"`.',
  })
  readonly amount!: string;

  @Field(() => CurrencyCodeEnum, { nullable: true, defaultValue: "CNY", description: "The currency." })
  readonly currency?: CurrencyCode | null;
}

@InputType("MoneyRangeInput", { description: "From one amount to a higher one (价格区间)." })
export class MoneyRangeInput {
  @Field(() => MoneyInput, { description: "The lower end." })
  readonly min!: MoneyInput;

  @Field(() => MoneyInput, { description: "The upper end, not below `min`." })
  readonly max!: MoneyInput;
}

@InputType("DiscountInput", { description: "A reduced price (折扣价)." })
export class DiscountInput {
  @Field(() => MoneyInput, { description: "The price before (原价)." })
  readonly original!: MoneyInput;

  @Field(() => MoneyInput, { description: "The price now (现价), not above `original`." })
  readonly current!: MoneyInput;
}

@OneOf()
@InputType("GoodsPriceInput", { description: "A price: exactly one of the three." })
export class GoodsPriceInput {
  @Field(() => MoneyInput, { nullable: true, description: "One price (一口价)." })
  readonly fixed?: MoneyInput | null;

  @Field(() => MoneyRangeInput, { nullable: true, description: "From one amount to another." })
  readonly range?: MoneyRangeInput | null;

  @Field(() => DiscountInput, { nullable: true, description: "A price before and a lower price now." })
  readonly discounted?: DiscountInput | null;
}

@InputType("CreateGoodsInput", { description: "Goods to add to an account's library and to submit for review." })
export class CreateGoodsInput {
  @Field(() => ID, { description: "The account's global id, such as `account:wechat`." })
  readonly account!: string;

  @Field(() => String, {
    description: "The name (商品名称): 1 to 28 half-width characters wide, a Chinese character counting 2.",
  })
  readonly name!: string;

  @Field(() => ImageInputType, { description: "The picture (商品图), at most 300 × 300 pixels." })
  readonly cover!: ImageInputType;

  @Field(() => GoodsPriceInput, { description: "What they cost." })
  readonly price!: GoodsPriceInput;

  @Field(() => String, {
    description:
      "The goods' page in the released mini-program, such as `pages/index/index?id=9`. A query value that is itself an address has to be percent-encoded.",
  })
  readonly link!: string;

  @Field(() => String, {
    nullable: true,
    description: "AppID of the mini-program the page belongs to, when it is another one.",
  })
  readonly thirdPartyAppId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeat safe: the same key and input within 24 hours gives the same goods.",
  })
  readonly idempotencyKey?: string | null;
}

@InputType("NewRoomGoodsInput", { description: "Goods written into a room. Qiniu." })
export class NewRoomGoodsInput {
  @Field(() => String, {
    description: "Your own id (item_id), unique in the room: 1 to 64 letters, digits, dots, hyphens, underscores.",
  })
  readonly nativeId!: string;

  @Field(() => String, { description: "The name, at most 64 characters." })
  readonly name!: string;

  @Field(() => GoodsPriceInput, { description: "What they cost; Qiniu shows it as text, such as 99.50元." })
  readonly price!: GoodsPriceInput;

  @Field(() => UrlScalar, { nullable: true, description: "The picture, at most 255 characters." })
  readonly coverUrl?: string | null;

  @Field(() => String, { nullable: true, description: "Where they are sold, at most 255 characters." })
  readonly link?: string | null;

  @Field(() => [String], { nullable: true, description: "Tags without commas, 128 characters in all." })
  readonly tags?: string[] | null;

  @Field(() => ShelfStatusEnum, {
    nullable: true,
    description: "Whether viewers see them; absent: OFF_SHELF, as Qiniu itself decides.",
  })
  readonly shelfStatus?: ShelfStatus | null;

  @Field(() => [AttributeInputType], { nullable: true, description: "Free keys and values, 1024 characters as JSON." })
  readonly attributes?: AttributeInputType[] | null;
}

@OneOf()
@InputType("RoomGoodsInput", { description: "Goods for a room: exactly one of the two." })
export class RoomGoodsInputType {
  @Field(() => ID, { nullable: true, description: "Approved goods of the library, by global id. WeChat." })
  readonly id?: string | null;

  @Field(() => NewRoomGoodsInput, { nullable: true, description: "New goods. Qiniu." })
  readonly new?: NewRoomGoodsInput | null;
}

@InputType("AddGoodsToLiveRoomInput", { description: "Which goods to add to which room." })
export class AddGoodsToLiveRoomInput {
  @Field(() => ID, { description: "The room's global id." })
  readonly liveRoom!: string;

  @Field(() => [RoomGoodsInputType], { description: "The goods, at most 100 at once." })
  readonly goods!: RoomGoodsInputType[];
}

export function toCreateGoods(input: CreateGoodsInput): CreateGoods {
  const { name, cover, link, thirdPartyAppId } = input;
  return { name, cover, link, price: toPrice(input.price, ["price"]), thirdPartyAppId: thirdPartyAppId ?? null };
}

export function toAddedGoods({ id, new: created }: RoomGoodsInputType, index: number): AddedGoods {
  if (!created) return { id: id as string };
  const { nativeId, name, coverUrl, link, tags, shelfStatus, attributes } = created;
  const price = toPrice(created.price, ["goods", String(index), "new", "price"]);
  return { new: { nativeId, name, price, coverUrl, link, tags, shelfStatus, attributes } };
}

/** A price whose amounts are positive, exact to the fen, and in order. */
function toPrice({ fixed, range, discounted }: GoodsPriceInput, field: Path): PriceInput {
  if (range) {
    const amount = toMoney(range.min, [...field, "range", "min", "amount"]);
    const maxAmount = toMoney(range.max, [...field, "range", "max", "amount"]);
    if (maxAmount.minorUnits >= amount.minorUnits) return { kind: "RANGE", amount, maxAmount };
    throw refuse([...field, "range", "max"], "max must not be below min.", "max 不能低于 min。");
  }
  if (discounted) {
    const originalAmount = toMoney(discounted.original, [...field, "discounted", "original", "amount"]);
    const amount = toMoney(discounted.current, [...field, "discounted", "current", "amount"]);
    if (amount.minorUnits <= originalAmount.minorUnits) return { kind: "DISCOUNTED", amount, originalAmount };
    throw refuse([...field, "discounted", "current"], "current must not be above original.", "现价不能高于原价。");
  }
  return { kind: "FIXED", amount: toMoney(fixed as MoneyInput, [...field, "fixed", "amount"]) };
}

function toMoney({ amount }: MoneyInput, field: Path): Money {
  const money = parseYuan(amount);
  if (!money) throw refuse(field, "An amount has at most two decimals.", "金额最多保留两位小数。");
  if (money.minorUnits <= 0) throw refuse(field, "An amount must be above 0.", "金额须大于 0。");
  if (money.minorUnits > MOST) throw refuse(field, "The amount is too large.", "金额过大。");
  return money;
}

/** The largest amount that `Money.minorUnits` can show. */
const MOST = fen(2 ** 31 - 1).minorUnits;

function refuse(field: Path, en: string, zh: string): LiveError {
  return new LiveError("INVALID_INPUT", { en, zh }, { field });
}
