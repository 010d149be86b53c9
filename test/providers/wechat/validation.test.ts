import { useBench } from "../../support/bench";
import { minutes, NOW } from "../../support/clock";
import { goodsInput, roomInput } from "./doors";

/*
 * Every limit that WeChat documents about an input, met at the front door: a refusal that names the field and tells the
 * rule in both languages, and not one call.
 */

interface Row {
  readonly what: string;
  readonly mutation: string;
  readonly input: object;
  readonly field: string;
  readonly code?: string;
}

const MEDIA = { mediaId: "MEDIA_A" };
const images = { shareImage: MEDIA, feedImage: MEDIA };
const { account } = goodsInput;

const create = (what: string, field: string, change: object): Row => ({
  what,
  field,
  mutation: "createLiveRoom",
  input: { ...roomInput, ...change },
});
const anchor = (what: string, field: string, change: object) =>
  create(what, `anchor.${field}`, { anchor: { ...roomInput.anchor, ...change } });
const wechat = (what: string, field: string, change: object) =>
  create(what, `wechat.${field}`, { wechat: { ...images, ...change } });
const add = (what: string, field: string, change: object): Row => ({
  what,
  field,
  mutation: "createGoods",
  input: { ...goodsInput, ...change },
});
const price = (what: string, field: string, value: object) => add(what, `price.${field}`, { price: value });
const yuan = (amount: string) => ({ amount });
const row = (mutation: string, what: string, field: string, input: object, code = "INVALID_INPUT"): Row => ({
  what,
  mutation,
  input,
  field,
  code,
});
const inRoom = { liveRoom: "room:wechat:3" };
const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ wechatId: `helper_${index}`, nickname: `小${index}` }));
const goodsIds = (count: number) => Array.from({ length: count }, (_, index) => `goods:wechat:${index + 1}`);
const sixMonths = new Date(NOW);
sixMonths.setUTCMonth(sixMonths.getUTCMonth() + 6);
const afterSixMonths = (milliseconds: number) => new Date(sixMonths.getTime() + milliseconds).toISOString();

const rooms: readonly Row[] = [
  create("a title of 5", "title", { title: "直播a" }),
  create("a title of 35", "title", { title: `${"直".repeat(17)}a` }),
  create("an emoji in the title", "title", { title: "新品直播🎉" }),
  create("a symbol in the title", "title", { title: "新品<直播>" }),
  create("a control character in the title", "title", { title: "新品\u0007直播" }),
  create("a start in 10 minutes, which a slow call would miss", "startsAt", {
    startsAt: minutes(10),
    endsAt: minutes(70),
  }),
  create("a start in the past", "startsAt", { startsAt: minutes(-5), endsAt: minutes(70) }),
  create("a start in more than 6 months", "startsAt", {
    startsAt: afterSixMonths(1000),
    endsAt: afterSixMonths(3_600_000),
  }),
  create("29 minutes", "endsAt", { startsAt: minutes(60), endsAt: minutes(89) }),
  create("a minute more than a day", "endsAt", { startsAt: minutes(60), endsAt: minutes(60 + 24 * 60 + 1) }),
  create("an end before the start", "endsAt", { startsAt: minutes(60), endsAt: minutes(30) }),
  create("no start", "startsAt", { startsAt: null }),
  create("no end", "endsAt", { endsAt: null }),
  create("no cover", "cover", { cover: null }),
  create("an address as the cover's media id", "cover.mediaId", { cover: { mediaId: "http://mmbiz.example/a" } }),
  create("nothing of WeChat", "wechat", { wechat: null }),
  create("a notice", "notice", { notice: "全场包邮" }),
  create("something of Qiniu", "qiniu", { qiniu: {} }),
  anchor("no name", "name", { name: null }),
  anchor("a name of 3", "name", { name: "林a" }),
  anchor("a name of 31", "name", { name: `${"林".repeat(15)}a` }),
  anchor("an emoji in the name", "name", { name: "小林🎉" }),
  anchor("no WeChat id", "wechatId", { wechatId: null }),
  anchor("a masked WeChat id", "wechatId", { wechatId: "Wa****AI" }),
  anchor("a nickname for a WeChat id", "wechatId", { wechatId: "小林" }),
  wechat("an empty share image", "shareImage", { shareImage: { base64: "" } }),
  wechat("an empty feed image", "feedImage", { feedImage: { mediaId: "" } }),
  wechat("the anchor as sub-anchor", "subAnchorWechatId", { subAnchorWechatId: "WalleAI" }),
  wechat("a masked sub-anchor", "subAnchorWechatId", { subAnchorWechatId: "li****01" }),
  wechat("a masked creator", "creatorWechatId", { creatorWechatId: "li****01" }),
];

