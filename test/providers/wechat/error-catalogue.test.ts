import { toWechatError } from "../../../src/providers/wechat/adapter/errors";
import { useBench, type Answer } from "../../support/bench";
import { control } from "../../support/control";
import { doors, goodsInput, roomInput, type Door, type DoorName } from "./doors";

/*
 * Every code that WeChat's pages about live broadcast, media and tokens list, and the general ones seen there: what it
 * becomes at the front door. A refusal names its field where the code implies one.
 */

type Row = readonly [code: number, door: DoorName, becomes: string, field?: string];

const refusals: readonly Row[] = [
  [1003, "goods.audit", "NOT_FOUND", "id"],
  [1003, "goods.delete", "NOT_FOUND", "id"],
  [1007, "room.create", "REFUSED_BY_PROVIDER"],
  [2003, "role.delete", "REFUSED_BY_PROVIDER"],
  [40004, "media.upload", "IMAGE_REJECTED"],
  [40007, "room.create", "IMAGE_REJECTED"],
  [40009, "media.upload", "IMAGE_REJECTED"],
  [41005, "media.upload", "IMAGE_REJECTED"],
  [44001, "media.upload", "IMAGE_REJECTED"],
  [200002, "room.create", "INVALID_INPUT"],
  [300001, "room.create", "REFUSED_BY_PROVIDER"],
  [300002, "room.create", "INVALID_INPUT", "title"],
  [300002, "room.edit", "INVALID_INPUT", "title"],
  [300002, "goods.add", "INVALID_INPUT", "name"],
  [300002, "goods.update", "INVALID_INPUT", "name"],
  [300003, "goods.add", "INVALID_INPUT", "price"],
  [300004, "goods.add", "CONTENT_REJECTED", "name"],
  [300005, "goods.add", "IMAGE_REJECTED", "cover"],
  [300006, "goods.add", "IMAGE_REJECTED", "cover"],
  [300006, "room.create", "IMAGE_REJECTED"],
  [300007, "goods.add", "INVALID_INPUT", "link"],
  [300009, "goods.resetAudit", "INVALID_STATE", "id"],
  [300010, "goods.audit", "INVALID_STATE", "id"],
  [300011, "goods.update", "REFUSED_BY_PROVIDER", "id"],
  [300014, "goods.delete", "INVALID_STATE", "id"],
  [300015, "goods.delete", "NOT_FOUND", "id"],
  [300017, "goods.resetAudit", "INVALID_STATE", "id"],
  [300018, "goods.add", "IMAGE_REJECTED", "cover"],
  [300022, "room.delete", "NOT_FOUND", "id"],
  [300022, "room.addGoods", "NOT_FOUND", "liveRoom"],
  [300023, "room.delete", "INVALID_STATE", "id"],
  [300023, "roomGoods.push", "INVALID_STATE", "liveRoom"],
  [300024, "room.addGoods", "NOT_FOUND", "goods"],
  [300024, "roomGoods.onSale", "NOT_FOUND", "goods.0"],
  [300025, "room.addGoods", "INVALID_STATE", "goods"],
  [300026, "room.addGoods", "LIMIT_EXCEEDED", "goods"],
  [300028, "room.create", "CONTENT_REJECTED", "title"],
  [300029, "room.create", "CONTENT_REJECTED", "anchor.name"],
  [300030, "room.edit", "INVALID_INPUT", "anchor.wechatId"],
  [300031, "room.create", "IMAGE_REJECTED", "cover"],
  [300032, "room.create", "IMAGE_REJECTED", "wechat.shareImage"],
  [300033, "room.addGoods", "LIMIT_EXCEEDED", "goods"],
  [300034, "room.create", "INVALID_INPUT", "anchor.name"],
  [300035, "room.create", "NOT_FOUND", "anchor.wechatId"],
  [300036, "room.create", "VERIFICATION_REQUIRED", "anchor.wechatId"],
  [300037, "room.edit", "IMAGE_REJECTED", "wechat.feedImage"],
  [300038, "room.updateKf", "REFUSED_BY_PROVIDER", "customerService"],
  [300039, "room.create", "INVALID_INPUT", "wechat.subAnchorWechatId"],
  [300040, "room.create", "INVALID_INPUT", "title"],
  [300041, "room.create", "INVALID_INPUT", "wechat.creatorWechatId"],
  [300042, "room.edit", "INVALID_STATE", "id"],
  [300043, "room.create", "LIMIT_EXCEEDED"],
  [300047, "roomGoods.push", "INVALID_STATE", "goods"],
  [300049, "roomGoods.onSale", "INVALID_STATE", "goods.0"],
  [300050, "roomGoods.sort", "INVALID_INPUT", "goods"],
  [300052, "roomGoods.push", "INVALID_STATE", "goods"],
  [300053, "roomGoods.deleteInRoom", "NOT_FOUND", "goods.0"],
  [400001, "role.add", "INVALID_INPUT", "wechatId"],
  [400002, "role.add", "VERIFICATION_REQUIRED", "wechatId"],
  [400003, "role.add", "LIMIT_EXCEEDED", "role"],
  [400004, "role.add", "ALREADY_EXISTS", "wechatId"],
  [400005, "role.delete", "INVALID_STATE", "wechatId"],
  [500001, "subAnchor.add", "INVALID_INPUT", "wechatId"],
  [500002, "subAnchor.add", "VERIFICATION_REQUIRED", "wechatId"],
  [500003, "subAnchor.add", "ALREADY_EXISTS", "wechatId"],
  [500004, "subAnchor.add", "ALREADY_EXISTS", "wechatId"],
  [500005, "subAnchor.add", "INVALID_INPUT", "wechatId"],
  [600001, "assistant.add", "ALREADY_EXISTS", "assistants"],
  [600002, "assistant.add", "NOT_FOUND", "assistants"],
  [600002, "assistant.modify", "NOT_FOUND", "wechatId"],
  [600002, "assistant.remove", "NOT_FOUND", "wechatId"],
  [9410005, "subscribe.pushMessage", "LIMIT_EXCEEDED", "liveRoom"],
  [9410006, "subscribe.pushMessage", "INVALID_STATE", "liveRoom"],
  [999999, "room.create", "REFUSED_BY_PROVIDER"],
];

