import type { FastifyReply } from "fastify";

/** Ends when the caller goes away before the answer has. */
export function abortSignalOf(reply: FastifyReply): AbortSignal {
  const ended = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) ended.abort();
  });
  return ended.signal;
}
