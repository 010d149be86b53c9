import cors from "@fastify/cors";
import { fastify, type FastifyInstance } from "fastify";
import type { Log } from "../domain/log";
import { requestIdOf } from "./request-id";

export interface HttpOptions {
  readonly log: Log;
  readonly corsOrigins: readonly string[];
}

const LARGEST_BODY = 256 * 1024;

/** The HTTP server, with nothing on it but what every route shares. */
export async function createHttpServer({ log, corsOrigins }: HttpOptions): Promise<FastifyInstance> {
  const server = fastify({
    logger: false,
    bodyLimit: LARGEST_BODY,
    genReqId: (request) => requestIdOf(request.headers["x-request-id"]),
    return503OnClosing: false,
    forceCloseConnections: "idle",
  });
  await server.register(cors, { origin: [...corsOrigins], maxAge: 600, exposedHeaders: ["x-request-id"] });
  server.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    done();
  });
  server.addHook("onResponse", (request, reply, done) => {
    const { method, id, routeOptions } = request;
    // The route, not the address: a query in an address may hold what a log must not.
    log.info(
      {
        requestId: id,
        method,
        route: routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      "request",
    );
    done();
  });
  return server;
}
