import type { IncomingMessage, ServerResponse } from "node:http";
import type { Outcome } from "../compiled/operation";
import { toBuffer } from "../compiled/text";
import type { Caller } from "../domain/caller";
import type { Clock } from "../domain/clock";
import type { Gateway } from "../gateway/gateway";
import type { Admission } from "./admission";
import { createAnswerHeaders } from "./answer-headers";
import type { AnswerSize } from "./answer-size";
import type { Answered } from "./apollo-executor";
import { bodyOf, lengthOf } from "./body";
import { startDeadlineOf } from "./deadline";
import type { EarlyAnswers } from "./early-answers";
import type { Exchange, Exchanges } from "./exchange";
import { standingAnswer, type KnownRequest, type KnownRequests } from "./known-requests";
import type { QueryLimits } from "./query-limits";
import { requestIdOf } from "./request-id";

/**
 * The short way of queries that Apollo has accepted before: run from their plans, with nothing between. It stands in
 * front of everything else, and takes only what it can answer from memory at once and without an error. Everything that
 * depends on the caller or the moment is done for each request, here as there; whatever is unusual about a request, it
 * takes the long way, with what was reached until there.
 */
export interface Lane {
  /** Whether it takes a request; what it takes, it answers, or hands over to `longWay`. */
  take(incoming: IncomingMessage, response: ServerResponse, longWay: () => void): boolean;
}

export interface LaneOptions {
  readonly gateway: Gateway;
  readonly admission: Admission;
  readonly exchanges: Exchanges;
  readonly known: KnownRequests;
  readonly answered: Answered;
  readonly queryLimits: QueryLimits;
  readonly answerSize: AnswerSize;
  readonly early: Pick<EarlyAnswers, "learn">;
  readonly clock: Clock;
  /** An answer has left. */
  readonly tell: (requestId: string, begun: number) => void;
  readonly corsOrigins: readonly string[];
  readonly isLeaving: () => boolean;
}

/** A request on its way through. */
interface Passage {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly caller: Caller;
  readonly answerHeaders: readonly string[];
  readonly requestId: string;
  readonly begun: number;
  readonly longWay: () => void;
}

export function createLane(options: LaneOptions): Lane {
  const { admission, exchanges, known, answered, queryLimits, answerSize, early, clock, isLeaving } = options;
  const headersOf = createAnswerHeaders(options.corsOrigins);

  function answer(passage: Passage, body: Buffer): void {
    const request = known.find(body);
    if (!request) return handOver(passage, null);
    const { incoming, response, caller, requestId } = passage;
    const startDeadline = (seconds: number) => startDeadlineOf(response, clock, seconds);
    const exchange = exchanges.begin(incoming, caller, requestId, startDeadline);
    const { context } = exchange;
    try {
      // A caller whose share has to be looked up elsewhere is waited for on the long way.
      if (queryLimits.charge(context, request.price)) return handOver(passage, exchange);
    } catch {
      return handOver(passage, exchange);
    }
    // Not when it began: its body may have taken seconds to come.
    const look = { caller, at: clock.elapsed(), changes: options.gateway.changes, context: () => context };
    const standing = standingAnswer(request, look);
    if (standing) {
      early.learn(incoming, { body, answerHeaders: passage.answerHeaders });
      return send(passage, standing);
    }
    const running = request.operation.run(context, request.last?.outcome);
    let isOver = false;
    const end = (outcome: Outcome | null) => {
      if (isOver) return;
      isOver = true;
      const isPlain = outcome?.errors.length === 0 && context.problems.found().length === 0;
      const written = isPlain ? writtenOf(request, outcome) : null;
      if (written) return send(passage, written);
      answered.set(context.session, running);
      handOver(passage, exchange);
    };
    void running.then(end);
    // What is not there by now waits for a provider, and that is not for here.
    setImmediate(end, null);
  }

  /** Null for an answer that is too large. */
  function writtenOf(request: KnownRequest, outcome: Outcome): Buffer | null {
    const { last } = request;
    if (last?.outcome === outcome) return last.body;
    const isSame = last?.outcome.texts === outcome.texts;
    const body = isSame ? last.body : toBuffer(`{"data":${outcome.data}}\n`);
    if (!isSame && answerSize.problemOf(body.length, request.sent, false)) return null;
    known.remember(request, { outcome, body });
    return body;
  }

  function send({ response, answerHeaders, requestId, begun }: Passage, body: Buffer): void {
    const leaving = isLeaving() ? ["connection", "close"] : [];
    const own = ["x-request-id", requestId, ...leaving, "content-length", String(body.length)];
    response.writeHead(200, [...answerHeaders, ...own]);
    response.end(body);
    options.tell(requestId, begun);
  }

  function handOver({ incoming, longWay, requestId }: Passage, exchange: Exchange | null): void {
    if (exchange) exchanges.keep(incoming, exchange);
    // It goes on under the name it has been given.
    incoming.headers["x-request-id"] = requestId;
    longWay();
  }

  return {
    take(incoming, response, longWay) {
      const { method, url, headers } = incoming;
      if (method !== "POST" || url !== "/graphql" || isLeaving()) return false;
      const contentType = contentTypes.get(headers.accept ?? "");
      const length = jsonTypes.has(headers["content-type"] ?? "") ? lengthOf(headers) : null;
      if (contentType === undefined || length === null) return false;
      const caller = admission.recall(headers);
      if (!caller) return false;
      const requestId = requestIdOf(headers["x-request-id"]);
      const answerHeaders = headersOf(incoming, contentType);
      const passage = { incoming, response, caller, answerHeaders, requestId, begun: clock.elapsed(), longWay };
      bodyOf(incoming, length, (body) => answer(passage, body));
      return true;
    },
  };
}

const JSON_TYPE = "application/json; charset=utf-8";
const RESPONSE_TYPE = "application/graphql-response+json; charset=utf-8";

/** What clients say they send, and what they say they take, word for word; other ways to say it are for the long way. */
const jsonTypes: ReadonlySet<string> = new Set([
  "application/json",
  "application/json; charset=utf-8",
  "application/json;charset=utf-8",
  "application/json; charset=UTF-8",
  "application/json;charset=UTF-8",
]);

const contentTypes: ReadonlyMap<string, string> = new Map([
  ["", JSON_TYPE],
  ["*/*", JSON_TYPE],
  ["application/json", JSON_TYPE],
  ["application/json, text/plain, */*", JSON_TYPE],
  ["application/graphql-response+json", RESPONSE_TYPE],
  ["application/graphql-response+json,application/json;q=0.9", RESPONSE_TYPE],
  ["application/graphql-response+json, application/json;q=0.9", RESPONSE_TYPE],
]);
