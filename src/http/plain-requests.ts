import type { IncomingMessage, ServerResponse } from "node:http";
import type { Caller } from "../domain/caller";
import type { Clock } from "../domain/clock";
import type { Admission } from "./admission";
import { createAnswerHeaders } from "./answer-headers";
import { bodyOf, lengthOf } from "./body";
import { requestIdOf } from "./request-id";

/**
 * Requests for `/graphql` as clients send them all day: a body of JSON, from somebody who can be told at once. They need
 * neither routes nor hooks; everything else takes the long way, through Fastify.
 */
export interface PlainRequests {
  /** Whether a request is one of them. Then it is served, or handed over to `longWay`, as soon as its body is here. */
  take(incoming: IncomingMessage, response: ServerResponse, longWay: () => void): boolean;
}

/** A plain request on its way through. */
export interface Passage {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly caller: Caller;
  /** The type its answer has, by its Accept header. */
  readonly contentType: string;
  /** Names and values, one after the other, of what every answer's head says; without the content type. */
  readonly commonHeaders: readonly string[];
  readonly requestId: string;
  /** As the clock counts what has elapsed. */
  readonly begun: number;
  readonly longWay: () => void;
}

export interface PlainRequestsOptions {
  readonly admission: Admission;
  readonly clock: Clock;
  readonly corsOrigins: readonly string[];
  readonly isLeaving: () => boolean;
  /** Never throws: nobody would catch it. */
  readonly serve: (passage: Passage, body: Buffer) => void;
}

export function createPlainRequests(options: PlainRequestsOptions): PlainRequests {
  const { admission, clock, corsOrigins, isLeaving, serve } = options;
  const headersOf = createAnswerHeaders(corsOrigins);
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
      const commonHeaders = headersOf(incoming);
      const begun = clock.elapsed();
      const passage = { incoming, response, caller, contentType, commonHeaders, requestId, begun, longWay };
      bodyOf(incoming, length, (body) => serve(passage, body));
      return true;
    },
  };
}

export const JSON_TYPE = "application/json; charset=utf-8";
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
