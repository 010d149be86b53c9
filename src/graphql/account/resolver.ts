import { Authorized, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Account, AccountHealth, Capability, ProviderQuota } from "../../domain/account";
import type { Role } from "../../domain/caller";
import type { GraphQLContext } from "../context";
import { CapabilityEnum } from "../enums";
import { AccountHealthType, AccountType, ProviderQuotaType } from "./type";

@Resolver(() => AccountType)
export class AccountResolver {
  @Query(() => [AccountType], { description: "The accounts the caller may see, in the order of the settings." })
  accounts(@Ctx() { session }: GraphQLContext): Account[] {
    return session.accounts.map(({ account }) => account);
  }

  @FieldResolver(() => [CapabilityEnum], { description: "What the account can do." })
  capabilities(@Root() { key }: Account, @Ctx() { session }: GraphQLContext): readonly Capability[] {
    return session.account(key)?.capabilities ?? [];
  }

  @Authorized<Role>("OPERATOR")
  @FieldResolver(() => AccountHealthType, { description: "OPERATOR. How the provider is doing." })
  health(@Root() { key }: Account, @Ctx() { session }: GraphQLContext): AccountHealth {
    return session.account(key)?.health() ?? { status: "UNKNOWN", checkedAt: null, lastError: null };
  }

  @Authorized<Role>("OPERATOR")
  @FieldResolver(() => [ProviderQuotaType], {
    description: "OPERATOR. One entry for each upstream operation that the provider limits and that was used today.",
  })
  async quotas(@Root() { key }: Account, @Ctx() { session }: GraphQLContext): Promise<readonly ProviderQuota[]> {
    return (await session.account(key)?.provider.quotas()) ?? [];
  }
}
