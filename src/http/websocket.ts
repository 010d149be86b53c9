import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import { CloseCode, handleProtocols, makeServer, type OperationResult, type Server } from "graphql-ws";
import { WebSocketServer, type WebSocket } from "ws";
import type { Caller } from "../domain/caller";
import { LiveError } from "../domain/error";
import type { Log } from "../domain/log";
import type { Timers } from "../domain/timers";
import { textOf, type Answers } from "./answers";
import type { Authenticator } from "./authentication";
import type { AddressOf } from "./caller-address";
import { checkOrigin } from "./cross-site";
import { languageOf } from "./language";
import type { Asker, Operations } from "./operations";
import { requestIdOf } from "./request-id";

export interface WebsocketOptions {
  readonly schema: GraphQLSchema;
  readonly operations: Operations;
  readonly authenticator: Authenticator;
  readonly addressOf: AddressOf;
  readonly log: Log;
  readonly timers: Timers;
  /** Origins whose pages may connect, beside our own. */
  readonly corsOrigins: readonly string[];
}

const LARGEST_MESSAGE = 256 * 1024;
const MOST_SOCKETS = 10_000;
const MOST_PER_SOCKET = 100;
/** Often enough for proxies, which drop what is silent for a minute. Who does not answer until the next one is gone. */
const KEEP_ALIVE = 15_000;
const CLOSING_TIMEOUT = 1_000;

/** Serves `graphql-transport-ws` at `/graphql`. */
export function serveWebsockets(fastify: FastifyInstance, options: WebsocketOptions): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, handleProtocols });
  const protocol = createProtocol(options);
  // In place of the library's own page.
  sockets.on("wsClientError", (_error, socket) => refuse(socket, "400 Bad Request"));
  const allowed = new Set(options.corsOrigins);
  let isClosing = false;

  fastify.server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const isFull = isClosing || sockets.clients.size >= MOST_SOCKETS;
    const refusal = refusalOf(request, allowed) ?? (isFull ? "503 Service Unavailable" : null);
    if (refusal !== null) {
      refuse(socket, refusal);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      attend(opened, toExtra(opened, request, options.addressOf(request)), protocol, options);
    });
  });
  fastify.addHook("preClose", async () => {
    isClosing = true;
    const left = [...sockets.clients].map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    // Clients take this for a reason to come again, to another replica.
    for (const socket of sockets.clients) socket.close(1001, "Going away");
    const stopWaiting = options.timers.after(CLOSING_TIMEOUT, () => {
      for (const socket of sockets.clients) socket.terminate();
    });
    await Promise.all(left);
    stopWaiting();
  });
}

