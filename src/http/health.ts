import type { FastifyInstance } from "fastify";
import type { StoreCondition } from "../domain/store-condition";
import type { Gateway } from "../gateway/gateway";

export interface HealthOptions {
  readonly gateway: Gateway;
  readonly storeCondition: () => StoreCondition;
  readonly isReady: () => boolean;
}

/**
 * `/healthz`: the process lives. `/readyz`: it takes requests; beside it, how the store and each provider are doing,
 * which makes nobody unready: reads go on without a store, and the other accounts are served all the same.
 */
export function serveHealth(fastify: FastifyInstance, { gateway, storeCondition, isReady }: HealthOptions): void {
  fastify.get("/healthz", () => ({ status: "ok" }));
  fastify.get("/readyz", (_request, reply) => {
    const ready = isReady();
    const accounts = [...gateway.accounts.values()].map((connected) => {
      const { status, checkedAt } = connected.health();
      return { key: connected.account.key, provider: connected.account.provider, status, checkedAt };
    });
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? "ready" : "draining", store: storeCondition(), accounts });
  });
}
