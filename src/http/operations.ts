import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLSchema,
} from "graphql";
import type { Caller } from "../domain/caller";
import { LiveError } from "../domain/error";
import type { Log } from "../domain/log";
import type { Language } from "../domain/text";
import type { Gateway } from "../gateway/gateway";
import type { GraphQLContext } from "../graphql/context";
import { limitDocument } from "../graphql/document-limits";
import { presentError, unwrap } from "../graphql/errors";
import { createProblems, type Problems } from "../graphql/problems";

/** A GraphQL request as a long-lived connection brings it. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly lastEventId: string | null;
}

/** Who asks, and how they are answered. */
export interface Asker {
  readonly caller: Caller;
  readonly language: Language;
  readonly requestId: string;
}

/** An answer as it is sent: errors are in the caller's language, and say nothing that they should not. */
export type Answer = FormattedExecutionResult;

/** Answers that come one after the other, until there are no more or nobody wants them: `return` ends it at once. */
export interface Answers extends AsyncIterableIterator<Answer> {
  return(): Promise<IteratorResult<Answer>>;
  throw(): Promise<IteratorResult<Answer>>;
}

/** A document that can be run: it is GraphQL, fits the schema, and says which operation is meant. */
export interface CheckedOperation {
  readonly document: DocumentNode;
  readonly type: "query" | "mutation" | "subscription";
  /** Answers once, or for a subscription again and again. The last answer says why it ended, if something went wrong. */
  run(): Answers;
}

/** Runs operations outside of Apollo's request and answer: those of websockets and event streams. */
export interface Operations {
  /** The operation, or what is wrong with it. */
  check(request: OperationRequest, asker: Asker): CheckedOperation | readonly GraphQLError[];
}

export interface OperationsOptions {
  readonly schema: GraphQLSchema;
  readonly gateway: Gateway;
  readonly log: Log;
}

export function createOperations({ schema, gateway, log }: OperationsOptions): Operations {
  function present(error: unknown, { language, requestId }: Asker) {
    const cause = unwrap(error);
    const given = error instanceof GraphQLError ? error.toJSON() : { message: "" };
    const shown = presentError(given, error, language, requestId);
    if (shown.extensions?.["code"] === "INTERNAL_SERVER_ERROR" && !(cause instanceof LiveError)) {
      log.error({ requestId, err: cause }, "internal error");
    }
    return shown;
  }

  function toAnswer({ data, errors }: ExecutionResult, asker: Asker, eventId?: string): Answer {
    return {
      ...(data === undefined ? {} : { data }),
      ...(errors ? { errors: errors.map((error) => present(error, asker)) } : {}),
      ...(eventId === undefined ? {} : { extensions: { eventId } }),
    };
  }

  /** Every answer is worked out in a session of its own: nothing that was read for an earlier event is taken for new. */
  function contextOf(
    { caller, language, requestId }: Asker,
    problems: Problems,
    lastEventId: string | null,
  ): GraphQLContext {
    const session = gateway.session(caller, { signal: AbortSignal.timeout(ANSWER_TIMEOUT), requestId });
    // One time limit holds for all of them.
    const allowMutation = () => undefined;
    return { session, language, requestId, problems, allowMutation, ...(lastEventId === null ? {} : { lastEventId }) };
  }

  function run(document: DocumentNode, request: OperationRequest, asker: Asker, isSubscription: boolean): Answers {
    const { operationName, variables: variableValues, lastEventId } = request;
    const args = { schema, document, operationName, variableValues };
    const answer = async (rootValue: unknown, eventId?: string) => {
      const problems = createProblems();
      const result = await execute({ ...args, rootValue, contextValue: contextOf(asker, problems, null) });
      const errors = [...(result.errors ?? []), ...problems.found()];
      return toAnswer(errors.length > 0 ? { ...result, errors } : result, asker, eventId);
    };
    if (!isSubscription) return once(() => answer(undefined));
    const source = createSourceEventStream({ ...args, contextValue: contextOf(asker, createProblems(), lastEventId) });
    return mapped(source, {
      each: (event) => answer(event, eventIdOf(event)),
      refused: (result) => toAnswer(result, asker),
      failed: (error) => ({ errors: [present(error, asker)] }),
    });
  }

  return {
    check(request, asker) {
      const refuse = (errors: readonly GraphQLError[]) =>
        errors.map((error) => {
          const { message, extensions } = presentError(error.toJSON(), error, asker.language, asker.requestId);
          return new GraphQLError(message, {
            nodes: error.nodes,
            source: error.source,
            positions: error.positions,
            extensions,
          });
        });
      let document: DocumentNode;
      try {
        document = parse(request.query, { maxTokens: MOST_TOKENS });
      } catch (error) {
        return refuse([coded(error, "GRAPHQL_PARSE_FAILED")]);
      }
      const errors = validate(schema, document, [limitDocument, ...specifiedRules]);
      if (errors.length > 0) return refuse(errors.map((error) => coded(error, "GRAPHQL_VALIDATION_FAILED")));
      const type = getOperationAST(document, request.operationName)?.operation;
      if (!type) return refuse([coded(new GraphQLError("Unknown operation name."), "BAD_USER_INPUT")]);
      return { document, type, run: () => run(document, request, asker, type === OperationTypeNode.SUBSCRIPTION) };
    },
  };
}

