import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Account } from "../../domain/account";
import { LiveError } from "../../domain/error";
import type { Goods } from "../../domain/goods";
import type { Member } from "../../domain/member";
import type { Notification } from "../../domain/notification";
import type { Room } from "../../domain/room";
import { readId } from "../../gateway/identify";
import type { Session } from "../../gateway/session";
import type { GraphQLContext } from "../context";
import { Node } from "./type";

/** A page of things: as many as a list gives at once. */
const MOST_IDS = 100;

type AnyNode = Account | Room | Goods | Member | Notification;

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description:
      "Anything by its global id. Null when there is no such thing; a malformed id is a BAD_USER_INPUT error.",
  })
  node(@Arg("id", () => ID, { description: "The global id." }) id: string, @Ctx() { session }: GraphQLContext) {
    return readNode(session, id, ["id"]);
  }

  @Query(() => [Node], {
    nullable: "items",
    description:
      "Several things by their global ids, at most 100, in the order asked; null for what does not exist. The provider is asked once for as many as it takes in one call.",
  })
  nodes(
    @Arg("ids", () => [ID], { description: "The global ids." }) ids: string[],
    @Ctx() { session }: GraphQLContext,
  ): Promise<AnyNode | null>[] {
    if (ids.length > MOST_IDS) {
      const text = { en: `Ask for at most ${MOST_IDS} ids at once.`, zh: `一次最多查询 ${MOST_IDS} 个 id。` };
      throw new LiveError("BAD_USER_INPUT", text, { field: ["ids"] });
    }
    return ids.map((id, index) => readNode(session, id, ["ids", String(index)]));
  }
}

async function readNode(session: Session, text: string, field: readonly string[]): Promise<AnyNode | null> {
  const { kind, account, native } = readId(text, field);
  switch (kind) {
    case "account":
      return session.account(account)?.account ?? null;
    case "room":
      return session.rooms.byId(account, native);
    case "goods":
      return session.goods.byId(account, native);
    case "member":
      return session.members.byId(account, native);
    case "notification":
      return session.notifications.byId(account, native);
  }
}
