/** An event in the order in which WeChat writes its fields; a nested one is the payload. */
export type EventFields = Readonly<Record<string, EventValue>>;
type EventValue = string | number | Readonly<Record<string, string | number>>;

/** A field of the event's header; empty where there is none. */
export function eventText(event: EventFields, name: string): string {
  const value = event[name] ?? "";
  return typeof value === "object" ? "" : String(value);
}

export function writeEvent(event: EventFields, format: "json" | "xml"): string {
  return format === "json" ? JSON.stringify(event) : `<xml>${toXml(event)}</xml>`;
}

/** Text in CDATA, numbers bare. */
function toXml(fields: EventFields): string {
  return Object.entries(fields)
    .map(([name, value]) => {
      if (typeof value === "object") return `<${name}>${toXml(value)}</${name}>`;
      return `<${name}>${typeof value === "number" ? String(value) : toCdata(value)}</${name}>`;
    })
    .join("");
}

function toCdata(text: string): string {
  return `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}
