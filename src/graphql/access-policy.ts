import {
  defaultFieldResolver,
  isIntrospectionType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from "graphql";
import { requireRole, roles, type Role } from "../domain/caller";
import type { GraphQLContext } from "./context";

/**
 * The least role that sees each type. Single fields ask for more by `@Authorized`. A type that is not here is not
 * served: somebody has to have thought of who may see it.
 */
const leastRoles: Readonly<Record<string, Role>> = {
  Account: "VIEWER",
  AccountHealth: "OPERATOR",
  Anchor: "VIEWER",
  Assistant: "OPERATOR",
  Attribute: "VIEWER",
  Audience: "VIEWER",
  DeletePayload: "OPERATOR",
  Follower: "OPERATOR",
  FollowerChange: "OPERATOR",
  FollowerConnection: "OPERATOR",
  FollowerEdge: "OPERATOR",
  Goods: "VIEWER",
  GoodsConnection: "OPERATOR",
  GoodsEdge: "OPERATOR",
  GoodsExplanation: "VIEWER",
  GoodsPayload: "OPERATOR",
  GoodsPrice: "VIEWER",
  GoodsReview: "VIEWER",
  Image: "OPERATOR",
  ImagePayload: "OPERATOR",
  Ingest: "OPERATOR",
  LiveRoom: "VIEWER",
  LiveRoomChange: "VIEWER",
  LiveRoomConnection: "VIEWER",
  LiveRoomEdge: "VIEWER",
  LiveRoomPayload: "OPERATOR",
  LiveRoomSettings: "VIEWER",
  Member: "OPERATOR",
  MemberConnection: "OPERATOR",
  MemberEdge: "OPERATOR",
  MemberPayload: "OPERATOR",
  Money: "VIEWER",
  Mutation: "OPERATOR",
  Notification: "OPERATOR",
  NotificationPayload: "OPERATOR",
  PageInfo: "VIEWER",
  Playback: "VIEWER",
  ProviderQuota: "OPERATOR",
  QiniuLiveRoomDetails: "VIEWER",
  Query: "VIEWER",
  Replay: "VIEWER",
  ReplayConnection: "VIEWER",
  ReplayEdge: "VIEWER",
  RoomGoodsConnection: "VIEWER",
  RoomGoodsEdge: "VIEWER",
  ShareCode: "VIEWER",
  Subscription: "VIEWER",
  UnavailableAccount: "VIEWER",
  UserError: "OPERATOR",
  Viewer: "VIEWER",
  WechatLiveRoomDetails: "VIEWER",
};

/** Has every field of a type that not everybody sees ask for the type's role, however the type was reached. */
export function enforcePolicy(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    const role = leastRoles[type.name];
    if (role === undefined) throw new Error(`${type.name} has no row in src/graphql/access-policy.ts`);
    if (role === "VIEWER") continue;
    for (const field of Object.values<GraphQLField<unknown, GraphQLContext>>(type.getFields())) guardField(field, role);
  }
  return schema;
}

function guardField(field: GraphQLField<unknown, GraphQLContext>, role: Role): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (source, args, context, info) => {
    requireRole(context.session.caller, role);
    return resolve(source, args, context, info);
  };
  // Who asks decides: what was written for one caller is only found again by those who are let in, too.
  field.extensions = { ...field.extensions, admits: admissions[role] };
}

const admissions: Readonly<Record<Role, Admission>> = {
  VIEWER: admissionOf("VIEWER"),
  OPERATOR: admissionOf("OPERATOR"),
  ADMIN: admissionOf("ADMIN"),
};

/** A question about the caller alone. */
interface Admission {
  holds(context: GraphQLContext): boolean;
}

function admissionOf(role: Role): Admission {
  return { holds: ({ session }) => roles.indexOf(session.caller.role) >= roles.indexOf(role) };
}
