import { z } from "zod";

/** A whole number. Some tables say text, the samples say number (goods_id, audit_status, page_break). */
export const integer = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
/** A price as written: a JSON number or its text. The unit depends on the endpoint; see the adapter's `price.ts`. */
export const price = z.union([z.number(), z.string()]).nullish();
export const text = z.string().nullish();
export const flag = integer.nullish();
