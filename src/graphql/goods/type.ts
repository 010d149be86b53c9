import { Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Goods, GoodsPrice, GoodsReview } from "../../domain/goods";
import { formatAmount, type Money } from "../../domain/money";
import { CurrencyCodeEnum, GoodsReviewStatusEnum, PriceKindEnum, ProviderEnum } from "../enums";
import { Node } from "../node/type";
import { DecimalScalar } from "../scalars";

@ObjectType("Money", { description: "An exact amount of money.", simpleResolvers: true })
export class MoneyType implements Money {
  @Field(() => Int, { description: "The amount in minor units: fen (分), a hundredth of a yuan." })
  readonly minorUnits!: number;

  @Field(() => CurrencyCodeEnum, { description: "The currency." })
  readonly currency!: Money["currency"];
}

@Resolver(() => MoneyType)
export class MoneyResolver {
  @FieldResolver(() => DecimalScalar, { description: 'The amount in yuan (元) with both decimals, such as `"99.50"`.' })
  amount(@Root() money: Money): string {
    return formatAmount(money);
  }
}

@ObjectType("GoodsPrice", { description: "What goods cost.", simpleResolvers: true })
export class GoodsPriceType implements GoodsPrice {
  @Field(() => PriceKindEnum, { description: "How the amounts are meant." })
  readonly kind!: GoodsPrice["kind"];

  @Field(() => MoneyType, { nullable: true, description: "What the buyer pays; the lower end of a RANGE." })
  readonly amount!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: "The upper end of a RANGE." })
  readonly maxAmount!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: "The price before, of a DISCOUNTED one (原价)." })
  readonly originalAmount!: Money | null;

  @Field(() => String, {
    nullable: true,
    description: "The provider's own text where its prices are text: Qiniu's `199元`.",
  })
  readonly display!: string | null;
}

@ObjectType("GoodsReview", { description: "Goods in the provider's review (商品审核).", simpleResolvers: true })
export class GoodsReviewType implements GoodsReview {
  @Field(() => GoodsReviewStatusEnum, { description: "Where they stand." })
  readonly status!: GoodsReview["status"];

  @Field(() => String, {
    nullable: true,
    description: "The ticket of the last submission (审核单 ID); known where the gateway submitted it.",
  })
  readonly auditId!: string | null;
}

/** What goods themselves say. What one read may leave open is in the resolver. */
type OwnFields = Omit<Goods, "accountKey" | "coverUrl" | "review" | "editableByApi" | "attributes">;

@ObjectType("Goods", { implements: Node, description: "Goods that a shop shows in its rooms (商品)." })
export class GoodsType extends Node implements OwnFields {
  @Field(() => ProviderEnum, { description: "Whose goods they are." })
  readonly provider!: Goods["provider"];

  @Field(() => String, {
    description: "The provider's id: WeChat's goods number; Qiniu's item id, unique within its room.",
  })
  readonly nativeId!: string;

  @Field(() => String, { description: "The name (商品名称)." })
  readonly name!: string;

  @Field(() => String, {
    nullable: true,
    description: "Where they are sold: a page of the WeChat mini-program, or Qiniu's link.",
  })
  readonly link!: string | null;

  @Field(() => GoodsPriceType, { description: "What they cost." })
  readonly price!: GoodsPrice;

  @Field(() => [String], { description: "Tags (标签). Qiniu; empty for WeChat." })
  readonly tags!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: "AppID of the mini-program that sells them, when it is another one. WeChat.",
  })
  readonly thirdPartyAppId!: string | null;
}
