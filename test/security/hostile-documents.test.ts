import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { getNamedType, isCompositeType, isListType, getNullableType, isObjectType, parse } from "graphql";
import { MOST_POINTS, priceOf, sizeOf } from "../../src/graphql/cost";
import { createSchema } from "../../src/graphql/schema";
import { useFakeApp, type FakeApp } from "../support/fake-app";
import { createFakeProvider, fakeRoom } from "../support/fake-provider";
import { watchByStream } from "../support/watcher";

const corpus = join(__dirname, "corpus");
const documents = readdirSync(corpus).map((name) => [name, readFileSync(join(corpus, name), "utf8")] as const);
const rooms = Array.from({ length: 300 }, (_, index) => fakeRoom("shop", String(index + 1), index * 1000));

/** Sends text as it is, and tells what came back. */
async function send({ app }: FakeApp, query: string, variables: object = {}) {
  const response = await fetch(`${app.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const answer = JSON.parse(text) as { data?: unknown; errors?: { extensions: Record<string, unknown> }[] };
  return {
    status: response.status,
    size: Buffer.byteLength(text),
    code: answer.errors?.[0]?.extensions["code"],
    answer,
  };
}

describe("the kept corpus", () => {
  const shop = createFakeProvider({ key: "shop", rooms });
  const fake = useFakeApp([shop]);

  test.each(documents)("%s is refused before anything is asked of a provider", async (_name, document) => {
    for (const _round of ["cold", "warm"]) {
      const before = shop.readings.length;
      const { status, size, answer } = await send(fake, document);
      expect({ status, readings: shop.readings.length - before }).toEqual({ status: 400, readings: 0 });
      expect(answer).not.toHaveProperty("data");
      expect(size).toBeLessThan(6_000);
      expect(answer.errors?.length).toBeLessThanOrEqual(10);
    }
  });

  test("a literal as large as a body may be is refused, and nothing of it comes back", async () => {
    const { status, size } = await send(fake, `{ node(id: "${"a".repeat(240_000)}") { id } }`);
    expect([status, size < 2000]).toEqual([200, true]);
  });

  test("of variables that do not fit, no more comes back than tells what is wrong", async () => {
    const unknown = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`field${at}`, "a".repeat(3000)]));
    const query = "query ($filter: LiveRoomFilter) { liveRooms(filter: $filter) { totalCount } }";
    const { code, size } = await send(fake, query, { filter: unknown });
    expect([code, size < 10_000]).toEqual(["BAD_USER_INPUT", true]);
    const watcher = await watchByStream(fake.app.url, query, { variables: { filter: unknown } });
    expect(JSON.stringify(await watcher.next()).length).toBeLessThan(20_000);
    watcher.stop();
  });

  test("what clients really ask for is let through", async () => {
    const page =
      "{ liveRooms(first: 100) { totalCount nodes { id title goods { nodes { name } } assistants { nickname } } } }";
    expect((await send(fake, page)).code).toBeUndefined();
    const { getIntrospectionQuery } = await import("graphql");
    expect((await send(fake, getIntrospectionQuery())).code).toBeUndefined();
  });

  test("what unfolds is either refused or small, however it is made", async () => {
    const level = fc.record({ spreads: fc.integer({ min: 1, max: 3 }), aliases: fc.integer({ min: 0, max: 3 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(level, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 100 }),
        async (levels, first) => {
          const fragments = levels.map(({ spreads, aliases }, index) => {
            const names = Array.from({ length: aliases }, (_, at) => `a${index}x${at}: account { id name }`);
            return `fragment F${index} on LiveRoom { ${names.join(" ")} ${`...F${index + 1} `.repeat(spreads)}}`;
          });
          const last = `fragment F${levels.length} on LiveRoom { id title startsAt }`;
          const { size } = await send(
            fake,
            `{ liveRooms(first: ${first}) { nodes { ...F0 } } } ${fragments.join(" ")} ${last}`,
          );
          expect(size).toBeLessThan(256 * 1024);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("the price of a document", () => {
  const schema = createSchema();
  const price = (source: string, variables: object = {}, operationName: string | null = null) =>
    priceOf(schema, { document: parse(source), variables: { ...variables }, operationName });
  const page = (first: string, head = "") =>
    `${head}{ liveRooms(first: ${first}) { nodes { title anchor { name } } } }`;
  // The field and its call, then for each of ten rooms the room and its anchor.
  const TEN = 11 + 10 * 2;

  test.each([
    ["a literal", page("10"), {}, TEN],
    ["a variable", page("$n", "query ($n: Int) "), { n: 10 }, TEN],
    ["the default of a variable", page("$n", "query ($n: Int = 10) "), {}, TEN],
    ["the default of the argument", "{ liveRooms { nodes { title anchor { name } } } }", {}, 11 + 20 * 2],
    ["null, for which the resolver has its default", page("$n", "query ($n: Int) "), { n: null }, 11 + 100 * 2],
    ["more than the resolver takes", page("100000"), {}, 11 + 100 * 2],
    ["less than nothing", page("-5"), {}, 11 + 2],
    [
      "a fragment",
      "{ liveRooms(first: 10) { ...Page } } fragment Page on LiveRoomConnection { nodes { title anchor { name } } }",
      {},
      TEN,
    ],
    ["an inline fragment", "{ liveRooms(first: 10) { ... { nodes { title anchor { name } } } } }", {}, TEN],
    [
      "nested sizes",
      "{ liveRooms(first: 10) { nodes { goods(first: 5) { nodes { name } } } } }",
      {},
      11 + 10 * (1 + 11 + 5),
    ],
    [
      "a list with a known end",
      "{ liveRooms(first: 10) { nodes { assistants { nickname } } } }",
      {},
      11 + 10 * (1 + 11),
    ],
    ["ids", '{ nodes(ids: ["room:shop:1", "room:shop:2"]) { ... on LiveRoom { anchor { name } } } }', {}, 11 + 2],
    [
      "what is skipped",
      "query ($s: Boolean!) { liveRooms(first: 10) { nodes { title anchor @skip(if: $s) { name } } } }",
      { s: true },
      11 + 10,
    ],
    ["a write", 'mutation { endLiveRoom(input: { id: "room:shop:1" }) { liveRoom { title } } }', {}, 52],
    ["introspection, which has limits of its own", "{ __schema { types { name } } }", {}, 0],
    ["a variable that is missing, which has its own answer", "query ($id: ID!) { liveRoom(id: $id) { title } }", {}, 0],
  ])("%s", (_what, source, variables, expected) => expect(price(source, variables)).toBe(expected));

  test("of two operations it is that of the one that runs", () => {
    const two = "query A { liveRooms(first: 100) { nodes { anchor { name } } } } query B { viewer { role } }";
    expect([price(two, {}, "A"), price(two, {}, "B")]).toEqual([11 + 200, 11]);
  });

  test("every list of objects has a size or a known end", () => {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith("__")) continue;
      for (const field of Object.values(type.getFields())) {
        const isList = isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type));
        const isCounted = type.name.endsWith("Connection") && ["nodes", "edges"].includes(field.name);
        if (isList && !isCounted)
          expect([type.name, field.name, sizeOf(type, field, {})]).toEqual([type.name, field.name, expect.any(Number)]);
      }
    }
  });

  test("the dearest page that clients are promised is within the limit", () => {
    expect(price('{ followers(account: "account:shop", first: 2000) { edges { node { openId } } } }')).toBeLessThan(
      MOST_POINTS,
    );
  });
});

describe("a minute's share", () => {
  const fake = useFakeApp([createFakeProvider({ key: "shop", rooms })], { limits: { costPerMinute: 300 } });
  const TEN = "{ liveRooms(first: 88) { nodes { id } } }";

  test("is spent by price, refused with when to come back, and there again after the minute", async () => {
    for (let index = 0; index < 3; index += 1) expect((await send(fake, TEN)).code).toBeUndefined();
    const response = await fetch(`${fake.app.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: TEN }),
    });
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "60"]);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: "RATE_LIMITED", retryable: true, retryAfterSeconds: 60 } }],
    });
    fake.clock.advance(60);
    expect((await send(fake, TEN)).code).toBeUndefined();
  });
});