const goods: readonly Row[] = [
  add("no name", "name", { name: "" }),
  add("a name of 29", "name", { name: `${"茶".repeat(14)}a` }),
  add("no page", "link", { link: "" }),
  add("a web address for a page", "link", { link: "https://shop.example/9" }),
  add("an address in the page that is not encoded", "link", { link: "pages/web?to=https://shop.example" }),
  add("an empty cover", "cover", { cover: { base64: "" } }),
  add("an AppID that is none", "thirdPartyAppId", { thirdPartyAppId: "shop.example" }),
  price("a price of 0", "fixed.amount", { fixed: yuan("0") }),
  price("less than 0", "fixed.amount", { fixed: yuan("-1") }),
  price("three decimals", "fixed.amount", { fixed: yuan("9.999") }),
  price("an enormous price", "fixed.amount", { fixed: yuan("99999999999") }),
  price("a range that goes down", "range.max", { range: { min: yuan("20"), max: yuan("10") } }),
  price("a range from 0", "range.min.amount", { range: { min: yuan("0"), max: yuan("10") } }),
  price("a discount upwards", "discounted.current", { discounted: { original: yuan("10"), current: yuan("20") } }),
  price("a gift", "discounted.current.amount", { discounted: { original: yuan("10"), current: yuan("0") } }),
  row("updateGoods", "no change", "id", { id: "goods:wechat:1" }),
  row("updateGoods", "a name of 29", "name", { id: "goods:wechat:1", name: `${"茶".repeat(14)}a` }),
  row("updateGoods", "tags", "tags", { id: "goods:wechat:1", tags: ["新"] }),
  row("updateGoods", "an id that cannot be", "id", { id: "goods:wechat:cup", name: "茶杯" }, "NOT_FOUND"),
  row("deleteGoods", "an id that cannot be", "id", { id: "goods:wechat:0" }, "NOT_FOUND"),
  row("withdrawGoodsFromReview", "no ticket", "auditId", { id: "goods:wechat:1" }),
  row("withdrawGoodsFromReview", "a ticket that is none", "auditId", { id: "goods:wechat:1", auditId: "x" }),
];

