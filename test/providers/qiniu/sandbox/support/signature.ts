import { createHmac } from "node:crypto";

export interface Signable {
  readonly method: string;
  readonly url: string;
  readonly contentType?: string | undefined;
  /** Headers that begin with `X-Qiniu-`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** The Authorization header a business server sends, put together line by line as the signing rules have it. */
export function authorize(
  request: Signable,
  { accessKey, secretKey }: { readonly accessKey: string; readonly secretKey: string },
): string {
  const { host, pathname, search } = new URL(request.url);
  const lines = [`${request.method} ${decodeURIComponent(pathname)}${search}`, `Host: ${host}`];
  if (request.contentType) lines.push(`Content-Type: ${request.contentType}`);
  const signed = Object.entries(request.headers ?? {})
    .map(([name, value]): [string, string] => [name.split("-").map(capitalised).join("-"), value])
    .filter(([name]) => name.startsWith("X-Qiniu-"))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, value] of signed) lines.push(`${name}: ${value}`);
  const body = request.contentType && request.contentType !== "application/octet-stream" ? (request.body ?? "") : "";
  const digest = createHmac("sha1", secretKey)
    .update(`${lines.join("\n")}\n\n${body}`)
    .digest("base64");
  return `Qiniu ${accessKey}:${digest.replace(/\+/g, "-").replace(/\//g, "_")}`;
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
}
