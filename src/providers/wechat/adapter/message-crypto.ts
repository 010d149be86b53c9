import { createDecipheriv, createHash, timingSafeEqual } from "node:crypto";

/** What the console's push settings and the receiver share. Two of each while one is being changed. */
export interface MessageKeys {
  readonly appId: string;
  readonly tokens: readonly string[];
  readonly encodingAesKeys: readonly string[];
}

/** Whether one of the tokens signed these parts: SHA-1 over all of them in byte order, as hexadecimal digits. */
export function isSigned(signature: string | undefined, tokens: readonly string[], ...parts: string[]): boolean {
  if (signature === undefined || !/^[0-9a-f]{40}$/.test(signature)) return false;
  const given = Buffer.from(signature, "hex");
  // Every token is tried, so that the time tells nothing of which one it was.
  return tokens.map((token) => timingSafeEqual(given, digest([token, ...parts]))).includes(true);
}

function digest(parts: readonly string[]): Buffer {
  const sorted = parts.map((part) => Buffer.from(part, "utf8")).sort((a, b) => Buffer.compare(a, b));
  return createHash("sha1").update(Buffer.concat(sorted)).digest();
}

const BLOCK = 16;
/** The padding fills blocks of 32 bytes although the cipher's have 16, so that the cipher's own check would fail. */
const PADDED_BLOCK = 32;
const RANDOM = 16;
const LENGTH = 4;

/** The message within, if it is meant for this AppID; null for whatever was not made with one of the keys. */
export function decryptMessage(encrypted: string, { appId, encodingAesKeys }: MessageKeys): string | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encrypted)) return null;
  const cipherText = Buffer.from(encrypted, "base64");
  if (cipherText.length === 0 || cipherText.length % BLOCK !== 0) return null;
  for (const encodingAesKey of encodingAesKeys) {
    const message = readContent(decipher(cipherText, encodingAesKey), Buffer.from(appId, "utf8"));
    if (message !== null) return message;
  }
  return null;
}

function decipher(cipherText: Buffer, encodingAesKey: string): Buffer {
  const key = Buffer.from(`${encodingAesKey}=`, "base64");
  const opened = createDecipheriv("aes-256-cbc", key, key.subarray(0, BLOCK)).setAutoPadding(false);
  return Buffer.concat([opened.update(cipherText), opened.final()]);
}

/** 16 random bytes, the length of the message in 4, the message, the AppID, and the padding. */
function readContent(content: Buffer, appId: Buffer): string | null {
  const pad = content.at(-1) ?? 0;
  if (pad < 1 || pad > PADDED_BLOCK || pad > content.length) return null;
  if (!content.subarray(-pad).every((byte) => byte === pad)) return null;
  const body = content.subarray(0, -pad);
  const start = RANDOM + LENGTH;
  if (body.length < start) return null;
  const length = body.readUInt32BE(RANDOM);
  if (length > body.length - start) return null;
  if (!body.subarray(start + length).equals(appId)) return null;
  return body.toString("utf8", start, start + length);
}
