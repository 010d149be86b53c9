import { HeaderMap, type ApolloServer, type GraphQLResponse } from "@apollo/server";
import type { Clock } from "../domain/clock";
import { tellRequest, type Log } from "../domain/log";
import type { GraphQLContext } from "../graphql/context";
import type { AnswerSize } from "./answer-size";
import { lateness, startDeadlineOf } from "./deadline";
import type { Documents } from "./documents";
import type { Exchange, Exchanges } from "./exchange";
import { failureOf, headersOf, type Failure } from "./failure";
import { askedIn, type PlainAsking } from "./plain-asking";
import { JSON_TYPE, type Passage } from "./plain-requests";
import { stringifyAnswer } from "./written-data";

/**
 * The way of plain requests through Apollo, without Fastify's routes, hooks and second reading of the body, which cost
 * more than Apollo itself. What it cannot answer as Fastify's route would, it hands over before anything is run.
 */
export interface ApolloWay {
  /** With what was begun for the request before, if anything was. Never throws. */
  answer(passage: Passage, body: Buffer, begun: Exchange | null): void;
}

export interface ApolloWayOptions {
  readonly apollo: ApolloServer<GraphQLContext>;
  readonly exchanges: Exchanges;
  readonly documents: Documents;
  readonly answerSize: AnswerSize;
  readonly clock: Clock;
  readonly log: Log;
  readonly isLeaving: () => boolean;
}

/** An answer, but for what every one has in its head. */
interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly text: string;
}

export function createApolloWay(options: ApolloWayOptions): ApolloWay {
  const { apollo, exchanges, documents, answerSize, clock, log, isLeaving } = options;

  async function answerOf(passage: Passage, asked: PlainAsking, exchange: Exchange): Promise<Answer> {
    const { contentType } = passage;
    try {
      const running = apollo.executeOperation(requestOf(asked, contentType), { contextValue: exchange.context });
      const response = await exchange.deadline().keep(running);
      if (!response) return failed(lateness(exchange.mayHaveWritten), passage);
      const { status = 200, headers } = response.http;
      const text = textOf(response);
      const sent = () => ({ query: asked.source, variables: asked.variables });
      const problem = answerSize.problemOf(Buffer.byteLength(text), sent, exchange.mayHaveWritten);
      return problem ? failed(problem, passage) : { status, contentType, headers, text };
    } catch (error) {
      log.error({ requestId: passage.requestId, err: error }, "internal error");
      return failed(error, passage);
    }
  }

  function send({ response, commonHeaders, requestId, begun }: Passage, answer: Answer): void {
    const head = [...commonHeaders, "content-type", answer.contentType, "x-request-id", requestId];
    for (const [name, value] of answer.headers) head.push(name, value);
    if (isLeaving()) head.push("connection", "close");
    head.push("content-length", String(Buffer.byteLength(answer.text)));
    response.writeHead(answer.status, head);
    // As text, it leaves together with its head.
    response.end(answer.text);
    const ms = Math.round(clock.elapsed() - begun);
    tellRequest(log, { requestId, method: "POST", route: "/graphql", status: answer.status, ms });
  }

  return {
    answer(passage, body, begun) {
      const { incoming, response, caller, requestId } = passage;
      const asked = askedIn(body, documents);
      if (!asked) {
        if (begun) exchanges.keep(incoming, begun);
        // It goes on under the name it has been given.
        incoming.headers["x-request-id"] = requestId;
        return passage.longWay();
      }
      const startDeadline = (seconds: number) => startDeadlineOf(response, clock, seconds);
      const exchange = begun ?? exchanges.begin(incoming, caller, requestId, startDeadline);
      void answerOf(passage, asked, exchange).then((answer) => send(passage, answer));
    },
  };
}

/** What Apollo reads of a request's head; an empty Accept means JSON to it, and costs it nothing to read. */
const jsonHead = new HeaderMap([["accept", ""]]);
const responseHead = new HeaderMap([["accept", "application/graphql-response+json"]]);

function requestOf({ source, operationName, variables, extensions }: PlainAsking, contentType: string) {
  const headers = contentType === JSON_TYPE ? jsonHead : responseHead;
  return {
    query: source,
    variables,
    ...(operationName === null ? {} : { operationName }),
    ...(extensions === null ? {} : { extensions }),
    http: { method: "POST", headers, search: "", body: null },
  };
}

function textOf({ body }: GraphQLResponse): string {
  if (body.kind !== "single") throw new Error("an answer in parts, which nobody asked for");
  const { errors, data, extensions } = body.singleResult;
  return stringifyAnswer({ errors, data, extensions });
}

function failed(error: unknown, { incoming, requestId }: Passage): Answer {
  const failure: Failure = failureOf(error, { headers: incoming.headers, id: requestId });
  const text = JSON.stringify(failure.body);
  return { status: failure.status, contentType: JSON_TYPE, headers: headersOf(failure), text };
}
