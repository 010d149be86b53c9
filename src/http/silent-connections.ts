import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";

/** What has been on its way when the server began to close is here by then. */
const GRACE = 1_000;

/**
 * Closes, when the server does, the connections over which nothing has ever come, as balancers and browsers keep them
 * ready. Node counts them as busy, and would wait for them.
 */
export function closeSilentConnections(fastify: FastifyInstance): void {
  const open = new Set<Socket>();
  fastify.server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  fastify.addHook("preClose", (done) => {
    setTimeout(() => {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    }, GRACE).unref();
    done();
  });
}
