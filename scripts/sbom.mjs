// Writes sbom.cdx.json: what an installed zhibo is made of, in CycloneDX's format, from the lock file.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { name } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));

const { status, stdout, stderr } = spawnSync(
  "npm",
  ["sbom", "--package-lock-only", "--omit=dev", "--sbom-format=cyclonedx", "--loglevel=error"],
  { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
);
if (status !== 0) {
  process.stderr.write(stderr);
  process.exit(status || 1);
}
const bill = JSON.parse(stdout);
// npm names it after the folder.
bill.metadata.component.name = name;
writeFileSync(`${root}/sbom.cdx.json`, `${JSON.stringify(bill, null, 2)}\n`);
console.log(`sbom.cdx.json: ${bill.components.length} packages`);
