import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

export type SealingKeys = readonly [Uint8Array, ...Uint8Array[]];

/** Makes texts unreadable and unchangeable for whoever has no key, and tells them apart without opening them. */
export interface Sealer {
  /** `about` says what the text is; sealed for one thing, it opens for no other. */
  seal(text: string, about: string): string;
  /** Null when it was not sealed for this, with none of the keys, or has been changed. */
  open(sealed: string, about: string): string | null;
  /** The same for the same text and key, and telling nothing of it: one for each key, the sealing one's first. */
  fingerprints(text: string): readonly [string, ...string[]];
}

interface Key {
  /** Names the key in what it sealed. */
  readonly id: string;
  readonly sealing: Buffer;
  readonly fingerprinting: Buffer;
}

const VERSION = "v1";
const ALGORITHM = "aes-256-gcm";
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/** The first key seals, all of them open: a new one is put in front, and the old one goes when all it sealed has ended. */
export function createSealer(keys: SealingKeys): Sealer {
  const [first, ...others] = keys;
  const sealingKey = derive(first);
  const all = [sealingKey, ...others.map(derive)] as const;
  const authenticated = (about: string, id: string) => Buffer.from(JSON.stringify([VERSION, id, about]));
  const fingerprint = (key: Key, text: string) =>
    createHmac("sha256", key.fingerprinting).update(text).digest("base64url");

  return {
    seal(text, about) {
      const { id, sealing } = sealingKey;
      const nonce = randomBytes(NONCE_LENGTH);
      const cipher = createCipheriv(ALGORITHM, sealing, nonce).setAAD(authenticated(about, id));
      const box = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, id, box.toString("base64url")].join(".");
    },
    open(sealed, about) {
      const [version, id, text, ...rest] = sealed.split(".");
      const key = all.find((candidate) => candidate.id === id);
      if (version !== VERSION || !key || text === undefined || rest.length > 0) return null;
      const box = Buffer.from(text, "base64url");
      if (box.length < NONCE_LENGTH + TAG_LENGTH) return null;
      try {
        const decipher = createDecipheriv(ALGORITHM, key.sealing, box.subarray(0, NONCE_LENGTH))
          .setAAD(authenticated(about, key.id))
          .setAuthTag(box.subarray(-TAG_LENGTH));
        const opened = decipher.update(box.subarray(NONCE_LENGTH, -TAG_LENGTH));
        return Buffer.concat([opened, decipher.final()]).toString("utf8");
      } catch {
        return null;
      }
    },
    fingerprints: (text) => [fingerprint(sealingKey, text), ...all.slice(1).map((key) => fingerprint(key, text))],
  };
}

function derive(key: Uint8Array): Key {
  const part = (purpose: string, length: number) =>
    Buffer.from(hkdfSync("sha256", key, "", `zhibo ${purpose}`, length));
  return { id: part("key id", 6).toString("base64url"), sealing: part("seal", 32), fingerprinting: part("print", 32) };
}

const KEY_LENGTH = 32;

/** Keys of 32 bytes each, in base64 or hexadecimal, separated by commas. Null when one of them is none. */
export function readSealingKeys(text: string): SealingKeys | null {
  const [first, ...others] = text.split(",").map((key) => readKey(key.trim()));
  return first && others.every((key) => key !== null) ? [first, ...others] : null;
}

function readKey(text: string): Uint8Array | null {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, "hex");
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return null;
  const key = Buffer.from(text, "base64");
  return key.length === KEY_LENGTH ? key : null;
}
