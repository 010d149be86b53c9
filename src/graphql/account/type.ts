import { Field, Int, ObjectType } from "type-graphql";
import type { Account, AccountHealth, ProviderQuota } from "../../domain/account";
import { HealthStatusEnum, ProviderEnum } from "../enums";
import { Node } from "../node/type";
import { DateTimeScalar } from "../scalars";

@ObjectType("Account", {
  implements: Node,
  description:
    "One configured account of a provider: a WeChat mini-program or a Qiniu deployment. Several per provider may be configured.",
})
export class AccountType extends Node implements Account {
  @Field(() => String, { description: "The key in ids, token claims and webhook paths, such as `wechat`." })
  readonly key!: string;

  @Field(() => String, { description: "The name given in the settings." })
  readonly name!: string;

  @Field(() => ProviderEnum, { description: "Whose account it is." })
  readonly provider!: Account["provider"];
}

@ObjectType("AccountHealth", {
  description: "How an account's provider is doing, as its last calls ended.",
  simpleResolvers: true,
})
export class AccountHealthType implements AccountHealth {
  @Field(() => HealthStatusEnum, { description: "In one word." })
  readonly status!: AccountHealth["status"];

  @Field(() => DateTimeScalar, { nullable: true, description: "When the provider last answered well." })
  readonly checkedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "What the last failing call ended with." })
  readonly lastError!: string | null;
}

@ObjectType("ProviderQuota", {
  description:
    "What one limited upstream operation has used of the provider's daily allowance (Beijing day, 北京时间).",
  simpleResolvers: true,
})
export class ProviderQuotaType implements ProviderQuota {
  @Field(() => String, { description: "The upstream operation, such as `room.list`." })
  readonly operation!: string;

  @Field(() => Int, { nullable: true, description: "Calls a day; null where the provider states none." })
  readonly limit!: number | null;

  @Field(() => Int, { description: "Calls made today, by all replicas." })
  readonly used!: number;

  @Field(() => Int, { nullable: true, description: "Calls left today." })
  readonly remaining!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the counter starts again." })
  readonly resetsAt!: Date | null;

  @Field(() => Boolean, { description: "Whether today's calls are spent." })
  readonly exhausted!: boolean;
}
