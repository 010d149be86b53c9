import { parse, validate } from "graphql";
import { createSchema } from "../../src/graphql/schema";
import { firstQuery } from "../../src/http/first-query";
import { useBench } from "../support/bench";

const bench = useBench();
const open = (path: string, accept = "text/html") => fetch(bench.app.url + path, { headers: { accept } });

describe("the explorer at /", () => {
  test("is a page that needs nothing from anywhere else", async () => {
    const response = await open("/");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const page = await response.text();
    expect(addressesIn(page)).toEqual([]);
    // Large, and so it has to be asked for again after an upgrade only.
    expect(response.headers.get("cache-control")).toBe("no-cache");
  });

  test("says that everybody may do everything, in both languages, and leads on", async () => {
    const page = await (await open("/")).text();
    expect(page).toContain("everybody may do everything here");
    expect(page).toContain("任何人都可操作");
    expect(page).toContain('href="/graphql"');
    expect(page).toContain('href="/readyz"');
  });

  test("asks this gateway, and begins with the first query", async () => {
    const page = await (await open("/")).text();
    expect(page).toContain('"endpoint":"/graphql"');
    expect(page).toContain(JSON.stringify(firstQuery).slice(1, -1));
  });
});

describe("/graphql in a browser", () => {
  test("is Apollo Sandbox with the first query", async () => {
    const response = await open("/graphql", "text/html,application/xhtml+xml,*/*;q=0.8");
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain("embeddable-sandbox");
    expect(page).toContain("query Rooms");
    // It comes from Apollo, which is why it is not the page at /.
    expect(addressesIn(page).join()).toContain("apollographql.com");
    expect(page).toContain("liveRooms(first: 10)");
  });

  test("is no page for a program", async () => {
    const response = await open("/graphql", "application/json");
    expect(response.headers.get("content-type")).toMatch(/json/);
  });
});

describe("the first query", () => {
  test("is valid", () => expect(validate(createSchema(), parse(firstQuery))).toEqual([]));

  test("runs without errors, and shows rooms of every provider", async () => {
    const { data, errors } = await bench.run<{ liveRooms: FirstAnswer }, never>(firstQuery);
    expect(errors).toBeUndefined();
    const rooms = data?.liveRooms;
    expect(rooms?.nodes).toHaveLength(10);
    expect(rooms?.unavailable).toEqual([]);
    expect(rooms?.totalCount).toBeGreaterThan(20);
    expect(new Set(rooms?.nodes.map(({ provider }) => provider))).toEqual(new Set(["WECHAT", "QINIU"]));
    expect(rooms?.nodes.some(({ goods }) => goods.nodes.length > 0)).toBe(true);
  });
});

interface FirstAnswer {
  readonly totalCount: number;
  readonly nodes: readonly { readonly provider: string; readonly goods: { readonly nodes: readonly unknown[] } }[];
  readonly unavailable: readonly unknown[];
}

/** What a browser would load from elsewhere: addresses in the page's own tags and styles, not those inside scripts. */
function addressesIn(page: string): string[] {
  const scriptTags = [...page.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  const styles = [...page.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g)].map(([, style]) => style ?? "");
  const rest = page.replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, "").replace(/<style\b[^>]*>[\s\S]*?<\/style>/g, "");
  const tags = [...scriptTags, ...[...rest.matchAll(/<[a-z][^>]*>/g)].map(([tag]) => tag)].join("\n");
  return [
    ...[...tags.matchAll(/\b(?:src|href|action|srcset|data)=["']?((?:https?:)?\/\/[^"'\s>]+)/gi)].map(([, url]) => url),
    ...styles.flatMap((style) =>
      [...style.matchAll(/(?:url\(|@import\s+)["']?((?:https?:)?\/\/[^"')\s]+)/gi)].map(([, url]) => url),
    ),
  ].filter((url) => url !== undefined);
}
