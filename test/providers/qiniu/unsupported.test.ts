import { useBench } from "../../support/bench";

/*
 * What Qiniu has no call for is refused without one, in both languages, with words that say what to do instead. The table
 * and the mutations that do work are all there are.
 */

const bench = useBench();
const LIVE_ID = "2124305168299200512";
const room = `liveRoom: "room:qiniu:${LIVE_ID}"`;
const goods = `id: "goods:qiniu:${LIVE_ID}/cup-1"`;
const account = `account: "account:qiniu"`;

/** The mutation with its input, what becomes of it in English, and in Chinese. */
const unsupported: readonly (readonly [mutation: string, input: string, en: RegExp, zh: RegExp])[] = [
  ["updateLiveRoom", `id: "room:qiniu:${LIVE_ID}", title: "新"`, /create another/, /重新创建/],
  ["updateLiveRoomSettings", `id: "room:qiniu:${LIVE_ID}", replay: true`, /your own app/, /您自己的应用/],
  ["addAssistants", `${room}, assistants: [{ wechatId: "a", nickname: "b" }]`, /user ids/, /用户 ID/],
  ["updateAssistant", `${room}, wechatId: "a", nickname: "b"`, /user ids/, /用户 ID/],
  ["removeAssistant", `${room}, wechatId: "a"`, /user ids/, /用户 ID/],
  ["setSubAnchor", `${room}, wechatId: "a"`, /by microphone/, /连麦/],
  ["removeSubAnchor", room, /by microphone/, /连麦/],
  [
    "createGoods",
    `${account}, name: "杯", link: "a", cover: { mediaId: "m" }, price: { fixed: { amount: "1" } }`,
    /addGoodsToLiveRoom/,
    /addGoodsToLiveRoom/,
  ],
  ["deleteGoods", goods, /removeGoodsFromLiveRoom/, /removeGoodsFromLiveRoom/],
  ["submitGoodsForReview", goods, /at once/, /直接售卖/],
  ["withdrawGoodsFromReview", goods, /at once/, /直接售卖/],
  ["assignMemberRole", `${account}, wechatId: "a", role: ADMIN`, /named as anchor/, /指定的主播/],
  ["removeMemberRole", `${account}, wechatId: "a", role: ADMIN`, /named as anchor/, /指定的主播/],
  ["notifyFollowers", `${room}, recipients: { openIds: ["a"] }`, /WeChat account/, /微信账号/],
  ["uploadImage", `${account}, image: { mediaId: "m" }, purpose: ROOM_COVER`, /as `url`/, /以 url/],
];
const supported = [
  "addGoodsToLiveRoom",
  "createLiveRoom",
  "deleteLiveRoom",
  "endLiveRoom",
  "pushGoodsInLiveRoom",
  "removeGoodsFromLiveRoom",
  "saveMember",
  "setGoodsShelfStatus",
  "sortGoodsInLiveRoom",
  "updateGoods",
];

interface Refused {
  readonly result: { readonly userErrors: readonly { readonly message: string }[] };
}

test.each(unsupported)("%s", async (mutation, input, en, zh) => {
  const document = `mutation { result: ${mutation}(input: { ${input} }) { userErrors { code message provider } } }`;
  for (const [language, words] of [
    ["en", en],
    ["zh", zh],
  ] as const) {
    const { data, errors } = await bench.run<Refused, never>(document, undefined, { "accept-language": language });
    expect(errors).toBeUndefined();
    expect(data?.result.userErrors).toEqual([
      { code: "UNSUPPORTED", provider: "QINIU", message: expect.stringMatching(words) as string },
    ]);
  }
  expect(bench.qiniu.calls()).toEqual([]);
});

test("every mutation either works or says what to do instead", async () => {
  const { data } = await bench.run<{ __schema: { mutationType: { fields: { name: string }[] } } }, never>(
    "{ __schema { mutationType { fields { name } } } }",
  );
  const all = data?.__schema.mutationType.fields.map(({ name }) => name).sort();
  expect([...supported, ...unsupported.map(([mutation]) => mutation)].sort()).toEqual(all);
});

test("the account says what it can do", async () => {
  const { data } = await bench.run<{ accounts: { key: string; capabilities: string[] }[] }, never>(
    "{ accounts { key capabilities } }",
  );
  const capabilities = data?.accounts.find(({ key }) => key === "qiniu")?.capabilities;
  for (const absent of ["ROOM_UPDATE", "ROOM_SETTINGS", "ASSISTANTS", "GOODS_LIBRARY", "REPLAYS", "FOLLOWERS"]) {
    expect(capabilities).not.toContain(absent);
  }
  for (const present of ["AUDIENCE", "INGEST", "ROOM_GOODS_PUSH", "ROOM_GOODS_EXPLANATION"]) {
    expect(capabilities).toContain(present);
  }
});
