import type { FastifyRequest, onSendHookHandler } from "fastify";
import { LiveError } from "../domain/error";
import type { Documents } from "./documents";
import { failureOf } from "./failure";

/** Bytes of an answer for each byte of what asked for it, and to anything of up to a kilobyte. */
const BYTES_FOR_ONE = 256;
const SMALLEST_LIMIT = 256 * 1024;

export interface Sent {
  readonly query: string;
  readonly variables: unknown;
}

/** How large an answer may be. Nobody gets much for little: a large one has to be asked for in as many words. */
export interface AnswerSize {
  /** What is wrong with an answer of so many bytes; null: nothing. */
  problemOf(bytes: number, sentBy: () => Sent, hasWritten: boolean): LiveError | null;
}

export interface AnswerSizeOptions {
  /** Knows the documents of one's own front ends, which have been looked at before. */
  readonly documents: Pick<Documents, "isTrusted">;
  /** Bytes that no answer goes past. */
  readonly most: number;
}

export function createAnswerSize({ documents, most }: AnswerSizeOptions): AnswerSize {
  const always = Math.min(most, SMALLEST_LIMIT);
  return {
    problemOf(bytes, sentBy, hasWritten) {
      if (bytes <= always) return null;
      const sent = sentBy();
      const limit = documents.isTrusted(sent.query)
        ? most
        : Math.max(always, Math.min(most, BYTES_FOR_ONE * sizeOf(sent)));
      return bytes <= limit ? null : tooLarge(bytes, limit, hasWritten);
    },
  };
}

function sizeOf({ query, variables }: Sent): number {
  return Buffer.byteLength(query) + Buffer.byteLength(JSON.stringify(variables ?? null));
}

/** For Fastify's `onSend`: an answer that is too large is none. */
export function limitAnswers(
  answerSize: AnswerSize,
  hasWritten: (request: FastifyRequest) => boolean,
): onSendHookHandler {
  return (request, reply, payload, done) => {
    const bytes = typeof payload === "string" || Buffer.isBuffer(payload) ? Buffer.byteLength(payload) : 0;
    const problem = answerSize.problemOf(bytes, () => sentIn(request), hasWritten(request));
    if (!problem) return done(null, payload);
    const { status, body } = failureOf(problem, request);
    reply.code(status).removeHeader("content-length").type("application/json; charset=utf-8");
    return done(null, JSON.stringify(body));
  };
}

/** By the time of the answer, the document stands where a client would have sent it. */
function sentIn({ method, body, raw }: FastifyRequest): Sent {
  const search = new URLSearchParams((raw.url ?? "").split("?")[1] ?? "");
  const given = method === "GET" ? Object.fromEntries(search) : body;
  if (typeof given !== "object" || given === null) return { query: "", variables: null };
  const query: unknown = "query" in given ? given.query : null;
  return {
    query: typeof query === "string" ? query : "",
    variables: "variables" in given ? given.variables : null,
  };
}

function tooLarge(bytes: number, limit: number, hasWritten: boolean): LiveError {
  const [size, most] = [Math.ceil(bytes / 1024), Math.floor(limit / 1024)];
  const share = Math.max(1, Math.floor((90 * limit) / bytes));
  const done = hasWritten
    ? {
        en: "It was done, and its outcome is not shown: read it by a query. ",
        zh: "操作已执行，但结果未显示，请另行查询。",
      }
    : { en: "", zh: "" };
  return new LiveError("QUERY_TOO_EXPENSIVE", {
    en: `${done.en}The answer has ${size} kB, and a document of this size is answered with ${most} kB at most. Ask for fewer fields or for pages of ${share} % of this size, or have the document listed as trusted.`,
    zh: `${done.zh}结果为 ${size} KB，此大小的文档最多返回 ${most} KB。请减少字段，或将分页减至当前的 ${share}%，或将该文档登记为可信文档。`,
  });
}
