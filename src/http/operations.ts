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
  NoSchemaIntrospectionCustomRule,
  type ExecutionResult,
  type GraphQLSchema,
} from "graphql";
import type { Caller } from "../domain/caller";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import type { Log } from "../domain/log";
import type { Language } from "../domain/text";
import type { Gateway } from "../gateway/gateway";
import type { GraphQLContext } from "../graphql/context";
import { limitDocument, MOST_TOKENS } from "../graphql/document-limits";
import { presentError, unwrap } from "../graphql/errors";
import { createProblems, type Problems } from "../graphql/problems";
import type { AnswerSize } from "./answer-size";
import { mapped, once, type Answer, type Answers } from "./answers";
import type { Asking, Documents } from "./documents";
import { readOperationRequest, type OperationRequest } from "./operation-request";
import type { QueryLimits } from "./query-limits";

/** Who asks, and how they are answered. */
export interface Asker {
  readonly caller: Caller;
  readonly language: Language;
  readonly requestId: string;
  /** From where; who sends no token is counted by it. */
  readonly address: string;
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
  /** The operation, or what is wrong with it: it keeps to the same limits as one that is sent to `/graphql`. */
  check(asking: Asking, asker: Asker): Promise<CheckedOperation | readonly GraphQLError[]>;
}

export interface OperationsOptions {
  readonly schema: GraphQLSchema;
  readonly gateway: Gateway;
  readonly log: Log;
  readonly documents: Documents;
  readonly queryLimits: QueryLimits;
  readonly answerSize: AnswerSize;
  readonly clock: Clock;
  /** Whether the schema may be asked for. */
  readonly introspection: boolean;
}

export function createOperations(options: OperationsOptions): Operations {
  const { schema, gateway, log, documents, queryLimits, answerSize, clock, introspection } = options;
  const rules = [limitDocument, ...specifiedRules, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];

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

  /** The same, or in its place why it is too large. */
  function sized(answer: Answer, request: OperationRequest, asker: Asker, isMutation: boolean): Answer {
    const problem = answerSize.problemOf(Buffer.byteLength(JSON.stringify(answer)), () => request, isMutation);
    if (!problem) return answer;
    return { ...(answer.extensions ? { extensions: answer.extensions } : {}), errors: [present(problem, asker)] };
  }

  /** Every answer is worked out in a session of its own: nothing that was read for an earlier event is taken for new. */
  function contextOf(
    { caller, language, requestId }: Asker,
    problems: Problems,
    lastEventId: string | null,
  ): GraphQLContext {
    const priority = caller.role === "VIEWER" ? "VIEWER" : "OPERATOR";
    const session = gateway.session(caller, { signal: AbortSignal.timeout(ANSWER_TIMEOUT), requestId, priority });
    // One time limit holds for all of them.
    const allowMutation = () => undefined;
    return { session, language, requestId, problems, allowMutation, ...(lastEventId === null ? {} : { lastEventId }) };
  }

  function run(document: DocumentNode, request: OperationRequest, asker: Asker, type: OperationTypeNode): Answers {
    const { operationName, variables: variableValues, lastEventId } = request;
    const args = { schema, document, operationName, variableValues };
    const answer = async (rootValue: unknown, eventId?: string) => {
      const problems = createProblems();
      const contextValue = contextOf(asker, problems, null);
      // A question was counted when it was asked; every event of a subscription is asked for anew.
      if (eventId !== undefined) await admit(contextValue, request, document, asker);
      const result = await execute({ ...args, rootValue, contextValue });
      const errors = [...(result.errors ?? []), ...problems.found()];
      const answered = toAnswer(errors.length > 0 ? { ...result, errors } : result, asker, eventId);
      return sized(answered, request, asker, type === OperationTypeNode.MUTATION);
    };
    if (type !== OperationTypeNode.SUBSCRIPTION) return once(() => answer(undefined));
    const source = createSourceEventStream({ ...args, contextValue: contextOf(asker, createProblems(), lastEventId) });
    return mapped(source, {
      each: (event) => answer(event, eventIdOf(event)),
      refused: (result) => toAnswer(result, asker),
      failed: (error) => ({ errors: [present(error, asker)] }),
    });
  }

  /** What is wrong with a document. Without the schema, nobody is told what a misspelt field might have been. */
  function refuse(errors: readonly GraphQLError[], { language, requestId }: Asker): readonly GraphQLError[] {
    return errors.slice(0, MOST_ERRORS).map((error) => {
      const { message, extensions } = presentError(error.toJSON(), error, language, requestId);
      const { nodes, source, positions } = error;
      return new GraphQLError(message, { nodes, source, positions, extensions });
    });
  }

  /** Counts it, and refuses what the caller may not ask for now. */
  async function admit(context: GraphQLContext, request: OperationRequest, document: DocumentNode, asker: Asker) {
    queryLimits.admit(context, asker.address);
    await queryLimits.check(context, { ...request, source: request.query }, document);
  }

  async function checked(asking: Asking, asker: Asker): Promise<CheckedOperation | readonly GraphQLError[]> {
    // A connection may live longer than what was shown when it was opened.
    if (asker.caller.expiresAt && clock.now() >= asker.caller.expiresAt.getTime()) throw expired();
    const request = readOperationRequest(await documents.resolve(asking, asker.requestId));
    if (!request) throw notGraphQL();
    let document: DocumentNode;
    try {
      document = parse(request.query, { maxTokens: MOST_TOKENS });
    } catch (error) {
      return refuse([coded(error, "GRAPHQL_PARSE_FAILED")], asker);
    }
    const errors = validate(schema, document, rules, { hideSuggestions: !introspection });
    const failed = errors.map((error) => coded(error, "GRAPHQL_VALIDATION_FAILED"));
    if (failed.length > 0) return refuse(failed, asker);
    const type = getOperationAST(document, request.operationName)?.operation;
    if (!type) return refuse([coded(new GraphQLError("Unknown operation name."), "BAD_USER_INPUT")], asker);
    await admit(contextOf(asker, createProblems(), null), request, document, asker);
    return { document, type, run: () => run(document, request, asker, type) };
  }

  return {
    async check(asking, asker) {
      try {
        return await checked(asking, asker);
      } catch (error) {
        if (!(error instanceof LiveError)) throw error;
        return refuse([new GraphQLError(error.message, { originalError: error })], asker);
      }
    },
  };
}

/** How long one answer may take. */
const ANSWER_TIMEOUT = 30_000;
/** Of what is wrong with a document: more help nobody. */
const MOST_ERRORS = 10;

function coded(error: unknown, code: string): GraphQLError {
  if (!(error instanceof GraphQLError)) throw error;
  if (error.extensions["code"] !== undefined || unwrap(error) instanceof LiveError) return error;
  const { nodes, source, positions } = error;
  return new GraphQLError(error.message, { nodes, source, positions, extensions: { code } });
}

function eventIdOf(event: unknown): string | undefined {
  return typeof event === "object" && event !== null && "id" in event && typeof event.id === "string"
    ? event.id
    : undefined;
}

function expired(): LiveError {
  return new LiveError("UNAUTHENTICATED", {
    en: "Your token has expired. Connect again with a new one.",
    zh: "令牌已过期，请使用新的令牌重新连接。",
  });
}

function notGraphQL(): LiveError {
  return new LiveError("BAD_USER_INPUT", {
    en: "Send a GraphQL request: JSON with a query, or a query in the address.",
    zh: "请发送 GraphQL 请求：包含 query 的 JSON，或在地址中携带 query。",
  });
}
