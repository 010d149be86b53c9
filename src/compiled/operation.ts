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
import type { Memory } from "./memory";
import type { Plans, PlanSize } from "./plans";
import { ErrorList, NotCompiled, type Given, type Premise, type Run } from "./run";
import { compileFieldOf } from "./selection";
import { NULL, type ByteText } from "./text";
import { partsOf, type Parts } from "./write";

/** What an operation was answered with: the JSON of `data`, and the errors as graphql-js would list them. */
export interface Outcome {
  readonly data: ByteText;
  /** What `data` was put together of. */
  readonly texts: readonly ByteText[];
  readonly errors: readonly GraphQLError[];
  /** While all of them hold, the same is answered again; null where something has to be asked anew each time. */
  readonly premises: readonly Premise[] | null;
}

/** A query that can be run from plans. */
export interface CompiledOperation {
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
  /** The variables as graphql-js coerces them; null where it refuses them. */
  coerce(raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | null;
  /** With variables that have been coerced. Null: this has to be executed by graphql-js. */
  prepare(variables: Readonly<Record<string, unknown>>): PreparedOperation | null;
}

/** A query with its variables. */
export interface PreparedOperation {
  /**
   * Where everything is as it was in an earlier outcome, that very outcome. Null: this has to be executed by graphql-js
   * after all.
   */
  run(context: unknown, earlier?: Outcome | null): Promise<Outcome | null>;
}

/** What all operations share. */
interface Shared {
  readonly memory: Memory;
  readonly plans: Plans;
}

/** Values of variables below the root make a plan of their own each; longer ones are not worth it. */
const LONGEST_KEY = 200;

/** Null for what is not a query, or asks for the schema itself. */
export function compileOperation(
  schema: GraphQLSchema,
  { memory, plans }: Shared,
  document: DocumentNode,
  operationName: string | null,
): CompiledOperation | null {
  const node = getOperationAST(document, operationName);
  const queryType = schema.getQueryType();
  if (node?.operation !== OperationTypeNode.QUERY || !queryType) return null;
  const fragments = fragmentsOf(document);
  const below = variablesBelowRoot(document, node);
  const planOf = plans.ofOneOperation();
  const known = new WeakMap<object, Pick<Run, "operation" | "given">>();

  function planFor(variables: Readonly<Record<string, unknown>>): Parts | null {
    // A variable that was left out is not one that is null.
    const key =
      below.length === 0 ? "" : JSON.stringify(below.map((name) => (name in variables ? [variables[name]] : [])));
    return key.length > LONGEST_KEY ? null : planOf(key, (size) => compile(variables, size));
  }

  function compile(variables: Readonly<Record<string, unknown>>, size: PlanSize): Parts | null {
    if (!queryType || !node) return null;
    const ground = { schema, fragments, variables, size };
    try {
      const fields = collectFields(schema, fragments, variables, queryType, node.selectionSet);
      return partsOf([...fields].map(([name, nodes]) => compileFieldOf(ground, queryType, name, nodes, null)));
    } catch {
      // Whatever it was, graphql-js has the words for it.
      return null;
    }
  }

  /** Not the plan: who keeps variables need not keep that. */
  const madeOf = (variables: Readonly<Record<string, unknown>>): Pick<Run, "operation" | "given"> => {
    let made = known.get(variables);
    if (!made) {
      const operation = { schema, fragments, rootValue: undefined, operation: node, variableValues: { ...variables } };
      known.set(variables, (made = { operation, given: new Map<object, Given>() }));
    }
    return made;
  };

  return {
    document,
    node,
    coerce: (raw) => getVariableValues(schema, node.variableDefinitions ?? [], raw, { maxErrors: 50 }).coerced ?? null,
    prepare(variables) {
      const parts = planFor(variables);
      if (!parts) return null;
      const { operation, given } = madeOf(variables);
      const runIn = (context: unknown): Run => ({
        context,
        variables,
        schema,
        memory,
        errors: new ErrorList(),
        given,
        operation,
        settled: true,
        premises: new Set(),
      });
      return { run: (context, earlier = null) => perform(parts, earlier, runIn(context)) };
    },
  };
}

async function perform(parts: Parts, earlier: Outcome | null, run: Run): Promise<Outcome | null> {
  const { errors } = run.errors;
  try {
    const written = parts.write(run, ROOT, undefined);
    const texts = "then" in written ? await written : written;
    const premises = run.settled && run.premises && errors.length === 0 ? [...run.premises] : null;
    const isSame = earlier?.errors.length === 0 && errors.length === 0 && areSame(texts, earlier.texts);
    if (!isSame) return { data: parts.join(texts), texts, errors, premises };
    // What was true for other reasons before may have to be asked anew by now.
    return premises === null && earlier.premises === null ? earlier : { ...earlier, premises };
  } catch (error) {
    if (error instanceof NotCompiled) return null;
    run.errors.add(error as GraphQLError, undefined);
    return { data: NULL, texts: [], errors, premises: null };
  }
}

/** Texts that were remembered are the very same, which takes no time to see. */
function areSame(texts: readonly ByteText[], others: readonly ByteText[]): boolean {
  return texts.every((text, index) => text === others[index]);
}

/** Stands for the root, of which nothing is remembered: its fields are asked, or at hand. */
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
