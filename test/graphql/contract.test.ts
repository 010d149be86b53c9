import {
  isInputObjectType,
  isObjectType,
  isInterfaceType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
} from "graphql";
import { createSchema } from "../../src/graphql/schema";

/*
 * What clients were promised, in the short form of the schema language. More may be added; what stands here may not be
 * renamed, nor become nullable where it was not, nor needed where it was not.
 */

const schema = createSchema();

const promised: Readonly<Record<string, readonly string[]>> = {
  Query: [
    "node(id: ID!): Node",
    "nodes(ids: [ID!]!): [Node]!",
    "liveRoom(id: ID!): LiveRoom",
    "liveRooms(filter: LiveRoomFilter, first: Int = 20, after: String): LiveRoomConnection!",
    "goods(id: ID!): Goods",
    "goodsLibrary(account: ID, reviewStatus: GoodsReviewStatus, first: Int = 20, after: String): GoodsConnection!",
    "member(id: ID!): Member",
    "members(account: ID, role: MemberRole, search: String, first: Int = 20, after: String): MemberConnection!",
    "followers(account: ID!, first: Int = 200, after: String): FollowerConnection!",
    "notification(id: ID!): Notification",
    "accounts: [Account!]!",
    "viewer: Viewer!",
  ],
  Mutation: [
    "createLiveRoom(input: CreateLiveRoomInput!): LiveRoomPayload!",
    "updateLiveRoom(input: UpdateLiveRoomInput!): LiveRoomPayload!",
    "endLiveRoom(input: EndLiveRoomInput!): LiveRoomPayload!",
    "deleteLiveRoom(input: DeleteLiveRoomInput!): DeletePayload!",
    "addGoodsToLiveRoom(input: AddGoodsToLiveRoomInput!): LiveRoomPayload!",
    "addAssistants(input: AddAssistantsInput!): LiveRoomPayload!",
    "createGoods(input: CreateGoodsInput!): GoodsPayload!",
  ],
  LiveRoom: [
    "id: ID!",
    "account: Account!",
    "provider: Provider!",
    "nativeId: String!",
    "title: String!",
    "notice: String",
    "status: LiveRoomStatus!",
    "nativeStatus: String",
    "startsAt: DateTime",
    "endsAt: DateTime",
    "coverUrl: URL",
    "anchor: Anchor",
    "subAnchor: Anchor",
    "settings: LiveRoomSettings!",
    "playback: Playback",
    "ingest: Ingest",
    "audience: Audience",
    "goods(first: Int = 20, after: String): RoomGoodsConnection!",
    "assistants: [Assistant!]!",
    "replays(first: Int = 20, after: String): ReplayConnection!",
    "shareCode(params: String): ShareCode",
    "attributes: [Attribute!]!",
    "details: LiveRoomDetails",
    "fetchedAt: DateTime!",
    "stale: Boolean!",
  ],
  LiveRoomSettings: ["likes: Boolean", "sharing: Boolean", "feedListed: Boolean"],
  LiveRoomConnection: ["totalCount: Int", "unavailable: [UnavailableAccount!]!"],
  UnavailableAccount: ["account: Account!", "code: ErrorCode!", "message: String!", "retryAfterSeconds: Int"],
  RoomGoodsEdge: ["node: Goods!", "shelfStatus: ShelfStatus", "sequence: Int", "explanation: GoodsExplanation"],
  Goods: [
    "id: ID!",
    "account: Account!",
    "name: String!",
    "coverUrl: URL",
    "link: String",
    "price: GoodsPrice!",
    "tags: [String!]!",
    "review: GoodsReview",
    "editableByApi: Boolean",
  ],
  GoodsPrice: ["kind: PriceKind!", "amount: Money", "maxAmount: Money", "originalAmount: Money", "display: String"],
  Money: ["amount: Decimal!", "minorUnits: Int!", "currency: CurrencyCode!"],
  Account: ["key: String!", "capabilities: [Capability!]!", "health: AccountHealth!", "quotas: [ProviderQuota!]!"],
  UserError: [
    "code: UserErrorCode!",
    "message: String!",
    "field: [String!]",
    "provider: Provider",
    "providerCode: String",
    "providerRequestId: String",
    "verificationQrCodeUrl: URL",
  ],
  LiveRoomPayload: ["liveRoom: LiveRoom", "userErrors: [UserError!]!"],
  DeletePayload: ["deletedId: ID", "userErrors: [UserError!]!"],
  GoodsPayload: ["goods: Goods", "userErrors: [UserError!]!"],
  CreateLiveRoomInput: [
    "account: ID!",
    "title: String!",
    "startsAt: DateTime",
    "cover: ImageInput",
    "anchor: AnchorInput!",
    "wechat: WechatLiveRoomInput",
    "qiniu: QiniuLiveRoomInput",
    "idempotencyKey: String",
  ],
  WechatLiveRoomInput: [
    "shareImage: ImageInput!",
    "feedImage: ImageInput!",
    "pushStream: Boolean = false",
    "likes: Boolean = true",
    "goodsShelf: Boolean = true",
    "comments: Boolean = true",
    "replay: Boolean",
    "sharing: Boolean",
  ],
  MoneyInput: ["amount: Decimal!", "currency: CurrencyCode = CNY"],
  ImageInput: ["url: URL", "base64: String", "mediaId: String"],
};

