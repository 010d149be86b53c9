// Writes schema.graphql from the code; with --check, fails when the committed one is stale.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const { createSchema, printSortedSchema } = createRequire(import.meta.url)("../dist/graphql/schema.js");
const path = fileURLToPath(new URL("../schema.graphql", import.meta.url));
const printed = printSortedSchema(createSchema());
if (!process.argv.includes("--check")) {
  writeFileSync(path, printed);
} else if (readFileSync(path, "utf8") !== printed) {
  console.error("schema.graphql is stale: run `npm run schema` and commit the result.");
  process.exit(1);
}
