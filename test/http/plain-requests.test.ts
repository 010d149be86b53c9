import { useBench } from "../support/bench";

/*
 * A plain request passes Fastify by; said in other words, the same request takes the way through it. Both are answered
 * alike: status, headers and body.
 */

const bench = useBench({ environment: { ZHIBO_FAST_PATH: "off", CORS_ORIGINS: "https://shop.example" } });

const ID = "00000000-0000-4000-8000-000000000000";
const PLAIN = "application/json";
const OTHER_WORDS = "application/json ; charset=utf-8";

interface Sent {
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send({ body, headers = {} }: Sent, contentType: string) {
  const response = await fetch(`${bench.app.url}/graphql`, {
    method: "POST",
    headers: { "content-type": contentType, "x-request-id": ID, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const kept = [...response.headers].filter(([name]) => !["date", "connection", "keep-alive"].includes(name));
  return { status: response.status, headers: Object.fromEntries(kept), body: await response.text() };
}

const room = "query Room($id: ID!) { liveRoom(id: $id) { id title } }";
const remove = "mutation Remove($id: ID!) { deleteLiveRoom(input: { id: $id }) { userErrors { code field message } } }";
const newer = { accept: "application/graphql-response+json,application/json;q=0.9" };

const requests: Readonly<Record<string, Sent>> = {
  "a query": { body: { query: room, variables: { id: "room:wechat:1" } } },
  "a query of several operations": {
    body: { query: `${room} query Other { viewer { role } }`, operationName: "Other", extensions: { of: "a client" } },
  },
  "a mutation that is refused": { body: { query: remove, variables: { id: "room:wechat:999" } } },
  "a document that is none": { body: { query: "{ liveRoom(" } },
  "a document that is none, to a newer client": { body: { query: "{ liveRoom(" }, headers: newer },
  "a field that is not there": { body: { query: "{ nothing }" }, headers: { "accept-language": "zh-CN" } },
  "a missing variable": { body: { query: room } },
  "a missing variable, to a newer client": { body: { query: room }, headers: newer },
  "a subscription": { body: { query: "subscription { liveRoomChanged { __typename } }" }, headers: newer },
  "a document that costs too much": {
    body: {
      query: `{ ${Array.from({ length: 60 }, (_, at) => `a${at}: liveRooms(first: 50) { nodes { goods(first: 50) { nodes { id } } } }`).join(" ")} }`,
    },
  },
  "variables as text": { body: { query: room, variables: "{}" } },
  "an empty document": { body: { query: "" } },
  "a list of requests": { body: [{ query: "{ viewer { role } }" }] },
  "a name that reaches too far": { body: '{"query":"{ viewer { role } }","variables":{"__proto__":{"a":1}}}' },
  "the same name spelled with escapes": {
    body: '{"query":"{ viewer { role } }","variables":{"\\u005f_proto__":{"a":1}}}',
  },
  "a page of an allowed origin": {
    body: { query: "{ viewer { role } }" },
    headers: { origin: "https://shop.example" },
  },
  "a page of another site": { body: { query: "{ viewer { role } }" }, headers: { origin: "https://evil.example" } },
};

for (const [name, sent] of Object.entries(requests))
  test(`${name} is answered alike on both ways`, async () => {
    const throughFastify = await send(sent, OTHER_WORDS);
    expect(await send(sent, PLAIN)).toEqual(throughFastify);
    // What has been seen before, too.
    expect(await send(sent, PLAIN)).toEqual(throughFastify);
  });
