import { createHmac } from "node:crypto";

/** A request as it will leave: what is signed is what is sent, to the byte. */
export interface SignableRequest {
  readonly method: string;
  /** Scheme, host and port; the port is signed only where the Host header carries it. */
  readonly url: URL;
  readonly contentType?: string;
  readonly body?: string | Buffer;
  /** Headers whose names begin with X-Qiniu-, in any case. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface QiniuCredentials {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The value of the Authorization header: `Qiniu <AK>:<signature>`. */
export function signQiniu(request: SignableRequest, { accessKey, secretKey }: QiniuCredentials): string {
  const signature = createHmac("sha1", secretKey).update(signingBytes(request)).digest("base64");
  // The verifier compares texts in the URL-safe alphabet, padding included.
  return `Qiniu ${accessKey}:${signature.replaceAll("+", "-").replaceAll("/", "_")}`;
}

/**
 * The path is signed decoded, the query exactly as it is sent. A content type is signed whole, and only where it is
 * sent; the body is signed with it, unless the type is application/octet-stream.
 */
export function signingBytes({ method, url, contentType, body, headers = {} }: SignableRequest): Buffer {
  const query = url.search === "?" ? "" : url.search;
  const lines = [`${method} ${decodeURIComponent(url.pathname)}${query}`, `Host: ${url.host}`];
  if (contentType) lines.push(`Content-Type: ${contentType}`);
  lines.push(...qiniuHeaders(headers));
  const head = Buffer.from(`${lines.join("\n")}\n\n`);
  const signsBody = body !== undefined && contentType && contentType !== "application/octet-stream";
  return signsBody ? Buffer.concat([head, Buffer.from(body as string)]) : head;
}

const PREFIX = "X-Qiniu-";

function qiniuHeaders(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers)
    .map(([name, value]) => [canonicalName(name), value] as const)
    .filter(([name]) => name.startsWith(PREFIX) && name.length > PREFIX.length)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}: ${value}`);
}

function canonicalName(name: string): string {
  return name
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join("-");
}
