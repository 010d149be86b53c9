import "reflect-metadata";
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { AccountResolver } from "./account/resolver";
import { LiveRoomGoodsMutations } from "./room/goods-mutations";
import { AudienceResolver } from "./room/audience";
import { NotificationMutations } from "./notification/mutations";
import { MemberMutations } from "./member/mutations";
import { ImageMutations } from "./image/resolver";
import { GoodsMutations } from "./goods/mutations";
import { AssistantMutations } from "./assistant/mutations";
import { enforcePolicy } from "./access-policy";
import { mayCall } from "./authorize";
import { FollowersResolver } from "./follower/resolver";
import { FollowerConnectionResolver, FollowerResolver } from "./follower/type";
import { GoodsConnectionResolver } from "./goods/connection";
import { GoodsResolver } from "./goods/resolver";
import { GoodsExplanationResolver, RoomGoodsConnectionResolver, RoomGoodsEdgeResolver } from "./goods/room-goods";
import { MoneyResolver } from "./goods/type";
import { MemberResolver } from "./member/resolver";
import { MemberConnectionResolver } from "./member/type";
import { NodeResolver } from "./node/resolver";
import { NotificationResolver } from "./notification/type";
import { enforceOneOf } from "./one-of";
import { ReplayConnectionResolver } from "./replay/type";
import { LiveRoomConnectionResolver, UnavailableAccountResolver } from "./room/connection";
import { LiveRoomMutations } from "./room/mutations";
import { LiveRoomResolver } from "./room/resolver";
import { LiveSubscriptions } from "./subscription/resolver";
import { markSettled } from "./settled";
import { UserErrorResolver } from "./user-error";
import { ViewerResolver } from "./viewer/type";

let schema: GraphQLSchema | null = null;

/**
 * The schema. Resolvers hold no state and work on the session in their context, so that one schema, which takes a while
 * to build, serves everybody in the process.
 */
export function createSchema(): GraphQLSchema {
  return (schema ??= buildSchema());
}

function buildSchema(): GraphQLSchema {
  const built = buildSchemaSync({
    resolvers: [
      AccountResolver,
      LiveRoomGoodsMutations,
      AudienceResolver,
      NotificationMutations,
      MemberMutations,
      ImageMutations,
      GoodsExplanationResolver,
      GoodsMutations,
      AssistantMutations,
      FollowerConnectionResolver,
      FollowerResolver,
      FollowersResolver,
      GoodsConnectionResolver,
      GoodsResolver,
      LiveRoomConnectionResolver,
      LiveRoomMutations,
      LiveRoomResolver,
      LiveSubscriptions,
      MemberConnectionResolver,
      MemberResolver,
      MoneyResolver,
      NodeResolver,
      NotificationResolver,
      ReplayConnectionResolver,
      RoomGoodsConnectionResolver,
      RoomGoodsEdgeResolver,
      UnavailableAccountResolver,
      UserErrorResolver,
      ViewerResolver,
    ],
    authChecker: mayCall,
    // Demanded as soon as there are subscriptions, although each of ours has a source of its own.
    pubSub: { publish: noTopics, subscribe: noTopics },
    // Inputs are checked where the provider's limits are known, with words of our own.
    validate: false,
    // It would run the whole introspection query. Apollo looks at each start whether the schema is valid.
    skipCheck: true,
  });
  return describeRoots(enforcePolicy(markSettled(enforceOneOf(built))));
}

function noTopics(): never {
  throw new Error("subscriptions have sources of their own: there are no topics");
}

/** type-graphql makes the root types itself and has no place for words about them. */
function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  const query = schema.getQueryType();
  const mutation = schema.getMutationType();
  if (query) query.description = "Reading.";
  if (mutation) {
    mutation.description =
      "Writing. Every mutation takes one `input` and answers the changed thing beside `userErrors`: a refusal the caller can do something about is data, a fault is a top-level error.";
  }
  const subscription = schema.getSubscriptionType();
  if (subscription) {
    subscription.description =
      "Watching, over websocket (`graphql-transport-ws` at `/graphql`) or server-sent events (at `/graphql/stream`). Events are kept for 24 hours: a watcher that names the last one it saw gets what it missed.";
  }
  return schema;
}

/** The schema as text: sorted, so that it only changes where it changes. */
export function printSortedSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
