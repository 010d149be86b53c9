import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** The server under test has a core to itself; load and simulators share another. */
export const SERVER_CORE = "0";
export const LOAD_CORE = availableParallelism() > 1 ? "1" : "0";

const canPin = existsSync("/usr/bin/taskset") || existsSync("/bin/taskset");
export const pinning = canPin ? `server on core ${SERVER_CORE}, load on core ${LOAD_CORE}` : "not pinned";

const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));
// Told to end, it takes with it what it has started.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));

/** Starts a Node program on a core and waits for what it prints. Its output goes to a file, as in production. */
export async function startProgram(parameters, { core = LOAD_CORE, environment = {}, ready }) {
  const folder = mkdtempSync(join(tmpdir(), "zhibo-bench-"));
  const path = join(folder, "output");
  const file = openSync(path, "w");
  const [command, ...rest] = canPin
    ? ["taskset", "-c", core, process.execPath, ...parameters]
    : [process.execPath, ...parameters];
  const child = spawn(command, rest, {
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...environment },
    stdio: ["ignore", file, file],
  });
  closeSync(file);
  running.add(child);
  const ended = once(child, "close");
  void ended.then(() => running.delete(child));
  let match = null;
  while (!match) {
    const hasEnded = child.exitCode !== null;
    const output = readFileSync(path, "utf8");
    match = ready.exec(output);
    if (!match && hasEnded) throw new Error(`${parameters.join(" ")} ended:\n${output}`);
    if (!match) await setTimeout(20);
  }
  return {
    pid: child.pid,
    match,
    /** Ends it without a word, as a crash does. */
    kill: () => child.kill("SIGKILL"),
    async stop() {
      if (child.exitCode === null) child.kill("SIGTERM");
      const late = AbortSignal.timeout(15_000);
      late.addEventListener("abort", () => child.kill("SIGKILL"));
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The process of those who watch, on the core of the load: asked for one thing after the other. */
export function startCrowd() {
  const parameters = [fileURLToPath(new URL("watchers.mjs", import.meta.url))];
  const [command, ...rest] = canPin
    ? ["taskset", "-c", LOAD_CORE, process.execPath, ...parameters]
    : [process.execPath, ...parameters];
  const child = spawn(command, rest, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  running.add(child);
  const waiting = new Map();
  child.on("message", ({ number, result }) => {
    waiting.get(number)?.resolve(result);
    waiting.delete(number);
  });
  child.once("close", () => {
    running.delete(child);
    for (const { reject } of waiting.values()) reject(new Error("those who watch have ended"));
  });
  let number = 0;
  return {
    do: (command, given = {}) =>
      new Promise((resolve, reject) => {
        waiting.set((number += 1), { resolve, reject });
        child.send({ number, command, ...given });
      }),
    stop: () => child.disconnect(),
  };
}

/** Microseconds of processor time that a process has used; null where the system does not say. */
export function cpuMicroseconds(pid) {
  if (!existsSync(`/proc/${pid}/stat`)) return null;
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** Megabytes of memory that a process holds; null where the system does not say. */
export function residentMegabytes(pid) {
  return memoryOf(pid).resident;
}

/** The same, and how much of it is not pages of files, which the system can take back. */
export function memoryOf(pid) {
  const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, "utf8") : "";
  const megabytes = (name) => {
    const found = new RegExp(`${name}:\\s+(\\d+)`).exec(status);
    return found ? Number(found[1]) / 1024 : null;
  };
  return { resident: megabytes("VmRSS"), own: megabytes("RssAnon") };
}
