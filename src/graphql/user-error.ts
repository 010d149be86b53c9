import { Ctx, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { isRefusal, type LiveError } from "../domain/error";
import type { GraphQLContext } from "./context";
import { ProviderEnum, UserErrorCodeEnum } from "./enums";
import { UrlScalar } from "./scalars";

/** A refusal in an envelope of its own: GraphQL takes a bare Error among the values for a fault. */
export interface Refused {
  readonly error: LiveError;
}

@ObjectType("UserError", {
  description:
    "A refusal the caller can do something about. Faults of transport, authentication, quota and outage are top-level errors instead; the same cause is never both.",
})
export class UserError {}

@Resolver(() => UserError)
export class UserErrorResolver {
  @FieldResolver(() => UserErrorCodeEnum, { description: "Why, from a closed list." })
  code(@Root() { error }: Refused): string {
    return error.kind;
  }

  @FieldResolver(() => String, {
    description: "What is wrong and what to do, in Chinese or English after the request's Accept-Language.",
  })
  message(@Root() { error }: Refused, @Ctx() { language }: GraphQLContext): string {
    return error.text[language];
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description: 'Path inside the arguments, such as `["input", "startsAt"]`. Null when no single field is to blame.',
  })
  field(@Root() { error }: Refused): readonly string[] | null {
    return error.details.field ? ["input", ...error.details.field] : null;
  }

  @FieldResolver(() => ProviderEnum, { nullable: true, description: "The provider concerned, where there is one." })
  provider(@Root() { error }: Refused): string | null {
    return error.details.provider ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: "The provider's own code, such as WeChat's errcode." })
  providerCode(@Root() { error }: Refused): string | null {
    return error.details.providerCode ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The provider's own words, where they are fit to be shown.",
  })
  providerMessage(@Root() { error }: Refused): string | null {
    return error.details.providerMessage ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The provider's id of the request (WeChat's rid), to ask the provider about it within seven days.",
  })
  providerRequestId(@Root() { error }: Refused): string | null {
    return error.details.providerRequestId ?? null;
  }

  @FieldResolver(() => UrlScalar, {
    nullable: true,
    description: "WeChat 300036 and 400002: a picture to scan with WeChat to pass real-name verification (实名认证).",
  })
  verificationQrCodeUrl(@Root() { error }: Refused): string | null {
    return error.details.verificationQrCodeUrl ?? null;
  }
}

/** Runs a write. What is refused becomes `userErrors` beside an empty payload; a fault stays a top-level error. */
export async function attempt<Payload extends object>(
  write: () => Promise<Payload>,
  refused: Payload,
): Promise<Payload & { userErrors: readonly Refused[] }> {
  try {
    return { ...(await write()), userErrors: [] };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { ...refused, userErrors: [error, ...(error.details.others ?? [])].map((refusal) => ({ error: refusal })) };
  }
}

/** A write made of several: what was refused stands beside the thing as it is then. */
export async function attemptEach<Payload extends object, Done extends { readonly refusal: LiveError | null }>(
  write: () => Promise<Done>,
  toPayload: (done: Done) => Payload,
  refused: Payload,
): Promise<Payload & { userErrors: readonly Refused[] }> {
  const { done, userErrors } = await attempt<{ done: Done | null }>(async () => ({ done: await write() }), {
    done: null,
  });
  if (!done) return { ...refused, userErrors };
  const refusals = done.refusal ? [done.refusal, ...(done.refusal.details.others ?? [])] : [];
  return { ...toPayload(done), userErrors: refusals.map((refusal) => ({ error: refusal })) };
}

export const USER_ERRORS = "Why it was refused; empty on success.";
