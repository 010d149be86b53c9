import { isDeepStrictEqual } from "node:util";

/** Makes a plain value and all in it unchangeable, so that it can be shared between requests. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return value instanceof Date ? value : Object.freeze(value);
}

/** The object we had, where the provider says the same again: whoever remembered something about it may keep it. */
export function keepIdentity<Value extends object>(before: Value | undefined, now: Value): Value {
  return before !== undefined && isDeepStrictEqual(before, now) ? before : deepFreeze(now);
}
