/** A message without what names it alone, and the name that its sender has given it. */
export interface Unnamed {
  readonly text: string;
  readonly requestId: string | undefined;
}

/**
 * Takes the ids out of a message's head that many clients and proxies make anew for each request, so that what is left can
 * be compared. Null where there are none. Only a value in one line and of visible characters is taken, since Node reads a
 * head the same whichever of these stand there; the name stays, with nothing after it.
 */
export function withoutNames(text: string): Unnamed | null {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return null;
  let requestId: string | undefined;
  const before = text.slice(0, end + 2);
  const head = before.replace(NAMING, (_line, name: string, value: string) => {
    if (name.length === REQUEST_ID.length) requestId = requestId === undefined ? value : SEVERAL;
    return `\r\n${name}:`;
  });
  return head !== before ? { text: head + text.slice(end + 2), requestId } : null;
}

const REQUEST_ID = "x-request-id";
const NAMING = /\r\n(x-request-id|traceparent|tracestate): ([!-~]{1,256})(?=\r\n)/gi;
/** No id that anybody may give: Node puts such headers together, and then they are none. */
const SEVERAL = ",";
