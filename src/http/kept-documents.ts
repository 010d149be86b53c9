import { parse, specifiedRules, validate, type GraphQLSchema } from "graphql";
import type Keyv from "keyv";
import { limitDocument, MOST_TOKENS } from "../graphql/document-limits";
import { sha256 } from "./trusted-documents";

/** Documents that clients leave under the SHA-256 of their text, so as to name them afterwards (自动持久化查询, APQ). */
export interface KeptDocuments {
  find(hash: string): Promise<string | null>;
  /** Keeps what can be run at all; the rest would only take up room. */
  keep(hash: string, text: string): Promise<void>;
}

const LIFE = 24 * 3600 * 1000;
/** Characters. Longer ones are run and not kept. */
const LONGEST = 32 * 1024;

export function createKeptDocuments(store: Keyv, schema: GraphQLSchema): KeptDocuments {
  return {
    async find(hash) {
      const text = await store.get<string>(`document:${hash}`);
      // Whoever can write into a shared store must not decide what a hash stands for.
      return typeof text === "string" && sha256(text) === hash ? text : null;
    },
    async keep(hash, text) {
      if (text.length <= LONGEST && isValid(schema, text)) await store.set(`document:${hash}`, text, LIFE);
    },
  };
}

/** By all rules but those that need the request. */
export function isValid(schema: GraphQLSchema, text: string): boolean {
  try {
    const document = parse(text, { maxTokens: MOST_TOKENS });
    return validate(schema, document, [limitDocument, ...specifiedRules], { maxErrors: 1 }).length === 0;
  } catch {
    return false;
  }
}
