import { Field, ID, InputType } from "type-graphql";
import type { CreateGoods, UpdateGoods } from "../../domain/goods";
import { ImageInputType } from "../image/inputs";
import { AttributeInputType } from "../room/inputs";
import { GoodsPriceInput, toPrice } from "./price-inputs";

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

const UNCHANGED = "absent: unchanged";

@InputType("UpdateGoodsInput", {
  description:
    "What to change in goods. WeChat: approved goods only their price, goods under review nothing, others everything but tags and attributes.",
})
export class UpdateGoodsInput {
  @Field(() => ID, { description: "The goods' global id." })
  readonly id!: string;

  @Field(() => String, {
    nullable: true,
    description: `The name, within the same limits as on creation; ${UNCHANGED}.`,
  })
  readonly name?: string | null;

  @Field(() => ImageInputType, {
    nullable: true,
    description: `The picture (商品图); ${UNCHANGED}. Qiniu takes only an address.`,
  })
  readonly cover?: ImageInputType | null;

  @Field(() => GoodsPriceInput, { nullable: true, description: `What they cost; ${UNCHANGED}.` })
  readonly price?: GoodsPriceInput | null;

  @Field(() => String, { nullable: true, description: `Where they are sold; ${UNCHANGED}.` })
  readonly link?: string | null;

  @Field(() => [String], { nullable: true, description: `Tags; ${UNCHANGED}. Qiniu.` })
  readonly tags?: string[] | null;

  @Field(() => [AttributeInputType], {
    nullable: true,
    description: `Free keys and values to add or replace; ${UNCHANGED}. Qiniu cannot take a key away again.`,
  })
  readonly attributes?: AttributeInputType[] | null;
}

@InputType("DeleteGoodsInput", { description: "Goods to delete." })
export class DeleteGoodsInput {
  @Field(() => ID, { description: "The goods' global id." })
  readonly id!: string;
}

@InputType("SubmitGoodsForReviewInput", { description: "Goods to submit for review again." })
export class SubmitGoodsForReviewInput {
  @Field(() => ID, { description: "The goods' global id." })
  readonly id!: string;
}

@InputType("WithdrawGoodsFromReviewInput", { description: "Goods to withdraw from a review under way." })
export class WithdrawGoodsFromReviewInput {
  @Field(() => ID, { description: "The goods' global id." })
  readonly id!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The ticket of the submission (审核单 ID); only needed when the gateway did not submit the goods itself.",
  })
  readonly auditId?: string | null;
}

export function toCreateGoods(input: CreateGoodsInput): CreateGoods {
  const { name, cover, link, thirdPartyAppId } = input;
  return { name, cover, link, price: toPrice(input.price, ["price"]), thirdPartyAppId: thirdPartyAppId ?? null };
}

export function toUpdateGoods(input: UpdateGoodsInput): UpdateGoods {
  const { name, cover, link, tags, attributes } = input;
  return { name, cover, link, tags, attributes, price: input.price ? toPrice(input.price, ["price"]) : null };
}
