import { ControlRefusal } from "../../../sandbox";

/** Arguments of control routes: what is wrong is said in plain words, with 400. */
export type ControlFields = Readonly<Record<string, unknown>>;

export function wholeNumber(fields: ControlFields, name: string, fallback?: number): number {
  const value = fields[name] ?? fallback;
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new ControlRefusal(`${name} is a whole number, 0 or more`);
  }
  return value;
}

export function word(fields: ControlFields, name: string, fallback?: string): string {
  const value = fields[name] ?? fallback;
  if (typeof value !== "string" || value === "") throw new ControlRefusal(`${name} is a text`);
  return value;
}

export function oneOf<Value extends string>(fields: ControlFields, name: string, values: readonly Value[]): Value {
  const value = values.find((known) => known === fields[name]);
  if (value === undefined) throw new ControlRefusal(`${name} is one of ${values.join(", ")}`);
  return value;
}

export function yesOrNo(fields: ControlFields, name: string, fallback: boolean): boolean {
  const value = fields[name] ?? fallback;
  if (typeof value !== "boolean") throw new ControlRefusal(`${name} is true or false`);
  return value;
}

export function present<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw new ControlRefusal(`no such ${what}`, 404);
  return thing;
}
