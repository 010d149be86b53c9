import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

const STREAM = "zhibo:{events}";

/** A redis-server on a free port, for what replicas share. */
export async function startRedis() {
  const folder = mkdtempSync(join(tmpdir(), "zhibo-bench-"));
  const port = String(await freePort());
  const settings = ["--port", port, "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no"];
  const child = spawn("redis-server", settings, { stdio: "ignore" });
  const client = new Redis({ host: "127.0.0.1", port: Number(port), maxRetriesPerRequest: null });
  client.on("error", () => undefined);
  await client.ping();
  return {
    url: `redis://127.0.0.1:${port}`,
    lastEvent: async () => (await client.xrevrange(STREAM, "+", "-", "COUNT", 1))[0]?.[0] ?? null,
    eventsAfter: async (id) => (await client.xrange(STREAM, `(${id}`, "+")).map(([found]) => found),
    async stop() {
      client.disconnect();
      const ended = once(child, "close");
      child.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
