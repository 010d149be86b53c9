import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { requireRole } from "../domain/caller";
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
}

const LARGEST_FILE = 10 * 1024 * 1024;

/**
 * `POST /images`: gives an image to a provider, for clients that have bytes (a form in a browser, `wx.uploadFile` in a
 * mini-program). A form with `account` (global id), `purpose` and, last, `file`; answers the Image as JSON.
 */
export async function serveImages(fastify: FastifyInstance, { gateway, admission }: ImageRouteOptions): Promise<void> {
  await fastify.register(multipart, { limits: { files: 1, fields: 8, fieldSize: 1024, fileSize: LARGEST_FILE } });
  const options = { bodyLimit: LARGEST_FILE + 64 * 1024, onRequest: admission.admit };
  fastify.post("/images", options, async (request, reply) => {
    try {
      const caller = admission.callerOf(request);
      requireRole(caller, "OPERATOR");
      const form = await readForm(request);
      const session = gateway.session(caller, { signal: abortSignalOf(reply), requestId: request.id });
      return await session.images.upload(form.account, { bytes: form.file }, form.purpose);
    } catch (error) {
      return refuse(error, request, reply);
    }
  });
}

interface ImageForm {
  readonly account: string;
  readonly purpose: ImagePurpose;
  readonly file: Buffer;
}

async function readForm(request: FastifyRequest): Promise<ImageForm> {
  if (!request.isMultipart()) throw invalid("file", "a form (multipart/form-data)", "表单（multipart/form-data）");
  const fields: Record<string, string> = {};
  let file: Buffer | null = null;
  for await (const part of request.parts()) {
    if (part.type === "file") file = await part.toBuffer();
    else if (typeof part.value === "string") fields[part.fieldname] = part.value;
  }
  const { account, purpose } = fields;
  if (!account)
    throw invalid("account", "an account's global id, such as account:wechat", "账号的全局 id，如 account:wechat");
  if (!isPurpose(purpose)) throw invalid("purpose", `one of ${imagePurposes.join(", ")}`, imagePurposes.join("、"));
  if (!file || file.length === 0) throw invalid("file", "the image", "图片文件");
  return { account, purpose, file };
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
  const isTooLarge = error instanceof Error && "code" in error && error.code === "FST_REQ_FILE_TOO_LARGE";
  const shown = isTooLarge ? tooLarge() : error;
  const { message, extensions } = presentError({ message: "" }, shown, language, request.id);
  const code = isRefusal(shown) ? shown.kind : shown instanceof LiveError ? codeOf(shown) : "INTERNAL_SERVER_ERROR";
  const status = isTooLarge ? 413 : (statuses[code] ?? (isRefusal(shown) || code === "BAD_USER_INPUT" ? 400 : 500));
  return reply.code(status).send({ errors: [{ message, extensions: { ...extensions, code } }] });
}

function tooLarge(): LiveError {
  return new LiveError(
    "INVALID_INPUT",
    { en: "file may have at most 10 MB.", zh: "file 最大 10 MB。" },
    { field: ["file"] },
  );
}
