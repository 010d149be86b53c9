import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import type { Role } from "../../domain/caller";
import type { Goods } from "../../domain/goods";
import type { GraphQLContext } from "../context";
import { DeletePayload } from "../room/payload";
import { attempt } from "../user-error";
import {
  CreateGoodsInput,
  DeleteGoodsInput,
  SubmitGoodsForReviewInput,
  toCreateGoods,
  toUpdateGoods,
  UpdateGoodsInput,
  WithdrawGoodsFromReviewInput,
} from "./inputs";
import { GoodsPayload } from "./payload";

/** A write that answers with its goods. */
function writing(write: () => Promise<Goods | null>): Promise<GoodsPayload> {
  return attempt<GoodsPayload>(async () => ({ goods: await write() }), { goods: null });
}

@Resolver()
export class GoodsMutations {
  @Authorized<Role>("OPERATOR")
  @Mutation(() => GoodsPayload, {
    description:
      "OPERATOR. Adds goods to the library and submits them for review (商品添加并提审). WeChat; 500 a day, together with submissions.",
  })
  createGoods(
    @Arg("input", () => CreateGoodsInput, { description: "What the goods are." }) input: CreateGoodsInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<GoodsPayload> {
    return writing(async () => session.goods.create(input.account, toCreateGoods(input), input.idempotencyKey ?? null));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => GoodsPayload, {
    description: "OPERATOR. Changes goods as far as their review allows (更新商品). Only what changes is sent.",
  })
  updateGoods(
    @Arg("input", () => UpdateGoodsInput, { description: "What to change." }) input: UpdateGoodsInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<GoodsPayload> {
    return writing(async () => session.goods.update(input.id, toUpdateGoods(input)));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => DeletePayload, {
    description:
      "OPERATOR. Deletes goods from the library and from every room, for good (删除商品). Not while they are under review. WeChat.",
  })
  deleteGoods(
    @Arg("input", () => DeleteGoodsInput, { description: "Which goods." }) input: DeleteGoodsInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<DeletePayload> {
    return attempt<DeletePayload>(async () => ({ deletedId: await session.goods.remove(input.id) }), {
      deletedId: null,
    });
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => GoodsPayload, {
    description:
      "OPERATOR. Submits goods again whose review was withdrawn (重新提交审核). WeChat; 500 a day, together with `createGoods`.",
  })
  submitGoodsForReview(
    @Arg("input", () => SubmitGoodsForReviewInput, { description: "Which goods." }) input: SubmitGoodsForReviewInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<GoodsPayload> {
    return writing(() => session.goods.submit(input.id));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => GoodsPayload, {
    description:
      "OPERATOR. Withdraws goods from a review under way (撤回审核); the submission is not given back. WeChat.",
  })
  withdrawGoodsFromReview(
    @Arg("input", () => WithdrawGoodsFromReviewInput, { description: "Which goods." })
    input: WithdrawGoodsFromReviewInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<GoodsPayload> {
    return writing(() => session.goods.withdraw(input.id, input.auditId ?? null));
  }
}
