import type { FastifyRequest } from "fastify";
import type { Asking, Documents } from "./documents";

/** For Fastify's `preHandler`: from here on the request holds its document, as if it had been sent with it. */
export async function putDocument(documents: Documents, request: FastifyRequest): Promise<void> {
  if (request.method === "GET") return putIntoAddress(documents, request);
  const { body, id } = request;
  if (typeof body !== "object" || body === null || Array.isArray(body)) return;
  request.body = await documents.resolve(body as Asking, id);
}

async function putIntoAddress(documents: Documents, request: FastifyRequest): Promise<void> {
  const at = request.url.indexOf("?");
  if (at < 0) return;
  const search = new URLSearchParams(request.url.slice(at + 1));
  const asked: Asking = { ...Object.fromEntries(search), extensions: parsed(search.get("extensions")) };
  const { query, extensions } = await documents.resolve(asked, request.id);
  if (typeof query !== "string") return;
  search.set("query", query);
  if (search.has("extensions")) search.set("extensions", JSON.stringify(extensions));
  // What reads the request after this reads the address, and nothing else of it.
  request.raw.url = `${request.url.slice(0, at)}?${search.toString()}`;
}

/** Apollo has the words for extensions that are no JSON. */
function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
