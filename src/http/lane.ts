import type { Outcome } from "../compiled/operation";
import { toBuffer } from "../compiled/text";
import type { Clock } from "../domain/clock";
import type { Gateway } from "../gateway/gateway";
import type { AnswerSize } from "./answer-size";
import { createAnswersUnderWay } from "./answers-under-way";
import type { Answered } from "./apollo-executor";
import { startDeadlineOf } from "./deadline";
import type { EarlyAnswers } from "./early-answers";
import type { Exchange, Exchanges } from "./exchange";
import { standingAnswer, type KnownRequest, type KnownRequests } from "./known-requests";
import type { Passage } from "./plain-requests";
import type { QueryLimits } from "./query-limits";

/**
 * The short way of queries that Apollo has accepted before: run from their plans, with nothing between. It answers only
 * what comes out without an error. Everything that depends on the caller or the moment is done for each request, here as
 * there; whatever is unusual about a request, it is handed over with what was reached until there.
 */
export interface Lane {
  /** Answers, or hands over with what was begun. Never throws. */
  answer(passage: Passage, body: Buffer): void;
}

export interface LaneOptions {
  readonly gateway: Gateway;
  readonly exchanges: Exchanges;
  readonly known: KnownRequests;
  readonly answered: Answered;
  readonly queryLimits: QueryLimits;
  readonly answerSize: AnswerSize;
  readonly early: Pick<EarlyAnswers, "learn">;
  readonly clock: Clock;
  /** An answer has left. */
  readonly tell: (requestId: string, begun: number) => void;
  readonly isLeaving: () => boolean;
  /** The way of what it does not answer. */
  readonly handOver: (passage: Passage, body: Buffer, begun: Exchange | null) => void;
}

interface Asking {
  readonly passage: Passage;
  readonly body: Buffer;
  readonly exchange: Exchange;
  readonly request: KnownRequest;
}

export function createLane(options: LaneOptions): Lane {
  const { gateway, exchanges, known, answered, queryLimits, answerSize, early, clock, isLeaving, handOver } = options;
  const underWay = createAnswersUnderWay();

  function answer(passage: Passage, body: Buffer): void {
    const request = known.find(body.toString("latin1"));
    if (!request) return handOver(passage, body, null);
    const { incoming, response, caller, requestId } = passage;
    const startDeadline = (seconds: number) => startDeadlineOf(response, clock, seconds);
    const exchange = exchanges.begin(incoming, caller, requestId, startDeadline);
    const { context } = exchange;
    try {
      // A caller whose share has to be looked up elsewhere is waited for on the long way.
      if (queryLimits.charge(context, request.price)) return handOver(passage, body, exchange);
    } catch {
      return handOver(passage, body, exchange);
    }
    // Not when it began: its body may have taken seconds to come.
    const look = { caller, at: clock.elapsed(), changes: gateway.changes, context: () => context };
    const standing = standingAnswer(request, look);
    if (standing) {
      early.learn(incoming, { body, answerHeaders: headersOf(passage) });
      return send(passage, standing);
    }
    const asking = { passage, body, exchange, request };
    const before = underWay.join(request.key, askedNow(exchange));
    // What the others are not given either, everybody finds out for themselves.
    if (before) waitFor(before, asking, () => run(asking));
    else run(asking);
  }

  const askedNow = ({ context: { session, language } }: Exchange) => ({
    caller: session.caller,
    language,
    changes: gateway.changes.count,
  });

  function run(asking: Asking): void {
    const { passage, body, exchange, request } = asking;
    const asked = askedNow(exchange);
    const running = request.operation.run(exchange.context, request.last?.outcome);
    const written = running.then((outcome) => {
      const isPlain = outcome?.errors.length === 0 && exchange.context.problems.found().length === 0;
      return isPlain ? writtenOf(request, outcome) : null;
    });
    underWay.add(request.key, asked, { answer: written, share: () => exchange.deadline().share() });
    waitFor(written, asking, () => {
      answered.set(exchange.context.session, running);
      handOver(passage, body, exchange);
    });
  }

  /** Without an answer that can be sent from here, or without one in time, it goes on otherwise. */
  function waitFor(written: Promise<Buffer | null>, { passage, exchange }: Asking, otherwise: () => void): void {
    let isOver = false;
    const end = (body: Buffer | null) => {
      if (isOver) return;
      isOver = true;
      if (body) send(passage, body);
      else otherwise();
    };
    void written.then(end);
    // What is not there by now waits for a provider.
    setImmediate(() => {
      if (!isOver) void exchange.deadline().keep(written).then(end);
    });
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

  function send(passage: Passage, body: Buffer): void {
    const { response, requestId, begun } = passage;
    const leaving = isLeaving() ? ["connection", "close"] : [];
    const own = ["x-request-id", requestId, ...leaving, "content-length", String(body.length)];
    response.writeHead(200, [...headersOf(passage), ...own]);
    response.end(body);
    options.tell(requestId, begun);
  }

  return { answer };
}

const headersOf = ({ commonHeaders, contentType }: Passage) => [...commonHeaders, "content-type", contentType];