test.each(Object.entries(promised))("%s", (name, expected) => {
  const type = schema.getType(name);
  if (!isObjectType(type) && !isInputObjectType(type)) throw new Error(`there is no ${name}`);
  const found = isInputObjectType(type)
    ? Object.values(type.getFields()).map(inputText)
    : Object.values(type.getFields()).map(outputText);
  const inOrder = expected.map((text) =>
    text.replace(/\((.*)\)/, (_, list: string) => `(${sorted(list.split(", "))})`),
  );
  expect(found).toEqual(expect.arrayContaining(inOrder));
});

/** The order of arguments is nobody's business. */
function sorted(parameters: readonly string[]): string {
  return [...parameters].sort().join(", ");
}

function outputText({ name, args, type }: GraphQLField<unknown, unknown>): string {
  const parameters = args.length > 0 ? `(${sorted(args.map(inputText))})` : "";
  return `${name}${parameters}: ${String(type)}`;
}

function inputText({ name, type, defaultValue }: Pick<GraphQLArgument, "name" | "type" | "defaultValue">): string {
  const standard = defaultValue === undefined ? "" : ` = ${JSON.stringify(defaultValue).replaceAll('"', "")}`;
  return `${name}: ${String(type)}${standard}`;
}

test("nothing that a client sends has become needed", () => {
  const needed = Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => String(field.type).endsWith("!") && field.defaultValue === undefined)
        .map(({ name }) => `${type.name}.${name}`),
    );
  expect(needed).toEqual(expect.arrayContaining(["CreateLiveRoomInput.title", "EndLiveRoomInput.id"]));
  const free = ["LiveRoomFilter", "AnchorInput", "QiniuLiveRoomInput", "UpdateWechatLiveRoomInput"];
  expect(needed.filter((path) => free.includes(path.split(".")[0] ?? ""))).toEqual([]);
  expect(needed.filter((path) => path.startsWith("CreateLiveRoomInput."))).toHaveLength(3);
  expect(needed.filter((path) => path.startsWith("UpdateLiveRoomInput."))).toHaveLength(1);
});

test("what has a global id is a Node", () => {
  const node = schema.getType("Node");
  if (!isInterfaceType(node)) throw new Error("there is no Node");
  const nodes = schema.getPossibleTypes(node).map(({ name }) => name);
  expect(nodes.sort()).toEqual(["Account", "Goods", "LiveRoom", "Member", "Notification"]);
  const details = schema.getType("LiveRoomDetails");
  expect(isUnionType(details) && details.getTypes().map(({ name }) => name)).toEqual([
    "WechatLiveRoomDetails",
    "QiniuLiveRoomDetails",
  ]);
});
