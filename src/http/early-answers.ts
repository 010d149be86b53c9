import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Clock } from "../domain/clock";
import type { Gateway } from "../gateway/gateway";
import type { Admission } from "./admission";
import { headOf } from "./answer-headers";
import type { AddressOf } from "./caller-address";
import { startDeadline } from "./deadline";
import type { Exchanges } from "./exchange";
import { createKnownMessages, type FoundMessage } from "./known-messages";
import { standingAnswer, type KnownRequests } from "./known-requests";
import { MessageBoundaries } from "./message-boundaries";
import type { QueryLimits } from "./query-limits";
import { requestIdOf } from "./request-id";

/**
 * Answers what is asked again in the very bytes in which it was asked before, head and body, as the pages and programs of
 * a shop do all day: from the connection, before HTTP is read. Node has read those bytes once, so that what they say is
 * known; who asks, what they may see and may spend, and whether the answer is still true is found out for each request.
 * Everything else is Node's, and so is the first request of every connection.
 */
export interface EarlyAnswers {
  /** Looks at all connections of a server before it does. */
  watch(server: Server): void;
  /** A request was answered on the lane: its bytes, should they come again, stand for the same. */
  learn(incoming: IncomingMessage, message: LearntMessage): void;
}

export interface LearntMessage {
  readonly body: Buffer;
  /** Names and values of the answer's head, but for what is other for each answer. */
  readonly answerHeaders: readonly string[];
}

export interface EarlyAnswersOptions {
  readonly admission: Admission;
  readonly exchanges: Exchanges;
  readonly known: KnownRequests;
  readonly queryLimits: QueryLimits;
  readonly gateway: Gateway;
  readonly addressOf: AddressOf;
  readonly clock: Clock;
  readonly isLeaving: () => boolean;
  /** An answer has left. */
  readonly tell: (requestId: string, begun: number) => void;
}

interface Connection {
  readonly boundaries: MessageBoundaries;
  /** Messages that Node has not yet answered. */
  unanswered: number;
  /** Whether Node has answered any: from then on it closes the connection when nothing comes. */
  isServed: boolean;
  /** The message that Node was handed last, where it was one chunk. */
  last: Buffer | null;
}

/** Up to so many bytes, an answer is put together with its head rather than sent beside it. */
const SHORT = 4096;

export function createEarlyAnswers(options: EarlyAnswersOptions): EarlyAnswers {
  const { admission, exchanges, known, queryLimits, gateway, addressOf, clock, isLeaving, tell } = options;
  const messages = createKnownMessages();
  const connections = new WeakMap<Socket, Connection>();
  let keepAliveSeconds = 0;

  function answer(socket: Socket, { message, ...named }: FoundMessage): boolean {
    const begun = clock.elapsed();
    const { headers } = message;
    const caller = admission.recall(headers);
    const request = caller && known.find(message.body);
    if (!request) return false;
    const asked = { headers, socket };
    const requestId = requestIdOf(named.requestId);
    const deadline = (seconds: number) => startDeadline(clock, seconds);
    const context = () => exchanges.begin(asked, caller, requestId, deadline).context;
    const body = standingAnswer(request, { caller, at: begun, changes: gateway.changes, context });
    if (!body || !queryLimits.chargeNow(caller, () => addressOf(asked), request.price)) return false;
    send(socket, `${message.head}x-request-id: ${requestId}\r\n${lastOfHead(body.length)}`, body);
    tell(requestId, begun);
    return true;
  }

  const lastOfHead = (length: number) =>
    `content-length: ${length}\r\nDate: ${dateOf(clock.now())}\r\nConnection: keep-alive\r\nKeep-Alive: timeout=${keepAliveSeconds}\r\n\r\n`;

  function watchConnection(socket: Socket): void {
    const [read, ...others] = socket.listeners("data") as ((chunk: Buffer) => void)[];
    if (!read || others.length > 0) return;
    const connection: Connection = { boundaries: new MessageBoundaries(), unanswered: 0, isServed: false, last: null };
    connections.set(socket, connection);

    /** Whether a message may begin here, of those that are known, and be answered. */
    const mayBeKnown = () =>
      connection.unanswered === 0 &&
      connection.isServed &&
      !connection.boundaries.isWithin() &&
      !isLeaving() &&
      // Node may have said its last word here.
      socket.writable;
    const see = (chunk: Buffer) => {
      const { boundaries } = connection;
      if (mayBeKnown()) {
        const found = messages.find(chunk);
        if (found && answer(socket, found)) return;
      }
      const boundary = boundaries.see(chunk);
      if (boundary === "lost") return letGo(chunk);
      connection.last = boundary === "whole" ? chunk : null;
      if (boundary === "whole" || boundary === "end") connection.unanswered += 1;
      read.call(socket, chunk);
    };
    const letGo = (chunk: Buffer) => {
      connections.delete(socket);
      socket.removeListener("data", see);
      socket.on("data", read);
      read.call(socket, chunk);
    };
    socket.on("data", see);
    socket.removeListener("data", read);
  }

  function watchRequest({ socket }: IncomingMessage, response: ServerResponse): void {
    const connection = connections.get(socket);
    if (!connection) return;
    response.once("close", () => {
      connection.unanswered -= 1;
      connection.isServed = true;
      connection.last = null;
    });
  }

  return {
    watch(server) {
      keepAliveSeconds = Math.floor(server.keepAliveTimeout / 1000);
      server.on("connection", watchConnection);
      server.prependListener("request", watchRequest);
    },
    learn({ socket, headers }, { body, answerHeaders }) {
      const connection = connections.get(socket);
      const bytes = connection?.unanswered === 1 ? connection.last : null;
      if (!bytes) return;
      messages.learn(bytes, { headers, body: body.toString("latin1"), head: headOf(answerHeaders) });
    },
  };
}

function send(socket: Socket, head: string, body: Buffer): void {
  if (body.length <= SHORT) {
    socket.write(head + body.toString("latin1"), "latin1");
  } else {
    socket.cork();
    socket.write(head, "latin1");
    socket.write(body);
    socket.uncork();
  }
  // Who does not read is not read from.
  if (!socket.writableNeedDrain) return;
  socket.pause();
  socket.once("drain", () => socket.resume());
}

let dated = { second: NaN, text: "" };

/** As HTTP says it, to the second. */
function dateOf(now: number): string {
  const second = Math.floor(now / 1000);
  if (dated.second !== second) dated = { second, text: new Date(now).toUTCString() };
  return dated.text;
}
