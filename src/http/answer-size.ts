import type { FastifyReply, FastifyRequest } from "fastify";
import { LiveError } from "../domain/error";
import { failureOf } from "./failure";

/** Bytes of an answer: more than a full page of rooms with twenty goods each, and less than would hurt anybody. */
const LARGEST_ANSWER = 2 * 1024 * 1024;

export function isTooLarge(bytes: number): boolean {
  return bytes > LARGEST_ANSWER;
}

/** For Fastify's `onSend`: an answer that is too large is none. */
export async function limitAnswer(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  const isText = typeof payload === "string" || Buffer.isBuffer(payload);
  if (!isText || !isTooLarge(Buffer.byteLength(payload))) return Promise.resolve(payload);
  const { status, body } = failureOf(tooLarge(), request);
  reply.code(status).removeHeader("content-length").type("application/json; charset=utf-8");
  return Promise.resolve(JSON.stringify(body));
}

function tooLarge(): LiveError {
  return new LiveError("QUERY_TOO_EXPENSIVE", {
    en: "The answer is larger than 2 MB. Ask for smaller pages or fewer fields.",
    zh: "结果超过 2 MB，请减小分页或减少字段。",
  });
}
