import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildSchema, parse, validate } from "graphql";
import { parse as parseYaml } from "yaml";
import { readSettings } from "../src/config";
import { providerNames, type ProviderName } from "../src/domain/account";
import { faultKinds, refusalKinds } from "../src/domain/error";
import { capabilitiesOf } from "../src/domain/provider";
import { providerModules } from "../src/providers";
import { codeBlocks, headings, links, tableRows } from "./support/markdown";
import { createProviderDependencies } from "./support/provider-dependencies";

/* What the documents say, held against what is there. */

const root = join(__dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** All files of the project below a folder, as paths from the root. What is installed, built or hidden is not its own. */
function filesBelow(folder: string, suffix: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".") || ["node_modules", "dist", "coverage"].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path, suffix) : path.endsWith(suffix) ? [path] : [];
  });
}

const documents = filesBelow("", ".md").map((path) => ({ path, text: read(path) }));
const english = read("README.md");
const chinese = read("README.zh-CN.md");
const readmes = [
  ["README.md", english],
  ["README.zh-CN.md", chinese],
] as const;

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(read("package.json")) as Manifest;

describe("docs/dependencies.md", () => {
  const sections = new Map(
    read("docs/dependencies.md")
      .split(/^## /m)
      .map((section) => [section.slice(0, section.indexOf("\n")), section]),
  );

  test.each([
    ["Dependencies", manifest.dependencies],
    ["Development dependencies", manifest.devDependencies],
    ["Overrides", manifest.overrides],
  ])("has a sentence for each of its %s, in the version of package.json, and for nothing else", (title, versions) => {
    const entries = (sections.get(title) ?? "").matchAll(/^- `([^`]+)` (\S+): \S+ \S+/gm);
    expect(Object.fromEntries([...entries].map(([, name, version]) => [name, version]))).toEqual(versions);
  });
});

describe("README.md and README.zh-CN.md", () => {
  test("have the same structure of headings", () => {
    expect(headings(chinese).map(({ level }) => level)).toEqual(headings(english).map(({ level }) => level));
  });

  test("have the same blocks of code", () => {
    expect(codeBlocks(chinese)).toEqual(codeBlocks(english));
  });

  test("have the same links, and each leads to the other", () => {
    const targets = (text: string, other: string) =>
      links(text)
        .map((target) => (target === other ? "the other" : target.startsWith("#") ? "#" : target))
        .sort();
    const ofEnglish = targets(english, "README.zh-CN.md");
    expect(targets(chinese, "README.md")).toEqual(ofEnglish);
    expect(ofEnglish).toContain("the other");
  });

  test("have tables of the same shape, with the same names in the first column", () => {
    const names = (text: string) =>
      tableRows(text).map((cells) => [cells.length, cells[0]?.startsWith("`") ? cells[0] : ""]);
    expect(names(chinese)).toEqual(names(english));
  });

  test("have a column for every provider", () => {
    expect([...columns].sort()).toEqual([...providerNames].sort());
  });

  test.each(readmes)("%s says what each account can do", async (_, text) => {
    const rows = tableRows(text).filter(([name]) => /^`[A-Z_]+`$/.test(name ?? ""));
    for (const [index, provider] of columns.entries()) {
      const said = rows.filter((cells) => isYes(cells[index + 1])).map(([name]) => name?.replaceAll("`", ""));
      expect(said.sort()).toEqual([...(await abilitiesOf(provider))].sort());
    }
  });

  test.each(readmes)("%s prints control routes that the simulators have", async (_, text) => {
    const rows = tableRows(text).filter(([name]) => name?.includes(" /_sandbox"));
    expect(rows.length).toBeGreaterThan(10);
    for (const [index, name] of columns.entries()) {
      const routes = await controlRoutesOf(name);
      for (const cells of rows) {
        const route = cells[0]?.replaceAll("`", "");
        expect([name, route, isYes(cells[index + 1])]).toEqual([name, route, routes.includes(route ?? "")]);
      }
    }
  });
});

/** The providers in the order of the columns. */
const columns: readonly ProviderName[] = ["WECHAT", "QINIU"];

function isYes(cell: string | undefined): boolean {
  if (cell === "yes" || cell === "有") return true;
  if (cell === "no" || cell === "无") return false;
  throw new Error(`neither yes nor no: ${String(cell)}`);
}

