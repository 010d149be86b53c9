import { Field, ObjectType } from "type-graphql";
import type { Goods } from "../../domain/goods";
import { USER_ERRORS, UserError, type Refused } from "../user-error";
import { GoodsType } from "./type";

@ObjectType("GoodsPayload", { description: "What became of a write to goods.", simpleResolvers: true })
export class GoodsPayload {
  @Field(() => GoodsType, {
    nullable: true,
    description: "The goods as they are now; null when the write was refused.",
  })
  readonly goods!: Goods | null;

  @Field(() => [UserError], { description: USER_ERRORS })
  readonly userErrors?: readonly Refused[];
}
