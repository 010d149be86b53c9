import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("..", import.meta.url));

/** Installs what is compared with, once, and compiles the product when that is asked for. */
export function install({ product }) {
  if (product) run(process.execPath, ["scripts/setup.mjs", "--build"], root);
  if (!existsSync(`${here}node_modules`)) run("npm", ["ci", "--ignore-scripts", "--loglevel=error"], here);
}

function run(command, parameters, cwd) {
  const { status } = spawnSync(command, parameters, { cwd, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) process.exit(status ?? 1);
}
