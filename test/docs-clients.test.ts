import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { createSchema } from "../src/graphql/schema";
import { useBench } from "./support/bench";
import { codeBlocks } from "./support/markdown";

/* The client code that docs/clients.md prints, run as it stands there. */

const bench = useBench();
const text = readFileSync(join(__dirname, "..", "docs", "clients.md"), "utf8");
const blocks = codeBlocks(text);

interface Printed {
  readonly ask: (query: string, variables?: object) => Promise<{ data: Answer; warnings: readonly unknown[] }>;
  readonly titles: () => Promise<readonly string[]>;
  readonly request: (query: string, variables?: object, token?: string) => Promise<Answer>;
}
type Answer = Record<string, { totalCount: number; nodes: readonly unknown[] }>;

interface WxRequest {
  readonly url: string;
  readonly method: string;
  readonly header: Record<string, string>;
  readonly data: object;
  readonly success: (answer: { readonly data: unknown }) => void;
  readonly fail: (reason: { readonly errMsg: string }) => void;
}

/** `wx.request` as far as the printed code uses it. */
const wx = {
  request({ url, method, header, data, success, fail }: WxRequest): void {
    fetch(url, { method, headers: header, body: JSON.stringify(data) })
      .then((response) => response.json())
      .then(
        (answer) => success({ data: answer }),
        (error: unknown) => fail({ errMsg: String(error) }),
      );
  },
};

function printed(): Printed {
  const code = blocks.filter(({ language }) => language === "js").map((block) => block.code);
  const source = code.join("\n").replaceAll("http://127.0.0.1:4000", bench.app.url);
  const context = { fetch, wx, Object, Error, Promise, JSON };
  return runInNewContext(`${source}\n({ ask, titles, request })`, context) as Printed;
}

test("one function asks, and throws what is fatal with its code", async () => {
  const { ask } = printed();
  const { data, warnings } = await ask("{ liveRooms(first: 2) { nodes { id } } }");
  expect(data["liveRooms"]?.nodes).toHaveLength(2);
  expect(warnings).toEqual([]);
  await expect(ask('{ liveRoom(id: "nonsense") { id } }')).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
  await expect(ask("{ nothing }")).rejects.toMatchObject({ code: "GRAPHQL_VALIDATION_FAILED" });
});

test("pages follow one another to the end", async () => {
  const { ask, titles } = printed();
  const { data } = await ask("{ liveRooms(first: 1) { totalCount } }");
  expect(await titles()).toHaveLength(data["liveRooms"]?.totalCount ?? NaN);
});

test("a mini-program asks over wx.request", async () => {
  const { request } = printed();
  const data = await request("query ($first: Int) { liveRooms(first: $first) { nodes { id } } }", { first: 3 });
  expect(data["liveRooms"]?.nodes).toHaveLength(3);
  await expect(request("{ nothing }")).rejects.toMatchObject({ code: "GRAPHQL_VALIDATION_FAILED" });
});

test("the types named for Apollo Client's cache are all there are", () => {
  const schema = createSchema();
  for (const name of ["Node", "LiveRoomDetails"]) {
    const type = schema.getType(name);
    if (!type || !("astNode" in type)) throw new Error(`${name} is not in the schema`);
    const possible = schema.getPossibleTypes(type as Parameters<typeof schema.getPossibleTypes>[0]);
    const [, listed = ""] = new RegExp(`${name}: \\[([^\\]]+)\\]`).exec(text) ?? [];
    expect(listed.match(/\w+/g)?.sort()).toEqual(possible.map((each) => each.name).sort());
  }
});
