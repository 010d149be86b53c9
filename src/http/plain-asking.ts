import { isRecord, type Asking, type Documents } from "./documents";

/** What a plain request asks for. */
export interface PlainAsking {
  readonly source: string;
  readonly operationName: string | null;
  readonly variables: Asking;
  readonly extensions: Asking | null;
}

/** Null for a body that has to be read, refused or looked up on the long way. Never throws. */
export function askedIn(body: Buffer, documents: Pick<Documents, "resolveNow">): PlainAsking | null {
  const asking = parse(body);
  const resolved = asking && documents.resolveNow(asking);
  if (!resolved) return null;
  const { query, operationName = null, variables = null, extensions = null } = resolved;
  if (typeof query !== "string" || (operationName !== null && typeof operationName !== "string")) return null;
  if (variables !== null && !isRecord(variables)) return null;
  if (extensions !== null && !isRecord(extensions)) return null;
  return { source: query, operationName, variables: variables ?? {}, extensions };
}

/** Names that could reach where they must not; who sends them is refused on the long way. */
const UNSAFE = /__proto__|constructor/;
/** A name can be spelled with escapes. */
const MAYBE_UNSAFE = /__proto__|constructor|\\u/;

function parse(body: Buffer): Asking | null {
  const text = body.toString("utf8");
  try {
    const parsed: unknown = JSON.parse(text);
    if (!isRecord(parsed)) return null;
    return MAYBE_UNSAFE.test(text) && UNSAFE.test(JSON.stringify(parsed)) ? null : parsed;
  } catch {
    return null;
  }
}
