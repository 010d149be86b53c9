import type { ApolloServerPlugin } from "@apollo/server";
import { OperationTypeNode, type GraphQLError, type GraphQLFormattedError } from "graphql";
import { LiveError } from "../domain/error";
import type { Log } from "../domain/log";
import type { GraphQLContext } from "../graphql/context";
import { presentError, unwrap } from "../graphql/errors";
import { statusOf } from "./failure";
import { preferredType } from "./media-type";
import type { QueryLimits } from "./query-limits";

/** Refuses what costs too much before anything runs. */
export function limitOperations(queryLimits: QueryLimits): ApolloServerPlugin<GraphQLContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ source, document, operation, request, contextValue }) {
          if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw notHere();
          const { variables = {}, operationName = null } = request;
          return queryLimits.check(contextValue, { source, variables, operationName }, document);
        },
      }),
  };
}

function notHere(): LiveError {
  return new LiveError("BAD_USER_INPUT", {
    en: "Subscriptions go over websocket (graphql-transport-ws), or as server-sent events to /graphql/stream.",
    zh: "订阅请使用 WebSocket（graphql-transport-ws），或通过 /graphql/stream 以 server-sent events 接收。",
  });
}

/** Says errors again in the caller's language and with the request's id, and logs those that are our own fault. */
export function presentErrors(log: Log): ApolloServerPlugin<GraphQLContext> {
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
        willSendResponse({ request, response, errors, contextValue }) {
          const found = [...(errors ?? []), ...contextValue.problems.found()];
          if (response.body.kind !== "single" || found.length === 0) return Promise.resolve();
          const { singleResult } = response.body;
          const { language, requestId } = contextValue;
          // What stands empty in the data is never left without its error; without data, a few tell enough.
          const shown = ("data" in singleResult ? found : found.slice(0, MOST_ERRORS)).map(
            (error): GraphQLFormattedError => presentError(error.toJSON(), error, language, requestId),
          );
          singleResult.errors = shown;
          // Nothing was run, and the first error says why.
          if (!("data" in singleResult) && !hasStatus(found[0])) {
            response.http.status = statusOf(
              shown[0]?.extensions?.["code"],
              preferredType(request.http?.headers.get("accept")),
            );
            const wait = shown[0]?.extensions?.["retryAfterSeconds"];
            if (typeof wait === "number") response.http.headers.set("retry-after", String(Math.ceil(wait)));
          }
          return Promise.resolve();
        },
      }),
  };
}

/** What is wrong with the request rather than with its document, such as a mutation by GET, has Apollo's own status. */
function hasStatus(error: GraphQLError | undefined): boolean {
  const code = error?.extensions["code"];
  return code === "BAD_REQUEST" || code === "OPERATION_RESOLUTION_FAILURE";
}

/** Of what is wrong with a document: more help nobody, and a hostile one makes thousands. */
const MOST_ERRORS = 10;
