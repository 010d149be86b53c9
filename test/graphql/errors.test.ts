import { isEnumType } from "graphql";
import { faultKinds, LiveError, refusalKinds, type ErrorKind } from "../../src/domain/error";
import { createSchema } from "../../src/graphql/schema";
import { codeOf } from "../../src/graphql/errors";
import { createFakeProvider, fakeRoom, outage } from "../support/fake-provider";
import { useFakeApp } from "../support/fake-app";

const SECRET = "redis://user:hunter2@10.0.0.7:6379/0";
const QUERY = '{ liveRoom(id: "room:shop:1") { title } viewer { role } }';
const MUTATION =
  'mutation { deleteLiveRoom(input: { id: "room:shop:1" }) { deletedId userErrors { code message field provider providerCode } } }';

let refusal: Error | null = null;
const provider = createFakeProvider({
  rooms: [fakeRoom("shop", "1", 1000)],
  ports: { roomDelete: { deleteRoom: () => (refusal ? Promise.reject(refusal) : Promise.resolve()) } },
});
const fake = useFakeApp([provider]);
// What one test has read does not answer for the provider in the next.
beforeEach(async () => {
  provider.failure = null;
  refusal = null;
  await fake.run(MUTATION);
  provider.readings.length = 0;
});

describe("what nobody foresaw", () => {
  beforeEach(() => {
    provider.failure = new TypeError(`connect to ${SECRET} failed`);
  });

  test("is masked, and named by the request's id", async () => {
    const headers = { "x-request-id": "my-request-1" };
    const { data, errors } = await fake.run(QUERY, { headers });
    expect(errors).toEqual([
      {
        message: "Internal error. Report it with the request id.",
        path: ["liveRoom"],
        locations: [{ line: 1, column: 3 }],
        extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "my-request-1" },
      },
    ]);
    // What has nothing to do with it is answered.
    expect(data).toEqual({ liveRoom: null, viewer: { role: "ADMIN" } });
  });

  test("is told in the log, once and whole", async () => {
    await fake.run(QUERY, { headers: { "x-request-id": "my-request-2" } });
    const told = fake.log.filter(({ level }) => level === "error");
    expect(told).toEqual([
      { level: "error", message: "internal error", fields: { requestId: "my-request-2", err: provider.failure } },
    ]);
  });

  test("leaves no trace of itself in the answer", async () => {
    const text = JSON.stringify(await fake.run(QUERY));
    for (const trace of ["hunter2", "10.0.0.7", "TypeError", "stack", "node_modules", ".ts:", ".js:"]) {
      expect(text).not.toContain(trace);
    }
  });
});

describe("what was foreseen", () => {
  const schema = createSchema();
  const valuesOf = (name: string) => {
    const type = schema.getType(name);
    return isEnumType(type) ? type.getValues().map(({ name: value }) => value) : [];
  };
  const kinds: readonly ErrorKind[] = [...faultKinds, ...refusalKinds];

  test.each(kinds)("%s has a code of the closed list", (kind) => {
    expect(valuesOf("ErrorCode")).toContain(codeOf(new LiveError(kind, { en: "a", zh: "甲" })));
    if ((faultKinds as readonly string[]).includes(kind)) {
      expect(codeOf(new LiveError(kind, { en: "a", zh: "甲" }))).toBe(kind);
    }
  });

  test("the closed lists are those of the schema", () => {
    expect(valuesOf("ErrorCode").sort()).toEqual([...faultKinds].sort());
    expect(valuesOf("UserErrorCode").sort()).toEqual([...refusalKinds].sort());
  });

  test("a fault is a top-level error with all that may be told of it", async () => {
    provider.failure = outage.with({
      provider: "WECHAT",
      account: "shop",
      operation: "room.list",
      providerCode: "-1",
      providerRequestId: "61725984-07126d92-6d7ad1e2",
      providerMessage: `system error at ${SECRET}`,
      retryable: true,
      retryAfterSeconds: 30,
      ambiguous: true,
      cause: new Error(SECRET),
    });
    const { errors } = await fake.run(QUERY, { headers: { "x-request-id": "my-request-3" } });
    expect(errors).toEqual([
      {
        message: "It is down.",
        path: ["liveRoom"],
        locations: [{ line: 1, column: 3 }],
        extensions: {
          code: "PROVIDER_UNAVAILABLE",
          provider: "WECHAT",
          account: "shop",
          operation: "room.list",
          providerCode: "-1",
          providerRequestId: "61725984-07126d92-6d7ad1e2",
          retryable: true,
          retryAfterSeconds: 30,
          requestId: "my-request-3",
        },
      },
    ]);
    expect(fake.log.filter(({ level }) => level === "error")).toEqual([]);
  });

  test.each(refusalKinds)("a write that is refused as %s tells it as data", async (kind) => {
    const text = { en: "No.", zh: "不行。" };
    refusal = new LiveError(kind, text, { provider: "WECHAT", providerCode: "300023", cause: new Error(SECRET) });
    const { data, errors } = await fake.run(MUTATION);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      deleteLiveRoom: {
        deletedId: null,
        userErrors: [
          { code: kind, message: "No.", field: ["input", "id"], provider: "WECHAT", providerCode: "300023" },
        ],
      },
    });
  });

  test.each(faultKinds)("a write that ends in %s is a top-level error and nothing else", async (kind) => {
    refusal = new LiveError(kind, { en: "No.", zh: "不行。" });
    const { data, errors } = await fake.run(MUTATION);
    expect(data ?? null).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions["code"]).toBe(kind);
  });

  test("several problems of one input are told together", async () => {
    const problem = (field: string) =>
      new LiveError("INVALID_INPUT", { en: field, zh: field }, { field: [field], provider: "WECHAT" });
    refusal = problem("title").with({ others: [problem("startsAt"), problem("endsAt")] });
    const { data } = await fake.run(MUTATION);
    expect(data).toMatchObject({
      deleteLiveRoom: {
        userErrors: [{ field: ["input", "title"] }, { field: ["input", "startsAt"] }, { field: ["input", "endsAt"] }],
      },
    });
  });
});

