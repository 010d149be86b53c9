import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** Bytes. Longer bodies are not worth a short way. */
const LONGEST = 64 * 1024;

/** Bytes of a body that comes as it is and says beforehand how long it is; null for any other. */
export function lengthOf(headers: IncomingHttpHeaders): number | null {
  if (headers["transfer-encoding"] !== undefined || headers["content-encoding"] !== undefined) return null;
  const length = Number(headers["content-length"]);
  return length > 0 && length <= LONGEST ? length : null;
}

/**
 * Calls back with a body when it is whole, and leaves it to be read again as if it had never been; a caller who goes away
 * before is not heard of again.
 */
export function bodyOf(incoming: IncomingMessage, length: number, take: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let missing = length;
  const see = (chunk: Buffer) => {
    chunks.push(chunk);
    missing -= chunk.length;
    if (missing > 0) return;
    incoming.removeListener("data", see);
    incoming.pause();
    const body = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    // At once: a moment later it would be too late, since nothing was left to come.
    incoming.unshift(body);
    take(body);
  };
  incoming.on("data", see);
}
