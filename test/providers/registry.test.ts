import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { providerNames } from "../../src/domain/account";
import { providerModules } from "../../src/providers";
import { subjects } from "../conformance/subjects";

const root = join(__dirname, "..", "..");

function foldersIn(path: string): string[] {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

const names = [...providerNames].map((name) => name.toLowerCase()).sort();

test("every provider has a folder, a line in the registry, and a place in the conformance suite", () => {
  expect(foldersIn("src/providers")).toEqual(names);
  expect(foldersIn("test/providers")).toEqual(names);
  expect(providerModules.map(({ name }) => name.toLowerCase()).sort()).toEqual(names);
  expect(
    Object.keys(subjects)
      .map((name) => name.toLowerCase())
      .sort(),
  ).toEqual(names);
});

test.each(names)("%s has its three folders, a README and a conformance test that runs its subjects", (name) => {
  const folder = join("src", "providers", name);
  expect(foldersIn(folder)).toEqual(["adapter", "protocol", "sandbox"]);
  expect(existsSync(join(root, folder, "README.md"))).toBe(true);
  const conformance = readFileSync(join(root, "test", "providers", name, "conformance.test.ts"), "utf8");
  expect(conformance).toContain(`subjects.${name.toUpperCase()}`);
  expect(conformance).toContain("describeProvider");
});

test("a subject tests the provider under whose name it stands", () => {
  for (const [name, all] of Object.entries(subjects)) {
    expect(Object.values(all).length).toBeGreaterThan(0);
    for (const { provider, module } of Object.values(all)) expect([provider, module.name]).toEqual([name, name]);
  }
});

test("the settings that the environment can name, and the simulators' ports, are told apart", async () => {
  const variables = providerModules.flatMap((module) => Object.values(module.variables));
  expect(new Set(variables).size).toBe(variables.length);
  const ports = await Promise.all(providerModules.map(async (module) => (await module.sandbox()).port));
  expect(new Set(ports.map(({ standard }) => standard)).size).toBe(ports.length);
  expect(new Set(ports.map(({ variable }) => variable)).size).toBe(ports.length);
});
