import type { ApolloServerPlugin } from "@apollo/server";
import { OperationTypeNode } from "graphql";
import type { Clock } from "../domain/clock";
import type { Metrics } from "../domain/metrics";
import type { GraphQLContext } from "../graphql/context";

/** Counts operations by how they ended, and lets mutations take their time. After the plugin that words the errors. */
export function measured(metrics: Metrics, clock: Clock): ApolloServerPlugin<GraphQLContext> {
  return {
    requestDidStart() {
      const begun = clock.elapsed();
      return Promise.resolve({
        didResolveOperation({ operation, contextValue }) {
          if (operation?.operation === OperationTypeNode.MUTATION) contextValue.allowMutation();
          return Promise.resolve();
        },
        willSendResponse({ operation, response }) {
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
