import { parse as parseLossless } from "lossless-json";

const LONG_DIGITS = /\d{16}/;

/**
 * JSON as the providers write it. Whole numbers past 2^53 (WeChat's message ids, Qiniu's live ids) come back as text,
 * so that no digit is lost. Throws SyntaxError.
 */
export function parseJson(text: string): unknown {
  // The exact parser is several times slower, and hardly an answer needs it.
  if (!LONG_DIGITS.test(text)) return JSON.parse(text) as unknown;
  return parseLossless(text, undefined, (value) => (isPastExact(value) ? value : Number(value)));
}

function isPastExact(number: string): boolean {
  return /^-?\d+$/.test(number) && !Number.isSafeInteger(Number(number));
}
