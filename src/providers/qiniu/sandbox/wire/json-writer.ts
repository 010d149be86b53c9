/** A map as Go has it, with free keys. It has no prototype, by which the writer knows it and sorts its keys. */
export type TextMap = Readonly<Record<string, string>>;

export function textMap(entries: Iterable<readonly [string, string]>): TextMap {
  const map = Object.create(null) as Record<string, string>;
  for (const [key, value] of entries) map[key] = value;
  return map;
}

/** Later entries win. Two absent maps make an empty one, as the server's own merging does. */
export function mergeTextMaps(old: TextMap | null, change: TextMap | null): TextMap {
  return textMap([...Object.entries(old ?? {}), ...Object.entries(change ?? {})]);
}

/**
 * JSON as the server's Go encoder writes it: `<`, `>` and `&` escaped, the keys of maps in byte order, keys of objects
 * in the order they were given, `undefined` left out. Whole numbers past 2^53 are given as bigint.
 */
export function writeJson(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value !== "object") return escape(JSON.stringify(value)) ?? "null";
  if (Array.isArray(value)) return `[${value.map(writeJson).join(",")}]`;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  if (Object.getPrototypeOf(value) === null) entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${entries.map(([key, member]) => `${escape(JSON.stringify(key)) ?? ""}:${writeJson(member)}`).join(",")}}`;
}

const escapes: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
  "\\b": "\\u0008",
  "\\f": "\\u000c",
};

function escape(json: string | undefined): string | undefined {
  return json?.replace(/\\.|[<>&\u2028\u2029]/g, (found) => escapes[found] ?? found);
}
