import { failures, type ServiceFailure } from "../failure";
import type { SandboxRequest } from "../../../../sandbox";
import { JsonRefusal, readFirstJson, type JsonNode } from "./json-reader";
import { textMap, type TextMap } from "./json-writer";
import { parseTimeText } from "./time-text";

/** What a body, or a part of one, is read as. Absent and null mean the type's zero value, as in Go. */
export interface Shape<Value> {
  readonly goType: string;
  readonly zero: Value;
  read(node: JsonNode, field: string): Value;
}

class BindRefusal extends Error {}

/** A body that could not be bound: the whole request is refused with 400, in the text of Go's decoder on develop. */
export class UnboundBody extends Error {
  constructor(
    readonly failure: ServiceFailure,
    /** Some handlers of master leave the request id out of this answer. */
    readonly withoutRequestId: boolean,
  ) {
    super(failure.message);
  }
}

export interface BindOptions {
  readonly masterText?: string;
  /** What the newer servers say in place of the decoder's text. */
  readonly modernText?: string;
  readonly withoutRequestId?: boolean;
}

/**
 * Reads the request's body as the server does: content type and unknown keys ignored, keys in any case, what follows
 * the first JSON value not looked at, `null` the same as an empty object.
 */
export function bind<Value>(request: SandboxRequest, shape: Shape<Value>, options: BindOptions = {}): Value {
  try {
    const node = readFirstJson(request.body.toString("utf8"));
    return node.kind === "null" ? shape.zero : shape.read(node, "");
  } catch (error) {
    if (!(error instanceof JsonRefusal) && !(error instanceof BindRefusal)) throw error;
    throw new UnboundBody(
      failures.invalid(options.modernText ?? error.message, options.masterText),
      options.withoutRequestId ?? false,
    );
  }
}

function mismatch(node: JsonNode, field: string, goType: string): BindRefusal {
  const found = node.kind === "number" && /int/.test(goType) ? `number ${node.raw}` : node.kind;
  const where = field === "" ? "Go value" : `Go struct field ${field}`;
  return new BindRefusal(`json: cannot unmarshal ${found} into ${where} of type ${goType}`);
}

export const text: Shape<string> = {
  goType: "string",
  zero: "",
  read(node, field) {
    if (node.kind !== "string") throw mismatch(node, field, "string");
    return node.value;
  },
};

export const flag: Shape<boolean> = {
  goType: "bool",
  zero: false,
  read(node, field) {
    if (node.kind !== "bool") throw mismatch(node, field, "bool");
    return node.value;
  },
};

export const integer = wholeNumber("int", -(2n ** 63n), 2n ** 63n - 1n);
export const unsigned = wholeNumber("uint", 0n, 2n ** 64n - 1n);

function wholeNumber(goType: string, low: bigint, high: bigint): Shape<number> {
  return {
    goType,
    zero: 0,
    read(node, field) {
      if (node.kind !== "number" || !/^-?\d+$/.test(node.raw)) throw mismatch(node, field, goType);
      const value = BigInt(node.raw);
      if (value < low || value > high) throw mismatch(node, field, goType);
      return Number(value);
    },
  };
}

/** Free keys with texts as values; null is kept apart from an empty map. */
export const extensions: Shape<TextMap | null> = {
  goType: "map[string]string",
  zero: null,
  read(node, field) {
    if (node.kind !== "object") throw mismatch(node, field, "map[string]string");
    return textMap(node.members.map(({ name, value }) => [name, value.kind === "null" ? "" : text.read(value, field)]));
  },
};

/** Whole seconds since 1970, or null for no time. */
export const time: Shape<number | null> = {
  goType: "timestamp.Timestamp",
  zero: null,
  read(node) {
    const seconds = parseTimeText(node.raw);
    if (seconds === undefined) throw new BindRefusal(`Could not find format for ${JSON.stringify(node.raw)}`);
    return seconds;
  },
};

export function list<Value>(item: Shape<Value>): Shape<readonly Value[]> {
  const goType = `[]${item.goType}`;
  return {
    goType,
    zero: [],
    read(node, field) {
      if (node.kind !== "array") throw mismatch(node, field, goType);
      return node.items.map((element) => (element.kind === "null" ? item.zero : item.read(element, field)));
    },
  };
}

/** A pointer in Go: null stays null, and a handler that does not look falls over it. */
export function pointer<Value>(shape: Shape<Value>): Shape<Value | null> {
  return { goType: `*${shape.goType}`, zero: null, read: (node, field) => shape.read(node, field) };
}

export function struct<Value extends object>(
  name: string,
  fields: { readonly [Key in keyof Value]: Shape<Value[Key]> },
): Shape<Value> {
  const shapes = Object.entries<Shape<unknown>>(fields);
  const zero = Object.fromEntries(shapes.map(([key, shape]) => [key, shape.zero]));
  return {
    goType: name,
    zero: zero as Value,
    read(node, field) {
      if (node.kind !== "object") throw mismatch(node, field, name);
      const result: Record<string, unknown> = { ...zero };
      for (const { name: key, value } of node.members) {
        const known = shapes.find(([own]) => own === key) ?? shapes.find(([own]) => own === key.toLowerCase());
        if (!known) continue;
        const [own, shape] = known;
        if (value.kind !== "null") result[own] = shape.read(value, `${field === "" ? name : field}.${own}`);
        else if (shape.zero === null) result[own] = shape.zero;
      }
      return result as Value;
    },
  };
}
