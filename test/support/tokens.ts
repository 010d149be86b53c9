import { createHmac, generateKeyPairSync, sign, type KeyObject } from "node:crypto";

/*
 * Tokens made by hand, from RFC 7515 and 7519 alone, so that what they are checked with is not what made them.
 */

export type Json = Readonly<Record<string, unknown>>;

const encode = (value: Json) => Buffer.from(JSON.stringify(value)).toString("base64url");

const hashes: Readonly<Record<string, string>> = { HS256: "sha256", HS384: "sha384", HS512: "sha512" };

/** A token signed with a shared secret. */
export function signToken(secret: string, claims: Json, header: Json = {}): string {
  const full = { alg: "HS256", typ: "JWT", ...header };
  const content = `${encode(full)}.${encode(claims)}`;
  const hash = hashes[full.alg] ?? "sha256";
  return `${content}.${createHmac(hash, secret).update(content).digest("base64url")}`;
}

/** Somebody who signs tokens with keys of their own. */
export interface Issuer {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  /** The public key as it stands in a JWK Set. */
  readonly jwk: Json;
  /** The public key as a text, which a careless check takes for a shared secret. */
  readonly pem: string;
  sign(claims: Json, header?: Json): string;
}

export function createIssuer(keyId: string): Issuer {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    keyId,
    privateKey,
    jwk: { ...publicKey.export({ format: "jwk" }), kid: keyId, use: "sig", alg: "ES256" },
    pem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    sign(claims, header = {}) {
      const content = `${encode({ alg: "ES256", typ: "JWT", kid: keyId, ...header })}.${encode(claims)}`;
      const signature = sign("sha256", Buffer.from(content), { key: privateKey, dsaEncoding: "ieee-p1363" });
      return `${content}.${signature.toString("base64url")}`;
    },
  };
}
