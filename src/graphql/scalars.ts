import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { isDecimal } from "../domain/money";

interface TextScalar<Value> {
  readonly name: string;
  readonly description: string;
  readonly specifiedByURL?: string;
  /** Null for a text that is none of these. */
  readonly parse: (text: string) => Value | null;
  readonly serialize: (value: unknown) => string;
  /** What the text should be, for the refusal. */
  readonly expected: string;
}

function textScalar<Value>({ name, expected, parse, serialize, ...rest }: TextScalar<Value>) {
  const read = (value: unknown, nodes?: ValueNode): Value => {
    const parsed = typeof value === "string" ? parse(value) : null;
    if (parsed !== null) return parsed;
    throw new GraphQLError(`${name} must be ${expected}.`, nodes ? { nodes } : {});
  };
  return new GraphQLScalarType<Value, string>({
    ...rest,
    name,
    parseValue: (value) => read(value),
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined, node),
    serialize,
  });
}

const RFC_3339 =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export const DateTimeScalar = textScalar<Date>({
  name: "DateTime",
  description:
    "A point in time as RFC 3339 text with a zone, such as `2021-09-18T00:00:00.000Z` or `2021-09-18T08:00:00+08:00`. Answers are always in UTC.",
  specifiedByURL: "https://scalars.graphql.org/andimarek/date-time",
  expected: "RFC 3339 text with a zone, such as 2021-09-18T08:00:00+08:00",
  parse(text) {
    const match = RFC_3339.exec(text);
    const [year, month, day] = (match ?? []).slice(1).map(Number) as [number, number, number];
    // JavaScript takes the 30th of February for a day in March.
    if (!match || day > daysIn(year, month)) return null;
    const date = new Date(text);
    return Number.isNaN(date.getTime()) ? null : date;
  },
  serialize: (value) => (value as Date).toISOString(),
});

const LONGEST_URL = 2048;

export const UrlScalar = textScalar<string>({
  name: "URL",
  description:
    "An absolute address. Addresses that are taken are http or https; answers also hold the streaming schemes that providers use, such as `rtmp`.",
  specifiedByURL: "https://url.spec.whatwg.org/",
  expected: "an absolute http or https address",
  parse(text) {
    if (text.length > LONGEST_URL || !URL.canParse(text)) return null;
    return ["http:", "https:"].includes(new URL(text).protocol) ? text : null;
  },
  serialize: String,
});

export const DecimalScalar = textScalar<string>({
  name: "Decimal",
  description:
    'An exact decimal as text, such as `"99.50"`, so that no digit is lost on the way through floating-point numbers.',
  specifiedByURL: "https://en.wikipedia.org/wiki/Decimal",
  expected: 'an exact decimal written as text, such as "99.50"',
  parse: (text) => (isDecimal(text) ? text : null),
  serialize: String,
});
