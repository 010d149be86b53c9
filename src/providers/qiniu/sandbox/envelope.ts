import type { SandboxReply } from "../../../sandbox";
import type { Dialect } from "./dialect";
import { Panic, ServiceFailure, type Refusal } from "./failure";
import { Verbatim, type QiniuRoute } from "./route";
import { UnboundBody } from "./wire/binding";
import { writeJson } from "./wire/json-writer";

const JSON_TYPE = "application/json; charset=utf-8";
const TEXT_TYPE = "text/plain; charset=utf-8";

interface EnvelopeContext {
  readonly dialect: Dialect;
  readonly requestId: string;
}

/** The answer to a handler that returned. Data that is undefined leaves the key out; null is sent. */
export function succeed(route: QiniuRoute, data: unknown, { dialect, requestId }: EnvelopeContext): SandboxReply {
  if (data instanceof Verbatim) return jsonText(data.status, data.body);
  const code = dialect === "master" ? route.masterCode : 0;
  const message = dialect === "develop" ? "" : "success";
  return jsonText(200, writeJson({ request_id: requestId, code, message, data }));
}

/** The answer to a handler that failed. Errors that are none of the service's own are thrown again. */
export function fail(error: unknown, route: QiniuRoute | null, context: EnvelopeContext): SandboxReply {
  if (error instanceof ServiceFailure) {
    return refuse(error.onMaster(masterChange(error, route)), context, route?.masterNullData);
  }
  if (error instanceof UnboundBody) return refuseUnbound(error, context);
  if (error instanceof Panic) return collapse(error, context);
  throw error;
}

function masterChange(error: ServiceFailure, route: QiniuRoute | null): Partial<Refusal> {
  return error.masterIsSettled ? {} : (route?.masterFailure ?? {});
}

function refuse(failure: ServiceFailure, { dialect, requestId }: EnvelopeContext, nullData = false): SandboxReply {
  const { status, code, message } = dialect === "master" ? failure.master : failure.modern;
  const data = dialect === "master" && nullData ? null : undefined;
  return jsonText(status, writeJson({ request_id: requestId, code, message, data }));
}

/** Headers are out before the envelope is written: it is JSON under the type of plain text. */
function refuseUnbound(
  { failure, withoutRequestId }: UnboundBody,
  { dialect, requestId }: EnvelopeContext,
): SandboxReply {
  const { code, message } = dialect === "master" ? failure.master : failure.modern;
  const bare = withoutRequestId && dialect === "master";
  const body = writeJson(bare ? { code, message } : { request_id: requestId, code, message });
  return { status: 400, headers: { "content-type": TEXT_TYPE }, body };
}

function collapse(panic: Panic, { dialect, requestId }: EnvelopeContext): SandboxReply {
  if (dialect === "master") return { status: 500, body: "" };
  return jsonText(500, writeJson({ request_id: requestId, code: 500, message: panic.message }));
}

function jsonText(status: number, body: string): SandboxReply {
  return { status, headers: { "content-type": JSON_TYPE }, body };
}

/** The router's own answer to a path or method it does not know. */
export function unknownRoute(): SandboxReply {
  return { status: 404, headers: { "content-type": TEXT_TYPE }, body: "404 page not found" };
}

export function brokenPath(): SandboxReply {
  return { status: 400, headers: { "content-type": TEXT_TYPE }, body: "400 Bad Request" };
}

/** The router moves a path with a slash too many, or too few, before anybody looks at the signature. */
export function redirect(method: string, location: string): SandboxReply {
  if (method !== "GET") return { status: 307, headers: { location }, body: "" };
  const link = location.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return {
    status: 301,
    headers: { location, "content-type": "text/html; charset=utf-8" },
    body: `<a href="${link}">Moved Permanently</a>.\n\n`,
  };
}
