import {
  GraphQLError,
  Kind,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from "graphql";
import { LiveError } from "../domain/error";
import type { Text } from "../domain/text";

/** Tokens of a document; the parser stops there. The largest question of our own tools has some 300. */
export const MOST_TOKENS = 1000;
const DEEPEST = 10;
const MOST_ALIASES = 15;
const MOST_ROOT_FIELDS = 10;
const MOST_DIRECTIVES = 30;

/**
 * What a document may look like, whatever it asks for. Aliases and fragments multiply one field into thousands, and no
 * page needs many. Introspection does not count: it has a limit of its own in graphql-js, and a setting.
 */
export const limitDocument: ValidationRule = (context) => ({
  Document(document) {
    const problem = problemOf(document, context);
    if (problem) {
      context.reportError(
        new GraphQLError(problem.en, { originalError: new LiveError("QUERY_TOO_EXPENSIVE", problem) }),
      );
    }
    // The rest of the document is looked at by the other rules alone.
    return undefined;
  },
});

function problemOf(document: DocumentNode, context: ValidationContext): Text | null {
  const directives = count(document, (node) => node.kind === Kind.DIRECTIVE);
  if (directives > MOST_DIRECTIVES) return tooMany(directives, MOST_DIRECTIVES, "directives", "个指令");
  const aliases = count(document, (node) => node.kind === Kind.FIELD && node.alias !== undefined);
  if (aliases > MOST_ALIASES) return tooMany(aliases, MOST_ALIASES, "aliases", "个别名");
  const measure = createMeasure(context);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, width } = measure(definition.selectionSet);
    if (depth > DEEPEST) return tooMany(depth, DEEPEST, "levels", "层");
    if (width > MOST_ROOT_FIELDS) return tooMany(width, MOST_ROOT_FIELDS, "fields at the top", "个顶层字段");
  }
  return null;
}

function tooMany(found: number, most: number, en: string, zh: string): Text {
  return {
    en: `The document has ${found} ${en}; at most ${most} are taken.`,
    zh: `文档含 ${found} ${zh}，最多 ${most}。`,
  };
}

function count(node: ASTNode, matches: (node: ASTNode) => boolean): number {
  let found = 0;
  const ahead: unknown[] = [node];
  while (ahead.length > 0) {
    const next = ahead.pop();
    if (Array.isArray(next)) ahead.push(...(next as unknown[]));
    else if (isNode(next)) {
      if (matches(next)) found += 1;
      for (const [key, value] of Object.entries(next)) if (key !== "loc") ahead.push(value);
    }
  }
  return found;
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === "object" && value !== null && "kind" in value;
}

interface Measured {
  readonly depth: number;
  /** Fields on its own level, those of its fragments among them. */
  readonly width: number;
}

/** Each fragment is measured once, however often it is spread; one that contains itself is refused by GraphQL's own rules. */
function createMeasure(context: ValidationContext): (set: SelectionSetNode | undefined) => Measured {
  const known = new Map<FragmentDefinitionNode, Measured>();
  const nothing: Measured = { depth: 0, width: 0 };

  function ofFragment(fragment: FragmentDefinitionNode | null | undefined): Measured {
    if (!fragment) return nothing;
    const before = known.get(fragment);
    if (before) return before;
    known.set(fragment, nothing);
    const measured = ofSet(fragment.selectionSet);
    known.set(fragment, measured);
    return measured;
  }

  function ofSelection(selection: SelectionNode): Measured {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(context.getFragment(selection.name.value));
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSet(selection.selectionSet);
    return { depth: isIntrospection(selection) ? 1 : 1 + ofSet(selection.selectionSet).depth, width: 1 };
  }

  function ofSet(set: SelectionSetNode | undefined): Measured {
    let { depth, width } = nothing;
    for (const selection of set?.selections ?? []) {
      const measured = ofSelection(selection);
      depth = Math.max(depth, measured.depth);
      width += measured.width;
    }
    return { depth, width };
  }

  return ofSet;
}

function isIntrospection({ name }: FieldNode): boolean {
  return name.value === "__schema" || name.value === "__type";
}
