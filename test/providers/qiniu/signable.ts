import fc from "fast-check";
import type { SignableRequest } from "../../../src/providers/qiniu/adapter/signer";
import type { SandboxRequest } from "../../../src/sandbox";

/*
 * Requests of every kind that could be signed, the form in which a server sees them, and ways to change one a little.
 */

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const headerValue = fc
  .string({ unit: fc.constantFrom(...Array.from("abcXYZ019 -_=;/+")), maxLength: 12 })
  .map((value) => value.trim());
const segment = text.filter((value) => value !== "" && !/^\.\.?$/.test(value)).map(encodeURIComponent);
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => `/server/${segments.join("/")}`);
const query = fc
  .array(fc.tuple(text, text), { maxLength: 3 })
  .map((pairs) => pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&"));
const headerName = fc
  .string({ unit: fc.constantFrom(...Array.from("abcXYZ-")), minLength: 1, maxLength: 8 })
  .chain((name) => fc.constantFrom(`X-Qiniu-${name}`, `x-qiniu-${name}`, `X-QINIU-${name}`));

/** A name that stands there twice in different spellings would be two headers here and one to a server. */
const headers = fc
  .uniqueArray(fc.tuple(headerName, headerValue), { maxLength: 3, selector: ([name]) => name.toLowerCase() })
  .map((pairs) => Object.fromEntries(pairs));
const contentType = fc.constantFrom(
  "application/json",
  "application/json; charset=utf-8",
  "application/x-www-form-urlencoded",
  "application/octet-stream",
  "text/plain;charset=UTF-8",
);
const body = fc.oneof(
  text,
  fc.json(),
  fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
);

export const request: fc.Arbitrary<SignableRequest> = fc
  .record({
    method: fc.constantFrom("GET", "POST", "PUT", "DELETE"),
    url: fc
      .tuple(fc.constantFrom("https://live-api.qiniu.com", "http://127.0.0.1:8099", "http://[::1]:8099"), path, query)
      .map(([origin, at, search]) => new URL(`${origin}${at}${search === "" ? "" : `?${search}`}`)),
    contentType: fc.option(contentType, { nil: undefined }),
    body: fc.option(body, { nil: undefined }),
    headers,
  })
  .map(({ contentType: type, body: content, ...rest }) => ({
    ...rest,
    ...(type === undefined ? {} : { contentType: type }),
    ...(content === undefined ? {} : { body: content }),
  }));

export const credentials = fc.record({
  accessKey: fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/),
  secretKey: fc.string({ minLength: 1, maxLength: 40 }),
});

/** As the request comes out of a server's HTTP parser. */
export function toWire(
  { method, url, contentType: type, body: content, headers: extra }: SignableRequest,
  authorization: string,
): SandboxRequest {
  const sent = { Host: url.host, Authorization: authorization, ...(type ? { "Content-Type": type } : {}), ...extra };
  return {
    method,
    path: url.pathname,
    rawQuery: url.search.slice(1),
    query: url.searchParams,
    headers: Object.fromEntries(Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value])),
    rawHeaders: Object.entries(sent).flat(),
    body: Buffer.from(content ?? ""),
  };
}

type Change = (request: SignableRequest) => SignableRequest | null;

function withUrl(signable: SignableRequest, alter: (url: URL) => void): SignableRequest {
  const url = new URL(signable.url);
  alter(url);
  return { ...signable, url };
}

/** Only a body that is signed: one without a type, or of no particular type, may be replaced by anybody. */
function changeBody(alter: (bytes: Buffer) => Buffer): Change {
  return ({ body: content, ...signable }) => {
    const isSigned = signable.contentType !== undefined && signable.contentType !== "application/octet-stream";
    if (content === undefined || !isSigned) return null;
    return { ...signable, body: alter(Buffer.from(content as string)) };
  };
}

const changes: Readonly<Record<string, Change>> = {
  method: (signable) => ({ ...signable, method: signable.method === "GET" ? "POST" : "GET" }),
  path: (signable) => withUrl(signable, (url) => void (url.pathname += "x")),
  query: (signable) => withUrl(signable, (url) => void (url.search += url.search === "" ? "?a" : "&a")),
  host: (signable) => withUrl(signable, (url) => void (url.port = url.port === "8098" ? "8097" : "8098")),
  type: (signable) => ({
    ...signable,
    contentType: signable.contentType === "application/json" ? "text/plain" : "application/json",
  }),
  header: (signable) => ({ ...signable, headers: { ...signable.headers, "X-Qiniu-Zz-Added": "1" } }),
  headerValue(signable) {
    const [first] = Object.entries(signable.headers ?? {});
    return first ? { ...signable, headers: { ...signable.headers, [first[0]]: `${first[1]}x` } } : null;
  },
  bodyLength: changeBody((bytes) => Buffer.concat([bytes, Buffer.from("x")])),
  bodyByte: changeBody((bytes) => Buffer.concat([Buffer.from([(bytes[0] ?? 0) ^ 1]), bytes.subarray(1)])),
};

export const change: fc.Arbitrary<Change> = fc.constantFrom(...Object.values(changes));