/** How long one answer may take. */
const ANSWER_TIMEOUT = 30_000;
const MOST_TOKENS = 10_000;

function coded(error: unknown, code: string): GraphQLError {
  if (!(error instanceof GraphQLError)) throw error;
  if (error.extensions["code"] !== undefined) return error;
  const { nodes, source, positions } = error;
  return new GraphQLError(error.message, { nodes, source, positions, extensions: { code } });
}

function eventIdOf(event: unknown): string | undefined {
  return typeof event === "object" && event !== null && "id" in event && typeof event.id === "string"
    ? event.id
    : undefined;
}

function once(answer: () => Promise<Answer>): Answers {
  let isDone = false;
  return toAnswers({
    async next() {
      if (isDone) return END;
      isDone = true;
      return { done: false, value: await answer() };
    },
    end() {
      isDone = true;
    },
  });
}

function toAnswers(steps: { next(): Promise<IteratorResult<Answer>>; end(): unknown }): Answers {
  const end = async () => {
    await steps.end();
    return END;
  };
  return {
    next: () => steps.next(),
    return: end,
    throw: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const END: IteratorReturnResult<undefined> = { done: true, value: undefined };

interface Mapping {
  each(event: unknown): Promise<Answer>;
  /** The subscription never began. */
  refused(result: ExecutionResult): Answer;
  /** It has ended before its time. */
  failed(error: unknown): Answer;
}

/** What a subscription reads from: always the same iterator. */
type EventSource = AsyncIterable<unknown>;

/** One answer for each event. Unlike a generator it can be ended while it waits for the next one. */
function mapped(source: Promise<EventSource | ExecutionResult>, mapping: Mapping): Answers {
  let isOver = false;

  async function next(): Promise<IteratorResult<Answer>> {
    if (isOver) return END;
    try {
      const events = await source;
      if (!(Symbol.asyncIterator in events)) {
        isOver = true;
        return { done: false, value: mapping.refused(events) };
      }
      const event = await events[Symbol.asyncIterator]().next();
      return event.done ? END : { done: false, value: await mapping.each(event.value) };
    } catch (error) {
      isOver = true;
      return { done: false, value: mapping.failed(error) };
    }
  }

  return toAnswers({
    next,
    async end() {
      isOver = true;
      // Also when it had not even begun.
      const events = await source.catch(() => ({}));
      if (Symbol.asyncIterator in events) await events[Symbol.asyncIterator]().return?.();
    },
  });
}
