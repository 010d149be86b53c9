import type { AssistantInput } from "../../../src/domain/assistant";
import type { CreateGoods, RoomGoodsInput } from "../../../src/domain/goods";
import { fen } from "../../../src/domain/money";
import type { CreateRoom, UpdateRoom, WechatRoomInput } from "../../../src/domain/room";
import type { Forbidden } from "../../conformance/forbidden";
import { NOW } from "../../support/clock";

/*
 * Inputs at and past the limits that WeChat's pages about creating rooms and goods print: a title of 6 to 34 half-width
 * characters, a start 10 minutes to 6 months ahead, 30 minutes to 24 hours of broadcast, an anchor's name of 4 to 30.
 */

/** Media ids that the simulator's seed state takes for uploads. */
export const MEDIA = "xisnqd5vEly5mjX9r3VjW1XGinnZjyEHcv0czEKYw8SBff7lixnbCIrE0QkgStj4";
export const GOODS_MEDIA = "PZjGoGn7b27AahidBpD-UwJ9823ayNlJ2qliDcU9uQMFSpYkRLxmx_RK0F-iBKj5";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const at = (milliseconds: number) => new Date(NOW + milliseconds);

const wechat: WechatRoomInput = { shareImage: { mediaId: MEDIA }, feedImage: { mediaId: MEDIA } };

export const room: CreateRoom = {
  title: "直播测试3",
  startsAt: at(DAY),
  endsAt: at(DAY + 2 * 60 * MINUTE),
  anchor: { name: "Ange", wechatId: "WalleAI" },
  cover: { mediaId: MEDIA },
  wechat,
};

const but = (change: Partial<CreateRoom>): CreateRoom => ({ ...room, ...change });
const anchor = (change: Partial<CreateRoom["anchor"]>) => but({ anchor: { ...room.anchor, ...change } });

const titles: readonly Omit<Forbidden<string>, "field">[] = [
  { what: "a title of 5", input: "直播a" },
  { what: "a title of 35", input: `${"直".repeat(17)}a` },
  { what: "an emoji in the title", input: "直播测试😀" },
  { what: "a line break in the title", input: "直播\n测试间" },
];

const schedules: readonly Forbidden<Pick<CreateRoom, "startsAt" | "endsAt">>[] = [
  {
    what: "a start in 10 minutes",
    input: { startsAt: at(10 * MINUTE), endsAt: at(100 * MINUTE) },
    field: ["startsAt"],
  },
  { what: "a start in the past", input: { startsAt: at(-DAY), endsAt: at(DAY) }, field: ["startsAt"] },
  { what: "a start in 7 months", input: { startsAt: at(215 * DAY), endsAt: at(215.1 * DAY) }, field: ["startsAt"] },
  { what: "29 minutes", input: { startsAt: at(DAY), endsAt: at(DAY + 29 * MINUTE) }, field: ["endsAt"] },
  { what: "more than a day", input: { startsAt: at(DAY), endsAt: at(2 * DAY + MINUTE) }, field: ["endsAt"] },
  { what: "an end before the start", input: { startsAt: at(2 * DAY), endsAt: at(DAY) }, field: ["endsAt"] },
];

