/** A value as it stood in the text. Numbers keep their digits, objects the order and repetition of their keys. */
export type JsonNode = { readonly raw: string } & (
  | { readonly kind: "null" | "number" }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "array"; readonly items: readonly JsonNode[] }
  | { readonly kind: "object"; readonly members: readonly { readonly name: string; readonly value: JsonNode }[] }
);

/** The text has no JSON value at its beginning. The message is the one Go's decoder would give. */
export class JsonRefusal extends Error {}

const DEEPEST = 1000;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Reads the first JSON value of the text. What follows it is not looked at, as the server does not look at it. */
export function readFirstJson(text: string): JsonNode {
  let at = 0;

  const blank = () => {
    while (at < text.length && " \t\r\n".includes(text[at] as string)) at += 1;
  };
  const refuse = (where: string): JsonRefusal => {
    if (at >= text.length) return new JsonRefusal("unexpected EOF");
    const character = String.fromCodePoint(text.codePointAt(at) as number);
    const shown = character === "'" ? "\\'" : JSON.stringify(character).slice(1, -1).replace('\\"', '"');
    return new JsonRefusal(`invalid character '${shown}' ${where}`);
  };

  function value(depth: number): JsonNode {
    blank();
    if (depth > DEEPEST) throw new JsonRefusal("exceeded max depth");
    const start = at;
    const raw = () => text.slice(start, at);
    switch (text[at]) {
      case "{": {
        const members = object(depth);
        return { kind: "object", members, raw: raw() };
      }
      case "[": {
        const items = array(depth);
        return { kind: "array", items, raw: raw() };
      }
      case '"': {
        const value = string();
        return { kind: "string", value, raw: raw() };
      }
      case "t":
        word("true");
        return { kind: "bool", value: true, raw: raw() };
      case "f":
        word("false");
        return { kind: "bool", value: false, raw: raw() };
      case "n":
        word("null");
        return { kind: "null", raw: raw() };
      default:
        number();
        return { kind: "number", raw: raw() };
    }
  }

  function object(depth: number): { name: string; value: JsonNode }[] {
    const members: { name: string; value: JsonNode }[] = [];
    if (emptyUntil("}")) return members;
    do {
      blank();
      if (text[at] !== '"') throw refuse("looking for beginning of object key string");
      const name = string();
      blank();
      if (text[at] !== ":") throw refuse("after object key");
      at += 1;
      members.push({ name, value: value(depth + 1) });
    } while (goesOn("}", "after object key:value pair"));
    return members;
  }

  function array(depth: number): JsonNode[] {
    const items: JsonNode[] = [];
    if (emptyUntil("]")) return items;
    do items.push(value(depth + 1));
    while (goesOn("]", "after array element"));
    return items;
  }

  function emptyUntil(bracket: string): boolean {
    at += 1;
    blank();
    if (text[at] !== bracket) return false;
    at += 1;
    return true;
  }

  function goesOn(bracket: string, where: string): boolean {
    blank();
    const found = text[at];
    if (found !== bracket && found !== ",") throw refuse(where);
    at += 1;
    return found === ",";
  }

  function string(): string {
    const start = at;
    at += 1;
    while (text[at] !== '"') {
      if (at >= text.length || (text[at] as string) < " ") throw refuse("in string literal");
      if (text[at] !== "\\") {
        at += 1;
        continue;
      }
      const escaped = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6));
      if (!escaped) {
        at += 1;
        throw refuse("in string escape code");
      }
      at += escaped[0].length;
    }
    at += 1;
    return (JSON.parse(text.slice(start, at)) as string).replace(LONE_SURROGATE, "\ufffd");
  }

  function word(expected: string): void {
    for (const character of expected) {
      if (text[at] !== character) throw refuse(`in literal ${expected} (expecting '${character}')`);
      at += 1;
    }
  }

  function number(): void {
    const digits = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
    digits.lastIndex = at;
    const found = digits.exec(text);
    if (!found && text[at] !== "-") throw refuse("looking for beginning of value");
    at += found?.[0].length ?? 0;
    if (/[-.eE]/.test(text[at] ?? "")) {
      at += 1;
      throw refuse("in numeric literal");
    }
  }

  blank();
  if (at >= text.length) throw new JsonRefusal("EOF");
  return value(0);
}
