import { providerNames } from "../../src/domain/account";
import { useBench } from "../support/bench";

/*
 * What a provider cannot do is refused with words that lead on, and without a call. Fields that it cannot fill are null
 * or empty.
 */

const bench = useBench();
const LIVE_ID = "2124305168299200512";

const refusal = "userErrors { code message field provider }";
const mutations: readonly (readonly [name: string, provider: string, mutation: string])[] = [
  ["endLiveRoom", "WECHAT", `mutation { result: endLiveRoom(input: { id: "room:wechat:1" }) { ${refusal} } }`],
  [
    "updateLiveRoom",
    "QINIU",
    `mutation { result: updateLiveRoom(input: { id: "room:qiniu:${LIVE_ID}", title: "新" }) { ${refusal} } }`,
  ],
  [
    "addAssistants",
    "QINIU",
    `mutation { result: addAssistants(input: { liveRoom: "room:qiniu:${LIVE_ID}", assistants: [] }) { ${refusal} } }`,
  ],
  [
    "createGoods",
    "QINIU",
    `mutation { result: createGoods(input: { account: "account:qiniu", name: "杯", link: "a", cover: { mediaId: "m" }, price: { fixed: { amount: "1" } } }) { ${refusal} } }`,
  ],
];

test.each(mutations)("%s of %s", async (_name, provider, mutation) => {
  const ask = async (language: string) => {
    const { data, errors } = await bench.run<{ result: { userErrors: { message: string }[] } }, never>(
      mutation,
      undefined,
      { "accept-language": language },
    );
    expect(errors).toBeUndefined();
    expect(data?.result.userErrors).toEqual([expect.objectContaining({ code: "UNSUPPORTED", provider })]);
    return data?.result.userErrors[0]?.message ?? "";
  };
  // Longer than "cannot do this": it says what to do instead.
  expect((await ask("en")).split(" ").length).toBeGreaterThan(8);
  expect(await ask("zh")).toMatch(/\p{Script=Han}{8}/u);
  expect([...bench.wechat.calls(), ...bench.qiniu.calls()]).toEqual([]);
});

test.each(providerNames)("a room of %s is answered whole, whatever its provider lacks", async (provider) => {
  const { data, errors } = await bench.run<{ liveRooms: { nodes: Record<string, unknown>[] } }, never>(
    `{
      liveRooms(filter: { providers: [${provider}] }) {
        nodes {
          id notice shareImageUrl subAnchor { name } ingest { pushUrl } audience { online } playback { hlsUrl }
          goods { nodes { id } edges { explanation { active } } } assistants { id } replays { nodes { mediaUrl } totalCount }
          shareCode { imageUrl } attributes { key } details { __typename } account { provider }
        }
      }
    }`,
  );
  expect(errors).toBeUndefined();
  expect(data?.liveRooms.nodes.length).toBeGreaterThan(5);
  for (const room of data?.liveRooms.nodes ?? []) {
    expect(room["account"]).toEqual({ provider });
    if (provider === "QINIU") expect(room).toMatchObject({ assistants: [], replays: { nodes: [], totalCount: 0 } });
    if (provider === "WECHAT") expect(room).toMatchObject({ playback: null, attributes: [] });
  }
});
