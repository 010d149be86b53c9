import { LRUCache } from "lru-cache";
import type { Log } from "../domain/log";
import { idOfAnother, notFound, notSupported, notTrusted } from "./document-errors";
import type { KeptDocuments } from "./kept-documents";
import { sha256, type TrustedDocuments } from "./trusted-documents";

/** What a client sends to have an operation run, over whichever transport. Nothing in it is certain. */
export type Asking = Readonly<Record<string, unknown>>;

/** Decides which document a request runs, and whether it may. */
export interface Documents {
  /** The same request with its document in `query`. Throws a LiveError where that is not to be run. */
  resolve(asking: Asking, requestId: string): Promise<Asking>;
  /** The same where nothing has to be fetched, told or refused; otherwise null. */
  resolveNow(asking: Asking): Asking | null;
  /** Whether a document is on the list of those that one's own front ends send. */
  isTrusted(text: string): boolean;
}

export interface DocumentOptions {
  /** Null: there is no list. */
  readonly trusted: TrustedDocuments | null;
  /** What becomes of a document that is not on the list: nothing, a line in the log, or a refusal. */
  readonly mode: "off" | "log" | "enforce";
  /** What clients left here; null: they leave nothing. */
  readonly kept: KeptDocuments | null;
  readonly log: Log;
}

/** Documents that the log has told of already. */
const MOST_TOLD = 1_000;
const HASH = /^[0-9a-f]{64}$/;

export function createDocuments({ trusted, mode, kept, log }: DocumentOptions): Documents {
  const told = new LRUCache<string, true>({ max: MOST_TOLD });

  /** For what is not on the list. */
  function admit(text: string | null, id: string | null, asking: Asking, requestId: string): void {
    if (mode === "enforce") throw notTrusted();
    if (mode === "off" || text === null) return;
    const hash = sha256(text);
    if (told.has(hash)) return;
    told.set(hash, true);
    const { operationName } = asking;
    const name = typeof operationName === "string" ? operationName.slice(0, 100) : null;
    log.warn({ requestId, sha256: hash, operationName: name, id: id?.slice(0, 100) ?? null }, "not a trusted document");
  }

  async function found(id: string): Promise<string> {
    const text = kept && HASH.test(id) ? await kept.find(id) : null;
    if (text !== null) return text;
    if (mode === "enforce") throw notTrusted();
    throw kept || trusted ? notFound() : notSupported();
  }

  /** How the request names its document, and the document of the list it means. */
  function namesIn(asking: Asking) {
    const id = idIn(asking);
    const text = typeof asking["query"] === "string" && asking["query"] !== "" ? asking["query"] : null;
    const listed = (id !== null && trusted?.byId(id)) || (text !== null && trusted?.byText(text)) || null;
    return { id, text, listed };
  }

  return {
    resolveNow(asking) {
      const { id, text, listed } = namesIn(asking);
      if (listed !== null) return id === null || text === null ? withDocument(asking, listed) : null;
      const isFree = mode === "off" || (mode === "log" && text !== null && told.has(sha256(text)));
      return isFree && id === null && text !== null ? withDocument(asking, text) : null;
    },
    isTrusted: (text) => (trusted?.byText(text) ?? null) !== null,
    async resolve(asking, requestId) {
      const { id, text, listed } = namesIn(asking);
      if (listed !== null) {
        if (id !== null && text !== null && trusted?.byId(id) && trusted.byText(text) !== listed) throw idOfAnother();
        return withDocument(asking, listed);
      }
      if (text !== null) {
        admit(text, id, asking, requestId);
        if (id === null) return "extensions" in asking ? withDocument(asking, text) : asking;
        if (kept && HASH.test(id)) {
          if (sha256(text) !== id) throw idOfAnother();
          await kept.keep(id, text);
        }
        return withDocument(asking, text);
      }
      // Neither: Apollo has the words for it.
      if (id === null) return asking;
      const left = await found(id);
      admit(left, id, asking, requestId);
      return withDocument(asking, left);
    },
  };
}

/** Apollo's clients say it in the extensions, the GraphQL-over-HTTP draft in `documentId`, Relay's examples in `id`. */
function idIn({ extensions, documentId, id }: Asking): string | null {
  const persisted = isRecord(extensions) ? extensions["persistedQuery"] : null;
  const hash = isRecord(persisted) ? persisted["sha256Hash"] : null;
  const given = [hash, documentId, id].find((name) => typeof name === "string" && name !== "") as string | undefined;
  return given === undefined ? null : given.replace(/^sha256:/, "");
}

/** With the text, and without the ways of naming it. */
function withDocument(given: Asking, query: string): Asking {
  if (given["query"] === query && !naming.some((name) => name in given)) return given;
  const { documentId: _documentId, id: _id, ...asking } = given;
  const { extensions } = asking;
  if (!isRecord(extensions) || !("persistedQuery" in extensions)) return { ...asking, query };
  const { persistedQuery: _persistedQuery, ...rest } = extensions;
  return { ...asking, query, extensions: rest };
}

const naming = ["documentId", "id", "extensions"];

export function isRecord(value: unknown): value is Asking {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