const faults: readonly Row[] = [
  [-1, "goods.warehouse", "PROVIDER_UNAVAILABLE"],
  [-1, "goods.add", "UNKNOWN_OUTCOME"],
  [-1, "room.create", "UNKNOWN_OUTCOME"],
  [10001, "room.create", "PROVIDER_PERMISSION_MISSING"],
  [40001, "role.add", "PROVIDER_CREDENTIALS_REJECTED"],
  [40001, "token.stable", "PROVIDER_CREDENTIALS_REJECTED"],
  [40002, "token.stable", "PROVIDER_PROTOCOL_ERROR"],
  [40013, "token.stable", "PROVIDER_CREDENTIALS_REJECTED"],
  [40014, "role.add", "PROVIDER_CREDENTIALS_REJECTED"],
  [40125, "token.stable", "PROVIDER_CREDENTIALS_REJECTED"],
  [40164, "token.stable", "PROVIDER_IP_NOT_ALLOWED"],
  [40243, "token.stable", "PROVIDER_CREDENTIALS_REJECTED"],
  [41001, "roomGoods.push", "PROVIDER_PROTOCOL_ERROR"],
  [41002, "token.stable", "PROVIDER_CREDENTIALS_REJECTED"],
  [41004, "token.stable", "PROVIDER_CREDENTIALS_REJECTED"],
  [42001, "role.add", "PROVIDER_CREDENTIALS_REJECTED"],
  [43001, "room.getSharedCode", "PROVIDER_PROTOCOL_ERROR"],
  [43002, "token.stable", "PROVIDER_PROTOCOL_ERROR"],
  [44002, "goods.delete", "PROVIDER_PROTOCOL_ERROR"],
  [45009, "goods.delete", "PROVIDER_QUOTA_EXHAUSTED"],
  [45011, "goods.delete", "RATE_LIMITED"],
  [47001, "goods.delete", "PROVIDER_PROTOCOL_ERROR"],
  [48001, "room.delete", "PROVIDER_PERMISSION_MISSING"],
  [48004, "room.delete", "PROVIDER_PERMISSION_MISSING"],
  [50002, "room.delete", "PROVIDER_PERMISSION_MISSING"],
  [50004, "token.stable", "PROVIDER_CREDENTIALS_REJECTED"],
  [50007, "token.stable", "PROVIDER_CREDENTIALS_REJECTED"],
  [89503, "token.stable", "PROVIDER_IP_NOT_ALLOWED"],
  [89506, "token.stable", "PROVIDER_IP_NOT_ALLOWED"],
  [89507, "token.stable", "PROVIDER_IP_NOT_ALLOWED"],
  [1001, "room.getSharedCode", "BAD_USER_INPUT"],
  [300008, "goods.add", "UNKNOWN_OUTCOME"],
  [300012, "goods.audit", "PROVIDER_QUOTA_EXHAUSTED"],
  [300013, "goods.audit", "PROVIDER_UNAVAILABLE"],
  [300021, "goods.add", "UNKNOWN_OUTCOME"],
  [300027, "room.addGoods", "PROVIDER_UNAVAILABLE"],
  [300048, "roomGoods.sort", "PROVIDER_UNAVAILABLE"],
  [300051, "roomGoods.sort", "PROVIDER_PROTOCOL_ERROR"],
  [9410001, "room.list", "PROVIDER_UNAVAILABLE"],
  [9410002, "goods.warehouse", "PROVIDER_UNAVAILABLE"],
  [999999, "goods.warehouse", "PROVIDER_PROTOCOL_ERROR"],
];

