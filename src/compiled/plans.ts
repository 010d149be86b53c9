import { LRUCache } from "lru-cache";
import type { Parts } from "./write";

/** Counted while a plan is made. */
export interface PlanSize {
  fields: number;
}

/** Makes a plan; null where graphql-js has to run the operation. */
type Compile = (size: PlanSize) => Parts | null;

/** Plans of all operations, within one limit: a fragment that is spread again and again makes many fields of few words. */
export interface Plans {
  /** The plans of one operation, by the values of its variables. */
  ofOneOperation(): (values: string, compile: Compile) => Parts | null;
  /** Of all plans that are kept. */
  fields(): number;
}

/** A field takes between two and three kilobytes. */
export const MOST_FIELDS = 20_000;

interface Plan extends PlanSize {
  readonly parts: Parts | null;
}

export function createPlans(): Plans {
  // One that could not be made takes room as well.
  const kept = new LRUCache<string, Plan>({ maxSize: MOST_FIELDS, sizeCalculation: ({ fields }) => fields + 1 });
  let operations = 0;
  return {
    ofOneOperation() {
      const operation = String((operations += 1));
      return (values, compile) => {
        const key = `${operation} ${values}`;
        const known = kept.get(key);
        if (known) return known.parts;
        const size = { fields: 0 };
        const parts = compile(size);
        kept.set(key, { parts, ...size });
        return parts;
      };
    },
    fields: () => kept.calculatedSize,
  };
}