describe("languages", () => {
  test.each([
    [undefined, "It is down."],
    ["zh-CN", "服务不可用。"],
    ["zh", "服务不可用。"],
    ["zh-Hant-TW;q=0.9, en;q=0.8", "服务不可用。"],
    ["en-GB, zh;q=0.9", "It is down."],
    ["zh;q=0.2, en;q=0.3", "It is down."],
    ["fr, de;q=0.9", "It is down."],
    ["fr, zh;q=0.1", "服务不可用。"],
    ["zh;q=0", "It is down."],
    ["*", "It is down."],
    [",;q=,zh;q=x", "It is down."],
  ])("Accept-Language %s is answered with %s", async (header, message) => {
    provider.failure = outage;
    refusal = new LiveError("INVALID_STATE", outage.text);
    const headers: Record<string, string> = header === undefined ? {} : { "accept-language": header };
    const { errors } = await fake.run(QUERY, { headers });
    expect(errors?.[0]?.message).toBe(message);
    expect(await fake.run(MUTATION, { headers })).toMatchObject({
      data: { deleteLiveRoom: { userErrors: [{ message }] } },
    });
    expect(await fake.run("{ liveRooms { unavailable { code message } } }", { headers })).toMatchObject({
      data: { liveRooms: { unavailable: [{ code: "PROVIDER_UNAVAILABLE", message }] } },
    });
  });

  test("an internal error is masked in Chinese as well", async () => {
    provider.failure = new Error(SECRET);
    const { errors } = await fake.run(QUERY, { headers: { "accept-language": "zh-CN,zh;q=0.9" } });
    expect(errors?.[0]?.message).toBe("内部错误，请附上请求编号反馈。");
  });
});

describe("documents that cannot be run", () => {
  test.each([
    ["no GraphQL", "{ liveRooms", {}, "GRAPHQL_PARSE_FAILED"],
    ["an unknown field", "{ liveRums { totalCount } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["a missing argument", "{ liveRoom { id } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["a missing variable", "query ($id: ID!) { liveRoom(id: $id) { id } }", {}, "BAD_USER_INPUT"],
    [
      "a variable of another type",
      "query ($n: Int) { liveRooms(first: $n) { totalCount } }",
      { n: "5" },
      "BAD_USER_INPUT",
    ],
    [
      "null for a value that may be left out",
      'query ($i: ID! = "a") { liveRoom(id: $i) { id } }',
      { i: null },
      "BAD_USER_INPUT",
    ],
    ["null behind a default", 'query ($i: ID = "a") { liveRoom(id: $i) { id } }', { i: null }, "BAD_USER_INPUT"],
  ])("%s", async (_what, query, variables, code) => {
    const { data, errors } = await fake.run(query, { variables, headers: { "x-request-id": "my-request-4" } });
    expect(data ?? {}).toEqual(data ? { liveRoom: null } : {});
    expect(errors?.[0]?.extensions).toEqual({ code, requestId: "my-request-4" });
    expect(provider.readings).toEqual([]);
  });

  test("an operation that is not in the document", async () => {
    const response = await fetch(`${fake.app.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "query A { viewer { role } } query B { viewer { role } }", operationName: "C" }),
    });
    const body = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(body.errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});
