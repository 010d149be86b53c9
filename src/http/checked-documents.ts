import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { LRUCache } from "lru-cache";
import { LiveError } from "../domain/error";
import { limitDocument, MOST_TOKENS } from "../graphql/document-limits";

/** Reads documents. Who asks the same as another shares what came of it, for as long as they watch. */
export interface CheckedDocuments {
  /** The document, or what is wrong with it. */
  read(text: string): DocumentNode | readonly GraphQLError[];
}

/** Of documents' text. */
const MOST_CHARACTERS = 2 * 1024 * 1024;

export function createCheckedDocuments(schema: GraphQLSchema, introspection: boolean): CheckedDocuments {
  const rules = [limitDocument, ...specifiedRules, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
  const good = new LRUCache<string, DocumentNode>({
    maxSize: MOST_CHARACTERS,
    sizeCalculation: (_document, text) => text.length + 1,
  });
  return {
    read(text) {
      const known = good.get(text);
      if (known) return known;
      let document: DocumentNode;
      try {
        document = parse(text, { maxTokens: MOST_TOKENS });
      } catch (error) {
        return [coded(error, "GRAPHQL_PARSE_FAILED")];
      }
      const errors = validate(schema, document, rules, { hideSuggestions: !introspection });
      if (errors.length > 0) return errors.map((error) => coded(error, "GRAPHQL_VALIDATION_FAILED"));
      good.set(text, document);
      return document;
    },
  };
}

function coded(error: unknown, code: string): GraphQLError {
  if (!(error instanceof GraphQLError)) throw error;
  if (error.extensions["code"] !== undefined || error.originalError instanceof LiveError) return error;
  const { nodes, source, positions } = error;
  return new GraphQLError(error.message, { nodes, source, positions, extensions: { code } });
}