const exampleSettings: Readonly<Record<ProviderName, object>> = {
  WECHAT: { appId: "wx1234567890abcdef", appSecret: "secret", pushToken: "token" },
  QINIU: { accessKey: "key", secretKey: "secret", callbackSecret: "0123456789abcdef" },
};

async function abilitiesOf(provider: ProviderName): Promise<readonly string[]> {
  const reading = providerModules.find(({ name }) => name === provider)?.read(exampleSettings[provider]);
  if (!reading?.ok) throw new Error(`the example settings of ${provider} are not right`);
  const connected = await reading.account.connect(createProviderDependencies());
  await connected.close();
  return capabilitiesOf(connected);
}

async function controlRoutesOf(provider: ProviderName): Promise<readonly string[]> {
  const module = await providerModules.find(({ name }) => name === provider)?.sandbox();
  const sandbox = await module?.start({ port: 0, host: "127.0.0.1", environment: {} });
  try {
    const response = await fetch(`${sandbox?.url ?? ""}/_sandbox`);
    return ((await response.json()) as { routes: string[] }).routes;
  } finally {
    await sandbox?.close();
  }
}

describe("docs/configuration.md", () => {
  const text = read("docs/configuration.md");
  const isOurs = /^(?:(?:ZHIBO|WECHAT|QINIU|JWT)_[A-Z_]+|JWKS_URL|HOST|PORT|LOG_LEVEL|CORS_ORIGINS|REDIS_URL)$/;

  test("has a row for every variable that the sources read, and for no other", () => {
    const inSources = filesBelow("src", ".ts").flatMap((path) =>
      [...read(path).matchAll(/"([A-Z_]+)"/g)].map(([, word]) => word as string).filter((word) => isOurs.test(word)),
    );
    const inRows = tableRows(text).flatMap((cells) =>
      cells.slice(0, 2).flatMap((cell) => /^`([A-Z_]+)`$/.exec(cell)?.[1] ?? []),
    );
    expect([...new Set(inRows)].sort()).toEqual([...new Set(inSources)].sort());
  });
});

test("docs/errors.md has a row for every code of both channels, in the order of the sources", () => {
  const codes = tableRows(read("docs/errors.md")).flatMap(([cell]) => /^`([A-Z_]+)`$/.exec(cell ?? "")?.[1] ?? []);
  expect(codes).toEqual([...refusalKinds, ...faultKinds]);
});

/** What each document has to be blamed for, if anything. */
function blame(find: (document: (typeof documents)[number]) => readonly string[]): string[] {
  return documents.flatMap((document) => find(document).map((fault) => `${document.path}: ${fault}`));
}

describe("every document", () => {
  test("links to what is there", () => {
    const lost = blame(({ path, text }) => links(text).filter((target) => !leadsSomewhere(path, target)));
    expect(lost).toEqual([]);
  });

  test("prints commands that package.json has", () => {
    const unknown = blame(({ text }) =>
      [...text.matchAll(/\bnpm run ([a-z][a-z:-]*[a-z])/g)]
        .map(([, script]) => script as string)
        .filter((script) => !(script in manifest.scripts)),
    );
    expect(unknown).toEqual([]);
  });

  test("shows operations that the schema takes", () => {
    const schema = buildSchema(read("schema.graphql"));
    const refused = blame(({ text }) =>
      blocksOf(text, "graphql").flatMap((code) => validate(schema, parse(code)).map(({ message }) => message)),
    );
    expect(refused).toEqual([]);
  });

  test("shows configuration files that can be run with", () => {
    const shown = documents.flatMap(({ text }) => blocksOf(text, "yaml").filter((code) => /^accounts:$/m.test(code)));
    expect(shown.length).toBeGreaterThan(0);
    for (const file of shown) {
      const { accounts } = readSettings({
        environment: {},
        file: { text: file, parse: parseYaml },
        modules: providerModules,
      });
      expect(accounts).toHaveLength(file.match(/- provider:/g)?.length ?? 0);
    }
  });
});

function leadsSomewhere(from: string, target: string): boolean {
  if (/^[a-z]+:/.test(target)) return true;
  const [file = "", anchor] = target.split("#");
  const linked = file === "" ? from : join(dirname(from), file);
  if (!existsSync(join(root, linked))) return false;
  return anchor === undefined || headings(read(linked)).some(({ slug }) => slug === anchor);
}

function blocksOf(text: string, language: string): string[] {
  return codeBlocks(text).flatMap((block) => (block.language === language ? [block.code] : []));
}
