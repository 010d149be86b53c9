import type { FastifyReply } from "fastify";

/** Ends when the caller goes away before the answer has. Made when somebody wants it: most answers need no call. */
export function abortSignalOf(reply: FastifyReply): () => AbortSignal {
  let signal: AbortSignal | null = null;
  return () => (signal ??= createSignal(reply));
}

function createSignal(reply: FastifyReply): AbortSignal {
  const ended = new AbortController();
  const end = () => {
    if (!reply.raw.writableFinished) ended.abort();
  };
  if (reply.raw.closed) end();
  else reply.raw.once("close", end);
  return ended.signal;
}
