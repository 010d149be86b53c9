// Brings a clone to where it can run: installs what is missing, and with --build compiles what has changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const installedStamp = join(root, "node_modules", ".zhibo-installed");
const builtStamp = join(root, "dist", ".zhibo-built");

function run(command, parameters) {
  const { status, error } = spawnSync(command, parameters, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error(`${command} ${parameters.join(" ")} failed${error ? `: ${error.message}` : ""}`);
    process.exit(status || 1);
  }
}

function isStamped(stamp, fingerprint) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint;
}

function fingerprintOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest("hex");
}

function sources(folder) {
  return readdirSync(join(root, folder))
    .sort()
    .flatMap((name) => {
      const path = `${folder}/${name}`;
      return statSync(join(root, path)).isDirectory() ? sources(path) : [path];
    });
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Zhibo needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const locked = fingerprintOf(["package-lock.json"]);
if (!isStamped(installedStamp, locked)) {
  console.log("Installing what is missing (once) …");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(installedStamp, locked);
}

if (process.argv.includes("--build")) {
  const current = fingerprintOf(["package-lock.json", "tsconfig.json", "tsconfig.build.json", ...sources("src")]);
  if (!isStamped(builtStamp, current)) {
    console.log("Compiling …");
    rmSync(join(root, "dist"), { recursive: true, force: true });
    run(process.execPath, [join("node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.build.json"]);
    writeFileSync(builtStamp, current);
  }
}
