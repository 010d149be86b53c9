import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import type { Account } from "../../domain/account";
import type { Attribute } from "../../domain/attribute";
import type { Role } from "../../domain/caller";
import type { Goods, GoodsReview, GoodsReviewStatus } from "../../domain/goods";
import type { Connection, EdgeOf } from "../../gateway/connection";
import { readId } from "../../gateway/identify";
import { AccountType } from "../account/type";
import type { GraphQLContext } from "../context";
import { GoodsReviewStatusEnum } from "../enums";
import { AFTER, FIRST } from "../page-info";
import { AttributeType } from "../room/type";
import { UrlScalar } from "../scalars";
import { Settled } from "../settled";
import { GoodsConnection } from "./connection";
import { GoodsReviewType, GoodsType } from "./type";

@Resolver(() => GoodsType)
export class GoodsResolver {
  @Query(() => GoodsType, {
    nullable: true,
    description:
      "Goods by their global id, such as `goods:wechat:9` or `goods:qiniu:2124305168299200512/cup-1`. Null when there are none.",
  })
  async goods(
    @Arg("id", () => ID, { description: "The goods' global id." }) id: string,
    @Ctx() { session }: GraphQLContext,
  ): Promise<Goods | null> {
    const { kind, account, native } = readId(id);
    return kind === "goods" ? session.goods.byId(account, native) : null;
  }

  @Authorized<Role>("OPERATOR")
  @Query(() => GoodsConnection, {
    description:
      "OPERATOR. The goods library (商品库) of accounts that have one, status after status: approved, under review, not submitted, rejected.",
  })
  goodsLibrary(
    @Ctx() { session }: GraphQLContext,
    @Arg("account", () => ID, { nullable: true, description: "Only this account's; its global id." })
    account: string | null | undefined,
    @Arg("reviewStatus", () => GoodsReviewStatusEnum, {
      nullable: true,
      description: "Only goods with this status; saves calls.",
    })
    reviewStatus: GoodsReviewStatus | null | undefined,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: FIRST }) first: number | null | undefined,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
  ): Promise<Connection<EdgeOf<Goods>>> {
    return session.goods.library({ account, reviewStatus }, { first: first ?? 20, after });
  }

  @FieldResolver(() => AccountType, { description: "The account the goods belong to." })
  account(@Root() goods: Goods, @Ctx() { session }: GraphQLContext): Account | undefined {
    return session.account(goods.accountKey)?.account;
  }

  @Settled((goods: Goods) => goods.coverUrl)
  @FieldResolver(() => UrlScalar, { nullable: true, description: "The picture (商品图)." })
  async coverUrl(@Root() goods: Goods, @Ctx() context: GraphQLContext): Promise<string | null> {
    return goods.coverUrl === undefined ? ((await readWhole(goods, context))?.coverUrl ?? null) : goods.coverUrl;
  }

  @Settled((goods: Goods) => goods.review)
  @FieldResolver(() => GoodsReviewType, {
    nullable: true,
    description: "The provider's review. WeChat; one more upstream call for 20 goods when they were read with a room.",
  })
  async review(@Root() goods: Goods, @Ctx() context: GraphQLContext): Promise<GoodsReview | null> {
    return goods.review === undefined ? ((await readWhole(goods, context))?.review ?? null) : goods.review;
  }

  @Settled((goods: Goods) => goods.editableByApi)
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      "Whether this API may change them: goods made in WeChat's console cannot be. Costs the same call as `review`.",
  })
  async editableByApi(@Root() goods: Goods, @Ctx() context: GraphQLContext): Promise<boolean | null> {
    return goods.editableByApi === undefined
      ? ((await readWhole(goods, context))?.editableByApi ?? null)
      : goods.editableByApi;
  }

  @FieldResolver(() => [AttributeType], {
    description: "What the shop hung on the goods (Qiniu's extends); empty for WeChat.",
  })
  attributes(@Root() goods: Goods): readonly Attribute[] {
    return goods.attributes;
  }
}

/** The goods with what the read at hand left open. */
function readWhole(goods: Goods, { session }: GraphQLContext): Promise<Goods | null> {
  return session.goods.byId(goods.accountKey, goods.nativeId);
}
