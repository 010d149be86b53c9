import {
  getNamedType,
  GraphQLError,
  isCompositeType,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from "graphql";
import { getComplexity, type ComplexityEstimatorArgs } from "graphql-query-complexity";
import { LARGEST_PAGE } from "../gateway/connection";
import { LARGEST_FOLLOWER_PAGE } from "../gateway/followers";

/** Points a document may cost: a full page of rooms with twenty goods and ten assistants each has room. */
export const MOST_POINTS = 10_000;
/** Selections that are looked at, each spread of a fragment again; the bombs of a thousand bytes unfold to millions. */
const MOST_SELECTIONS = 2000;

const OBJECT = 1;
const UPSTREAM_CALL = 10;
const WRITE = 50;

/** Fields that may ask a provider, beside those at the top. */
const callers: ReadonlySet<string> = new Set([
  "LiveRoom.assistants",
  "LiveRoom.audience",
  "LiveRoom.goods",
  "LiveRoom.ingest",
  "LiveRoom.replays",
  "LiveRoom.shareCode",
  "LiveRoom.subAnchor",
  "Follower.liveRoom",
  "FollowerChange.liveRoom",
  "Goods.review",
  "Notification.liveRoom",
  "RoomGoodsEdge.explanation",
]);

/** How long lists of objects can be that have no size argument. `nodes` and `edges` are counted where the size is given. */
const longest: Readonly<Record<string, number>> = {
  "Account.quotas": 30,
  "Goods.attributes": 10,
  "LiveRoom.assistants": 10,
  "LiveRoom.attributes": 10,
  "Member.attributes": 10,
  "Query.accounts": 10,
  "Viewer.accounts": 10,
};

/** Lists that hold one thing for each account, or each thing an input named: few, and not for the caller to multiply. */
const short: ReadonlySet<string> = new Set(["unavailable", "userErrors"]);

export interface Priced {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

/** What a document costs with these variables; infinite when it unfolds to more than is looked at. */
export function priceOf(schema: GraphQLSchema, { document, variables, operationName }: Priced): number {
  try {
    return getComplexity({
      schema,
      query: document,
      variables: { ...variables },
      ...(operationName === null ? {} : { operationName }),
      estimators: [priceOfField],
      maxQueryNodes: MOST_SELECTIONS,
    });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // A variable that does not fit has its own answer, from the execution that will not begin.
    return error.message.startsWith("Query exceeds") ? Infinity : 0;
  }
}

function priceOfField({ type, field, args, childComplexity }: ComplexityEstimatorArgs): number {
  if (field.name.startsWith("__") || type.name.startsWith("__")) return 0;
  const isObject = isCompositeType(getNamedType(field.type));
  const own = (isObject ? OBJECT : 0) + surcharge(type, field);
  return own + (sizeOf(type, field, args) ?? 1) * childComplexity;
}

function surcharge(type: GraphQLCompositeType, field: GraphQLField<unknown, unknown>): number {
  if (type.name === "Mutation") return WRITE;
  return type.name === "Query" || callers.has(`${type.name}.${field.name}`) ? UPSTREAM_CALL : 0;
}

/** How many objects stand below a field; null where it is one. Larger sizes than a resolver takes are refused by it. */
export function sizeOf(
  type: GraphQLCompositeType,
  field: GraphQLField<unknown, unknown>,
  given: Readonly<Record<string, unknown>>,
): number | null {
  const { first, ids } = given;
  if (field.args.some(({ name }) => name === "first")) {
    const largest = field.name === "followers" ? LARGEST_FOLLOWER_PAGE : LARGEST_PAGE;
    return typeof first === "number" ? Math.min(Math.max(first, 1), largest) : largest;
  }
  if (field.args.some(({ name }) => name === "ids")) return Array.isArray(ids) ? Math.min(ids.length, LARGEST_PAGE) : 1;
  if (short.has(field.name)) return 1;
  return longest[`${type.name}.${field.name}`] ?? null;
}
