import type { ApolloServerOptionsWithGateway } from "@apollo/server";
import { execute, type ExecutionResult, type GraphQLSchema } from "graphql";
import type { CompiledExecutor } from "../compiled/executor";
import type { Outcome } from "../compiled/operation";
import { NULL } from "../compiled/text";
import type { GraphQLContext } from "../graphql/context";
import type { Session } from "../gateway/session";
import { WrittenData } from "./written-data";

/** Outcomes that were begun before Apollo asks for them, by the session they are reached in. */
export type Answered = WeakMap<Session, Promise<Outcome | null>>;

type Gateway = ApolloServerOptionsWithGateway<GraphQLContext>["gateway"];

/**
 * Apollo's way in for an executor of one's own. What comes here has been found valid: it is learnt, run from plans where
 * that can be, and by graphql-js where not. What the lane has run already is only told.
 */
export function executeFromPlans(schema: GraphQLSchema, executor: CompiledExecutor, answered: Answered): Gateway {
  return {
    onSchemaLoadOrUpdate(publish) {
      publish({ apiSchema: schema, coreSupergraphSdl: "" });
      return () => undefined;
    },
    load: () =>
      Promise.resolve({
        async executor({ source, document, request, context }) {
          const { operationName, variables = {} } = request;
          const { session } = context as GraphQLContext;
          const known = await answered.get(session);
          if (known) return toResult(known);
          const operation = executor.learn(source, document, operationName ?? null);
          const coerced = operation?.coerce(variables);
          const outcome = coerced ? await operation?.prepare(coerced)?.run(context) : null;
          return outcome
            ? toResult(outcome)
            : ((await execute({
                schema,
                document,
                contextValue: context,
                variableValues: variables,
                operationName: operationName ?? null,
              })) as ReturnType<typeof toResult>);
        },
      }),
    stop: () => Promise.resolve(),
  };
}

function toResult({ data, errors }: Outcome): ExecutionResult<Record<string, never>, Record<string, never>> {
  const written = data === NULL ? null : (new WrittenData(data) as object as Record<string, never>);
  return errors.length > 0 ? { errors, data: written } : { data: written };
}
