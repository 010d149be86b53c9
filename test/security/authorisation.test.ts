import { createSchema } from "../../src/graphql/schema";
import { useBench, type Answer, type Bench } from "../support/bench";
import { NOW } from "../support/clock";
import { mutationDocuments, queryDocuments, type FieldDocument, type SampleIds } from "../support/sample-documents";
import { signToken } from "../support/tokens";

const SECRET = "a shared secret that nobody could guess";
const environment = { ZHIBO_AUTH: "jwt", JWT_SECRET: SECRET };
const exp = Math.floor(NOW / 1000) + 3600;
const bearer = (claims: object) => ({ authorization: `Bearer ${signToken(SECRET, { sub: "ange", exp, ...claims })}` });

/** Who asks for everything. `foreign` may do everything, to an account that the ids do not name. */
const callers = {
  nobody: {},
  viewer: bearer({ role: "viewer", accounts: ["wechat", "qiniu"] }),
  operator: bearer({ role: "operator", accounts: ["wechat", "qiniu"] }),
  admin: bearer({ role: "admin" }),
  foreign: bearer({ role: "admin", accounts: ["elsewhere"] }),
};

const idsOf = (key: string): SampleIds => ({
  account: `account:${key}`,
  room: `room:${key}:2`,
  goods: `goods:${key}:1`,
  member: `member:${key}:walle1`,
  notification: `notification:${key}:9d0e0c1c-3b0a-4c36-8a52-2a4cf3cbe1b5`,
});

const schema = createSchema();
const queries = queryDocuments(schema, idsOf("wechat"));
const mutations = mutationDocuments(schema, idsOf("wechat"));

type Any = Answer<Record<string, unknown>>;

/** What the field came to: a code that kept it back, or whether anything was there. */
function outcomeOf({ data, errors }: Any, path: readonly string[]): string {
  const refusal = errors?.[0]?.extensions["code"];
  if (typeof refusal === "string") return refusal;
  const found = path.reduce<unknown[]>(
    (level, name) => level.flatMap((item) => (item as Record<string, unknown>)[name] ?? []),
    [data ?? {}],
  );
  return found.length > 0 ? "data" : "nothing";
}

