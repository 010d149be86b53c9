import type { FastifyReply, FastifyRequest } from "fastify";
import type { CompiledExecutor } from "../compiled/executor";
import { toBuffer } from "../compiled/text";
import type { Clock } from "../domain/clock";
import type { Metrics } from "../domain/metrics";
import type { GraphQLContext } from "../graphql/context";
import type { Answered } from "./apollo-executor";
import type { QueryLimits } from "./query-limits";

/**
 * The short way of queries that Apollo has accepted before: run from their plans, with nothing between. Everything that
 * depends on the caller or the moment is done for each request, here as there. It only ever gives answers without
 * errors; a request with anything unusual about it takes the long way.
 */
export interface Lane {
  /** Null where the request has to take the long way; what was reached until there is not asked for again. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<LaneAnswer | null>;
}

export interface LaneAnswer {
  readonly contentType: string;
  readonly body: Buffer;
}

export interface LaneOptions {
  readonly executor: CompiledExecutor;
  readonly answered: Answered;
  readonly queryLimits: QueryLimits;
  /** The same context whoever asks for it, once for each request. */
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<GraphQLContext>;
  readonly metrics: Metrics;
  readonly clock: Clock;
}

export function createLane(options: LaneOptions): Lane {
  const { executor, answered, queryLimits, contextOf, metrics, clock } = options;
  return {
    async answer(request, reply) {
      const contentType = contentTypes.get(request.headers.accept ?? "");
      const asked = request.method === "POST" && contentType !== undefined ? askedIn(request.body) : null;
      const operation = asked && executor.known(asked.query, asked.operationName);
      const variables = operation?.coerce(asked?.variables ?? {});
      if (!asked || !operation || !variables || contentType === undefined) return null;
      const begun = clock.elapsed();
      try {
        const context = await contextOf(request, reply);
        const { query: source, operationName } = asked;
        if (!(await queryLimits.checkKnown(context, { source, operationName, variables: asked.variables })))
          return null;
        const outcome = await operation.run(context, variables);
        if (!outcome) return null;
        if (outcome.errors.length === 0 && context.problems.found().length === 0) {
          metrics.operation({ kind: "query", code: "OK", seconds: (clock.elapsed() - begun) / 1000 });
          return { contentType, body: toBuffer(`{"data":${outcome.data}}\n`) };
        }
        answered.set(context.session, outcome);
      } catch {
        // Apollo meets the same, and has the words for it.
      }
      return null;
    },
  };
}

const JSON_TYPE = "application/json; charset=utf-8";
const RESPONSE_TYPE = "application/graphql-response+json; charset=utf-8";

/** What clients say they take, word for word; whoever says it otherwise is understood on the long way. */
const contentTypes: ReadonlyMap<string, string> = new Map([
  ["", JSON_TYPE],
  ["*/*", JSON_TYPE],
  ["application/json", JSON_TYPE],
  ["application/json, text/plain, */*", JSON_TYPE],
  ["application/graphql-response+json", RESPONSE_TYPE],
  ["application/graphql-response+json,application/json;q=0.9", RESPONSE_TYPE],
  ["application/graphql-response+json, application/json;q=0.9", RESPONSE_TYPE],
]);

interface Asked {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Null for a body that is not the plain case. */
function askedIn(body: unknown): Asked | null {
  if (!isRecord(body)) return null;
  const { query, operationName = null, variables = null, extensions = null } = body;
  if (typeof query !== "string" || (operationName !== null && typeof operationName !== "string")) return null;
  if (variables !== null && !isRecord(variables)) return null;
  if (extensions !== null && (!isRecord(extensions) || "persistedQuery" in extensions)) return null;
  return { query, operationName, variables: variables ?? {} };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
