import type { IncomingMessage } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Call, Priority } from "../domain/call";
import type { Caller } from "../domain/caller";
import type { Clock } from "../domain/clock";
import type { Gateway } from "../gateway/gateway";
import type { GraphQLContext } from "../graphql/context";
import { createProblems } from "../graphql/problems";
import type { Admission } from "./admission";
import type { AddressOf } from "./caller-address";
import { lateness, startDeadlineOf, type Deadline } from "./deadline";
import { failureOf, send } from "./failure";
import { languageOf } from "./language";

/** One request and what belongs to it alone. */
export interface Exchange {
  readonly context: GraphQLContext;
  /** Runs from when it is first asked for: what is answered from memory needs none. */
  readonly deadline: () => Deadline;
  /** What was asked for may have changed something. */
  mayHaveWritten: boolean;
}

/** What is told of a request before its body. */
export type Asked = Pick<IncomingMessage, "headers" | "socket">;

export interface Exchanges {
  begin(asked: Asked, caller: Caller, requestId: string, startDeadline: (seconds: number) => Deadline): Exchange;
  /** Has the exchange be found again by its request. */
  keep(incoming: IncomingMessage, exchange: Exchange): void;
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
  readonly clock: Clock;
  readonly queryTimeoutSeconds: number;
  readonly mutationTimeoutSeconds: number;
}

export function createExchanges(options: ExchangeOptions): Exchanges {
  const { gateway, admission, addressOf, clock, queryTimeoutSeconds, mutationTimeoutSeconds } = options;
  const exchanges = new WeakMap<IncomingMessage, Exchange>();

  const begin: Exchanges["begin"] = (asked, caller, requestId, startDeadline) => {
    let started: Deadline | null = null;
    const deadline = () => (started ??= startDeadline(queryTimeoutSeconds));
    const call = new CallOfRequest(requestId, caller.role === "VIEWER" ? "VIEWER" : "OPERATOR", deadline);
    const context = {
      session: gateway.session(caller, call),
      allowMutation: () => {
        exchange.mayHaveWritten = true;
        deadline().allow(mutationTimeoutSeconds);
      },
      language: languageOf(asked.headers["accept-language"]),
      requestId,
      problems: createProblems(),
      meter: { address: addressOf(asked), charged: null },
    };
    const exchange: Exchange = { context, deadline, mayHaveWritten: false };
    return exchange;
  };

  function of(request: FastifyRequest, reply: FastifyReply): Exchange {
    let exchange = exchanges.get(request.raw);
    if (!exchange) {
      const startDeadline = (seconds: number) => startDeadlineOf(reply.raw, clock, seconds);
      exchange = begin(request.raw, admission.callerOf(request), request.id, startDeadline);
      exchanges.set(request.raw, exchange);
    }
    return exchange;
  }

  return {
    begin,
    keep: (incoming, exchange) => void exchanges.set(incoming, exchange),
    of,
    mayHaveWritten: (request) => exchanges.get(request.raw)?.mayHaveWritten ?? false,
    async inTime(request, reply, answer) {
      const exchange = of(request, reply);
      const answered = await exchange.deadline().keep(answer(request, reply).then((body) => ({ body })));
      if (answered) return answered.body;
      return send(reply, failureOf(lateness(exchange.mayHaveWritten), request));
    },
  };
}

/** A class, so that all have one shape: getters that are made for each object give each a shape of its own. */
class CallOfRequest implements Call {
  constructor(
    readonly requestId: string,
    readonly priority: Priority,
    private readonly started: () => Deadline,
  ) {}

  get signal(): AbortSignal {
    return this.started().signal;
  }

  get deadline(): number {
    return this.started().at();
  }
}
