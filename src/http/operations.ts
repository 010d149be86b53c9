import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  type DocumentNode,
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
import { presentError, unwrap } from "../graphql/errors";
import { createProblems, type Problems } from "../graphql/problems";
import type { AnswerSize } from "./answer-size";
import { mapped, once, textOf, type Answer, type Answers } from "./answers";
import { createCheckedDocuments } from "./checked-documents";
import { lateness, startDeadline, type Deadline } from "./deadline";
import type { Asking, Documents } from "./documents";
import { readOperationRequest, type OperationRequest } from "./operation-request";
import type { QueryLimits } from "./query-limits";
import { alike, createSharedAnswers, questionOf } from "./shared-answers";

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
  /** For an answer; also for each answer to an event. */
  readonly queryTimeoutSeconds: number;
  readonly mutationTimeoutSeconds: number;
}

export function createOperations(options: OperationsOptions): Operations {
  const { schema, gateway, log, documents, queryLimits, answerSize, clock, introspection } = options;
  const { queryTimeoutSeconds, mutationTimeoutSeconds } = options;
  const checkedDocuments = createCheckedDocuments(schema, introspection);
  const shared = createSharedAnswers();

  function present(error: unknown, { language, requestId }: Asker) {
    const cause = unwrap(error);
    const given = error instanceof GraphQLError ? error.toJSON() : { message: "" };
    const shown = presentError(given, error, language, requestId);
    if (shown.extensions?.["code"] === "INTERNAL_SERVER_ERROR" && !(cause instanceof LiveError)) {
      log.error({ requestId, err: cause }, "internal error");
    }
    return shown;
  }

  /** Without errors it is the same object for all who share the result, so that it need be written only once. */
  const clean = new WeakMap<ExecutionResult, Answer>();
  function toAnswer(result: ExecutionResult, asker: Asker, eventId?: string): Answer {
    const known = clean.get(result);
    if (known) return known;
    const { data, errors } = result;
    const answer = {
      ...(data === undefined ? {} : { data }),
      ...(errors ? { errors: errors.map((error) => present(error, asker)) } : {}),
      ...(eventId === undefined ? {} : { extensions: { eventId } }),
    };
    if (!errors) clean.set(result, answer);
    return answer;
  }

  /** The same, or in its place why it is too large. */
  function sized(answer: Answer, request: OperationRequest, asker: Asker, isMutation = false): Answer {
    const problem = answerSize.problemOf(Buffer.byteLength(textOf(answer)), () => request, isMutation);
    if (!problem) return answer;
    return { ...(answer.extensions ? { extensions: answer.extensions } : {}), errors: [present(problem, asker)] };
  }

  /** Every answer is worked out in a session of its own: nothing that was read for an earlier event is taken for new. */
  function contextOf(asker: Asker, problems: Problems, deadline: Deadline): GraphQLContext {
    const { caller, language, requestId, address } = asker;
    const priority = caller.role === "VIEWER" ? "VIEWER" : "OPERATOR";
    const session = gateway.session(caller, {
      ...{ requestId, priority },
      signal: deadline.signal,
      deadline: deadline.at(),
    });
    // The deadline was chosen by what the operation is.
    const allowMutation = () => undefined;
    const meter = { address, charged: null };
    return { session, language, requestId, problems, meter, allowMutation };
  }

  /** Has an answer be there in time, even if what makes it hangs. */
  async function inTime(work: (deadline: Deadline) => Promise<ExecutionResult>, options: InTime = {}) {
    const { isMutation = false, abandoned } = options;
    const deadline = startDeadline(clock, isMutation ? mutationTimeoutSeconds : queryTimeoutSeconds);
    const leave = () => deadline.end(false);
    abandoned?.addEventListener("abort", leave);
    try {
      return (await deadline.keep(work(deadline))) ?? { errors: [toGraphQLError(lateness(isMutation))] };
    } finally {
      abandoned?.removeEventListener("abort", leave);
      deadline.end(true);
    }
  }

  function run(document: DocumentNode, request: OperationRequest, asker: Asker, context: GraphQLContext): Answers {
    const { operationName, variables: variableValues, lastEventId } = request;
    const args = { schema, document, operationName, variableValues };
    const work = async (who: Asker, deadline: Deadline, rootValue?: unknown) => {
      const problems = createProblems();
      const result = await execute({ ...args, rootValue, contextValue: contextOf(who, problems, deadline) });
      const errors = [...(result.errors ?? []), ...problems.found()];
      return errors.length > 0 ? { ...result, errors } : result;
    };
    const type = typeOf(document, request);
    if (type !== OperationTypeNode.SUBSCRIPTION) {
      const isMutation = type === OperationTypeNode.MUTATION;
      return once(async (abandoned) => {
        const result = await inTime((deadline) => work(asker, deadline), { isMutation, abandoned });
        return sized(toAnswer(result, asker), request, asker, isMutation);
      });
    }
    const question = questionOf(request, asker.caller, asker.language);
    // Nothing of who they are can get into what others are told too.
    const anyone = { ...asker, caller: alike(asker.caller) };
    /** The question was counted when it was asked; whoever has an event worked out asks anew. */
    const counted = async (deadline: Deadline, event: unknown) => {
      const own = contextOf(asker, createProblems(), deadline);
      await queryLimits.check(own, { ...request, source: request.query }, document);
      return work(anyone, deadline, event);
    };
    const contextValue = lastEventId === null ? context : { ...context, lastEventId };
    return mapped(createSourceEventStream({ ...args, contextValue }), {
      async each(event) {
        const eventId = eventIdOf(event);
        if (eventId === undefined) {
          const result = await inTime((deadline) => work(asker, deadline, event));
          return sized(toAnswer(result, asker), request, asker);
        }
        const result = await shared.of(eventId, question, () => inTime((deadline) => counted(deadline, event)));
        return sized(toAnswer(result, asker, eventId), request, asker);
      },
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
  async function checked(asking: Asking, asker: Asker): Promise<CheckedOperation | readonly GraphQLError[]> {
    // A connection may live longer than what was shown when it was opened.
    if (asker.caller.expiresAt && clock.now() >= asker.caller.expiresAt.getTime()) throw expired();
    const request = readOperationRequest(await documents.resolve(asking, asker.requestId));
    if (!request) throw notGraphQL();
    const document = checkedDocuments.read(request.query);
    if (!("kind" in document)) return refuse(document, asker);
    const type = typeOf(document, request);
    if (!type) {
      const error = new GraphQLError("Unknown operation name.", { extensions: { code: "BAD_USER_INPUT" } });
      return refuse([error], asker);
    }
    const deadline = startDeadline(clock, queryTimeoutSeconds);
    const context = contextOf(asker, createProblems(), deadline);
    await queryLimits.check(context, { ...request, source: request.query }, document).finally(() => deadline.end(true));
    return { document, type, run: () => run(document, request, asker, context) };
  }

  return {
    async check(asking, asker) {
      try {
        return await checked(asking, asker);
      } catch (error) {
        if (!(error instanceof LiveError)) throw error;
        return refuse([toGraphQLError(error)], asker);
      }
    },
  };
}

interface InTime {
  readonly isMutation?: boolean;
  readonly abandoned?: AbortSignal;
}

/** Of what is wrong with a document: more help nobody. */
const MOST_ERRORS = 10;

function typeOf(document: DocumentNode, { operationName }: OperationRequest): OperationTypeNode | undefined {
  return getOperationAST(document, operationName)?.operation;
}

function eventIdOf(event: unknown): string | undefined {
  return typeof event === "object" && event !== null && "id" in event && typeof event.id === "string"
    ? event.id
    : undefined;
}

function toGraphQLError(error: LiveError): GraphQLError {
  return new GraphQLError(error.message, { originalError: error });
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
