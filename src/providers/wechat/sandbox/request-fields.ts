import type { SandboxRequest } from "../../../sandbox";
import type { Fields } from "./fields";
import { readMultipart } from "./multipart";
import type { WechatOperation } from "./operation";
import { WechatRefusal } from "./refusal";

/** The arguments of a request, from where the operation takes them. */
export function readFields(operation: WechatOperation, request: SandboxRequest): Fields {
  if (operation.takes === "multipart") return { ...readQuery(request), ...readMultipart(request) };
  return operation.method === "GET" ? readQuery(request) : readJson(request);
}

function readQuery(request: SandboxRequest): Fields {
  return Object.fromEntries(request.query);
}

/**
 * A body that does not say it is JSON is not read as JSON. What the client hears then is that the first required
 * parameter is null, which is how a wrong Content-Type shows up at WeChat (200002 with an unrelated text).
 */
function readJson(request: SandboxRequest): Fields {
  if (request.body.length === 0) throw new WechatRefusal(44002);
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) return {};
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(request.body));
  } catch {
    throw new WechatRefusal(47001);
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new WechatRefusal(47001);
  return body as Fields;
}
