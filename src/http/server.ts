import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import cors from "@fastify/cors";
import { fastify, type FastifyInstance, type FastifyRequest } from "fastify";
import { tellRequest, type Log } from "../domain/log";
import { browserHeaders } from "./content-policy";
import { answerFailures, failureOf, send } from "./failure";
import { refuseConnection } from "./refused-connection";
import { requestIdOf } from "./request-id";
import { closeSilentConnections } from "./silent-connections";

export interface HttpOptions {
  readonly log: Log;
  readonly corsOrigins: readonly string[];
  /** Whoever is answered from now on had better connect elsewhere. */
  readonly isLeaving: () => boolean;
}

/** JSON is read as UTF-8, whatever its label says: a text in another charset would be read wrongly. */
async function checkCharset({ headers }: FastifyRequest): Promise<void> {
  const [, charset = "utf-8"] = /;\s*charset="?([^";\s]*)/i.exec(headers["content-type"] ?? "") ?? [];
  if (!/^(?:utf-?8|us-ascii)$/i.test(charset))
    throw Object.assign(new Error("a charset that is not read here"), { statusCode: 415 });
  return Promise.resolve();
}

/** More than one process can serve; past it, who comes is turned away instead of everybody being served slowly. */
const MOST_CONNECTIONS = 10_000;
const LARGEST_BODY = 256 * 1024;

/** No route has a JSON schema: what would compile one is a tenth of the code a start has to load. */
const withoutSchemas = { compilersFactory: { buildValidator: noSchema, buildSerializer: noSchema } };

function noSchema(): never {
  throw new Error("a route with a JSON schema needs Fastify's compilers");
}

/** Has somebody look at every request before Fastify does; what they do not take, Fastify serves. */
export function lookFirst({ server }: FastifyInstance, take: Take): void {
  const [serve, ...others] = server.listeners("request") as RequestListener[];
  if (!serve || others.length > 0) throw new Error("one has to serve requests, and nobody else");
  server.removeListener("request", serve);
  server.on("request", (incoming, response) => {
    const longWay = () => serve(incoming, response);
    if (!take(incoming, response, longWay)) longWay();
  });
}

type Take = (incoming: IncomingMessage, response: ServerResponse, longWay: () => void) => boolean;

/** The HTTP server, with nothing on it but what every route shares. */
export async function createHttpServer({ log, corsOrigins, isLeaving }: HttpOptions): Promise<FastifyInstance> {
  const server = fastify({
    logger: false,
    bodyLimit: LARGEST_BODY,
    genReqId: (request) => requestIdOf(request.headers["x-request-id"]),
    return503OnClosing: false,
    forceCloseConnections: "idle",
    // The whole request, body included, has to be here by then.
    requestTimeout: 15_000,
    http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000 },
    clientErrorHandler: refuseConnection,
    schemaController: withoutSchemas,
    frameworkErrors: (error, request, reply) => void send(reply.headers(browserHeaders), failureOf(error, request)),
  });
  server.server.maxConnections = MOST_CONNECTIONS;
  closeSilentConnections(server);
  answerFailures(server, log);
  // Any page may send plain text without asking first; nothing here takes it.
  server.removeContentTypeParser("text/plain");
  server.addHook("onRequest", (request, reply, done) => {
    reply.headers({ "x-request-id": request.id, ...browserHeaders });
    done();
  });
  server.addHook("onRequest", checkCharset);
  await server.register(cors, { origin: [...corsOrigins], maxAge: 600, exposedHeaders: ["x-request-id"] });
  server.addHook("onSend", (_request, reply, payload, done) => {
    if (isLeaving()) reply.header("connection", "close");
    done(null, payload);
  });
  server.addHook("onResponse", (request, reply, done) => {
    const { method, id, routeOptions } = request;
    const { statusCode: status, elapsedTime } = reply;
    tellRequest(log, { requestId: id, method, route: routeOptions.url ?? null, status, ms: Math.round(elapsedTime) });
    done();
  });
  return server;
}