describe("time", () => {
  /** Neither answers nor minds that nobody waits any more. */
  const roomRead = { getRooms: () => new Promise<never>(() => undefined) };
  const roomEnd = { endRoom: () => new Promise<never>(() => undefined) };
  const shop = createFakeProvider({ key: "shop", rooms, ports: { roomRead, roomEnd } });
  const fake = useFakeApp([shop], { limits: { queryTimeoutSeconds: 0.1, mutationTimeoutSeconds: 0.1 } });

  test("an answer leaves even if what makes it hangs", async () => {
    const { status, code } = await send(fake, '{ liveRoom(id: "room:shop:1") { id } }');
    expect([status, code]).toEqual([504, "PROVIDER_TIMEOUT"]);
    expect((await send(fake, "{ viewer { role } }")).status).toBe(200);
  });

  test("of a write that hangs, nobody is told that it was not done", async () => {
    const end = 'mutation { endLiveRoom(input: { id: "room:shop:1" }) { userErrors { code } } }';
    const { status, code } = await send(fake, end);
    expect([status, code]).toEqual([504, "UNKNOWN_OUTCOME"]);
  });
});

describe("introspection", () => {
  const fake = useFakeApp([createFakeProvider({ key: "shop" })], { limits: { introspection: false } });

  test("is refused where it is off, and nothing is suggested", async () => {
    for (const query of ["{ __schema { types { name } } }", '{ __type(name: "Query") { name } }']) {
      expect(await send(fake, query)).toMatchObject({ status: 400, code: "GRAPHQL_VALIDATION_FAILED" });
    }
    expect(JSON.stringify((await send(fake, "{ viewr { role } }")).answer)).not.toContain("viewer");
  });
});
