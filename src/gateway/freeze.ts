/** Makes a plain value and all in it unchangeable, so that it can be shared between requests. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return value instanceof Date ? value : Object.freeze(value);
}

/** The object we had, where the provider says the same again: whoever remembered something about it may keep it. */
export function keepIdentity<Value extends object>(before: Value | undefined, now: Value): Value {
  return before !== undefined && isSame(before, now) ? before : deepFreeze(now);
}

type Fields = Readonly<Record<string, unknown>>;

/** Whether two plain values say the same. A field that is undefined is one that is not there. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (a instanceof Date || b instanceof Date) {
    return a instanceof Date && b instanceof Date && Object.is(a.getTime(), b.getTime());
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => isSame(item, b[at]));
  }
  return holdsAllOf(a as Fields, b as Fields) && holdsNoMore(a as Fields, b as Fields);
}

function holdsAllOf(a: Fields, b: Fields): boolean {
  for (const key in a) if (!isSame(a[key], b[key])) return false;
  return true;
}

function holdsNoMore(a: Fields, b: Fields): boolean {
  for (const key in b) if (b[key] !== undefined && !(key in a)) return false;
  return true;
}
