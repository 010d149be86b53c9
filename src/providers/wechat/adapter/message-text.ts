import { XMLParser } from "fast-xml-parser";
import { parseJson } from "../../../upstream/json";

type Fields = Readonly<Record<string, unknown>>;

/** Events are small and flat: whatever has more marks than this is none. */
const MOST_MARKS = 400;

const xml = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  // Ids longer than a double can hold stay text.
  parseTagValue: false,
  trimValues: true,
});

/** The fields of a pushed message, JSON or XML, whichever it begins like; null when it is neither. */
export function readMessage(text: string): Fields | null {
  try {
    const read: unknown = text.trimStart().startsWith("<") ? readXml(text) : parseJson(text);
    return isFields(read) ? read : null;
  } catch {
    return null;
  }
}

/** Declarations of any kind are refused: entities of one's own making, and what they would fetch, come with them. */
function readXml(text: string): unknown {
  if (/<!(?!\[CDATA\[)/.test(text) || text.split("<").length > MOST_MARKS) return null;
  const document = xml.parse(text, true) as Fields;
  return document["xml"];
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
