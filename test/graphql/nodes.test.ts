import {
  AccountsDocument,
  GoodsDocument,
  LiveRoomDocument,
  MemberDocument,
  MemberListsDocument,
  NodeDocument,
  NodesDocument,
  NotificationDocument,
  ViewerDocument,
} from "../generated/graphql";
import { useBench } from "../support/bench";

const LIVE_ID = "2124305168299200512";
const bench = useBench();

async function expectBadId(query: string, id: string, field: readonly string[]): Promise<void> {
  const { errors } = await bench.run(query, { id });
  expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT", field } });
  expect(errors?.[0]?.message).toContain("room:wechat:33");
}

function expectNoCalls(): void {
  expect([...bench.wechat.calls(), ...bench.qiniu.calls()]).toEqual([]);
}

describe("malformed ids are the caller's mistake, and cost no call", () => {
  test.each([
    ["node", "query ($id: ID!) { node(id: $id) { id } }", ["id"]],
    ["liveRoom", "query ($id: ID!) { liveRoom(id: $id) { id } }", ["id"]],
    ["goods", "query ($id: ID!) { goods(id: $id) { id } }", ["id"]],
    ["member", "query ($id: ID!) { member(id: $id) { id } }", ["id"]],
    ["notification", "query ($id: ID!) { notification(id: $id) { id } }", ["id"]],
    ["members", "query ($id: ID!) { members(account: $id) { nodes { id } } }", ["account"]],
    ["followers", "query ($id: ID!) { followers(account: $id) { nodes { openId } } }", ["account"]],
    ["goodsLibrary", "query ($id: ID!) { goodsLibrary(account: $id) { nodes { id } } }", ["account"]],
    [
      "liveRooms",
      "query ($id: ID!) { liveRooms(filter: { accounts: [$id] }) { nodes { id } } }",
      ["filter", "accounts"],
    ],
    ["deleteLiveRoom", "mutation ($id: ID!) { deleteLiveRoom(input: { id: $id }) { deletedId } }", ["id"]],
    [
      "addAssistants",
      "mutation ($id: ID!) { addAssistants(input: { liveRoom: $id, assistants: [] }) { userErrors { code } } }",
      ["liveRoom"],
    ],
  ])("%s", async (_name, query, field) => {
    for (const id of ["33", "", "room:wechat", "room:WeChat:33", "x".repeat(600)]) await expectBadId(query, id, field);
    expectNoCalls();
  });

  test("in a list, the place is named and the others are answered", async () => {
    const { data, errors } = await bench.run(NodesDocument, { ids: ["account:wechat", "33", "account:qiniu"] });
    expect(data?.nodes.map((node) => node?.id ?? null)).toEqual(["account:wechat", null, "account:qiniu"]);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ path: ["nodes", 1], extensions: { field: ["ids", "1"] } });
  });

  test("a long id is not repeated at length", async () => {
    const { errors } = await bench.run(NodeDocument, { id: "x".repeat(10_000) });
    expect(errors?.[0]?.message.length).toBeLessThan(200);
  });
});

describe("what is not there", () => {
  test.each([
    "room:wechat:999999",
    "room:wechat:abc",
    "room:qiniu:1111111111111111111",
    "room:qiniu:abc",
    "room:nobody:1",
    "goods:wechat:999999",
    "goods:wechat:abc",
    `goods:qiniu:${LIVE_ID}/none`,
    "goods:qiniu:1111111111111111111/cup-1",
    "goods:qiniu:abc",
    "goods:qiniu:abc/cup-1",
    "goods:nobody:1",
    "member:wechat:nobody",
    "member:qiniu:nobody",
    "account:nobody",
    "notification:wechat:1",
  ])("%s is null", async (id) => expect((await bench.ask(NodeDocument, { id })).node).toBeNull());

  test("an id of another kind names nothing, and costs no call", async () => {
    expect((await bench.ask(LiveRoomDocument, { id: "goods:wechat:1" })).liveRoom).toBeNull();
    expect((await bench.ask(GoodsDocument, { id: "room:wechat:1" })).goods).toBeNull();
    expect((await bench.ask(MemberDocument, { id: "room:wechat:1" })).member).toBeNull();
    expect((await bench.ask(NotificationDocument, { id: "notification:wechat:1" })).notification).toBeNull();
    expectNoCalls();
  });

  test("an account that is not there has no rooms, goods, members or followers", async () => {
    const { data, errors } = await bench.run(
      `{
        liveRooms(filter: { accounts: ["account:nobody"] }) { totalCount nodes { id } unavailable { code } }
        goodsLibrary(account: "account:nobody") { totalCount nodes { id } unavailable { code } }
      }`,
    );
    expect(errors).toBeUndefined();
    const nothing = { totalCount: 0, nodes: [], unavailable: [] };
    expect(data).toEqual({ liveRooms: nothing, goodsLibrary: nothing });
    expectNoCalls();
  });
});

