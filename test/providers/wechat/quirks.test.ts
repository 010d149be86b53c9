import { LiveError } from "../../../src/domain/error";
import type { PreparedGoods } from "../../../src/domain/goods";
import { silentLog } from "../../../src/domain/log";
import { fen } from "../../../src/domain/money";
import type { Provider } from "../../../src/domain/provider";
import type { RoomListPart } from "../../../src/domain/room";
import { wechat } from "../../../src/providers/wechat";
import { toWechatError } from "../../../src/providers/wechat/adapter/errors";
import { readWholeList } from "../../conformance/rig";
import { createProviderDependencies } from "../../support/provider-dependencies";
import { useScriptedServer } from "../../support/scripted-server";

/*
 * What WeChat has been seen to say, or says in one of its own documents, and its simulator does not.
 */

const server = useScriptedServer();
const call = { signal: new AbortController().signal, requestId: "quirks-1" };
let provider: Provider;

function connect(own: Parameters<typeof createProviderDependencies>[0] = {}): Promise<Provider> {
  const reading = wechat.read({ appId: "wx0000000000000001", appSecret: "secret", baseUrl: server.url });
  if (!reading.ok) throw new Error("the settings are not right");
  return reading.account.connect(createProviderDependencies(own));
}
beforeEach(async () => {
  provider = await connect();
});
afterEach(() => provider.close());

/** A token for whoever asks, and for the rest what the test says. */
function answer(rest: (body: unknown) => unknown): void {
  server.reply = ({ path, body }) =>
    path === "/cgi-bin/stable_token" ? { body: { access_token: "T", expires_in: 7200 } } : { body: rest(body) };
}

const room = (roomid: unknown, facts: object = {}) => ({
  name: `直播间${String(roomid)}`,
  roomid,
  live_status: 102,
  start_time: 1_631_923_200,
  end_time: 1_631_928_200,
  ...facts,
});
const firstRoom = async () => (await provider.roomList.listRooms(null, call)).rooms[0];

test("fewer rows than asked for hide no room", async () => {
  const all = Array.from({ length: 75 }, (_, index) => room(index + 1));
  answer((body) => {
    const { start } = body as { start: number };
    return { errcode: 0, errmsg: "ok", total: all.length, room_info: all.slice(start, start + 30) };
  });
  const { rooms, parts } = await readWholeList(provider, call);
  expect(rooms).toHaveLength(75);
  expect(parts).toBe(3);
});

test("a part in the same words is the part that was read before, and in other words another", async () => {
  answer(() => ({ total: 1, room_info: [room(33)] }));
  const before = await provider.roomList.listRooms(null, call);
  expect(await provider.roomList.listRooms(null, call, before)).toBe(before);
  answer(() => ({ total: 1, room_info: [room(33, { live_status: 101 })] }));
  expect(await provider.roomList.listRooms(null, call, before)).toMatchObject({ rooms: [{ status: "LIVE" }] });
  answer(() => ({ errcode: 40_013, errmsg: "invalid appid" }));
  await expect(provider.roomList.listRooms(null, call, before)).rejects.toThrow(LiveError);
});

test("an empty list is an error with either of two codes, and is an empty list here", async () => {
  for (const errcode of [1, 9_410_000]) {
    answer(() => ({ errcode, errmsg: "empty list rid: 61725984-07126d92-6d7ad1e2" }));
    expect(await provider.roomList.listRooms(null, call)).toEqual({ rooms: [], ahead: [] });
  }
});

test("numbers may come as text, fields as null or not at all", async () => {
  answer(() => ({ total: "1", room_info: [room("33", { live_status: "101", goods: null, cover_img: null })] }));
  expect(await firstRoom()).toMatchObject({
    nativeId: "33",
    status: "LIVE",
    coverUrl: null,
    goods: [],
    anchor: { name: null },
    settings: { likes: null, comments: null },
  });
});

test("the status has an older spelling in WeChat's own documents", async () => {
  answer(() => ({ room_info: [{ ...room(1), live_status: undefined, live_satus: 103 }] }));
  expect(await firstRoom()).toMatchObject({ status: "ENDED", nativeStatus: "103" });
});

test("a status that nobody knows is UNKNOWN and no error", async () => {
  answer(() => ({ room_info: [room(1, { live_status: 108 })] }));
  expect(await firstRoom()).toMatchObject({ status: "UNKNOWN", nativeStatus: "108" });
});

test("a price in the room list that cannot be fen is in yuan", async () => {
  const goods = [
    { goods_id: 1, name: "茶杯", price: 9950, price2: 0, price_type: 1 },
    { goods_id: 2, name: "台灯", price: "88.01", price2: "", price_type: 1 },
  ];
  answer(() => ({ room_info: [room(1, { goods })] }));
  expect((await firstRoom())?.goods?.map(({ goods: item }) => item.price.amount?.minorUnits)).toEqual([9950, 8801]);
});

