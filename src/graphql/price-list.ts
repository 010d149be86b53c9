import { Kind, visit, type DocumentNode, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import { priceOf } from "./cost";

export interface Asked {
  /** The document's text. */
  readonly source: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What documents cost. A price is worked out once for each size that is asked for, since each costs a walk through the schema. */
export interface PriceList {
  /** Null for a document that was never seen. */
  find(asked: Asked): number | null;
  work(asked: Asked, document: DocumentNode): number;
}

interface Entry {
  readonly document: DocumentNode;
  /** Variables on which the price depends. */
  readonly sizes: readonly string[];
  readonly prices: Map<string, number>;
}

/** Of documents; parsed, one is a hundred times as large as its text. */
const MOST_CHARACTERS = 512 * 1024;
/** Prices of one document. */
const MOST_PRICES = 200;

export function createPriceList(schema: GraphQLSchema): PriceList {
  const entries = new LRUCache<string, Entry>({
    maxSize: MOST_CHARACTERS,
    sizeCalculation: (_entry, source) => source.length + 1,
  });

  function price({ document, sizes, prices }: Entry, { operationName, variables }: Asked): number {
    // A variable that was left out has its default, and is not one that is null.
    const given = sizes.map((name) => (Object.hasOwn(variables, name) ? [variables[name]] : []));
    const key = JSON.stringify([operationName, ...given]);
    let found = prices.get(key);
    if (found === undefined) {
      found = priceOf(schema, { document, variables, operationName });
      if (prices.size >= MOST_PRICES) prices.clear();
      if (key.length < 1000) prices.set(key, found);
    }
    return found;
  }

  return {
    find(asked) {
      const entry = entries.get(asked.source);
      return entry ? price(entry, asked) : null;
    },
    work(asked, document) {
      const entry = entries.get(asked.source) ?? { document, sizes: sizeVariables(document), prices: new Map() };
      entries.set(asked.source, entry);
      return price(entry, asked);
    },
  };
}

/** Variables in places that decide how much is answered: `first`, `ids`, and the conditions of directives. */
function sizeVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Argument({ name, value }) {
      if (name.value !== "first" && name.value !== "ids" && name.value !== "if") return;
      visit(value, { Variable: (variable) => void names.add(variable.name.value) });
    },
    [Kind.VARIABLE_DEFINITION]: () => false,
  });
  return [...names];
}
