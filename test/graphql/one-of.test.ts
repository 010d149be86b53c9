import { isInputObjectType } from "graphql";
import { createSchema } from "../../src/graphql/schema";
import { useBench } from "../support/bench";

/*
 * Exactly one of the fields: enforced where a document is validated and where variables are coerced, before any
 * resolver runs. Two would make us choose, and one of them would be dropped in silence.
 */

const bench = useBench();

const create = (cover: string, price: string, variables = "") => `mutation${variables} {
  createGoods(input: { account: "account:wechat", name: "TIT茶杯", link: "pages/index/index", cover: ${cover}, price: ${price} }) {
    goods { id }
    userErrors { code }
  }
}`;
const withInput = "mutation ($input: CreateGoodsInput!) { createGoods(input: $input) { goods { id } } }";
const MEDIA = '{ mediaId: "MEDIA_G" }';
const FIXED = '{ fixed: { amount: "99.50" } }';

async function expectRefused(document: string, variables?: Readonly<Record<string, unknown>>): Promise<void> {
  const { data, errors } = await bench.run(document, variables);
  expect(data ?? null).toBeNull();
  expect(["GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"]).toContain(errors?.[0]?.extensions["code"]);
  expect(bench.wechat.calls()).toEqual([]);
}

test("one is enough", async () => {
  const { errors, data } = await bench.run(create(MEDIA, FIXED));
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ createGoods: { userErrors: [] } });
});

test.each([
  ["two keys", '{ mediaId: "MEDIA_G", base64: "AAAA" }', FIXED],
  ["no key", "{}", FIXED],
  ["null", "{ mediaId: null }", FIXED],
  ["one and null", '{ mediaId: "MEDIA_G", base64: null }', FIXED],
  ["two prices", MEDIA, '{ fixed: { amount: "1" }, range: { min: { amount: "1" }, max: { amount: "2" } } }'],
  ["no price", MEDIA, "{}"],
])("%s in the document are refused", (_what, cover, price) => expectRefused(create(cover, price)));

test.each([
  ["two keys", { mediaId: "MEDIA_G", base64: "AAAA" }],
  ["no key", {}],
  ["null", { mediaId: null }],
  ["one and null", { mediaId: "MEDIA_G", base64: null }],
  ["an unknown key", { mediaid: "MEDIA_G" }],
])("%s in a variable are refused", async (_what, cover) => {
  const input = {
    account: "account:wechat",
    name: "TIT茶杯",
    link: "pages/index/index",
    price: { fixed: { amount: "1" } },
  };
  await expectRefused(withInput, { input: { ...input, cover } });
  await expectRefused(create("$cover", FIXED, "($cover: ImageInput!)"), { cover });
});

test("a variable inside that holds nothing is refused", async () => {
  const document = create("{ mediaId: $media }", FIXED, "($media: String)");
  await expectRefused(document, { media: null });
  await expectRefused(document, {});
});

test("goods for a room are either of the library or new", async () => {
  const add = (goods: string) =>
    `mutation { addGoodsToLiveRoom(input: { liveRoom: "room:wechat:3", goods: [${goods}] }) { userErrors { code } } }`;
  await expectRefused(
    add('{ id: "goods:wechat:6", new: { nativeId: "a", name: "b", price: { fixed: { amount: "1" } } } }'),
  );
  await expectRefused(add("{}"));
  await expectRefused(add("{ id: null }"));
});

test("the types say so themselves, so that every tool sees it", () => {
  const named = Object.values(createSchema().getTypeMap())
    .filter(isInputObjectType)
    .filter(({ isOneOf }) => isOneOf)
    .map(({ name }) => name);
  expect(named).toEqual(expect.arrayContaining(["GoodsPriceInput", "ImageInput", "RoomGoodsInput"]));
});
