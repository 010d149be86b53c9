import { z } from "zod";
import { ACCOUNT_KEY } from "../domain/id";

/** Kinds of settings that every provider's accounts have. The texts say what the setting should be. */
/** A text that says what it should be also where it is missing. */
export function text(expected: string, pattern = /./s) {
  return z.string(expected).regex(pattern, expected);
}

/** A number, or the text of one; nothing that JavaScript would only take for a number, such as a blank. */
export function numberWithin(low: number, high: number, expected: string) {
  const digits = z
    .string()
    .regex(/^\d{1,9}(?:\.\d{1,9})?$/)
    .transform(Number);
  return z.union([z.number(), digits], expected).pipe(z.number().min(low, expected).max(high, expected));
}

export const accountKey = text("1 to 32 lower-case letters, digits or inner hyphens", ACCOUNT_KEY);
export const accountName = text("a name for people to read");

export const httpUrl = z
  .url({ protocol: /^https?$/, error: "an http or https address" })
  .refine((url) => !/[?#@]/.test(url), "an address without user, query or fragment")
  .transform((url) => url.replace(/\/+$/, ""));

/** One or two of a kind, so that one can be changed while the other still holds; separated by commas where it is a text. */
export function oneOrTwo(expected: string, pattern: RegExp) {
  return z
    .preprocess(
      (value) => (typeof value === "string" ? value.split(",").map((item) => item.trim()) : value),
      z.array(text(expected, pattern), expected).min(1, expected).max(2, expected),
    )
    .optional();
}