const inRooms: readonly Row[] = [
  row("addGoodsToLiveRoom", "no goods", "goods", { ...inRoom, goods: [] }),
  row(
    "addGoodsToLiveRoom",
    "101 goods",
    "goods",
    { ...inRoom, goods: goodsIds(101).map((id) => ({ id })) },
    "LIMIT_EXCEEDED",
  ),
  row("addGoodsToLiveRoom", "goods named twice", "goods.1.id", {
    ...inRoom,
    goods: [{ id: "goods:wechat:5" }, { id: "goods:wechat:5" }],
  }),
  row("setGoodsShelfStatus", "a status WeChat has not", "shelfStatus", {
    ...inRoom,
    goods: goodsIds(1),
    shelfStatus: "DISPLAY_ONLY",
  }),
  row("sortGoodsInLiveRoom", "no goods", "goods", { ...inRoom, goods: [] }),
  row("sortGoodsInLiveRoom", "goods named twice", "goods.1", {
    ...inRoom,
    goods: ["goods:wechat:1", "goods:wechat:1"],
  }),
  row("removeGoodsFromLiveRoom", "goods of Qiniu", "goods.0", { ...inRoom, goods: ["goods:qiniu:1/2"] }),
  row("updateLiveRoomSettings", "no switch", "id", { id: "room:wechat:3" }),
  row("addAssistants", "nobody", "assistants", { ...inRoom, assistants: [] }),
  row("addAssistants", "eleven people", "assistants", { ...inRoom, assistants: people(11) }, "LIMIT_EXCEEDED"),
  row("addAssistants", "somebody twice", "assistants.1.wechatId", {
    ...inRoom,
    assistants: [...people(1), ...people(1)],
  }),
  row("addAssistants", "no nickname", "assistants.0.nickname", {
    ...inRoom,
    assistants: [{ wechatId: "walle1", nickname: " " }],
  }),
  row("updateAssistant", "no nickname", "nickname", { ...inRoom, wechatId: "walle1", nickname: "" }),
  row("removeAssistant", "a masked WeChat id", "wechatId", { ...inRoom, wechatId: "wa****e1" }),
  row("setSubAnchor", "a masked WeChat id", "wechatId", { ...inRoom, wechatId: "wa****e1" }),
  row("deleteLiveRoom", "an id that cannot be", "id", { id: "room:wechat:abc" }, "NOT_FOUND"),
];

const others: readonly Row[] = [
  row("assignMemberRole", "the one role that is given to nobody", "role", {
    account,
    wechatId: "Walle1",
    role: "SUPER_ADMIN",
  }),
  row("assignMemberRole", "a WeChat id that is none", "wechatId", { account, wechatId: "瓦力", role: "ADMIN" }),
  row("removeMemberRole", "a mask that nobody is known behind", "wechatId", {
    account,
    wechatId: "zz****zz",
    role: "ADMIN",
  }),
  row("notifyFollowers", "nobody", "recipients.openIds", { ...inRoom, recipients: { openIds: [] } }),
  row("notifyFollowers", "an openid that is none", "recipients.openIds.1", {
    ...inRoom,
    recipients: { openIds: ["oFAN1", "小林"] },
  }),
  row("uploadImage", "base64 that is none", "image.base64", {
    account,
    purpose: "ROOM_COVER",
    image: { base64: "这不是图片" },
  }),
];

const bench = useBench();

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[];
}

async function refusals({ mutation, input }: Row, language: string): Promise<readonly Refusal[]> {
  const type = `${(mutation[0] as string).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation Bad($input: ${type}!) { ${mutation}(input: $input) { userErrors { code message field } } }`;
  const { data, errors } = await bench.run<Record<string, { userErrors: readonly Refusal[] }>, object>(
    document,
    { input },
    { "accept-language": language },
  );
  expect(errors).toBeUndefined();
  return data?.[mutation]?.userErrors ?? [];
}

test.each([...rooms, ...goods, ...inRooms, ...others])("$mutation: $what", async (bad) => {
  const en = await refusals(bad, "en");
  const zh = await refusals(bad, "zh-CN");
  const expected = [bad.code ?? "INVALID_INPUT", ["input", ...bad.field.split(".")]];
  expect(en.map(({ code, field }) => [code, field])).toEqual([expected]);
  expect(zh.map(({ code, field }) => [code, field])).toEqual([expected]);
  expect(en[0]?.message).toMatch(/[a-z]{2}/);
  expect(zh[0]?.message).toMatch(/[一-鿿]/u);
  expect(en[0]?.message).not.toBe(zh[0]?.message);
  expect(bench.wechat.calls()).toEqual([]);
});