test.each([
  ['deleteLiveRoom(input: { id: "room:nobody:1" })', ["input", "id"]],
  ['deleteLiveRoom(input: { id: "goods:wechat:1" })', ["input", "id"]],
  ['endLiveRoom(input: { id: "room:qiniu:abc" })', ["input", "id"]],
  ['updateLiveRoom(input: { id: "room:wechat:999999", title: "换个房间名" })', ["input", "id"]],
  [
    'createLiveRoom(input: { account: "account:nobody", title: "a", anchor: { userId: "user_1" } })',
    ["input", "account"],
  ],
  [
    'addGoodsToLiveRoom(input: { liveRoom: "room:wechat:abc", goods: [{ id: "goods:wechat:1" }] })',
    ["input", "liveRoom"],
  ],
  [
    'addGoodsToLiveRoom(input: { liveRoom: "room:wechat:3", goods: [{ id: "goods:nobody:1" }] })',
    ["input", "goods", "0", "id"],
  ],
  ['addAssistants(input: { liveRoom: "account:wechat", assistants: [] })', ["input", "liveRoom"]],
])("a write to what is not there is refused: %s", async (mutation, field) => {
  const { data, errors } = await bench.run(`mutation { result: ${mutation} { userErrors { code field } } }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({ result: { userErrors: [{ code: "NOT_FOUND", field }] } });
});

test("a hundred ids at once, and not one more", async () => {
  const ids = Array.from({ length: 101 }, (_, index) => `account:${index % 2 ? "wechat" : "qiniu"}`);
  expect((await bench.ask(NodesDocument, { ids: ids.slice(1) })).nodes).toHaveLength(100);
  const { errors } = await bench.run(NodesDocument, { ids });
  expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT", field: ["ids"] } });
});

test("every kind of thing is a node, under its own type", async () => {
  const ids = [
    "room:wechat:3",
    `room:qiniu:${LIVE_ID}`,
    "goods:wechat:1",
    `goods:qiniu:${LIVE_ID}/cup-1`,
    "member:qiniu:user_1",
    "account:wechat",
  ];
  const { nodes } = await bench.ask(NodesDocument, { ids });
  expect(nodes.map((node) => [node?.__typename, node?.id])).toEqual([
    ["LiveRoom", ids[0]],
    ["LiveRoom", ids[1]],
    ["Goods", ids[2]],
    ["Goods", ids[3]],
    ["Member", ids[4]],
    ["Account", ids[5]],
  ]);
});

test("goods of a Qiniu room by id, with one call for the room", async () => {
  const { goods } = await bench.ask(GoodsDocument, { id: `goods:qiniu:${LIVE_ID}/cup-1` });
  expect(goods).toMatchObject({
    nativeId: "cup-1",
    provider: "QINIU",
    name: "TIT茶杯",
    price: { kind: "DISCOUNTED", amount: { amount: "99.50" }, originalAmount: { amount: "120.00" }, display: "99.50" },
    review: null,
    editableByApi: true,
    account: { id: "account:qiniu" },
  });
  expect(bench.upstream(bench.qiniu).map(({ path }) => path)).toEqual([`/server/item/${LIVE_ID}`]);

  await bench.ask(NodesDocument, { ids: ["cup-1", "bag-1", "pen-1"].map((item) => `goods:qiniu:${LIVE_ID}/${item}`) });
  expect(bench.upstream(bench.qiniu)).toHaveLength(1);
});

test("a member by id", async () => {
  const { member } = await bench.ask(MemberDocument, { id: "member:qiniu:user_1" });
  expect(member).toEqual({
    id: "member:qiniu:user_1",
    nativeId: "user_1",
    nickname: "林晓",
    avatarUrl: "https://images.test/user_1.png",
    roles: ["USER"],
    attributes: [{ key: "age", value: "18" }],
    account: { id: "account:qiniu" },
  });
});

test("lists of people that an account cannot tell are empty", async () => {
  expect(await bench.ask(MemberListsDocument, { account: "account:qiniu" })).toEqual({
    members: { nodes: [], totalCount: 0 },
    followers: { nodes: [], totalCount: 0 },
  });
});

describe("accounts and the caller", () => {
  test("accounts come in the order of the settings, with what they can do, and cost no call", async () => {
    const { accounts } = await bench.ask(AccountsDocument);
    expect(accounts).toEqual([
      {
        id: "account:wechat",
        key: "wechat",
        name: "WeChat 微信小程序直播",
        provider: "WECHAT",
        capabilities: expect.arrayContaining(["ROOM_LIST", "ROOM_CREATE", "GOODS_LIBRARY", "REPLAYS"]) as string[],
        health: { status: "UNKNOWN", checkedAt: null, lastError: null },
        quotas: [],
      },
      {
        id: "account:qiniu",
        key: "qiniu",
        name: "Qiniu 七牛互动直播",
        provider: "QINIU",
        capabilities: expect.arrayContaining(["ROOM_LIST", "ROOM_END", "PLAYBACK", "MEMBERS"]) as string[],
        health: { status: "UNKNOWN", checkedAt: null, lastError: null },
        quotas: [],
      },
    ]);
    expectNoCalls();
  });

  test("health follows what the providers answer", async () => {
    const health = async () =>
      (await bench.ask(AccountsDocument)).accounts.map((account) => [account.health.status, account.health.lastError]);
    bench.qiniu.fault({ kind: "reset" });
    await bench.run("{ liveRooms { nodes { id } } }");
    expect(await health()).toEqual([
      ["UP", null],
      ["DOWN", "The provider cannot be reached right now."],
    ]);
    bench.qiniu.clearFaults();
    bench.wechat.fault({ kind: "html" });
    bench.clock.advance(60);
    await bench.run("{ liveRooms { nodes { id } } }");
    expect(await health()).toEqual([
      ["DEGRADED", "The provider's answer could not be understood."],
      ["UP", null],
    ]);
  });

  test("while authentication is open, everybody may do everything", async () => {
    expect((await bench.ask(ViewerDocument)).viewer).toEqual({
      authenticated: false,
      subject: null,
      role: "ADMIN",
      accounts: [{ id: "account:wechat" }, { id: "account:qiniu" }],
    });
  });
});