test("a whole price in yuan in the room list is known by what was written, and said once", async () => {
  const said: unknown[] = [];
  const log = { ...silentLog, warn: (fields: object, message: string) => void said.push({ ...fields, message }) };
  await provider.close();
  provider = await connect({ log });
  const goods = { goods_id: 7, name: "茶杯", price: 99, price2: 199, price_type: 2 };
  answer((body) => {
    if (!(body && typeof body === "object" && "goodsInfo" in body)) return { room_info: [room(1, { goods: [goods] })] };
    return { errcode: 0, goodsId: 7, auditId: 1 };
  });
  let part: RoomListPart | undefined;
  const amounts = async () => {
    // In the words of before, once the price is written.
    part = await provider.roomList.listRooms(null, call, part);
    const price = part.rooms[0]?.goods?.[0]?.goods.price;
    return [price?.amount?.minorUnits, price?.maxAmount?.minorUnits];
  };
  expect(await amounts()).toEqual([99, 199]);

  const prepared = provider.goodsLibrary?.prepareGoods({
    name: "茶杯",
    cover: { mediaId: "M" },
    link: "pages/index/index",
    price: { kind: "RANGE", amount: fen(9900), maxAmount: fen(19_900) },
    thirdPartyAppId: null,
  }) as PreparedGoods;
  await prepared.create(call);
  expect(await amounts()).toEqual([9900, 19_900]);
  goods.price = 9900;
  expect(await amounts()).toEqual([9900, 19_900]);
  expect(said).toEqual([{ account: "wechat", goods: "7", message: "a price in the room list is not in fen" }]);
});

test.each([
  ["a room without a number", { room_info: [room(null)] }],
  ["rooms that are no list", { room_info: "none" }],
  ["a start that is no time", { room_info: [room(1, { start_time: "soon" })] }],
  ["no object", "[]"],
  ["nothing", ""],
])("%s cannot be understood", async (_what, body) => {
  answer(() => body);
  await expect(provider.roomList.listRooms(null, call)).rejects.toMatchObject({
    kind: "PROVIDER_PROTOCOL_ERROR",
    details: { provider: "WECHAT", account: "wechat", operation: "room.list" },
  });
});

describe("refusals", () => {
  const refuse = (errcode: number, errmsg: string, operation = "room.create") =>
    toWechatError({ errcode, errmsg }, operation, { provider: "WECHAT", account: "wechat" });

  test("a code that nobody knows is a refusal that shows the code and the words", () => {
    expect(refuse(399_999, "what is this rid: 61725984-07126d92-6d7ad1e2")).toMatchObject({
      kind: "REFUSED_BY_PROVIDER",
      details: {
        providerCode: "399999",
        providerMessage: "what is this",
        providerRequestId: "61725984-07126d92-6d7ad1e2",
      },
    });
  });

  test("a busy WeChat may have done the work", () => {
    expect(refuse(-1, "system error")).toMatchObject({
      kind: "PROVIDER_UNAVAILABLE",
      details: { retryable: true, ambiguous: true },
    });
  });

  test.each([
    ["invalid parameter, name is too long", ["title"]],
    ["startTime invalid", ["startsAt"]],
    ["feedsImg", ["wechat", "feedImage"]],
    ["anchorWechat is missing", ["anchor", "wechatId"]],
    ["something else", undefined],
  ])("200002 with %j blames %j", (message, field) => {
    expect(refuse(200_002, message).details.field).toEqual(field);
  });

  test("one code blames the field that the operation knows", () => {
    expect(refuse(300_002, "", "room.create").details.field).toEqual(["title"]);
    expect(refuse(300_002, "", "goods.add").details.field).toEqual(["name"]);
    expect(refuse(300_002, "", "room.delete").details.field).toBeUndefined();
  });

  test("words without end are cut, and a text that is all request id leaves none", () => {
    expect(refuse(1001, "a".repeat(5000)).details.providerMessage?.length).toBeLessThanOrEqual(200);
    expect(refuse(1001, " rid: 61725984-07126d92-6d7ad1e2").details.providerMessage).toBe("");
  });

  test("the picture to scan for real-name verification has two names", async () => {
    for (const name of ["qrcode_url", "codeurl"]) {
      answer(() => ({ errcode: 300_036, errmsg: "not verified", [name]: "https://weixin.example/scan.png" }));
      const error: unknown = await provider.roomDelete?.deleteRoom("1", call).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(LiveError);
      expect(error).toMatchObject({
        kind: "VERIFICATION_REQUIRED",
        details: { verificationQrCodeUrl: "https://weixin.example/scan.png" },
      });
    }
  });
});
