import type { FastifyReply, FastifyRequest } from "fastify";
import type { Call } from "../domain/call";
import type { Caller } from "../domain/caller";
import type { Clock } from "../domain/clock";
import { abortSignalOf } from "./abort";

/** Milliseconds within which every answer leaves. */
const QUERY_TIME = 5_000;
const MUTATION_TIME = 12_000;

/** What everything a request causes has to keep to. */
export interface RequestCall {
  readonly call: Call;
  /** It turns out to be a mutation, and may take longer. */
  readonly allowMutation: () => void;
}

export function callOf(request: FastifyRequest, reply: FastifyReply, caller: Caller, clock: Clock): RequestCall {
  const begun = clock.now();
  let time = QUERY_TIME;
  const signal = abortSignalOf(reply);
  return {
    call: {
      get signal() {
        return signal();
      },
      requestId: request.id,
      priority: caller.role === "VIEWER" ? "VIEWER" : "OPERATOR",
      get deadline() {
        return begun + time;
      },
    },
    allowMutation() {
      time = MUTATION_TIME;
    },
  };
}
