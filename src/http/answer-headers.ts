import type { IncomingMessage } from "node:http";
import { browserHeaders } from "./content-policy";

/** Names and values, one after the other, of an answer that leaves without Fastify, as Fastify would have sent them. */
export function createAnswerHeaders(corsOrigins: readonly string[]) {
  const allowed: ReadonlySet<string> = new Set(corsOrigins);
  const common = [
    "vary",
    "Origin",
    "access-control-expose-headers",
    "x-request-id",
    ...Object.entries(browserHeaders).flat(),
  ];
  return ({ headers: { origin } }: IncomingMessage, requestId: string): string[] => [
    ...common,
    ...(origin !== undefined && allowed.has(origin) ? ["access-control-allow-origin", origin] : []),
    ...["x-request-id", requestId],
  ];
}
