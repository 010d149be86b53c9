// Fails when test/generated is not what the schema and the operations give.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const committed = join(root, "test", "generated");
const before = mkdtempSync(join(tmpdir(), "zhibo-codegen-"));
cpSync(committed, before, { recursive: true });
try {
  const { status } = spawnSync("npm", ["run", "--silent", "codegen", "--", "--silent"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status || 1);
  const stale = readdirSync(committed).filter((name) => {
    const now = readFileSync(join(committed, name), "utf8");
    return !readdirSync(before).includes(name) || readFileSync(join(before, name), "utf8") !== now;
  });
  if (stale.length > 0) {
    console.error(`test/generated was stale (${stale.join(", ")}) and has been written anew: commit it.`);
    process.exit(1);
  }
} finally {
  rmSync(before, { recursive: true, force: true });
}
