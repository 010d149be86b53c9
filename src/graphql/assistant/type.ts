import { Field, ID, ObjectType } from "type-graphql";
import type { Assistant } from "../../domain/assistant";
import { DateTimeScalar, UrlScalar } from "../scalars";

@ObjectType("Assistant", { description: "Somebody who helps in a room (小助手). WeChat.", simpleResolvers: true })
export class AssistantType implements Assistant {
  @Field(() => ID, { description: "The openid; unique within the room." })
  readonly id!: string;

  @Field(() => String, { description: "The name shown in the room." })
  readonly nickname!: string;

  @Field(() => String, { nullable: true, description: "The WeChat id (微信号)." })
  readonly alias!: string | null;

  @Field(() => String, { nullable: true, description: "The openid." })
  readonly openId!: string | null;

  @Field(() => UrlScalar, { nullable: true, description: "The picture." })
  readonly avatarUrl!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When they were added or last changed." })
  readonly addedAt!: Date | null;
}
