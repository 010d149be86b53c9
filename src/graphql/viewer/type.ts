import { Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { Account } from "../../domain/account";
import type { Caller } from "../../domain/caller";
import { AccountType } from "../account/type";
import type { GraphQLContext } from "../context";
import { RoleEnum } from "../enums";

@ObjectType("Viewer", { description: "The caller of this API." })
export class ViewerType implements Omit<Caller, "accounts"> {
  @Field(() => Boolean, { description: "Whether a valid token was sent." })
  readonly authenticated!: boolean;

  @Field(() => String, { nullable: true, description: "Who the token speaks for (`sub`)." })
  readonly subject!: string | null;

  @Field(() => RoleEnum, { description: "What the caller may do." })
  readonly role!: Caller["role"];
}

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { description: "Who the gateway takes the caller for." })
  viewer(@Ctx() { session }: GraphQLContext): Caller {
    return session.caller;
  }

  @FieldResolver(() => [AccountType], { description: "The accounts the caller may see." })
  accounts(@Root() _caller: Caller, @Ctx() { session }: GraphQLContext): Account[] {
    return session.accounts.map(({ account }) => account);
  }
}
