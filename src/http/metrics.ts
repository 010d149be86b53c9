import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { requireRole } from "../domain/caller";
import { breakerStates, type Metrics } from "../domain/metrics";
import type { StoreCondition } from "../domain/store-condition";
import type { Admission } from "./admission";

/** Figures kept for Prometheus, and the text they are told in. */
export interface PrometheusMetrics extends Metrics {
  readonly contentType: string;
  /** All of them, in Prometheus's own format. */
  text(): Promise<string>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createPrometheusMetrics(storeCondition: () => StoreCondition): PrometheusMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const calls = new Histogram({
    name: "zhibo_upstream_call_seconds",
    help: "Requests to providers: how many, how they ended, how long they took.",
    labelNames: ["account", "operation", "outcome"],
    buckets: SECONDS,
    registers,
  });
  const inFlight = new Gauge({
    name: "zhibo_upstream_in_flight",
    help: "Requests to providers under way.",
    labelNames: ["account"],
    registers,
  });
  const breaker = new Gauge({
    name: "zhibo_upstream_breaker",
    help: "0: the provider is asked. 1: one call tries whether it is well again. 2: it is given a rest.",
    labelNames: ["account"],
    registers,
  });
  const quotaUsed = new Gauge({
    name: "zhibo_upstream_quota_used",
    help: "Calls of this Beijing day, by all replicas.",
    labelNames: ["account", "counter"],
    registers,
  });
  const quotaLimit = new Gauge({
    name: "zhibo_upstream_quota_limit",
    help: "Calls that the provider allows in a day.",
    labelNames: ["account", "counter"],
    registers,
  });
  new Gauge({
    name: "zhibo_store_up",
    help: "1: what keeps state is reached. 0: it is not, and writes that could be done twice are refused.",
    labelNames: ["kind"],
    registers,
    collect() {
      const { kind, status } = storeCondition();
      this.set({ kind }, status === "UP" ? 1 : 0);
    },
  });
  const operations = new Histogram({
    name: "zhibo_graphql_operation_seconds",
    help: "GraphQL operations: how many, how they ended, how long they took.",
    labelNames: ["kind", "code"],
    buckets: SECONDS,
    registers,
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    upstreamCall: ({ seconds, account, operation, outcome }) => calls.observe({ account, operation, outcome }, seconds),
    upstreamInFlight: (account, count) => inFlight.set({ account }, count),
    breaker: (account, state) => breaker.set({ account }, breakerStates.indexOf(state)),
    quota(account, counter, used, limit) {
      quotaUsed.set({ account, counter }, used);
      quotaLimit.set({ account, counter }, limit);
    },
    operation: ({ seconds, kind, code }) => operations.observe({ kind, code }, seconds),
  };
}

/** `/metrics`, for callers with the role ADMIN: how busy a shop is, and how much quota is left, is not everybody's. */
export function serveMetrics(fastify: FastifyInstance, metrics: PrometheusMetrics, admission: Admission): void {
  fastify.get("/metrics", { onRequest: admission.admit }, async (request, reply) => {
    requireRole(admission.callerOf(request), "ADMIN");
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}
