import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from "@apollo/server";
import { OperationTypeNode, type GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import type { Log } from "../domain/log";
import type { Metrics } from "../domain/metrics";
import type { GraphQLContext } from "../graphql/context";
import { presentError, unwrap } from "../graphql/errors";
import { statusOf } from "./failure";
import { preferredType } from "./media-type";
import type { QueryLimits } from "./query-limits";

export interface WatchingOptions {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly queryLimits: QueryLimits;
}

/**
 * All that is done beside running an operation: what costs too much is refused before anything runs, mutations may take
 * their time, errors are worded, operations counted by how they ended. One plugin, since Apollo asks each about each step
 * of each request.
 */
export function watchOperations({
  log,
  metrics,
  clock,
  queryLimits,
}: WatchingOptions): ApolloServerPlugin<GraphQLContext> {
  return {
    requestDidStart() {
      const begun = clock.elapsed();
      return Promise.resolve({
        didResolveOperation({ source, document, operation, request, contextValue }) {
          if (operation?.operation === OperationTypeNode.MUTATION) contextValue.allowMutation();
          if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw notHere();
          const { variables = {}, operationName = null } = request;
          return queryLimits.check(contextValue, { source, variables, operationName }, document);
        },
        didEncounterErrors({ errors, contextValue }) {
          logOwnFaults(log, errors, contextValue);
          return Promise.resolve();
        },
        willSendResponse(context) {
          wordErrors(context);
          const { operation, response } = context;
          const errors = response.body.kind === "single" ? response.body.singleResult.errors : undefined;
          const code = errors?.[0]?.extensions?.["code"];
          metrics.operation({
            kind: operation?.operation ?? "none",
            code: typeof code === "string" ? code : "OK",
            seconds: (clock.elapsed() - begun) / 1000,
          });
          return Promise.resolve();
        },
      });
    },
  };
}

function notHere(): LiveError {
  return new LiveError("BAD_USER_INPUT", {
    en: "Subscriptions go over websocket (graphql-transport-ws), or as server-sent events to /graphql/stream.",
    zh: "订阅请使用 WebSocket（graphql-transport-ws），或通过 /graphql/stream 以 server-sent events 接收。",
  });
}

function logOwnFaults(log: Log, errors: readonly GraphQLError[], { requestId }: GraphQLContext): void {
  for (const error of errors) {
    const cause = unwrap(error);
    if (cause instanceof LiveError) continue;
    const code = presentError(error.toJSON(), error, "en", null).extensions?.["code"];
    if (code === "INTERNAL_SERVER_ERROR") log.error({ requestId, err: cause }, "internal error");
  }
}

/** Says errors again in the caller's language and with the request's id. */
function wordErrors({
  request,
  response,
  errors,
  contextValue,
}: GraphQLRequestContextWillSendResponse<GraphQLContext>): void {
  const found = [...(errors ?? []), ...contextValue.problems.found()];
  if (response.body.kind !== "single" || found.length === 0) return;
  const { singleResult } = response.body;
  const { language, requestId } = contextValue;
  // What stands empty in the data is never left without its error; without data, a few tell enough.
  const shown = ("data" in singleResult ? found : found.slice(0, MOST_ERRORS)).map((error): GraphQLFormattedError =>
    presentError(error.toJSON(), error, language, requestId),
  );
  singleResult.errors = shown;
  // Nothing was run, and the first error says why.
  if ("data" in singleResult || hasStatus(found[0])) return;
  const mediaType = preferredType(request.http?.headers.get("accept"));
  response.http.status = statusOf(shown[0]?.extensions?.["code"], mediaType);
  const wait = shown[0]?.extensions?.["retryAfterSeconds"];
  if (typeof wait === "number") response.http.headers.set("retry-after", String(Math.ceil(wait)));
}

/** What is wrong with the request rather than with its document, such as a mutation by GET, has Apollo's own status. */
function hasStatus(error: GraphQLError | undefined): boolean {
  const code = error?.extensions["code"];
  return code === "BAD_REQUEST" || code === "OPERATION_RESOLUTION_FAILURE";
}

/** Of what is wrong with a document: more help nobody, and a hostile one makes thousands. */
const MOST_ERRORS = 10;
