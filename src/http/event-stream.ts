import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { LiveError } from "../domain/error";
import type { Timers } from "../domain/timers";
import { presentError } from "../graphql/errors";
import type { Admission } from "./admission";
import { textOf, type Answer, type Answers } from "./answers";
import type { AddressOf } from "./caller-address";
import { isRecord, type Asking } from "./documents";
import { statusOf as statusOfCode } from "./failure";
import { languageOf } from "./language";
import type { Asker, Operations } from "./operations";

export interface EventStreamOptions {
  readonly operations: Operations;
  readonly admission: Admission;
  readonly addressOf: AddressOf;
  readonly timers: Timers;
}

/** Often enough for proxies, which drop what is silent for a minute. */
const KEEP_ALIVE = 15_000;
/** A reader who has taken nothing for so long is gone. */
const PATIENCE = 30_000;
const COMMENT = ":\n\n";
const MOST_STREAMS = 10_000;

/**
 * Serves `/graphql/stream`: the protocol of graphql-sse with a connection for each operation. An event carries the id
 * under which a browser's EventSource comes again.
 */
export function serveEventStreams(
  fastify: FastifyInstance,
  { operations, admission, addressOf, timers }: EventStreamOptions,
): void {
  const open = new Set<Answers>();
  fastify.addHook("preClose", async () => {
    await Promise.all([...open].map((answers) => answers.return()));
  });

  fastify.route({
    url: "/graphql/stream",
    method: ["GET", "POST"],
    onRequest: admission.admit,
    async handler(request, reply) {
      const language = languageOf(request.headers["accept-language"]);
      try {
        const caller = admission.callerOf(request);
        const asker = { caller, language, requestId: request.id, address: addressOf(request.raw) };
        if (open.size >= MOST_STREAMS) throw tooMany();
        const checked = await operations.check(readRequest(request), asker);
        if (!("run" in checked))
          return await reply.code(statusOf(checked[0]?.extensions["code"])).send({ errors: checked });
        if (checked.type === "mutation" && request.method === "GET") throw noMutation();
        const answers = checked.run();
        open.add(answers);
        await stream(answers, reply, timers).finally(() => open.delete(answers));
        return undefined;
      } catch (error) {
        if (reply.raw.headersSent) throw error;
        return await refuse(error, { language, requestId: request.id }, reply);
      }
    },
  });
}

function readRequest({ method, query, body, headers }: FastifyRequest): Asking {
  const given = method === "GET" ? fromQuery(query as Readonly<Record<string, unknown>>) : body;
  if (!isRecord(given)) return {};
  const lastEventId = headers["last-event-id"];
  if (typeof lastEventId !== "string" || lastEventId === "") return given;
  return { ...given, extensions: { ...(isRecord(given["extensions"]) ? given["extensions"] : {}), lastEventId } };
}

/** In an address, variables and extensions are JSON. */
function fromQuery(query: Readonly<Record<string, unknown>>): unknown {
  const parsed: Record<string, unknown> = { ...query };
  try {
    for (const name of ["variables", "extensions"]) {
      if (typeof parsed[name] === "string") parsed[name] = JSON.parse(parsed[name]);
    }
  } catch {
    return null;
  }
  return parsed;
}

async function stream(answers: Answers, reply: FastifyReply, timers: Timers): Promise<void> {
  const { raw } = reply;
  // Whoever asked may have gone while the question was read.
  if (raw.destroyed) {
    await answers.return();
    return;
  }
  raw.once("close", () => void answers.return());
  reply.hijack();
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-transform",
    // Nothing follows a stream; a connection that waits for more would hold up the end of the process.
    connection: "close",
    // Proxies of the nginx family would keep events back until a buffer is full.
    "x-accel-buffering": "no",
  });
  let stopComments: () => void;
  const comment = () => {
    raw.write(COMMENT);
    stopComments = timers.after(KEEP_ALIVE, comment);
  };
  stopComments = timers.after(KEEP_ALIVE, comment);
  try {
    // Some browsers take the headers for there only with the first byte of the body.
    await write(reply, COMMENT, timers);
    for await (const answer of answers) await write(reply, toEvent(answer), timers);
    await write(reply, "event: complete\ndata:\n\n", timers);
  } finally {
    stopComments();
    raw.end();
  }
}

function toEvent(answer: Answer): string {
  const id: unknown = answer.extensions?.["eventId"];
  return `event: next\n${typeof id === "string" ? `id: ${id}\n` : ""}data: ${textOf(answer)}\n\n`;
}

/** Done when the system has taken it, so that a reader who does not read holds back no more than one answer. */
function write({ raw }: FastifyReply, text: string, timers: Timers): Promise<void> {
  return new Promise((resolve) => {
    if (raw.destroyed) return resolve();
    const stopWaiting = timers.after(PATIENCE, () => raw.destroy());
    raw.write(text, () => {
      stopWaiting();
      resolve();
    });
  });
}

/** By the status of the newer media type, under which every refusal has one of its own. */
function statusOf(code: unknown): number {
  return statusOfCode(code, "application/graphql-response+json");
}

function refuse(error: unknown, { language, requestId }: Pick<Asker, "language" | "requestId">, reply: FastifyReply) {
  const shown = presentError({ message: "" }, error, language, requestId);
  return reply.code(statusOf(shown.extensions?.["code"])).send({ errors: [shown] });
}

function noMutation(): LiveError {
  return new LiveError("BAD_USER_INPUT", { en: "Mutations go by POST.", zh: "mutation 须使用 POST。" });
}

function tooMany(): LiveError {
  return new LiveError(
    "OVERLOADED",
    { en: "Too many streams are open.", zh: "打开的事件流过多。" },
    { retryable: true },
  );
}
