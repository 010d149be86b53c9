import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

/** A redis-server of a test's own, on a free port, with nothing kept on disk. */
export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** A client of the test's own, for looking and meddling. */
  readonly client: Redis;
  /** Stops answering, with all connections open. */
  freeze(): void;
  thaw(): void;
  /** Ends it without a word, as a crash does. */
  kill(): Promise<void>;
  /** The same port again, empty. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const isThere = spawnSync("redis-server", ["--version"]).status === 0;

/** For tests that need a real Redis: skipped on a machine without one, failed there when nothing may be skipped. */
export function describeWithRedis(title: string, tests: () => void): void {
  if (isThere) return describe(title, tests);
  if (process.env["ZHIBO_CI"]) return test(title, () => Promise.reject(new Error("redis-server is not installed")));
  console.log(`skipped, redis-server is not installed: ${title}`);
  describe.skip(title, tests);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** `settings` are those of redis.conf, as arguments. */
export async function startRedis(...settings: readonly string[]): Promise<RedisServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "zhibo-redis-"));
  let child = await run(port, folder, settings);
  const password = settings[settings.indexOf("--requirepass") + 1];
  const client = new Redis({
    port,
    host: "127.0.0.1",
    // Of a connection that is gone already it is a timer all the same, for which the test run would wait.
    disconnectTimeout: 1,
    ...(settings.includes("--requirepass") && password ? { password } : {}),
  });
  client.on("error", () => undefined);
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    client,
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    kill: () => end(child),
    async restart() {
      await end(child);
      child = await run(port, folder, settings);
    },
    async close() {
      client.disconnect();
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const QUIET = ["--bind", "127.0.0.1", "--daemonize", "no"];
const FORGETFUL = ["--save", "", "--appendonly", "no"];

async function run(port: number, folder: string, settings: readonly string[]): Promise<ChildProcess> {
  // A sentinel wants a file to keep what it learns in.
  const file = join(folder, "sentinel.conf");
  if (settings.includes("--sentinel")) writeFileSync(file, "");
  const child = spawn(
    "redis-server",
    [
      ...(settings.includes("--sentinel") ? [file] : []),
      "--port",
      String(port),
      "--dir",
      folder,
      ...QUIET,
      ...(settings.includes("--sentinel") ? [] : FORGETFUL),
      ...settings,
    ],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const { stdout } = child;
  await new Promise<void>((resolve, reject) => {
    let said = "";
    stdout.on("data", (text: Buffer) => {
      said += text.toString();
      if (/Ready to accept connections|Sentinel ID is/.test(said)) resolve();
    });
    child.once("exit", () => reject(new Error(`redis-server did not start: ${said}`)));
  });
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}
