import type { Attribute } from "../../../domain/attribute";
import { LiveError } from "../../../domain/error";

/*
 * Qiniu's documented limits, checked before a call is made. Lengths are those of the server's columns, in characters.
 */

type Path = readonly string[];
type Check = LiveError | null;

export function invalid(field: Path, en: string, zh: string): LiveError {
  return new LiveError("INVALID_INPUT", { en, zh }, { field, provider: "QINIU" });
}

export function required(value: string | null | undefined, field: Path): Check {
  if (value?.trim()) return null;
  return invalid(field, `Qiniu needs ${field.join(".")}.`, `七牛需要填写 ${field.join(".")}。`);
}

/** For what Qiniu does not have: better refused than silently dropped. */
export function absent(value: unknown, field: Path): Check {
  if (value === null || value === undefined) return null;
  return invalid(field, `Qiniu knows no ${field.join(".")}.`, `七牛不支持 ${field.join(".")}。`);
}

export function atMost(text: string | null | undefined, longest: number, field: Path): Check {
  const length = Array.from(text ?? "").length;
  if (length <= longest) return null;
  return invalid(
    field,
    `${field.join(".")} may have at most ${longest} characters; this has ${length}.`,
    `${field.join(".")} 最多 ${longest} 个字符，当前为 ${length} 个。`,
  );
}

/** Ids that need no escaping in a path and do not lead out of it, so that every server signs them alike. */
export function plainId(text: string | null | undefined, field: Path): Check {
  if (!text || (/^[A-Za-z0-9_.-]{1,64}$/.test(text) && !/^\.\.?$/.test(text))) return null;
  return invalid(
    field,
    `${field.join(".")} must be 1 to 64 letters, digits, dots, hyphens or underscores.`,
    `${field.join(".")} 须为 1 到 64 位字母、数字、点、连字符或下划线。`,
  );
}

const LONGEST_EXTENSIONS = 1024;

export function attributesWithin(attributes: readonly Attribute[] | null | undefined, field: Path): Check {
  if (!attributes) return null;
  if (new Set(attributes.map(({ key }) => key)).size < attributes.length) {
    return invalid(field, "Each key may be given once.", "每个 key 只能出现一次。");
  }
  if (storedLength(toExtensions(attributes)) <= LONGEST_EXTENSIONS) return null;
  return invalid(
    field,
    `All keys and values together may have at most ${LONGEST_EXTENSIONS} characters as JSON.`,
    `所有扩展信息序列化为 JSON 后最多 ${LONGEST_EXTENSIONS} 个字符。`,
  );
}

/** In characters, as Go writes it into the column: `<`, `>` and `&` take six each. */
function storedLength(extensions: Readonly<Record<string, string>>): number {
  return Array.from(JSON.stringify(extensions).replace(/[<>&\u2028\u2029]/g, "\\u0000")).length;
}

export function toExtensions(attributes: readonly Attribute[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value]));
}

export function fromExtensions(extensions: Readonly<Record<string, string>> | null | undefined): Attribute[] {
  return Object.entries(extensions ?? {}).map(([key, value]) => ({ key, value }));
}
