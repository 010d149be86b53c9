import { setMaxListeners } from "node:events";
import type { FastifyReply } from "fastify";

/** Ends when the caller goes away before the answer has. */
export function abortSignalOf(reply: FastifyReply): AbortSignal {
  const ended = new AbortController();
  // Every call this request causes listens to it, and there may be a hundred: that is no leak to warn of.
  setMaxListeners(0, ended.signal);
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) ended.abort();
  });
  return ended.signal;
}
