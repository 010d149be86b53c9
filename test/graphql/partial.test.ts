import { useBench, type Answer } from "../support/bench";
import { control } from "../support/control";

/*
 * A call that fails under a field that cannot be null takes nothing else away: the field is there and empty, and its
 * error stands beside it with its path.
 */

const bench = useBench();

interface Page {
  readonly liveRooms: { readonly nodes: readonly Record<string, unknown>[] };
}

const ask = (document: string, headers = {}): Promise<Answer<Page>> =>
  bench.run<Page, never>(document, undefined, headers);
const empty = { nodes: [], totalCount: null, pageInfo: { hasNextPage: false } };

beforeEach(() => control(bench.wechat, "/_sandbox/seed", { rooms: 3, assistantsPerRoom: 2 }));

test("assistants that cannot be read leave the rooms alone", async () => {
  const document = `{ liveRooms(filter: { providers: [WECHAT] }) { nodes { id assistants { nickname } } } }`;
  const whole = await ask(document);
  expect(whole.errors).toBeUndefined();
  bench.clock.advance(60);
  bench.wechat.fault({ path: "/wxaapi/broadcast/room/getassistantlist", kind: "errcode", value: 9410003 });
  const { data, errors } = await ask(document);
  expect(data?.liveRooms.nodes.map(({ id }) => id)).toEqual(whole.data?.liveRooms.nodes.map(({ id }) => id));
  expect(data?.liveRooms.nodes.map(({ assistants }) => assistants)).toEqual([[], [], []]);
  expect(errors?.map(({ path }) => path)).toEqual(
    [0, 1, 2].map((index) => ["liveRooms", "nodes", index, "assistants"]),
  );
  for (const error of errors ?? []) {
    expect(error.extensions).toMatchObject({ code: "PROVIDER_UNAVAILABLE", provider: "WECHAT", account: "wechat" });
    expect(error.extensions["retryable"]).toBe(true);
    expect(error.extensions["requestId"]).toEqual(expect.any(String));
  }
});

test("goods of the rooms of a provider that is down, and the error in the caller's language", async () => {
  const rooms = `{ liveRooms(first: 100) { nodes {
    id provider wares: goods(first: 5) { nodes { id } totalCount pageInfo { hasNextPage } }
  } } }`;
  await ask(rooms);
  bench.clock.advance(60);
  bench.qiniu.fault({ path: "/server/item/list/*", kind: "html" });
  bench.qiniu.fault({ path: "/server/item/*", kind: "html" });
  const { data, errors } = await ask(rooms, { "accept-language": "zh" });
  const nodes = data?.liveRooms.nodes ?? [];
  const qiniu = nodes.filter(({ provider }) => provider === "QINIU");
  expect(qiniu.length).toBeGreaterThan(0);
  expect(nodes.length).toBeGreaterThan(qiniu.length);
  for (const room of qiniu) expect(room["wares"]).toEqual(empty);
  expect(errors).toHaveLength(qiniu.length);
  expect(errors?.[0]).toMatchObject({
    message: "无法解析服务商的响应。",
    path: ["liveRooms", "nodes", nodes.indexOf(qiniu[0] as Record<string, unknown>), "wares"],
    extensions: { code: "PROVIDER_PROTOCOL_ERROR", account: "qiniu", retryable: true },
  });
});

test("replays, beside an error of another field", async () => {
  const { liveRooms } = (await ask(`{ liveRooms(filter: { providers: [WECHAT] }) { nodes { id } } }`)).data as Page;
  bench.wechat.fault({ kind: "status", value: 502 });
  const { data, errors } = await bench.run(
    `query ($id: ID!) { liveRoom(id: $id) { title subAnchor { name } replays { nodes { mediaUrl } totalCount pageInfo { hasNextPage } } } }`,
    { id: liveRooms.nodes[0]?.["id"] },
  );
  expect(data).toMatchObject({ liveRoom: { title: expect.any(String) as string, subAnchor: null, replays: empty } });
  expect(errors?.map(({ path }) => path?.join("."))).toEqual(
    expect.arrayContaining(["liveRoom.subAnchor", "liveRoom.replays"]),
  );
  expect(errors).toHaveLength(2);
});

test("what is wrong with the request itself is not taken for an outage", async () => {
  const { data, errors } = await ask(
    `{ liveRooms(filter: { providers: [WECHAT] }) { nodes { goods(after: "nonsense") { nodes { id } } } } }`,
  );
  expect(data).toBeNull();
  expect(errors?.[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
});
