// Recompiles on every change and starts `zhibo dev` again.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const start = (parameters) => spawn(process.execPath, parameters, { cwd: root, stdio: "inherit" });
const children = [
  start([
    join("node_modules", "typescript", "bin", "tsc"),
    "-p",
    "tsconfig.build.json",
    "--watch",
    "--preserveWatchOutput",
  ]),
  start(["--watch-path=dist", "--watch-preserve-output", join("dist", "cli.js"), "dev"]),
];
const end = () => {
  for (const child of children) child.kill();
};
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, end);
for (const child of children) child.on("exit", end);
