/**
 * JSON as a text in which every character is one byte of its UTF-8 form. V8 keeps such a text at one byte a character,
 * also where it speaks Chinese, and turns it into what goes over the wire by copying. Never mix it with ordinary text.
 */
export type ByteText = string;

export const NULL: ByteText = "null";

/** Characters that JSON takes as they are, one byte each. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
const ASCII = /^[\x00-\x7f]*$/; // eslint-disable-line no-control-regex -- control characters are a byte each, too

export function quote(text: string): ByteText {
  return PLAIN.test(text) ? `"${text}"` : bytesOf(JSON.stringify(text));
}

/** Ordinary text, such as JSON that somebody else wrote, as bytes. */
export function bytesOf(text: string): ByteText {
  return ASCII.test(text) ? text : Buffer.from(text, "utf8").toString("latin1");
}

export function toBuffer(text: ByteText): Buffer {
  return Buffer.from(text, "latin1");
}

/** As ordinary text, for those who want that. */
export function readable(text: ByteText): string {
  return ASCII.test(text) ? text : toBuffer(text).toString("utf8");
}

/** The same in one piece: what was put together of many is kept by V8 as a tree of them, which is many times larger. */
export function flat(text: ByteText): ByteText {
  return toBuffer(text).toString("latin1");
}
