/**
 * Qiniu's live server speaks in three ways. `master` and `develop` are the branches of its open source;
 * `cloud` is the hosted service as its documents describe it.
 */
export const dialects = ["cloud", "master", "develop"] as const;
export type Dialect = (typeof dialects)[number];

export function isDialect(text: string): text is Dialect {
  return (dialects as readonly string[]).includes(text);
}
