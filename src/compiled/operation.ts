import {
  getVariableValues,
  getOperationAST,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { collectFields } from "graphql/execution/collectFields";
import { LRUCache } from "lru-cache";
import type { WriteObject } from "./complete";
import type { Memory } from "./memory";
import { ErrorList, NotCompiled, type Run } from "./run";
import { compileFieldOf } from "./selection";
import { NULL, type ByteText } from "./text";
import { writeObject } from "./write";

/** What an operation was answered with: the JSON of `data`, and the errors as graphql-js would list them. */
export interface Outcome {
  readonly data: ByteText;
  readonly errors: readonly GraphQLError[];
}

/** A query that can be run from plans. */
export interface CompiledOperation {
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
  /** The variables as graphql-js coerces them; null where it refuses them. */
  coerce(raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | null;
  /** Null: this has to be executed by graphql-js. */
  run(context: unknown, variables: Readonly<Record<string, unknown>>): Promise<Outcome | null>;
}

/** Values of variables below the root make a plan of their own each; so many are kept of one operation. */
const MOST_PLANS = 32;
/** Longer values below the root are not worth a plan. */
const LONGEST_KEY = 200;

/** Null for what is not a query, or asks for the schema itself. */
export function compileOperation(
  schema: GraphQLSchema,
  memory: Memory,
  document: DocumentNode,
  operationName: string | null,
): CompiledOperation | null {
  const node = getOperationAST(document, operationName);
  const queryType = schema.getQueryType();
  if (node?.operation !== OperationTypeNode.QUERY || !queryType) return null;
  const fragments = fragmentsOf(document);
  const below = variablesBelowRoot(document, node);
  const plans = new LRUCache<string, { readonly write: WriteObject | null }>({ max: MOST_PLANS });

  function planFor(variables: Readonly<Record<string, unknown>>): WriteObject | null {
    // A variable that was left out is not one that is null.
    const key =
      below.length === 0 ? "" : JSON.stringify(below.map((name) => (name in variables ? [variables[name]] : [])));
    if (key.length > LONGEST_KEY) return null;
    let plan = plans.get(key);
    if (!plan) plans.set(key, (plan = { write: compile(variables) }));
    return plan.write;
  }

  function compile(variables: Readonly<Record<string, unknown>>): WriteObject | null {
    if (!queryType || !node) return null;
    const ground = { schema, fragments, variables };
    const fields = collectFields(schema, fragments, variables, queryType, node.selectionSet);
    try {
      return writeObject([...fields].map(([name, nodes]) => compileFieldOf(ground, queryType, name, nodes, null)));
    } catch {
      // Whatever it was, graphql-js has the words for it.
      return null;
    }
  }

  return {
    document,
    node,
    coerce: (raw) => getVariableValues(schema, node.variableDefinitions ?? [], raw, { maxErrors: 50 }).coerced ?? null,
    async run(context, variables) {
      const write = planFor(variables);
      if (!write) return null;
      const operation = { schema, fragments, rootValue: undefined, operation: node, variableValues: { ...variables } };
      const run: Run = { context, variables, schema, memory, errors: new ErrorList(), operation, settled: false };
      try {
        return { data: await write(run, ROOT, undefined), errors: run.errors.errors };
      } catch (error) {
        if (error instanceof NotCompiled) return null;
        run.errors.add(error as GraphQLError, undefined);
        return { data: NULL, errors: run.errors.errors };
      }
    },
  };
}

/** Stands for the root, of which every field is asked for anew. */
const ROOT = {};

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = Object.create(null) as Record<string, FragmentDefinitionNode>;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
}

/** All but those that are only used in arguments of fields that stand at the root themselves. */
function variablesBelowRoot(document: DocumentNode, node: OperationDefinitionNode): readonly string[] {
  const names = new Set<string>();
  const argumentsAtRoot = new Set<unknown>(
    node.selectionSet.selections.flatMap((selection) =>
      selection.kind === Kind.FIELD ? (selection.arguments ?? []) : [],
    ),
  );
  visit(document, {
    VariableDefinition: () => false,
    Argument: (argument) => (argumentsAtRoot.has(argument) ? false : undefined),
    Variable: (variable) => void names.add(variable.name.value),
  });
  return [...names].sort();
}
