import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dialects, type Dialect } from "../../../../src/providers/qiniu/sandbox";
import { servedBy } from "../../../../src/providers/qiniu/sandbox/route";
import { qiniuRoutes } from "../../../../src/providers/qiniu/sandbox/routes";
import { startQiniu, type Qiniu } from "./support/qiniu";

interface Row {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly served: Readonly<Record<Dialect, boolean>>;
  readonly testedIn: string;
}

const readme = readFileSync(join(__dirname, "../../../../src/providers/qiniu/README.md"), "utf8");
const rows: readonly Row[] = readme
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .filter((cells) => cells.length === 9 && /^`\//.test(cells[3] ?? ""))
  .map(([, name = "", method = "", path = "", cloud, master, develop, testedIn = ""]) => ({
    name,
    method,
    path: path.replaceAll("`", ""),
    served: { cloud: cloud === "yes", master: master === "yes", develop: develop === "yes" },
    testedIn,
  }));

const key = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

describe("the table of endpoints", () => {
  it("has a row for each endpoint, and each once", () => {
    expect(rows.length).toBeGreaterThan(90);
    expect(new Set(rows.map(key)).size).toBe(rows.length);
    expect(rows.filter((row) => !/^[a-z][A-Za-z]+$/.test(row.name))).toEqual([]);
  });

  it.each(dialects)("names what %s serves, and nothing else", (dialect) => {
    const told = rows.filter((row) => row.served[dialect]).map(key);
    expect(told.sort()).toEqual(servedBy(dialect, qiniuRoutes).map(key).sort());
  });

  it.each(dialects)("is true of %s over HTTP", async (dialect) => {
    const qiniu: Qiniu = await startQiniu(dialect);
    const wrong: string[] = [];
    for (const row of rows) {
      const method = row.method === "ANY" ? "GET" : row.method;
      const answer = await qiniu.open(method, row.path.replace(/:\w+/g, "1"));
      if ((answer.text !== "404 page not found") !== row.served[dialect]) wrong.push(key(row));
    }
    await qiniu.sandbox.close();
    expect(wrong).toEqual([]);
  });

  it("names tests that exist and speak of the path", () => {
    const wrong = rows.filter(({ path, served, testedIn }) => {
      const file = join(__dirname, `${testedIn}.test.ts`);
      if (!Object.values(served).includes(true)) return testedIn !== "–";
      if (!existsSync(file)) return true;
      const words = path.split("/").filter((segment) => segment !== "" && !segment.startsWith(":"));
      const text = readFileSync(file, "utf8");
      return !words.slice(1).every((word) => text.includes(word));
    });
    expect(wrong).toEqual([]);
  });
});
