import { createHmac } from "node:crypto";
import type { SandboxRequest } from "../../../../sandbox";
import { decodePath } from "../wire/path";

export interface Credentials {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The server reads no more than this into its signature. */
const LARGEST_SIGNED_BODY = 16 * 1024 * 1024;
const SCHEME = "Qiniu ";
const SIGNED_PREFIX = "X-Qiniu-";

/**
 * Judges the Authorization header of a `/server` call, from what Qiniu's page on server authentication says and what
 * its server was seen to do beyond that: the path is signed decoded and the query as sent, Host with the port if the
 * client sent one, `X-Qiniu-` headers in canonical spelling and byte order, and the body only under a Content-Type
 * that is not exactly `application/octet-stream`. There is no time in it: an old signature stays good.
 */
export function verifySignature(
  request: SandboxRequest,
  { accessKey, secretKey }: Credentials,
): "good" | "bad" | "too-large" {
  const header = request.headers.authorization ?? "";
  if (!header.startsWith(SCHEME)) return "bad";
  const token = header.slice(SCHEME.length);
  const colon = token.indexOf(":");
  if (colon < 0 || token.slice(0, colon) !== accessKey) return "bad";
  const signed = signedBytes(request);
  if (!signed) return "too-large";
  const expected = createHmac("sha1", secretKey)
    .update(signed)
    .digest("base64")
    .replaceAll("+", "-")
    .replaceAll("/", "_");
  return padded(token.slice(colon + 1)) === expected ? "good" : "bad";
}

/** The server puts missing padding back, and compares texts: a signature in the ordinary alphabet fails. */
function padded(signature: string): string {
  return signature + ({ 2: "==", 3: "=" }[signature.length % 4] ?? "");
}

function signedBytes(request: SandboxRequest): Buffer | null {
  const query = request.rawQuery === "" ? "" : `?${request.rawQuery}`;
  const contentType = request.headers["content-type"] ?? "";
  const bodySigned = contentType !== "" && contentType !== "application/octet-stream";
  if (bodySigned && request.body.length > LARGEST_SIGNED_BODY) return null;
  return Buffer.concat([
    bytes(`${request.method} `),
    decodePath(request.path) ?? bytes(request.path),
    bytes(`${query}\nHost: ${request.headers.host ?? ""}`),
    bytes(contentType === "" ? "" : `\nContent-Type: ${contentType}`),
    bytes(
      signedHeaders(request.rawHeaders)
        .map(([name, value]) => `\n${name}: ${value}`)
        .join(""),
    ),
    bytes("\n\n"),
    bodySigned ? request.body : Buffer.alloc(0),
  ]);
}

/** Name and first value of every signed header, in the order of the names. */
function signedHeaders(rawHeaders: readonly string[]): [string, string][] {
  const found = new Map<string, string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = canonicalName(rawHeaders[index] as string);
    if (!name.startsWith(SIGNED_PREFIX) || name === SIGNED_PREFIX || found.has(name)) continue;
    found.set(name, rawHeaders[index + 1] as string);
  }
  return [...found].sort(([a], [b]) => Buffer.compare(bytes(a), bytes(b)));
}

function canonicalName(name: string): string {
  return name.toLowerCase().replace(/(^|-)([a-z])/g, (letter) => letter.toUpperCase());
}

/** Node gives header text as one character per byte. */
function bytes(text: string): Buffer {
  return Buffer.from(text, "latin1");
}
