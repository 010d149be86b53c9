import { Field, ID, InterfaceType } from "type-graphql";
import { parseId, type NodeKind } from "../../domain/id";

const typeNames: Record<NodeKind, string> = {
  account: "Account",
  room: "LiveRoom",
  goods: "Goods",
  member: "Member",
  notification: "Notification",
};

@InterfaceType("Node", {
  description: "Anything with a global id. Ids look like `room:wechat:33`: kind, account and the provider's own id.",
  resolveType: ({ id }: { readonly id: string }) => {
    const parsed = parseId(id);
    return parsed ? typeNames[parsed.kind] : undefined;
  },
})
export abstract class Node {
  @Field(() => ID, {
    description: "The global id: stable, unique across kinds and accounts, and taken wherever an ID is asked for.",
  })
  readonly id!: string;
}
