import type { DocumentNode, GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import { createMemory } from "./memory";
import { compileOperation, type CompiledOperation } from "./operation";
import { createPlans } from "./plans";

/** Runs queries from plans. */
export interface CompiledExecutor {
  /** A query that was learnt before; null for anything else. */
  known(source: string, operationName: string | null): CompiledOperation | null;
  /** Learns a document that has been found valid. Null where it cannot be compiled. */
  learn(source: string, document: DocumentNode, operationName: string | null): CompiledOperation | null;
  /** Bytes of remembered text, as the limit counts them. */
  rememberedBytes(): number;
  /** Fields of the plans that are kept, which take most of their room. */
  plannedFields(): number;
}

export interface CompiledExecutorOptions {
  readonly schema: GraphQLSchema;
  /** Of text about objects that never change. */
  readonly rememberedBytes: number;
}

/** Of documents; parsed, one is a hundred times as large as its text. */
const MOST_DOCUMENT_CHARACTERS = 512 * 1024;

export function createCompiledExecutor({ schema, rememberedBytes }: CompiledExecutorOptions): CompiledExecutor {
  const memory = createMemory(rememberedBytes);
  const plans = createPlans();
  const operations = new LRUCache<string, { readonly operation: CompiledOperation | null }>({
    maxSize: MOST_DOCUMENT_CHARACTERS,
    sizeCalculation: (_value, key) => key.length,
  });
  return {
    known(source, operationName) {
      if (operationName !== null && !NAME.test(operationName)) return null;
      return operations.get(keyOf(source, operationName))?.operation ?? null;
    },
    learn(source, document, operationName) {
      const key = keyOf(source, operationName);
      let learnt = operations.get(key);
      if (!learnt) {
        learnt = { operation: compileOperation(schema, { memory, plans }, document, operationName) };
        operations.set(key, learnt);
      }
      return learnt.operation;
    },
    rememberedBytes: () => memory.bytes(),
    plannedFields: () => plans.fields(),
  };
}

const NAME = /^[_A-Za-z][_0-9A-Za-z]*$/;

/** A name holds no line break, so that no name and document can be mistaken for others. */
function keyOf(source: string, operationName: string | null): string {
  return operationName === null ? source : `${operationName}\n${source}`;
}