function refuse(socket: Duplex, refusal: string): void {
  socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function refusalOf({ url = "", headers }: IncomingMessage, allowed: ReadonlySet<string>): string | null {
  if (url.split("?")[0] !== "/graphql") return "404 Not Found";
  try {
    checkOrigin(headers, allowed);
    return null;
  } catch {
    return "403 Forbidden";
  }
}

/** What is known of a socket for as long as it stands: of its request only what is needed, there are thousands. */
interface Extra extends Omit<Asker, "caller"> {
  readonly socket: WebSocket;
  readonly authorization: string | undefined;
}

function toExtra(socket: WebSocket, request: IncomingMessage, address: string): Extra {
  const { headers } = request;
  const { authorization } = headers;
  const [language, requestId] = [languageOf(headers["accept-language"]), requestIdOf(headers["x-request-id"])];
  return { socket, authorization, language, requestId, address };
}

type Protocol = Server<Extra>;

function createProtocol({ schema, operations, authenticator }: WebsocketOptions): Protocol {
  const askers = new WeakMap<WebSocket, Asker>();
  return makeServer<Record<string, unknown>, Extra>({
    async onConnect({ connectionParams, extra: { socket, authorization, language, requestId, address } }) {
      const caller = await authenticate(authenticator, authorization, connectionParams);
      if (!caller) return false;
      askers.set(socket, { caller, language, requestId, address });
      return true;
    },
    async onSubscribe({ extra: { socket }, subscriptions }, id, payload) {
      const asker = askers.get(socket) as Asker;
      if (Object.keys(subscriptions).length > MOST_PER_SOCKET) return [tooMany(asker)];
      const checked = await operations.check({ ...payload }, asker);
      if (!("run" in checked)) {
        closeWhenExpired(checked[0], socket, asker.caller);
        return checked;
      }
      const answers = sending(checked.run(), id, socket, asker.caller);
      return { schema, document: checked.document, operationName: payload.operationName, contextValue: answers };
    },
    // What is to be run was prepared when it was asked for.
    execute: ({ contextValue }) => contextValue as OperationResult,
    subscribe: ({ contextValue }) => contextValue as OperationResult,
  });
}

/** By the upgrade's header, or by `authorization` among the connection parameters, which browsers can send. */
async function authenticate(
  authenticator: Authenticator,
  header: string | undefined,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<Caller | null> {
  const given = parameters["authorization"] ?? parameters["Authorization"] ?? header;
  if (given !== undefined && typeof given !== "string") return null;
  try {
    return await authenticator.authenticate(given);
  } catch (error) {
    if (error instanceof LiveError) return null;
    throw error;
  }
}

function tooMany({ language }: Asker): GraphQLError {
  const text = {
    en: `One websocket may run ${MOST_PER_SOCKET} operations at once.`,
    zh: `一个 WebSocket 连接最多同时运行 ${MOST_PER_SOCKET} 个操作。`,
  };
  return new GraphQLError(text[language], { extensions: { code: "BAD_USER_INPUT" } });
}

/**
 * Sends the answers itself, in the text that all who are told the same share; the protocol's own writing would be done
 * anew for everybody. What is handed on only says when it is over.
 */
function sending(answers: Answers, id: string, socket: WebSocket, caller: Caller): Answers {
  const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  return {
    ...answers,
    async next() {
      for (;;) {
        const result = await answers.next();
        if (result.done) return result;
        closeWhenExpired(result.value.errors?.[0], socket, caller);
        await send(socket, `${head}${textOf(result.value)}}`);
      }
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** An answer says that the token is no longer good; the client's own logic is told by the code for "come with another". */
function closeWhenExpired(
  error: Pick<GraphQLFormattedError, "extensions"> | undefined,
  socket: WebSocket,
  { expiresAt }: Caller,
): void {
  if (!expiresAt || error?.extensions?.["code"] !== "UNAUTHENTICATED") return;
  setImmediate(() => socket.close(CloseCode.Forbidden, "Forbidden"));
}

/** Done when the system has taken it: a reader who does not read holds back no more than one answer. */
function send(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState === socket.OPEN) socket.send(text, () => resolve());
    else resolve();
  });
}

/** Lets the protocol speak over a socket for as long as there is somebody at the other end. */
function attend(socket: WebSocket, extra: Extra, protocol: Protocol, { log, timers }: WebsocketOptions): void {
  let isThere = true;
  let stopPinging: () => void;
  const ping = () => {
    if (!isThere) return socket.terminate();
    isThere = false;
    socket.ping();
    stopPinging = timers.after(KEEP_ALIVE, ping);
  };
  stopPinging = timers.after(KEEP_ALIVE, ping);
  socket.on("pong", () => (isThere = true));
  // What is no websocket frame ends the connection; there is nobody else to tell.
  socket.on("error", () => socket.terminate());
  const fail = (error: unknown) => {
    log.error({ err: error }, "internal error on a websocket");
    socket.close(CloseCode.InternalServerError, "Internal server error");
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) => send(socket, data),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (receive) => {
        socket.on("message", (data) => {
          isThere = true;
          void receive(String(data as Buffer)).catch(fail);
        });
      },
    },
    extra,
  );
  socket.once("close", (code, reason) => {
    stopPinging();
    void closed(code, String(reason)).catch(fail);
  });
}
