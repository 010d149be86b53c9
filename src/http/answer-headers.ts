import type { IncomingMessage } from "node:http";

/** Answers are taken for what they say they are, and no other site frames a page of ours. */
export const everyAnswer = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "SAMEORIGIN",
  "referrer-policy": "same-origin",
} as const;

/** Names and values, one after the other, of an answer that leaves without Fastify, as Fastify would have sent them. */
export function createAnswerHeaders(corsOrigins: readonly string[]) {
  const allowed: ReadonlySet<string> = new Set(corsOrigins);
  const common = [
    "vary",
    "Origin",
    "access-control-expose-headers",
    "x-request-id",
    ...Object.entries(everyAnswer).flat(),
  ];
  return ({ headers: { origin } }: IncomingMessage, requestId: string): string[] => [
    ...common,
    ...(origin !== undefined && allowed.has(origin) ? ["access-control-allow-origin", origin] : []),
    ...["x-request-id", requestId],
  ];
}
