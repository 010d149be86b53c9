import type { FastifyReply, FastifyRequest } from "fastify";
import type { Call } from "../domain/call";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import type { Gateway } from "../gateway/gateway";
import type { GraphQLContext } from "../graphql/context";
import { createProblems } from "../graphql/problems";
import type { Admission } from "./admission";
import type { AddressOf } from "./caller-address";
import { startDeadline, type Deadline } from "./deadline";
import { failureOf, send } from "./failure";
import { languageOf } from "./language";
import type { QueryLimits } from "./query-limits";

/** One request and what belongs to it alone. */
interface Exchange {
  readonly context: GraphQLContext;
  readonly deadline: Deadline;
  /** What was asked for may have changed something. */
  mayHaveWritten: boolean;
}

export interface Exchanges {
  /** The same for whoever asks about one request. */
  of(request: FastifyRequest, reply: FastifyReply): Exchange;
  /** Whether what was asked for may have changed something. */
  readonly mayHaveWritten: (request: FastifyRequest) => boolean;
  /** Has an answer leave in time, even if what makes it hangs. */
  inTime(request: FastifyRequest, reply: FastifyReply, answer: Answer): Promise<unknown>;
}

type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

export interface ExchangeOptions {
  readonly gateway: Gateway;
  readonly admission: Admission;
  readonly addressOf: AddressOf;
  readonly queryLimits: QueryLimits;
  readonly clock: Clock;
  readonly queryTimeoutSeconds: number;
  readonly mutationTimeoutSeconds: number;
}

export function createExchanges(options: ExchangeOptions): Exchanges {
  const { gateway, admission, addressOf, queryLimits, clock, queryTimeoutSeconds, mutationTimeoutSeconds } = options;
  const exchanges = new WeakMap<FastifyRequest, Exchange>();

  function begin(request: FastifyRequest, reply: FastifyReply): Exchange {
    const deadline = startDeadline(reply, clock, queryTimeoutSeconds);
    const caller = admission.callerOf(request);
    const call: Call = {
      signal: deadline.signal,
      requestId: request.id,
      priority: caller.role === "VIEWER" ? "VIEWER" : "OPERATOR",
      get deadline() {
        return deadline.at;
      },
    };
    const context = {
      session: gateway.session(caller, call),
      allowMutation: () => {
        exchange.mayHaveWritten = true;
        deadline.allow(mutationTimeoutSeconds);
      },
      language: languageOf(request.headers["accept-language"]),
      requestId: request.id,
      problems: createProblems(),
    };
    queryLimits.admit(context, addressOf(request.raw));
    const exchange: Exchange = { context, deadline, mayHaveWritten: false };
    return exchange;
  }

  function of(request: FastifyRequest, reply: FastifyReply): Exchange {
    let exchange = exchanges.get(request);
    if (!exchange) exchanges.set(request, (exchange = begin(request, reply)));
    return exchange;
  }

  return {
    of,
    mayHaveWritten: (request) => exchanges.get(request)?.mayHaveWritten ?? false,
    async inTime(request, reply, answer) {
      const exchange = of(request, reply);
      const answered = await exchange.deadline.keep(answer(request, reply).then((body) => ({ body })));
      if (answered) return answered.body;
      return send(reply, failureOf(exchange.mayHaveWritten ? outcomeUnknown() : tooLate(), request));
    },
  };
}

function tooLate(): LiveError {
  return new LiveError(
    "PROVIDER_TIMEOUT",
    { en: "The answer was not there in time. Try again shortly.", zh: "未能按时得到结果，请稍后重试。" },
    { retryable: true },
  );
}

function outcomeUnknown(): LiveError {
  return new LiveError(
    "UNKNOWN_OUTCOME",
    {
      en: "The answer was not there in time, and it may have been done. Look before asking again; with an idempotencyKey it is safe to repeat.",
      zh: "未能按时得到结果，操作可能已执行。请先查询再重试；使用 idempotencyKey 可安全重试。",
    },
    { retryable: false, ambiguous: true },
  );
}
