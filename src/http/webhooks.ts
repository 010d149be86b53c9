import type { FastifyInstance, FastifyRequest } from "fastify";
import type { RateLimiterMemory } from "rate-limiter-flexible";
import type { Log } from "../domain/log";
import type { Gateway } from "../gateway/gateway";
import type { AddressOf } from "./caller-address";
import { networkOf } from "./network";

export interface WebhookOptions {
  readonly gateway: Gateway;
  readonly addressOf: AddressOf;
  readonly log: Log;
}

const LARGEST_BODY = 64 * 1024;
/** From one address. A provider's own bursts stay far below it. */
const MOST_REQUESTS = { points: 1_000, duration: 10 };
const REFUSAL = "forbidden";

interface Parameters {
  readonly provider: string;
  readonly account: string;
  readonly secret?: string;
}

/**
 * Serves `/webhooks/<provider>/<account>`: what providers send by themselves. Whatever cannot be believed gets one and the
 * same answer, so that nobody learns from it what was wrong.
 */
export async function serveWebhooks(
  fastify: FastifyInstance,
  { gateway, addressOf, log }: WebhookOptions,
): Promise<void> {
  let limiter: Promise<RateLimiterMemory> | null = null;
  await fastify.register((routes, _options, done) => {
    // The signature is about the bytes, whatever their type claims to be.
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: LARGEST_BODY }, (_request, body, parsed) =>
      parsed(null, body),
    );
    routes.setErrorHandler((error, request, reply) => {
      const isTheirs = error instanceof Error && "statusCode" in error && Number(error.statusCode) < 500;
      if (isTheirs) return reply.code(403).type("text/plain; charset=utf-8").send(REFUSAL);
      log.error({ requestId: request.id, err: error }, "a callback could not be kept");
      // The provider sends it again.
      return reply.code(500).type("text/plain; charset=utf-8").send("failed");
    });
    for (const url of ["/webhooks/:provider/:account", "/webhooks/:provider/:account/:secret"]) {
      routes.route<{ Params: Parameters }>({
        url,
        method: ["GET", "POST"],
        async onRequest(request, reply) {
          limiter ??= createLimiter();
          const isTooMuch = await (await limiter).consume(networkOf(addressOf(request.raw))).then(
            () => false,
            () => true,
          );
          if (isTooMuch) return reply.code(403).type("text/plain; charset=utf-8").send(REFUSAL);
          return undefined;
        },
        async handler(request, reply) {
          const { provider, account, secret } = request.params;
          const answer = await gateway.callbacks.receive(provider, account, {
            method: request.method === "GET" ? "GET" : "POST",
            query: firstValues(request),
            secret: secret ?? null,
            body: request.body instanceof Buffer ? request.body : Buffer.alloc(0),
          });
          if (answer) return reply.type(answer.type).send(answer.body);
          return reply.code(403).type("text/plain; charset=utf-8").send(REFUSAL);
        },
      });
    }
    done();
  });
}

/** Loaded for the first callback: not every gateway is sent any. */
async function createLimiter(): Promise<RateLimiterMemory> {
  const { RateLimiterMemory: Limiter } = await import("rate-limiter-flexible");
  return new Limiter(MOST_REQUESTS);
}

function firstValues({ query }: FastifyRequest): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(query as Readonly<Record<string, string | string[]>>)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) values[name] = first;
  }
  return values;
}
