import { createHash } from "node:crypto";

/**
 * The same for two inputs that mean the same: the order of keys plays no part, nor whether a key is absent or null, nor in
 * which form the bytes of an image were sent.
 */
export function fingerprintOf(input: unknown): string {
  return digest(
    JSON.stringify(input, function (this: Readonly<Record<string, unknown>>, key: string, inner: unknown) {
      const given = this[key];
      if (given instanceof Uint8Array) return digest(given);
      if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
      const entries = Object.entries(inner).filter(([, item]) => item !== null && item !== undefined);
      const plain = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
      return typeof plain["base64"] === "string" ? { bytes: bytesOf(plain["base64"]) } : plain;
    }),
  );
}

/** Base64 with or without the lead of a data URL, in either alphabet. */
function bytesOf(base64: string): Buffer {
  return Buffer.from(base64.replace(/^data:[^,]{0,100};base64,/, ""), "base64");
}

function digest(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
