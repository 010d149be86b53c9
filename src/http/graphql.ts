import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { ApolloServerPluginLandingPageLocalDefault } from "@apollo/server/plugin/landingPage/default";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import type { Log } from "../domain/log";
import type { Metrics } from "../domain/metrics";
import type { Gateway } from "../gateway/gateway";
import type { GraphQLContext } from "../graphql/context";
import { presentError, unwrap } from "../graphql/errors";
import { createProblems } from "../graphql/problems";
import type { CompiledExecutor } from "../compiled/executor";
import type { Admission } from "./admission";
import { executeFromPlans, type Answered } from "./apollo-executor";
import { callOf } from "./call";
import { firstQuery } from "./first-query";
import { createLane, type Lane } from "./lane";
import { languageOf } from "./language";
import { measured } from "./measured";
import { stringifyAnswer } from "./written-data";

export interface GraphQLOptions {
  readonly schema: GraphQLSchema;
  readonly gateway: Gateway;
  readonly log: Log;
  readonly admission: Admission;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** Runs queries from plans; null: everything is executed by graphql-js. */
  readonly executor: CompiledExecutor | null;
}

/** Serves `/graphql`. Opened by a browser, it shows Apollo Sandbox with a first query. */
export async function serveGraphQL(fastify: FastifyInstance, options: GraphQLOptions): Promise<void> {
  const { schema, executor } = options;
  const answered: Answered = new WeakMap();
  const contextOf = oncePerRequest((request, reply) => createContext(request, reply, options));
  const apollo = new ApolloServer<GraphQLContext>({
    ...(executor ? { gateway: executeFromPlans(schema, executor, answered) } : { schema }),
    stringifyResult: stringifyAnswer,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    // Pages of other sites are refused by the admission, JSON or not.
    csrfPrevention: false,
    formatError: (formatted, error) => presentError(formatted, error, "en", null),
    plugins: [
      // Its bookkeeping costs half of the throughput, and caching is decided in the gateway.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginLandingPageLocalDefault({ embed: true, footer: false, document: firstQuery }),
      errorsInTheCallersLanguage(options.log),
      measured(options.metrics, options.clock),
    ],
    logger: quietLogger,
  });
  await apollo.start();
  fastify.addHook("onClose", () => apollo.stop());
  const apolloHandler = fastifyApolloHandler(apollo, { context: contextOf });
  const longWay: Handler = (request, reply) => apolloHandler.call(fastify, request, reply);
  fastify.route({
    url: "/graphql",
    method: ["GET", "POST", "OPTIONS"],
    onRequest: async (request) => {
      if (!opensPage(request)) await options.admission.admit(request);
    },
    handler: executor ? throughLane(createLane({ ...options, executor, answered, contextOf }), longWay) : longWay,
  });
}

type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<GraphQLContext>;

function oncePerRequest(create: ContextOf): ContextOf {
  const contexts = new WeakMap<FastifyRequest, Promise<GraphQLContext>>();
  return (request, reply) => {
    let context = contexts.get(request);
    if (!context) contexts.set(request, (context = create(request, reply)));
    return context;
  };
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;

function throughLane(lane: Lane, longWay: Handler): Handler {
  return async (request, reply) => {
    const answer = await lane.answer(request, reply);
    if (!answer) return longWay(request, reply);
    return reply.header("content-type", answer.contentType).send(answer.body);
  };
}

/** A browser opens the page, also by a link of another site: that asks for no data. */
function opensPage({ method, url, headers }: FastifyRequest): boolean {
  return method === "GET" && !url.includes("?") && (headers.accept ?? "").includes("text/html");
}

function createContext(
  request: FastifyRequest,
  reply: FastifyReply,
  { gateway, admission, clock }: GraphQLOptions,
): Promise<GraphQLContext> {
  const caller = admission.callerOf(request);
  const { call, allowMutation } = callOf(request, reply, caller, clock);
  return Promise.resolve({
    session: gateway.session(caller, call),
    allowMutation,
    language: languageOf(request.headers["accept-language"]),
    requestId: request.id,
    problems: createProblems(),
  });
}

/** Says errors again in the caller's language and with the request's id, and logs those that are our own fault. */
function errorsInTheCallersLanguage(log: Log): ApolloServerPlugin<GraphQLContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) {
            const cause = unwrap(error);
            if (cause instanceof LiveError) continue;
            const code = presentError(error.toJSON(), error, "en", null).extensions?.["code"];
            if (code === "INTERNAL_SERVER_ERROR")
              log.error({ requestId: contextValue.requestId, err: cause }, "internal error");
          }
          return Promise.resolve();
        },
        willSendResponse({ response, errors, contextValue }) {
          const found = [...(errors ?? []), ...contextValue.problems.found()];
          if (response.body.kind !== "single" || found.length === 0) return Promise.resolve();
          const { singleResult } = response.body;
          const { language, requestId } = contextValue;
          singleResult.errors = found.map((error): GraphQLFormattedError =>
            presentError(error.toJSON(), error, language, requestId),
          );
          return Promise.resolve();
        },
      }),
  };
}

/** Everything worth telling is told by our own log. */
const quietLogger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
