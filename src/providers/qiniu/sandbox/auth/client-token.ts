import { createHmac } from "node:crypto";

/** Who a client token speaks for, under the names the server gives its claims. */
export interface ClientClaims {
  readonly exp: number;
  readonly AppId: string;
  readonly UserId: string;
  readonly DeviceId: string;
  readonly Role: string;
}

const HEADER = encode(JSON.stringify({ alg: "HS256", typ: "JWT" }));

export function signClientToken(claims: ClientClaims, key: string): string {
  const { exp, AppId, UserId, DeviceId, Role } = claims;
  const content = `${HEADER}.${encode(JSON.stringify({ exp, AppId, UserId, DeviceId, Role }))}`;
  return `${content}.${signature("sha256", content, key)}`;
}

/**
 * Reads a token as the server's JWT library does. Expiry is told before a bad signature: a stale forgery counts as
 * expired. A token without expiry never expires.
 */
export function readClientToken(token: string, key: string, nowSeconds: number): ClientClaims | "expired" | "bad" {
  const parts = token.split(".");
  const [header, payload, signed] = parts;
  if (parts.length !== 3 || header === undefined || payload === undefined) return "bad";
  const algorithm = algorithms[textOf(readObject(header)?.["alg"])];
  const claims = readObject(payload);
  if (!algorithm || !claims) return "bad";
  const exp = claims["exp"] ?? 0;
  if (typeof exp !== "number") return "bad";
  if (exp !== 0 && nowSeconds > exp) return "expired";
  if (signature(algorithm, `${header}.${payload}`, key) !== signed) return "bad";
  return {
    exp,
    AppId: textOf(claims["AppId"]),
    UserId: textOf(claims["UserId"]),
    DeviceId: textOf(claims["DeviceId"]),
    Role: textOf(claims["Role"]),
  };
}

/** One secret serves the whole HMAC family; the server issues HS256. */
const algorithms: Readonly<Record<string, string>> = { HS256: "sha256", HS384: "sha384", HS512: "sha512" };

function signature(hash: string, content: string, key: string): string {
  return createHmac(hash, key).update(content).digest("base64url");
}

function encode(text: string): string {
  return Buffer.from(text).toString("base64url");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function readObject(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
