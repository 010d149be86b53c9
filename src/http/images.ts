import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { requireRole } from "../domain/caller";
import type { Clock } from "../domain/clock";
import { isRefusal, LiveError } from "../domain/error";
import { imagePurposes, type ImagePurpose } from "../domain/image";
import type { Gateway } from "../gateway/gateway";
import { codeOf, presentError } from "../graphql/errors";
import { abortSignalOf } from "./abort";
import type { Admission } from "./admission";
import { languageOf } from "./language";

export interface ImageRouteOptions {
  readonly gateway: Gateway;
  readonly admission: Admission;
  readonly clock: Clock;
  /** Within which the answer leaves, as that of a mutation. */
  readonly timeoutSeconds: number;
}

const LARGEST_FILE = 10 * 1024 * 1024;

/**
 * `POST /images`: gives an image to a provider, for clients that have bytes (a form in a browser, `wx.uploadFile` in a
 * mini-program). A form with `account` (global id), `purpose` and, last, `file`; answers the Image as JSON.
 */
export async function serveImages(
  fastify: FastifyInstance,
  { gateway, admission, clock, timeoutSeconds }: ImageRouteOptions,
): Promise<void> {
  await fastify.register(multipart, { limits: { files: 1, fields: 8, fieldSize: 1024, fileSize: LARGEST_FILE } });
  const options = { bodyLimit: LARGEST_FILE + 64 * 1024, onRequest: admission.admit };
  fastify.post("/images", options, async (request, reply) => {
    try {
      const caller = admission.callerOf(request);
      requireRole(caller, "OPERATOR");
      const signal = abortSignalOf(reply);
      const call = { priority: "OPERATOR", deadline: clock.now() + timeoutSeconds * 1000 } as const;
      const form = await readForm(request);
      const session = gateway.session(caller, { ...call, signal: signal(), requestId: request.id });
      return await session.images.upload(form.account, { bytes: form.file }, form.purpose).catch(naming);
    } catch (error) {
      return refuse(error, request, reply);
    }
  });
}

/** What the upload calls the image is the form's file. */
function naming(error: unknown): never {
  const isAboutImage = error instanceof LiveError && error.details.field?.[0] === "image";
  throw isAboutImage ? error.with({ field: ["file"] }) : error;
}

interface ImageForm {
  readonly account: string;
  readonly purpose: ImagePurpose;
  readonly file: Buffer;
}

async function readForm(request: FastifyRequest): Promise<ImageForm> {
  if (!request.isMultipart()) throw invalid("file", "a form (multipart/form-data)", "表单（multipart/form-data）");
  const { fields, file } = await readParts(request).catch((error: unknown) => {
    throw isTooLarge(error) ? tooLarge(error) : unreadable(error);
  });
  const { account, purpose } = fields;
  if (!account)
    throw invalid("account", "an account's global id, such as account:wechat", "账号的全局 id，如 account:wechat");
  if (!isPurpose(purpose)) throw invalid("purpose", `one of ${imagePurposes.join(", ")}`, imagePurposes.join("、"));
  if (!file || file.length === 0) throw invalid("file", "the image", "图片文件");
  return { account, purpose, file };
}

async function readParts(request: FastifyRequest) {
  const fields: Record<string, string> = {};
  let file: Buffer | null = null;
  for await (const part of request.parts()) {
    if (part.type === "file") file = await part.toBuffer();
    else if (typeof part.value === "string") fields[part.fieldname] = part.value;
  }
  return { fields, file };
}

function isPurpose(text: string | undefined): text is ImagePurpose {
  return (imagePurposes as readonly (string | undefined)[]).includes(text);
}

function invalid(field: string, en: string, zh: string): LiveError {
  return new LiveError(
    "INVALID_INPUT",
    { en: `${field} must be ${en}.`, zh: `${field} 须为${zh}。` },
    { field: [field] },
  );
}

const statuses: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404 };

/** Errors look as they do in GraphQL; a refusal keeps its own code, since there is no payload to put it in. */
function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request.headers["accept-language"]);
  const { message, extensions } = presentError({ message: "" }, error, language, request.id);
  const code = isRefusal(error) ? error.kind : error instanceof LiveError ? codeOf(error) : "INTERNAL_SERVER_ERROR";
  const isRefused = isRefusal(error) || code === "BAD_USER_INPUT";
  const status = isTooLarge(error) ? 413 : (statuses[code] ?? (isRefused ? 400 : 500));
  return reply.code(status).send({ errors: [{ message, extensions: { ...extensions, code } }] });
}

function isTooLarge(error: unknown): boolean {
  const cause = error instanceof LiveError ? error.details.cause : error;
  return cause instanceof Error && "code" in cause && cause.code === "FST_REQ_FILE_TOO_LARGE";
}

function tooLarge(cause: unknown): LiveError {
  return new LiveError(
    "INVALID_INPUT",
    { en: "file may have at most 10 MB.", zh: "file 最大 10 MB。" },
    { field: ["file"], cause },
  );
}

function unreadable(cause: unknown): LiveError {
  return new LiveError(
    "INVALID_INPUT",
    {
      en: "The form cannot be read: send account, purpose and one file, and nothing else.",
      zh: "无法读取表单：请只提交 account、purpose 和一个文件。",
    },
    { field: ["file"], cause },
  );
}
