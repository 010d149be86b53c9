import { WechatRefusal } from "./refusal";

/**
 * What a request says: the members of a JSON body or the parameters of a query. The spelling is WeChat's, case included;
 * a field in any other spelling is a field that is not there.
 */
export type Fields = Readonly<Record<string, unknown>>;

interface Range {
  readonly minimum?: number;
  readonly maximum?: number;
}

export function missing(name: string): WechatRefusal {
  // "no" is WeChat's own slip.
  return new WechatRefusal(200002, `parameter ${name} must no be null`);
}

export function invalid(name: string): WechatRefusal {
  return new WechatRefusal(200002, `parameter ${name} is invalid`);
}

/** Null and the empty text are what SDKs without an "absent" send for it. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

/** A whole number; also as decimal text, which WeChat takes from clients that quote everything. */
export function integerField(fields: Fields, name: string, range: Range = {}): number {
  const value = fields[name];
  if (isAbsent(value)) throw missing(name);
  return toInteger(value, name, range);
}

export function optionalInteger<Fallback>(
  fields: Fields,
  name: string,
  fallback: Fallback,
  range: Range = {},
): number | Fallback {
  const value = fields[name];
  return isAbsent(value) ? fallback : toInteger(value, name, range);
}

export function toInteger(value: unknown, name: string, range: Range = {}): number {
  const number = typeof value === "string" && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isSafeInteger(number)) throw invalid(name);
  if (number < (range.minimum ?? -Infinity) || number > (range.maximum ?? Infinity)) throw invalid(name);
  return number;
}

const id = { minimum: 1 };
export const idField = (fields: Fields, name: string): number => integerField(fields, name, id);
export const toId = (value: unknown, name: string): number => toInteger(value, name, id);

const flag = { minimum: 0, maximum: 1 };
export const flagField = (fields: Fields, name: string): number => integerField(fields, name, flag);
export const optionalFlag = (fields: Fields, name: string, fallback: number): number =>
  optionalInteger(fields, name, fallback, flag);

export function textField(fields: Fields, name: string): string {
  const value = fields[name];
  if (isAbsent(value)) throw missing(name);
  if (typeof value !== "string") throw invalid(name);
  return value;
}

export function optionalText(fields: Fields, name: string): string | undefined {
  return isAbsent(fields[name]) ? undefined : textField(fields, name);
}

export function listField(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  if (isAbsent(value)) throw missing(name);
  if (!Array.isArray(value)) throw invalid(name);
  return value;
}

export function objectField(fields: Fields, name: string): Fields {
  const value = fields[name];
  if (isAbsent(value)) throw missing(name);
  return toObject(value, name);
}

export function toObject(value: unknown, name: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(name);
  return value as Fields;
}
