// Completes package-lock.json after a change of dependencies: npm leaves out the optional packages of platforms that the
// registry in use does not carry, and `npm ci` then refuses the lock file on every machine.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const path = `${root}/package-lock.json`;

const { status } = spawnSync("npm", ["install", "--package-lock-only", "--loglevel=error"], {
  cwd: root,
  stdio: "inherit",
});
if (status !== 0) process.exit(status || 1);

const systems = {
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  openharmony: "openharmony",
  win32: "win32",
  netbsd: "netbsd",
  openbsd: "openbsd",
  sunos: "sunos",
  aix: "aix",
};
const processors = {
  x64: "x64",
  arm64: "arm64",
  arm: "arm",
  armv7: "arm",
  ia32: "ia32",
  ppc64: "ppc64",
  ppc64le: "ppc64",
  s390x: "s390x",
  riscv64: "riscv64",
  loong64: "loong64",
  wasm32: "wasm32",
};

/** The platform that a package of one platform names itself after, such as `binding-linux-arm-gnueabihf`. */
function platformOf(name) {
  const words = name.replace(/^@[^/]+\//, "").split(/[-.]/);
  const os = words.map((word) => systems[word]).find(Boolean);
  const cpu = words.map((word) => processors[word]).find(Boolean);
  return os && cpu ? { os: [os], cpu: [cpu] } : null;
}

const lock = JSON.parse(readFileSync(path, "utf8"));
const added = [];
for (const entry of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    const platform = platformOf(name);
    if (lock.packages[key] || !platform || !/^\d/.test(version)) continue;
    lock.packages[key] = { version, ...(entry.dev ? { dev: true } : {}), optional: true, ...platform };
    added.push(name);
  }
}
const [own, ...others] = Object.entries(lock.packages);
lock.packages = Object.fromEntries([own, ...others.sort(([a], [b]) => (a < b ? -1 : 1))]);
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? "Nothing was missing." : `Added ${added.length} packages of other platforms.`);