describe("every field, by role and account", () => {
  const bench = useBench({ environment: { ...environment, ZHIBO_FAST_PATH: "on" } });
  const without = useBench({ environment: { ...environment, ZHIBO_FAST_PATH: "off" } });
  const ask = (document: FieldDocument, caller: keyof typeof callers, of = bench) =>
    of.run<Record<string, unknown>, never>(document.query, undefined, callers[caller]);
  const isKept = (outcome: string) => outcome === "UNAUTHENTICATED" || outcome === "FORBIDDEN";

  /** A row for each field, a column for each caller. Whether there is anything to see matters only of a foreign account. */
  async function matrixOf(
    documents: readonly FieldDocument[],
    of = bench,
  ): Promise<Record<string, Record<string, string>>> {
    const rows: Record<string, Record<string, string>> = {};
    for (const document of documents) {
      const row: Record<string, string> = {};
      for (const caller of Object.keys(callers) as (keyof typeof callers)[]) {
        const outcome = outcomeOf(await ask(document, caller, of), document.path);
        row[caller] = isKept(outcome) ? outcome : caller === "foreign" ? outcome : "yes";
      }
      rows[document.name] = row;
    }
    return rows;
  }

  const print = (documents: readonly FieldDocument[], rows: Record<string, Record<string, string>>) =>
    documents
      .map(({ name, signature }) =>
        [signature, ...Object.entries(rows[name] ?? {}).map(([who, what]) => `${who}: ${what}`)].join("  "),
      )
      .sort()
      .join("\n");

  test("reading is as it was agreed, and descriptions say so", async () => {
    const rows = await matrixOf(queries);
    expect(Object.keys(rows).length).toBeGreaterThan(150);
    expect(print(queries, rows)).toMatchSnapshot();
    // By now every document that may take the short way has been learnt; and nobody's outcome depends on which they take.
    expect(await matrixOf(queries)).toEqual(rows);
    expect(await matrixOf(queries, without)).toEqual(rows);
    for (const { name, description } of queries) {
      const { nobody, viewer, operator, admin } = rows[name] ?? {};
      // What a viewer may not see is either the field's own matter or hangs below one that is.
      if (description.startsWith("OPERATOR"))
        expect([name, nobody, viewer]).toEqual([name, "UNAUTHENTICATED", "FORBIDDEN"]);
      expect([name, operator, admin]).toEqual([name, "yes", "yes"]);
    }
  }, 300_000);

  test("writing is for operators, and for their own accounts", async () => {
    const rows = await matrixOf(mutations);
    expect(print(mutations, rows)).toMatchSnapshot();
    for (const [name, row] of Object.entries(rows)) {
      expect([name, row]).toEqual([
        name,
        { nobody: "UNAUTHENTICATED", viewer: "FORBIDDEN", operator: "yes", admin: "yes", foreign: "data" },
      ]);
    }
  }, 300_000);

  test("what may not be done is not asked of a provider", async () => {
    for (const sandbox of [bench.wechat, bench.qiniu]) bench.upstream(sandbox);
    for (const document of mutations) {
      for (const caller of ["nobody", "viewer", "foreign"] as const) await ask(document, caller);
    }
    for (const sandbox of [bench.wechat, bench.qiniu]) expect(bench.upstream(sandbox)).toEqual([]);
  });

  test("a thing of a foreign account is answered like one of no account at all", async () => {
    const absent = [...queryDocuments(schema, idsOf("nowhere")), ...mutationDocuments(schema, idsOf("nowhere"))];
    for (const [index, document] of [...queries, ...mutations].entries()) {
      const shown = async (asked: FieldDocument, of: Bench) => {
        const text = JSON.stringify(await ask(asked, "foreign", of));
        return text.replaceAll(/"requestId":"[^"]*"/g, "").replaceAll("nowhere", "wechat");
      };
      const other = absent[index];
      if (!other) throw new Error("the documents differ");
      const answers = [await shown(document, bench), await shown(other, bench), await shown(document, without)];
      expect([document.name, new Set(answers).size]).toEqual([document.name, 1]);
    }
  }, 300_000);

  test("a member or a push that is reached by its id alone is kept all the same", async () => {
    for (const kind of ["Member", "Notification"] as const) {
      const id = idsOf("wechat")[kind === "Member" ? "member" : "notification"];
      const query = `{ node(id: "${id}") { id } nodes(ids: ["${id}"]) { ... on ${kind} { id } } }`;
      const answer = await bench.run<Record<string, unknown>, never>(query, undefined, callers.viewer);
      expect(answer.errors?.map(({ extensions }) => extensions["code"])).toEqual(["FORBIDDEN", "FORBIDDEN"]);
      expect(answer.data).toEqual({ node: null, nodes: [null] });
    }
  });

  test("an empty list of accounts is none, and no list is all", async () => {
    const keys = async (headers: Record<string, string>) => {
      const { data } = await bench.run<{ accounts: { key: string }[] }, never>(
        "{ accounts { key } }",
        undefined,
        headers,
      );
      return data?.accounts.map(({ key }) => key);
    };
    expect(await keys(bearer({ role: "admin", accounts: [] }))).toEqual([]);
    expect(await keys(bearer({ role: "admin" }))).toEqual(["wechat", "qiniu"]);
    expect(await keys(bearer({ role: "admin", accounts: ["qiniu"] }))).toEqual(["qiniu"]);
  });

  test("lists show the rooms of one's own accounts, and count no others", async () => {
    const list = "{ liveRooms(first: 100) { totalCount nodes { account { key } } unavailable { code } } }";
    interface Rooms {
      readonly liveRooms: { readonly totalCount: number; readonly nodes: readonly { account: { key: string } }[] };
    }
    const { data } = await bench.run<Rooms, never>(list, undefined, bearer({ accounts: ["qiniu"] }));
    expect(new Set(data?.liveRooms.nodes.map(({ account }) => account.key))).toEqual(new Set(["qiniu"]));
    expect(data?.liveRooms.totalCount).toBe(data?.liveRooms.nodes.length);
    expect(bench.upstream(bench.wechat)).toEqual([]);
  });

  test("an operator's warm snapshot shows a viewer nothing more than a cold one", async () => {
    const visible = queries.filter(({ name }) => name.startsWith("LiveRoom.") || name.startsWith("Query."));
    for (const document of visible) await ask(document, "operator");
    for (const document of visible) {
      const { data, errors } = await ask(document, "viewer");
      if (document.description.startsWith("OPERATOR"))
        expect([errors?.[0]?.extensions["code"], document.name]).toEqual(["FORBIDDEN", document.name]);
      else expect([errors, document.name, data === null]).toEqual([undefined, document.name, false]);
    }
  }, 60_000);
});

describe("writes leave a line", () => {
  const lines: object[] = [];
  const write = (fields: object) => void lines.push(fields);
  const bench = useBench({ environment, log: { info: write, warn: write, error: write } });
  const audit = () => lines.filter((fields) => "audit" in fields);
  beforeEach(() => lines.splice(0));
  const remove = (id: string, caller: Record<string, string>) =>
    bench.run(`mutation { deleteLiveRoom(input: { id: "${id}" }) { deletedId userErrors { code } } }`, undefined, {
      ...caller,
      "x-request-id": "shop-request-9",
    });
  const line = {
    audit: "rooms.remove",
    requestId: "shop-request-9",
    subject: "ange",
    role: "OPERATOR",
    target: "room:wechat:2",
    result: "room:wechat:2",
    outcome: "DONE",
  };

  test("who, what, to which thing, and what came of it", async () => {
    await remove("room:wechat:2", callers.operator);
    await remove("room:wechat:2", callers.operator);
    expect(audit()).toEqual([line, { ...line, result: null, outcome: expect.any(String) as string }]);
    expect(audit()[1]).not.toMatchObject({ outcome: "DONE" });
  });

  test("a read leaves none", async () => {
    await bench.run("{ liveRooms { nodes { id assistants { openId } } } }", undefined, callers.operator);
    expect(audit()).toEqual([]);
  });
});
