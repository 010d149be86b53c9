import { auditServer } from "graphql-http";
import { useFakeApp } from "../support/fake-app";
import { createFakeProvider, fakeRoom } from "../support/fake-provider";

const fake = useFakeApp([createFakeProvider({ rooms: [fakeRoom("shop", "1", 1000)] })], {
  corsOrigins: ["https://shop.example"],
});

test("every audit of GraphQL over HTTP is kept, with the protection against other sites on", async () => {
  const results = await auditServer({ url: `${fake.app.url}/graphql` });
  expect(results.filter(({ status }) => status !== "ok").map(({ id, name }) => `${id} ${name}`)).toEqual([]);
  expect(results).toHaveLength(61);
});

const QUERY = JSON.stringify({ query: "{ viewer { role } }" });
const url = `/graphql?query=${encodeURIComponent("{ viewer { role } }")}`;
const mutation = `/graphql?query=${encodeURIComponent('mutation { deleteLiveRoom(input: { id: "room:shop:1" }) { deletedId } }')}`;
const json = { "content-type": "application/json" };
const cross = { "sec-fetch-site": "cross-site", origin: "https://evil.example" };

test.each<[string, number, string, RequestInit]>([
  ["a query by GET from another site", 403, url, { headers: cross }],
  [
    "plain text from another site",
    403,
    "/graphql",
    { method: "POST", headers: { ...cross, "content-type": "text/plain" }, body: QUERY },
  ],
  [
    "JSON from another site, by a browser that tells the origin alone",
    403,
    "/graphql",
    { method: "POST", headers: { ...json, origin: cross.origin }, body: QUERY },
  ],
  ["JSON from another site", 403, "/graphql", { method: "POST", headers: { ...json, ...cross }, body: QUERY }],
  [
    "JSON from another port of this host",
    403,
    "/graphql",
    { method: "POST", headers: { ...json, "sec-fetch-site": "same-site", origin: "http://127.0.0.1:1" }, body: QUERY },
  ],
  [
    "a form",
    415,
    "/graphql",
    { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "query={viewer{role}}" },
  ],
  ["a mutation by GET", 405, mutation, {}],
  [
    "a charset that nobody reads",
    415,
    "/graphql",
    { method: "POST", headers: { "content-type": "application/json; charset=koi-9" }, body: QUERY },
  ],
  ["a body of 2 MB", 413, "/graphql", { method: "POST", headers: json, body: " ".repeat(2_000_000) + QUERY }],
  ["malformed JSON", 400, "/graphql", { method: "POST", headers: json, body: "{" }],
  [
    "JSON of this site",
    200,
    "/graphql",
    { method: "POST", headers: { ...json, "sec-fetch-site": "same-origin" }, body: QUERY },
  ],
  [
    "JSON of a site that is let in",
    200,
    "/graphql",
    {
      method: "POST",
      headers: { ...json, "sec-fetch-site": "cross-site", origin: "https://shop.example" },
      body: QUERY,
    },
  ],
  [
    "JSON of a program",
    200,
    "/graphql",
    { method: "POST", headers: { "content-type": "application/json; charset=UTF-8" }, body: QUERY },
  ],
])("%s: %i, and JSON", async (_what, status, path, init) => {
  const response = await fetch(fake.app.url + path, init);
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toMatch(/^application\/json; charset=utf-8/);
  const { errors, data } = (await response.json()) as {
    errors?: { message: string; extensions: Record<string, unknown> }[];
    data?: unknown;
  };
  if (status === 200) expect(data).toEqual({ viewer: { role: "ADMIN" } });
  else {
    const [error] = errors ?? [];
    expect(error?.message).toMatch(/./);
    expect(error?.extensions).toMatchObject({ requestId: expect.any(String) as string });
    expect(error?.extensions["code"]).toMatch(/^[A-Z_]+$/);
  }
});

test.each([
  ["/graphql?query={", 400],
  ["/nowhere", 404],
  ["/graphql/%ff", 400],
])("%s is answered in the same shape", async (path, status) => {
  const response = await fetch(fake.app.url + path, { headers: { accept: "application/graphql-response+json" } });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({
    errors: [{ extensions: { requestId: expect.any(String) as string } }],
  });
});

test.each([
  ["application/json", 200],
  ["application/graphql-response+json", 400],
  ["application/graphql-response+json, application/json;q=0.9", 400],
  ["*/*", 200],
])("a document that does not fit the schema, asked for as %s: %i", async (accept, status) => {
  const body = JSON.stringify({ query: "{ nothing }" });
  const response = await fetch(`${fake.app.url}/graphql`, { method: "POST", headers: { ...json, accept }, body });
  expect(response.status).toBe(status);
});