export const forbiddenRooms: readonly Forbidden<CreateRoom>[] = [
  ...titles.map(({ what, input }) => ({ what, input: but({ title: input }), field: ["title"] })),
  ...schedules.map(({ what, input, field }) => ({ what, input: but(input), field })),
  { what: "no start", input: but({ startsAt: null }), field: ["startsAt"] },
  { what: "no end", input: but({ endsAt: null }), field: ["endsAt"] },
  { what: "no cover", input: but({ cover: null }), field: ["cover"] },
  { what: "no WeChat part", input: but({ wechat: null }), field: ["wechat"] },
  { what: "no anchor's name", input: anchor({ name: null }), field: ["anchor", "name"] },
  { what: "an anchor's name of 3", input: anchor({ name: "林a" }), field: ["anchor", "name"] },
  { what: "an anchor's name of 31", input: anchor({ name: `${"林".repeat(15)}a` }), field: ["anchor", "name"] },
  { what: "no anchor's WeChat id", input: anchor({ wechatId: null }), field: ["anchor", "wechatId"] },
  { what: "a Qiniu user as anchor", input: anchor({ userId: "user_1" }), field: ["anchor", "userId"] },
  {
    what: "a picture of the anchor",
    input: anchor({ avatarUrl: "https://shop.example/a.png" }),
    field: ["anchor", "avatarUrl"],
  },
  { what: "a notice", input: but({ notice: "全场包邮" }), field: ["notice"] },
  { what: "attributes", input: but({ attributes: [{ key: "a", value: "b" }] }), field: ["attributes"] },
  { what: "a Qiniu part", input: but({ qiniu: {} }), field: ["qiniu"] },
  {
    what: "the anchor as sub-anchor",
    input: but({ wechat: { ...wechat, subAnchorWechatId: "WalleAI" } }),
    field: ["wechat", "subAnchorWechatId"],
  },
];

export const forbiddenRoomChanges: readonly Forbidden<UpdateRoom>[] = [
  ...titles.map(({ what, input }) => ({ what, input: { title: input }, field: ["title"] })),
  ...schedules,
  { what: "an anchor's name of 3", input: { anchor: { name: "林a" } }, field: ["anchor", "name"] },
  { what: "a Qiniu user as anchor", input: { anchor: { userId: "user_1" } }, field: ["anchor", "userId"] },
  { what: "attributes", input: { attributes: [{ key: "a", value: "b" }] }, field: ["attributes"] },
];

const goods: CreateGoods = {
  name: "TIT茶杯",
  cover: { mediaId: GOODS_MEDIA },
  price: { kind: "FIXED", amount: fen(9950) },
  link: "pages/index/index",
};

export const forbiddenGoods: readonly Forbidden<CreateGoods>[] = [
  { what: "no name", input: { ...goods, name: "" }, field: ["name"] },
  { what: "a name of 29", input: { ...goods, name: `${"茶".repeat(14)}a` }, field: ["name"] },
  { what: "no link", input: { ...goods, link: "" }, field: ["link"] },
  { what: "a web address as link", input: { ...goods, link: "https://shop.example/9" }, field: ["link"] },
  { what: "a link that begins with a slash", input: { ...goods, link: "/pages/index" }, field: ["link"] },
  { what: "a link with a blank", input: { ...goods, link: "pages/index index" }, field: ["link"] },
  {
    what: "an address in the link that is not encoded",
    input: { ...goods, link: "pages/web?to=https://shop.example" },
    field: ["link"],
  },
];

export const forbiddenRoomGoods: readonly Forbidden<readonly RoomGoodsInput[]>[] = [
  {
    what: "new goods",
    input: [{ nativeId: "5" }, { new: { nativeId: "cup", name: "茶杯", price: { kind: "FIXED", amount: fen(100) } } }],
    field: ["goods", "1", "new"],
  },
  {
    what: "goods that cannot be",
    input: [{ nativeId: "5" }, { nativeId: "cup" }],
    field: ["goods", "1", "id"],
    kind: "NOT_FOUND",
  },
];

const people = (count: number): AssistantInput[] =>
  Array.from({ length: count }, (_, index) => ({ wechatId: `helper_${index}`, nickname: `小${index}` }));

export const forbiddenAssistants: readonly Forbidden<readonly AssistantInput[]>[] = [
  { what: "nobody", input: [], field: ["assistants"] },
  { what: "eleven people", input: people(11), field: ["assistants"], kind: "LIMIT_EXCEEDED" },
  {
    what: "the same person twice",
    input: [...people(2), ...people(1)],
    field: ["assistants", "2", "wechatId"],
  },
  { what: "a blank WeChat id", input: [{ wechatId: " ", nickname: "小" }], field: ["assistants", "0", "wechatId"] },
  {
    what: "a blank nickname",
    input: [...people(1), { wechatId: "helper_9", nickname: " " }],
    field: ["assistants", "1", "nickname"],
  },
];
