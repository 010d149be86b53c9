import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { ApolloServerPluginLandingPageLocalDefault } from "@apollo/server/plugin/landingPage/default";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FormattedExecutionResult, GraphQLSchema } from "graphql";
import type { CompiledExecutor } from "../compiled/executor";
import type { Clock } from "../domain/clock";
import { tellRequest, type Log } from "../domain/log";
import type { Metrics } from "../domain/metrics";
import type { Gateway } from "../gateway/gateway";
import type { GraphQLContext } from "../graphql/context";
import { limitDocument, MOST_TOKENS } from "../graphql/document-limits";
import { presentError } from "../graphql/errors";
import type { PriceList } from "../graphql/price-list";
import type { Admission } from "./admission";
import { limitAnswers, type AnswerSize } from "./answer-size";
import { executeFromPlans, type Answered } from "./apollo-executor";
import { watchOperations } from "./apollo-plugins";
import { createApolloWay } from "./apollo-way";
import { allowSandbox } from "./content-policy";
import { putDocument } from "./document-of-request";
import type { AddressOf } from "./caller-address";
import type { Documents } from "./documents";
import { createEarlyAnswers } from "./early-answers";
import { createExchanges, type Exchanges } from "./exchange";
import { firstQuery } from "./first-query";
import { createLane } from "./lane";
import { createKnownRequests } from "./known-requests";
import { createPlainRequests, type Passage } from "./plain-requests";
import type { QueryLimits } from "./query-limits";
import { lookFirst } from "./server";
import { stringifyAnswer } from "./written-data";

export interface GraphQLLimits {
  /** Whether the schema may be asked for. */
  readonly introspection: boolean;
  readonly queryTimeoutSeconds: number;
  readonly mutationTimeoutSeconds: number;
}

export interface GraphQLOptions {
  readonly schema: GraphQLSchema;
  readonly gateway: Gateway;
  readonly log: Log;
  readonly admission: Admission;
  readonly addressOf: AddressOf;
  readonly limits: GraphQLLimits;
  /** Which document a request runs, and whether it may. */
  readonly documents: Documents;
  readonly queryLimits: QueryLimits;
  readonly prices: PriceList;
  readonly answerSize: AnswerSize;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** Runs queries from plans; null: everything is executed by graphql-js. */
  readonly executor: CompiledExecutor | null;
  readonly corsOrigins: readonly string[];
  /** Whoever is answered from now on had better connect elsewhere. */
  readonly isLeaving: () => boolean;
}

/** Serves `/graphql`. Opened by a browser, it shows Apollo Sandbox with a first query. */
export async function serveGraphQL(fastify: FastifyInstance, options: GraphQLOptions): Promise<void> {
  const { schema, executor, admission, limits } = options;
  const answered: Answered = new WeakMap();
  const exchanges = createExchanges({ ...options, ...limits });
  const contextOf = (request: FastifyRequest, reply: FastifyReply) =>
    Promise.resolve(exchanges.of(request, reply).context);
  const apollo = new ApolloServer<GraphQLContext>({
    ...(executor ? { gateway: executeFromPlans(schema, executor, answered) } : { schema }),
    stringifyResult: stringifyAnswer,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // They have been turned into texts before.
    persistedQueries: false,
    introspection: limits.introspection,
    // Without the schema, nobody is told what a misspelt field might have been.
    hideSchemaDetailsFromClientErrors: !limits.introspection,
    parseOptions: { maxTokens: MOST_TOKENS },
    validationRules: [limitDocument],
    // Pages of other sites are refused by the admission, JSON or not.
    csrfPrevention: false,
    formatError: (formatted, error) => presentError(formatted, error, "en", null),
    plugins: [
      // Its bookkeeping costs half of the throughput, and caching is decided in the gateway.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginLandingPageLocalDefault({ embed: true, footer: false, document: firstQuery }),
      watchOperations(options),
    ],
    logger: quietLogger,
  });
  await apollo.start();
  fastify.addHook("onClose", () => apollo.stop());
  servePlainRequests(fastify, options, { apollo, exchanges, answered });
  const apolloHandler = fastifyApolloHandler(apollo, { context: contextOf });
  const longWay: Handler = async (request, reply) =>
    withRequestId(await apolloHandler.call(fastify, request, reply), request, reply);
  fastify.route({
    url: "/graphql",
    method: ["GET", "POST", "OPTIONS"],
    onRequest: async (request) => {
      if (!opensPage(request)) await admission.admit(request);
    },
    preHandler: (request) => putDocument(options.documents, request),
    onSend: [limitAnswers(options.answerSize, exchanges.mayHaveWritten), allowSandbox],
    handler: (request, reply) =>
      opensPage(request) ? longWay(request, reply) : exchanges.inTime(request, reply, longWay),
  });
}

interface Begun {
  readonly apollo: ApolloServer<GraphQLContext>;
  readonly exchanges: Exchanges;
  readonly answered: Answered;
}

/** In front of Fastify. */
function servePlainRequests(fastify: FastifyInstance, options: GraphQLOptions, begun: Begun): void {
  const apolloWay = createApolloWay({ ...options, ...begun });
  const lookAt = (serve: (passage: Passage, body: Buffer) => void) => {
    const plain = createPlainRequests({ ...options, serve });
    lookFirst(fastify, (incoming, response, longWay) => plain.take(incoming, response, longWay));
  };
  const { executor } = options;
  if (!executor) return lookAt((passage, body) => apolloWay.answer(passage, body, null));
  const known = createKnownRequests({ ...options, executor });
  const tell = (requestId: string, since: number) => tellQuery(options, requestId, since);
  const ground = { ...options, ...begun, known, tell };
  const early = createEarlyAnswers(ground);
  const lane = createLane({ ...ground, early, handOver: (...given) => apolloWay.answer(...given) });
  lookAt((passage, body) => lane.answer(passage, body));
  early.watch(fastify.server);
}

/** A query was answered without Apollo and Fastify, which tell what they answer. */
function tellQuery({ clock, metrics, log }: GraphQLOptions, requestId: string, begun: number): void {
  const milliseconds = clock.elapsed() - begun;
  metrics.operation({ kind: "query", code: "OK", seconds: milliseconds / 1000 });
  tellRequest(log, { requestId, method: "POST", route: "/graphql", status: 200, ms: Math.round(milliseconds) });
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** What Apollo refuses before there is an operation it answers without asking who was refused. */
function withRequestId(answer: unknown, { id }: FastifyRequest, { statusCode }: FastifyReply): unknown {
  if (statusCode < 400 || typeof answer !== "string" || answer.includes(`"requestId":`)) return answer;
  const { errors, ...rest } = JSON.parse(answer) as FormattedExecutionResult;
  const named = errors?.map((error) => ({ ...error, extensions: { ...error.extensions, requestId: id } }));
  return `${JSON.stringify({ errors: named, ...rest })}\n`;
}

/** A browser opens the page, also by a link of another site: that asks for no data. */
function opensPage({ method, url, headers }: FastifyRequest): boolean {
  return method === "GET" && !url.includes("?") && (headers.accept ?? "").includes("text/html");
}

/** Everything worth telling is told by our own log. */
const quietLogger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
