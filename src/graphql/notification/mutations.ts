import { Arg, Authorized, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Role } from "../../domain/caller";
import { LiveError } from "../../domain/error";
import type { Notification } from "../../domain/notification";
import type { GraphQLContext } from "../context";
import { OneOf } from "../one-of";
import { attempt, USER_ERRORS, UserError, type Refused } from "../user-error";
import { NotificationType } from "./type";

@OneOf()
@InputType("RecipientsInput", { description: "Whom to notify: exactly one of the two." })
export class RecipientsInput {
  @Field(() => [String], { nullable: true, description: "These followers, by openid; any number, each once." })
  readonly openIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: "True: every follower of the account." })
  readonly everyone?: boolean | null;
}

@InputType("NotifyFollowersInput", { description: "Which room to announce to whom." })
export class NotifyFollowersInput {
  @Field(() => ID, { description: "The room's global id; it has to be live." })
  readonly liveRoom!: string;

  @Field(() => RecipientsInput, { description: "To whom." })
  readonly recipients!: RecipientsInput;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeat safe: the same key and input within 24 hours gives the same notification.",
  })
  readonly idempotencyKey?: string | null;
}

@ObjectType("NotificationPayload", { description: "What became of a push to followers.", simpleResolvers: true })
export class NotificationPayload {
  @Field(() => NotificationType, {
    nullable: true,
    description: "The push; ask for it again by id to see it progress. Null when it was refused.",
  })
  readonly notification!: Notification | null;

  @Field(() => [UserError], { description: USER_ERRORS })
  readonly userErrors?: readonly Refused[];
}

@Resolver()
export class NotificationMutations {
  @Authorized<Role>("OPERATOR")
  @Mutation(() => NotificationPayload, {
    description:
      "OPERATOR. Announces a live room to followers (长期订阅群发). WeChat; one room a day. Sent in chunks of 2000: the first before this answers, the others by themselves; no chunk is ever sent twice.",
  })
  notifyFollowers(
    @Arg("input", () => NotifyFollowersInput, { description: "Which room to announce to whom." })
    input: NotifyFollowersInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<NotificationPayload> {
    return attempt<NotificationPayload>(
      async () => ({
        notification: await session.notifications.send(
          input.liveRoom,
          toRecipients(input.recipients),
          input.idempotencyKey ?? null,
        ),
      }),
      { notification: null },
    );
  }
}

function toRecipients({ openIds, everyone }: RecipientsInput) {
  if (openIds) return { openIds };
  if (everyone) return "everyone" as const;
  throw new LiveError(
    "INVALID_INPUT",
    { en: "everyone can only be true; name openIds instead.", zh: "everyone 只能为 true；否则请填写 openIds。" },
    { field: ["recipients", "everyone"] },
  );
}
