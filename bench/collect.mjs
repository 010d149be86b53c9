import { createServer } from "node:net";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import WebSocket from "ws";

/** Where a process lets itself be looked into, once it has been asked to: for `NODE_OPTIONS`. */
export async function inspectable() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return { port, NODE_OPTIONS: `--inspect-port=127.0.0.1:${port}` };
}

/** Has a process clear away what it needs no more, so that what it holds can be told from what it has yet to clear away. */
export async function collectGarbage(pid, port) {
  process.kill(pid, "SIGUSR1");
  const socket = new WebSocket((await targets(port))[0].webSocketDebuggerUrl);
  await once(socket, "open");
  for (const id of [1, 2]) {
    socket.send(JSON.stringify({ id, method: "HeapProfiler.collectGarbage" }));
    await once(socket, "message");
  }
  socket.close();
  await once(socket, "close");
}

async function targets(port) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await (await fetch(`http://127.0.0.1:${port}/json`)).json();
    } catch (error) {
      if (tries === 50) throw error;
      await pause(50);
    }
  }
}
