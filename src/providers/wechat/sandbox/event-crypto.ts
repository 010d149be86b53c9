import { createCipheriv, createHash, randomBytes } from "node:crypto";

/** SHA-1 over the parts in byte order, as hexadecimal digits: WeChat's signature of a push and of the URL check. */
export function signature(...parts: readonly string[]): string {
  const sorted = parts.map((part) => Buffer.from(part, "utf8")).sort((a, b) => Buffer.compare(a, b));
  return createHash("sha1").update(Buffer.concat(sorted)).digest("hex");
}

/** The padding fills blocks of 32 bytes although the cipher's blocks have 16: up to 32 bytes, each saying how many. */
const PADDED_BLOCK = 32;

export interface Encryption {
  readonly encodingAesKey: string;
  readonly appId: string;
  /** 16 bytes; a test that knows the outcome gives its own. */
  readonly random?: Buffer;
}

/** 16 random bytes, the length of the message, the message and the AppID, padded, as AES-256-CBC under the account's key. */
export function encryptMessage(message: string, { encodingAesKey, appId, random }: Encryption): string {
  const key = Buffer.from(`${encodingAesKey}=`, "base64");
  const text = Buffer.from(message, "utf8");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const content = Buffer.concat([random ?? randomBytes(16), length, text, Buffer.from(appId, "utf8")]);
  const pad = PADDED_BLOCK - (content.length % PADDED_BLOCK);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(content), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString(
    "base64",
  );
}