test("everything that is wrong is told at once", async () => {
  const input = { ...roomInput, title: "🎉", startsAt: minutes(1), anchor: { name: "a", wechatId: "*" } };
  const found = await refusals({ mutation: "createLiveRoom", input, what: "", field: "" }, "en");
  expect(found.map(({ field }) => field.slice(1).join("."))).toEqual([
    "title",
    "title",
    "startsAt",
    "anchor.name",
    "anchor.wechatId",
  ]);
  expect(bench.wechat.calls()).toEqual([]);
});

describe("at the limits nothing is refused", () => {
  const limits: readonly [string, object][] = [
    [
      "the shortest names, the next time, the shortest broadcast",
      { title: "直播间", startsAt: minutes(11), endsAt: minutes(41), anchor: { name: "小林", wechatId: "WalleAI" } },
    ],
    [
      "the longest names, the latest time, the longest broadcast",
      {
        title: "直".repeat(17),
        startsAt: afterSixMonths(0),
        endsAt: afterSixMonths(24 * 3_600_000),
        anchor: { name: "林".repeat(15), wechatId: "WalleAI" },
      },
    ],
  ];
  test.each(limits)("%s", async (_what, change) => {
    const input = { ...roomInput, ...change };
    expect(await refusals({ mutation: "createLiveRoom", input, what: "", field: "" }, "en")).toEqual([]);
  });

  test("goods with a name of 28 at one fen", async () => {
    const input = { ...goodsInput, name: "茶".repeat(14), price: { fixed: yuan("0.01") } };
    expect(await refusals({ mutation: "createGoods", input, what: "", field: "" }, "en")).toEqual([]);
  });
});

describe("what may not change any more", () => {
  const edit = (id: string, change: object) =>
    refusals({ mutation: "updateLiveRoom", input: { id, ...change }, what: "", field: "" }, "en");
  const edits = () => bench.wechat.calls().filter(({ path }) => path === "/wxaapi/broadcast/room/editroom");

  test("likes, shelf and comments that a room started without", async () => {
    const off = { ...images, likes: false, goodsShelf: false, comments: false, sharing: false };
    const { data } = await bench.run<{ createLiveRoom: { liveRoom: { id: string } } }, object>(
      "mutation Create($input: CreateLiveRoomInput!) { createLiveRoom(input: $input) { liveRoom { id } } }",
      { input: { ...roomInput, wechat: off } },
    );
    const id = data?.createLiveRoom.liveRoom.id ?? "";
    await fetch(`${bench.wechat.url}/_sandbox/rooms/${id.split(":")[2] ?? ""}/status`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ status: 101 }),
    });
    bench.clock.advance(6);
    const found = await edit(id, { wechat: { likes: true, goodsShelf: true, comments: true, sharing: true } });
    expect(found.map(({ code, field }) => [code, field.join(".")])).toEqual([
      ["INVALID_STATE", "input.wechat.likes"],
      ["INVALID_STATE", "input.wechat.goodsShelf"],
      ["INVALID_STATE", "input.wechat.comments"],
      ["INVALID_STATE", "input.wechat.sharing"],
    ]);
    expect(edits()).toEqual([]);
  });

  test("an edit that changes nothing", async () => {
    const found = await edit("room:wechat:2", { wechat: {} });
    expect(found[0]).toMatchObject({ code: "INVALID_INPUT", field: ["input", "id"] });
    expect(edits()).toEqual([]);
  });
});

test("parameters of a share code longer than the plug-in keeps", async () => {
  const ask = (params: string) =>
    bench.run<unknown, object>(
      'query Code($params: String) { liveRoom(id: "room:wechat:2") { shareCode(params: $params) { imageUrl } } }',
      { params },
    );
  expect((await ask("a".repeat(600))).errors).toBeUndefined();
  const { errors } = await ask("a".repeat(601));
  expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: ["params"] });
  expect(bench.wechat.calls().filter(({ path }) => path.endsWith("getsharedcode"))).toHaveLength(1);
});
