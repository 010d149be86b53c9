import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { accomplices, allowed, planted, targets } from "./support/planted-imports";

/*
 * The rules of who may import whom are only worth something if they fire. A dozen wrong imports and more, planted in a
 * tree of the same shape, are each caught by the rule that is meant for it.
 */

const root = join(__dirname, "..");

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

interface Report {
  readonly summary: {
    readonly violations: readonly Violation[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

function cruise(folder: string, ...parameters: string[]) {
  const command = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const config = join(root, ".dependency-cruiser.mjs");
  return spawnSync(process.execPath, [command, "--config", config, ...parameters, "src"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
}

test("the sources keep to the rules", () => {
  const { status, stdout, stderr } = cruise(root);
  expect(stdout + stderr).toContain("no dependency violations found");
  expect(status).toBe(0);
}, 60_000);

describe("a wrong import is caught", () => {
  let folder: string;
  let report: Report;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "zhibo-layers-"));
    const write = (file: string, code: string) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), code);
    };
    for (const name of ["package.json", "tsconfig.json"]) copyFileSync(join(root, name), join(folder, name));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    for (const file of targets) write(file, "export type Right = string;\nexport const right = 1;\n");
    for (const [file, code] of Object.entries({ ...allowed, ...accomplices })) write(file, code);
    for (const { file, code } of planted) write(file, code);
    report = JSON.parse(cruise(folder, "--output-type", "json").stdout) as Report;
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const rulesOf = (file: string) =>
    report.summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);

  test.each(planted)("$rule: $file", ({ rule, file }) => expect(rulesOf(file)).toContain(rule));

  test.each(Object.keys(allowed))("%s may do what it does", (file) => expect(rulesOf(file)).toEqual([]));

  test("every rule has its planted import", () => {
    const rules = report.summary.ruleSetUsed.forbidden.map(({ name }) => name);
    expect([...new Set(planted.map(({ rule }) => rule))].sort()).toEqual(rules.sort());
  });
});
