import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "../../src/domain/log";
import { useBench, type Answer, type Bench } from "../support/bench";

const folder = mkdtempSync(join(tmpdir(), "zhibo-documents-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const roomQuery = "query Room($id: ID!) {\n  liveRoom(id: $id) {\n    id\n    title\n  }\n}";
const roleQuery = "query Role { viewer { role } }";
const other = "query Other { viewer { subject } }";
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

const apollo = join(folder, "apollo.json");
writeFileSync(
  apollo,
  JSON.stringify({
    format: "apollo-persisted-query-manifest",
    version: 1,
    operations: [{ id: hashOf(roomQuery), name: "Room", type: "query", body: roomQuery }],
  }),
);
const relay = join(folder, "relay.json");
writeFileSync(relay, JSON.stringify({ "0f2c7a": roleQuery }));

const lines: unknown[] = [];
const log: Log = {
  info: () => undefined,
  warn: (fields, message) => lines.push({ ...fields, message }),
  error: () => undefined,
};
beforeEach(() => lines.splice(0));

const manifests = { ZHIBO_TRUSTED_DOCUMENTS: `${apollo}, ${relay}` };
const bench = (settings: Readonly<Record<string, string>>) => useBench({ log, environment: settings });

async function post(to: Bench, body: object): Promise<Answer<Readonly<Record<string, unknown>>> & { status: number }> {
  const response = await fetch(`${to.app.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as Answer<Readonly<Record<string, unknown>>>) };
}

async function get(to: Bench, search: Readonly<Record<string, string>>) {
  const response = await fetch(`${to.app.url}/graphql?${new URLSearchParams(search).toString()}`);
  return { status: response.status, ...((await response.json()) as Answer<Readonly<Record<string, unknown>>>) };
}

const codesOf = ({ errors = [] }: Answer<unknown>) => errors.map(({ extensions }) => extensions["code"]);
const persisted = (hash: string) => ({ persistedQuery: { version: 1, sha256Hash: hash } });
const variables = { id: "room:wechat:3" };
const room = { liveRoom: { id: "room:wechat:3", title: expect.any(String) as string } };

/** A document by every name it has; three times, since from the second time on there may be another way in. */
const names: Readonly<Record<string, object>> = {
  "the hash in the extensions": { extensions: persisted(hashOf(roomQuery)), variables },
  "the hash beside the text": { query: roomQuery, extensions: persisted(hashOf(roomQuery)), variables },
  documentId: { documentId: hashOf(roomQuery), variables },
  "documentId with the name of the hash": { documentId: `sha256:${hashOf(roomQuery)}`, variables },
  id: { id: hashOf(roomQuery), variables },
  "its text": { query: roomQuery, variables, operationName: "Room" },
  "its text, printed otherwise": { query: `# a room\n${roomQuery.replaceAll("\n", " ")},`, variables },
};

describe.each(["on", "off"])("with the fast path %s, enforced", (fastPath) => {
  const enforced = bench({ ...manifests, ZHIBO_TRUSTED_DOCUMENTS_MODE: "enforce", ZHIBO_FAST_PATH: fastPath });

  test.each(Object.entries(names))("a document of the list is run by %s", async (_name, body) => {
    for (let time = 1; time <= 3; time += 1) expect(await post(enforced, body)).toEqual({ status: 200, data: room });
  });

  test("a document is run by an id that is no hash, and by its hash as well", async () => {
    for (const id of ["0f2c7a", hashOf(roleQuery)]) {
      expect(await post(enforced, { id })).toEqual({ status: 200, data: { viewer: { role: "ADMIN" } } });
      expect(await get(enforced, { documentId: id })).toEqual({ status: 200, data: { viewer: { role: "ADMIN" } } });
    }
    const extensions = JSON.stringify(persisted(hashOf(roomQuery)));
    const answer = await get(enforced, { extensions, variables: JSON.stringify(variables) });
    expect(answer).toEqual({ status: 200, data: room });
  });

  test.each([
    ["another text", { query: other }],
    ["one field more", { query: roomQuery.replace("title", "title status"), variables }],
    ["another text with its own hash", { query: other, extensions: persisted(hashOf(other)) }],
    ["an id of nothing", { documentId: "nothing" }],
    ["a hash of nothing", { extensions: persisted(hashOf(other)) }],
    ["a name of an object's own", { id: "constructor" }],
    ["the schema", { query: "{ __schema { queryType { name } } }" }],
    ["a mutation", { query: 'mutation { endLiveRoom(input: { id: "room:qiniu:1" }) { userErrors { code } } }' }],
    ["no GraphQL at all", { query: "“" }],
  ])("%s is refused", async (_name, body) => {
    for (let time = 1; time <= 2; time += 1) {
      const answer = await post(enforced, body);
      expect([answer.status, codesOf(answer), answer.data]).toEqual([403, ["DOCUMENT_NOT_TRUSTED"], undefined]);
    }
    expect(enforced.upstream(enforced.wechat)).toEqual([]);
    expect(enforced.upstream(enforced.qiniu)).toEqual([]);
  });

  test("a query by GET is refused like any other, however often the address names one", async () => {
    expect(codesOf(await get(enforced, { query: other }))).toEqual(["DOCUMENT_NOT_TRUSTED"]);
    const twice = new URLSearchParams([
      ["query", other],
      ["query", roleQuery],
    ]);
    const response = await fetch(`${enforced.app.url}/graphql?${twice.toString()}`);
    expect(await response.text()).not.toContain("subject");
  });

  test("a text under the id of another is refused", async () => {
    const answer = await post(enforced, { query: roomQuery, id: "0f2c7a" });
    expect([answer.status, codesOf(answer)]).toEqual([400, ["BAD_USER_INPUT"]]);
  });
});

describe("logged", () => {
  const logged = bench({ ...manifests, ZHIBO_TRUSTED_DOCUMENTS_MODE: "log" });

  test("a document that is not on the list is run, and told of once, without its text", async () => {
    for (let time = 1; time <= 3; time += 1) {
      expect(await post(logged, { query: other, operationName: "Other" })).toEqual({
        status: 200,
        data: { viewer: { subject: null } },
      });
    }
    await post(logged, { id: "0f2c7a" });
    const told = lines.filter((line) => (line as { message: string }).message === "not a trusted document");
    expect(told).toEqual([expect.objectContaining({ sha256: hashOf(other), operationName: "Other", id: null })]);
    expect(JSON.stringify(lines)).not.toContain("subject");
  });

  test("an id of nothing has the client send the text", async () => {
    const answer = await post(logged, { extensions: persisted(hashOf(other)) });
    expect([answer.status, codesOf(answer)]).toEqual([200, ["PERSISTED_QUERY_NOT_FOUND"]]);
    expect(answer.errors?.[0]?.message).toBe("PersistedQueryNotFound");
    expect(await post(logged, { query: other, extensions: persisted(hashOf(other)) })).toMatchObject({ status: 200 });
  });
});

describe("with nothing configured", () => {
  const plain = bench({});

  test("a client that asks by hashes is told to send texts", async () => {
    const answer = await post(plain, { extensions: persisted(hashOf(other)) });
    expect([answer.status, codesOf(answer)]).toEqual([200, ["PERSISTED_QUERY_NOT_SUPPORTED"]]);
    expect(answer.errors?.[0]?.message).toBe("PersistedQueryNotSupported");
    expect(await post(plain, { query: other, extensions: persisted(hashOf(other)) })).toMatchObject({ status: 200 });
    expect(codesOf(await post(plain, { extensions: persisted(hashOf(other)) }))).toEqual([
      "PERSISTED_QUERY_NOT_SUPPORTED",
    ]);
  });
});

describe("documents that clients leave", () => {
  const automatic = bench({ ZHIBO_AUTOMATIC_PERSISTED_QUERIES: "on" });
  const ask = (query: string) => post(automatic, { extensions: persisted(hashOf(query)) });
  const leave = (query: string, hash = hashOf(query)) => post(automatic, { query, extensions: persisted(hash) });

  test("are run by their hashes from then on", async () => {
    expect(codesOf(await ask(roleQuery))).toEqual(["PERSISTED_QUERY_NOT_FOUND"]);
    const answer = { status: 200, data: { viewer: { role: "ADMIN" } } };
    expect(await leave(roleQuery)).toEqual(answer);
    for (let time = 1; time <= 3; time += 1) expect(await ask(roleQuery)).toEqual(answer);
    const extensions = JSON.stringify(persisted(hashOf(roleQuery)));
    expect(await get(automatic, { extensions })).toEqual(answer);
  });

  test("are not taken under the hash of another", async () => {
    expect(codesOf(await leave(roleQuery, hashOf(other)))).toEqual(["BAD_USER_INPUT"]);
    expect(codesOf(await ask(other))).toEqual(["PERSISTED_QUERY_NOT_FOUND"]);
  });

  test.each([
    ["that are not valid", "{ nothing }"],
    ["that are no GraphQL", "{"],
    ["that are too deep", `{ ${"__typename ... { ".repeat(400)}`],
    ["that are very long", `${roleQuery} # ${"x".repeat(40_000)}`],
  ])("are not kept when they are documents %s", async (_name, query) => {
    await leave(query);
    expect(codesOf(await ask(query))).toEqual(["PERSISTED_QUERY_NOT_FOUND"]);
  });

  test("take up only so much memory: the oldest give way", async () => {
    const large = (index: number) => `query Q${index} { viewer { role } } # ${"x".repeat(30_000)}`;
    for (let index = 0; index <= 150; index += 1) await leave(large(index));
    expect(codesOf(await ask(large(0)))).toEqual(["PERSISTED_QUERY_NOT_FOUND"]);
    expect(await ask(large(150))).toMatchObject({ data: { viewer: { role: "ADMIN" } } });
  });
});