/** Codes that the rows above cannot meet: read as nothing there, met by the READMEs' own tests, or never asked for. */
const elsewhere = [1, 48006, 300044, 300045, 300046, 9410000, 9410003];

const bench = useBench();
const RID = /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/;

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
  readonly providerCode: string | null;
  readonly providerRequestId: string | null;
  readonly verificationQrCodeUrl: string | null;
}

function ask(
  door: Door,
  language: "en" | "zh-CN",
): Promise<Answer<Record<string, { userErrors: readonly Refusal[] }>>> {
  return bench.run(door.document, { input: door.input }, { "accept-language": language });
}

async function refusedBy(door: Door, language: "en" | "zh-CN"): Promise<Refusal> {
  const { data, errors } = await ask(door, language);
  expect(errors).toBeUndefined();
  const [refusal, ...others] = Object.values(data ?? {})[0]?.userErrors ?? [];
  expect(others).toEqual([]);
  return refusal as Refusal;
}

function expectBothLanguages(en: string, zh: string): void {
  expect(en).toMatch(/^[A-Z][ -~]+/);
  expect(zh).toMatch(/[一-鿿]/u);
}

const named = (rows: readonly Row[]) => rows.map(([code, name, becomes, field]) => ({ code, name, becomes, field }));

test.each(named(refusals))("$code of $name is a refusal: $becomes", async ({ code, name, becomes, field }) => {
  const door = doors[name];
  bench.wechat.fault({ path: door.path, kind: "errcode", value: code });
  const refusal = await refusedBy(door, "en");
  expect(refusal).toMatchObject({
    code: becomes,
    field: field === undefined ? null : ["input", ...field.split(".")],
    provider: "WECHAT",
    providerCode: String(code),
    providerRequestId: expect.stringMatching(RID) as string,
    verificationQrCodeUrl: null,
  });
  expectBothLanguages(refusal.message, (await refusedBy(door, "zh-CN")).message);
});

test.each(named(faults))("$code of $name is a fault: $becomes", async ({ code, name, becomes }) => {
  const door = doors[name];
  bench.wechat.fault({ path: door.path, kind: "errcode", value: code });
  const [en, ...others] = (await ask(door, "en")).errors ?? [];
  expect(others).toEqual([]);
  expect(en?.extensions).toMatchObject({
    code: becomes,
    provider: "WECHAT",
    account: "wechat",
    providerCode: String(code),
    providerRequestId: expect.stringMatching(RID) as string,
  });
  const [zh] = (await ask(door, "zh-CN")).errors ?? [];
  expectBothLanguages(en?.message ?? "", zh?.message ?? "");
});

