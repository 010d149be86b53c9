import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import fc, { type GeneratorValue } from "fast-check";

/** A document with the values of its variables. */
export interface Request {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface DocumentOptions {
  readonly schema: GraphQLSchema;
  /** Ids worth asking for, and such as lead nowhere. */
  readonly ids: readonly string[];
  /** Such as `ProviderQuota.used`: fields that say another thing each time they are asked. */
  readonly leaveOut: ReadonlySet<string>;
}

const DEPTH = 5;

/** Makes up a query over the schema: fields, arguments, aliases, fragments, conditions and variables of every sort. */
export function makeRequest(pick: GeneratorValue, { schema, ids, leaveOut }: DocumentOptions): Request {
  const declarations: string[] = [];
  const variables: Record<string, unknown> = {};
  const fragments: string[] = [];
  const chance = (percent: number) => pick(fc.integer, { min: 0, max: 99 }) < percent;
  // By its place: what is picked is printed when a test fails, and a field of the schema holds all of the schema.
  const oneOf = <Item>(items: readonly Item[]) => items[pick(fc.integer, { min: 0, max: items.length - 1 })] as Item;

  function declare(type: string, value: unknown): string {
    const name = `v${declarations.length}`;
    const isOptional = !type.endsWith("!");
    if (isOptional && chance(25)) declarations.push(`$${name}: ${type} = ${print(value)}`);
    else {
      declarations.push(`$${name}: ${type}`);
      if (!isOptional || chance(80)) variables[name] = isOptional && chance(15) ? null : value;
    }
    return `$${name}`;
  }

  function valueOf(type: GraphQLInputType, name: string): unknown {
    if (isNonNullType(type)) return valueOf(type.ofType, name);
    if (isListType(type))
      return Array.from({ length: pick(fc.integer, { min: 0, max: 3 }) }, () => valueOf(type.ofType, name));
    if (isEnumType(type)) return new EnumName(oneOf(type.getValues()).name);
    if (isInputObjectType(type)) {
      const given = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || chance(20));
      return Object.fromEntries(given.map((field) => [field.name, valueOf(field.type, field.name)]));
    }
    switch (type.name) {
      case "ID":
        return oneOf(ids);
      case "Int":
        return oneOf([1, 2, 3, 20, 100, 0, 101]);
      case "Boolean":
        return oneOf([true, false]);
      case "DateTime":
        return oneOf(["2021-09-18T00:00:00.000Z", "2026-03-02T10:00:00+08:00"]);
      default:
        return oneOf(["茶", "live", "", '🍵\u2028"\\', name]);
    }
  }

  function argumentsOf(given: readonly GraphQLArgument[]): string {
    const written = given
      .filter((argument) => (isNonNullType(argument.type) && argument.defaultValue === undefined) || chance(30))
      .map((argument) => {
        const value = valueOf(argument.type, argument.name);
        if (!isNonNullType(argument.type) && chance(8)) return `${argument.name}: null`;
        return `${argument.name}: ${chance(40) ? declare(String(argument.type), value) : print(value)}`;
      });
    return written.length > 0 ? `(${written.join(", ")})` : "";
  }

  function condition(): string {
    if (!chance(12)) return "";
    const value = oneOf([true, false]);
    return ` @${oneOf(["skip", "include"])}(if: ${chance(60) ? declare("Boolean!", value) : String(value)})`;
  }

  function fieldOf(field: GraphQLField<unknown, unknown>, depth: number): string {
    const alias = chance(15)
      ? `${oneOf(["a", "b", "__proto__", "名".length === 1 ? "c" : "d"])}${pick(fc.integer, { min: 0, max: 9 })}: `
      : "";
    const type = getNamedType(field.type);
    const below = isLeafType(type) ? "" : ` ${selectionOf(type, depth - 1)}`;
    return `${alias}${field.name}${argumentsOf(field.args)}${condition()}${below}`;
  }

  function fragmentOn(type: GraphQLNamedType, depth: number): string {
    const kinds: GraphQLNamedType[] = isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];
    const on = oneOf(kinds);
    if (chance(50))
      return `...${chance(80) ? ` on ${on.name}` : ""}${condition()} ${selectionOf(chance(80) ? on : type, depth)}`;
    const name = `F${fragments.length}`;
    fragments.push("");
    fragments[fragments.length - 1] = `fragment ${name} on ${on.name} ${selectionOf(on, depth)}`;
    return `...${name}${condition()}`;
  }

  function selectionOf(type: GraphQLNamedType, depth: number): string {
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const open = fields.filter(
      (field) => (depth > 0 || isLeafType(getNamedType(field.type))) && !leaveOut.has(`${type.name}.${field.name}`),
    );
    const parts: string[] = [];
    const count = pick(fc.integer, { min: 1, max: 5 });
    for (let at = 0; at < count; at += 1) {
      if (open.length === 0 || chance(8)) parts.push("__typename");
      else if (depth > 0 && chance(isAbstractType(type) ? 50 : 12)) parts.push(fragmentOn(type, depth - 1));
      else parts.push(fieldOf(oneOf(open), depth));
    }
    return `{ ${parts.join(" ")} }`;
  }

  const query = schema.getQueryType() as GraphQLObjectType;
  const body = selectionOf(query, DEPTH);
  const head = declarations.length > 0 ? `query Q(${declarations.join(", ")}) ` : chance(50) ? "query Q " : "";
  return { source: `${head}${body} ${fragments.join(" ")}`, variables: plain(variables) as Request["variables"] };
}

class EnumName {
  constructor(readonly name: string) {}
}

function print(value: unknown): string {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return `[${value.map(print).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{ ${Object.entries(value)
      .map(([name, inner]) => `${name}: ${print(inner)}`)
      .join(", ")} }`;
  }
  return JSON.stringify(value);
}

/** As a client sends it. */
function plain(value: unknown): unknown {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
  }
  return value;
}
