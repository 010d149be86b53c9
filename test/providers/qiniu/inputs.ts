import { fen } from "../../../src/domain/money";
import type { NewRoomGoods, RoomGoodsInput } from "../../../src/domain/goods";
import type { CreateRoom } from "../../../src/domain/room";
import type { Forbidden } from "../../conformance/forbidden";
import { NOW } from "../../support/clock";

/*
 * Inputs past the limits of Qiniu's live server: what its documents ask for, and the lengths of its columns, past which
 * it answers with an internal error.
 */

const HOUR = 3600 * 1000;
const at = (milliseconds: number) => new Date(NOW + milliseconds);
const url = (length: number) => "https://shop.example/".padEnd(length, "a");

export const room: CreateRoom = {
  title: "新品直播",
  startsAt: at(HOUR),
  endsAt: at(3 * HOUR),
  anchor: { userId: "user_1" },
};

const but = (change: Partial<CreateRoom>): CreateRoom => ({ ...room, ...change });
const anchor = (change: Partial<CreateRoom["anchor"]>) => but({ anchor: { ...room.anchor, ...change } });

export const forbiddenRooms: readonly Forbidden<CreateRoom>[] = [
  { what: "no title", input: but({ title: "" }), field: ["title"] },
  { what: "a blank title", input: but({ title: "  " }), field: ["title"] },
  { what: "a title of 129", input: but({ title: "直".repeat(129) }), field: ["title"] },
  { what: "a notice of 256", input: but({ notice: "直".repeat(256) }), field: ["notice"] },
  { what: "a cover's address of 256", input: but({ cover: { url: url(256) } }), field: ["cover", "url"] },
  { what: "a cover in base64", input: but({ cover: { base64: "AAAA" } }), field: ["cover", "base64"] },
  { what: "a media id as cover", input: but({ cover: { mediaId: "MEDIA_A" } }), field: ["cover", "mediaId"] },
  { what: "an end at the start", input: but({ endsAt: at(HOUR) }), field: ["endsAt"] },
  { what: "an end before the start", input: but({ endsAt: at(0) }), field: ["endsAt"] },
  { what: "no anchor", input: anchor({ userId: null }), field: ["anchor", "userId"] },
  { what: "an anchor whose id needs escaping", input: anchor({ userId: "用户/1" }), field: ["anchor", "userId"] },
  { what: "an anchor's id of 65", input: anchor({ userId: "u".repeat(65) }), field: ["anchor", "userId"] },
  { what: "an anchor's name of 65", input: anchor({ name: "林".repeat(65) }), field: ["anchor", "name"] },
  { what: "an anchor's picture of 256", input: anchor({ avatarUrl: url(256) }), field: ["anchor", "avatarUrl"] },
  { what: "a WeChat id as anchor", input: anchor({ wechatId: "WalleAI" }), field: ["anchor", "wechatId"] },
  {
    what: "the same key twice",
    input: but({
      attributes: [
        { key: "age", value: "18" },
        { key: "age", value: "19" },
      ],
    }),
    field: ["attributes"],
  },
  {
    what: "too long attributes",
    input: but({ attributes: [{ key: "age", value: "8".repeat(1020) }] }),
    field: ["attributes"],
  },
  {
    what: "attributes that grow too long on the way",
    input: but({ attributes: [{ key: "html", value: "<".repeat(200) }] }),
    field: ["attributes"],
  },
  { what: "a WeChat part", input: but({ wechat: { shareImage: {}, feedImage: {} } }), field: ["wechat"] },
];

const goods: NewRoomGoods = { nativeId: "cup", name: "茶杯", price: { kind: "FIXED", amount: fen(9950) } };
const second = (change: Partial<NewRoomGoods>): readonly RoomGoodsInput[] => [
  { new: { ...goods, nativeId: "pot" } },
  { new: { ...goods, ...change } },
];
const at1 = (field: string) => ["goods", "1", "new", field];

export const forbiddenRoomGoods: readonly Forbidden<readonly RoomGoodsInput[]>[] = [
  { what: "library goods", input: [{ new: goods }, { nativeId: "cup-1" }], field: ["goods", "1", "id"] },
  { what: "no id", input: second({ nativeId: "" }), field: at1("nativeId") },
  { what: "an id that needs escaping", input: second({ nativeId: "茶/杯" }), field: at1("nativeId") },
  { what: "the same id twice", input: second({ nativeId: "pot" }), field: at1("nativeId") },
  { what: "no name", input: second({ name: "" }), field: at1("name") },
  { what: "a name of 65", input: second({ name: "茶".repeat(65) }), field: at1("name") },
  { what: "a tag with a comma", input: second({ tags: ["茶具,新品"] }), field: at1("tags") },
  { what: "tags of 129", input: second({ tags: ["茶".repeat(64), "茶".repeat(64)] }), field: at1("tags") },
  { what: "a picture's address of 256", input: second({ coverUrl: url(256) }), field: at1("coverUrl") },
  { what: "a link of 256", input: second({ link: url(256) }), field: at1("link") },
  { what: "an unknown shelf status", input: second({ shelfStatus: "UNKNOWN" }), field: at1("shelfStatus") },
  {
    what: "too long attributes",
    input: second({ attributes: [{ key: "sku", value: "8".repeat(1020) }] }),
    field: at1("attributes"),
  },
];
