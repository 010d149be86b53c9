import type { FastifyInstance } from "fastify";
import type { Gateway } from "../gateway/gateway";

/**
 * `/healthz`: the process lives. `/readyz`: it takes requests; beside it, how each provider is doing, which makes
 * nobody unready, since the other accounts are served all the same.
 */
export function serveHealth(fastify: FastifyInstance, gateway: Gateway, isReady: () => boolean): void {
  fastify.get("/healthz", () => ({ status: "ok" }));
  fastify.get("/readyz", (_request, reply) => {
    const ready = isReady();
    const accounts = [...gateway.accounts.values()].map((connected) => {
      const { status, checkedAt } = connected.health();
      return { key: connected.account.key, provider: connected.account.provider, status, checkedAt };
    });
    return reply.code(ready ? 200 : 503).send({ status: ready ? "ready" : "draining", accounts });
  });
}
