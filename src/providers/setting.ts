import { z } from "zod";
import { ACCOUNT_KEY } from "../domain/id";

/** Kinds of settings that every provider's accounts have. The texts say what the setting should be. */
export const accountKey = z.string().regex(ACCOUNT_KEY, "1 to 32 lower-case letters, digits or inner hyphens");

export const httpUrl = z
  .url({ protocol: /^https?$/, error: "an http or https address" })
  .refine((url) => !/[?#@]/.test(url), "an address without user, query or fragment")
  .transform((url) => url.replace(/\/+$/, ""));