test("each code stands in the catalogue once, with words of its own", () => {
  const codes = new Set([...refusals, ...faults].map(([code]) => code).concat(elsewhere));
  expect(codes.size).toBe(108);
  const about = { provider: "WECHAT", account: "wechat" } as const;
  const unknown = toWechatError({ errcode: 999_999, errmsg: "" }, "room.create", about).text;
  for (const errcode of codes) {
    const { text } = toWechatError({ errcode, errmsg: "" }, "room.create", about);
    expectBothLanguages(text.en, text.zh);
    if (errcode !== 999_999) expect(text).not.toEqual(unknown);
  }
});

describe("real-name verification", () => {
  test("300036 carries the picture to scan", async () => {
    const input = { ...roomInput, anchor: { name: "Ange", wechatId: "unverified_wx" } };
    const refusal = await refusedBy({ ...doors["room.create"], input }, "en");
    expect(refusal).toMatchObject({ code: "VERIFICATION_REQUIRED", providerCode: "300036" });
    expect(refusal.verificationQrCodeUrl).toMatch(/^http/);
  });

  test("400002 carries the picture to scan", async () => {
    const input = { account: "account:wechat", wechatId: "unverified_wx", role: "ANCHOR" };
    const refusal = await refusedBy({ ...doors["role.add"], input }, "en");
    expect(refusal).toMatchObject({ code: "VERIFICATION_REQUIRED", providerCode: "400002" });
    expect(refusal.verificationQrCodeUrl).toMatch(/^http/);
  });
});

describe("no error at all", () => {
  const rooms = "{ liveRooms { nodes { id } unavailable { code } } }";
  const wechatRooms = (answer: Answer<{ liveRooms: { nodes: { id: string }[]; unavailable: unknown[] } }>) => ({
    ids: answer.data?.liveRooms.nodes.map(({ id }) => id).filter((id) => id.startsWith("room:wechat:")),
    unavailable: answer.data?.liveRooms.unavailable,
  });

  test.each([1, 9_410_000])("%d is an empty list of rooms", async (code) => {
    bench.wechat.fault({ path: "/wxa/business/getliveinfo", kind: "errcode", value: code });
    expect(wechatRooms(await bench.run(rooms))).toEqual({ ids: [], unavailable: [] });
  });

  test.each([300_044, 300_045, 300_046])("%d is goods without a video", async (code) => {
    bench.wechat.fault({ path: "/wxaapi/broadcast/goods/getVideo", kind: "errcode", value: code });
    const { data, errors } = await bench.run<{ liveRoom: { goods: { edges: unknown[] } } }, object>(
      '{ liveRoom(id: "room:wechat:1") { goods(first: 1) { edges { explanation { videoUrl } } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data?.liveRoom.goods.edges).toEqual([{ explanation: { videoUrl: null } }]);
  });
});

describe("goods that were added but not submitted (300021)", () => {
  const creation = (key: string) => ({
    document: `mutation Create($input: CreateGoodsInput!) {
      createGoods(input: $input) { goods { id review { status auditId } } userErrors { code } }
    }`,
    input: { ...goodsInput, name: "没有提审的茶杯", idempotencyKey: key },
  });
  interface Created {
    readonly createGoods: { readonly goods: { readonly id: string; readonly review: object } };
  }
  const create = async (key: string) => {
    const { document, input } = creation(key);
    return (await bench.run<Created, object>(document, { input })).data?.createGoods.goods;
  };

  test("are found, told as unsubmitted, not added again, and can be submitted", async () => {
    await control(bench.wechat, "/_sandbox/account", { switch: "audit-off", on: true });
    const goods = await create("a");
    expect(goods?.review).toEqual({ status: "UNSUBMITTED", auditId: null });
    expect(await create("a")).toEqual(goods);
    // Another addition of the very same is another piece of goods.
    expect((await create("b"))?.id).not.toBe(goods?.id);

    await control(bench.wechat, "/_sandbox/account", { switch: "audit-off", on: false });
    const door = { ...doors["goods.audit"], input: { id: goods?.id } };
    expect((await ask(door, "en")).data).toEqual({ submitGoodsForReview: { userErrors: [] } });
  });
});
