import {
  getNamedType,
  isAbstractType,
  isObjectType,
  TypeNameMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import { collectSubfields } from "graphql/execution/collectFields";
import type { WriteObject } from "./complete";
import { compileField, type FieldWriter } from "./field";
import type { PlanSize } from "./plans";
import { NotCompiled } from "./run";
import { quote } from "./text";
import { writeObject, writeRemembering } from "./write";

/** What a selection is compiled from. */
export interface Ground {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Values of the variables that are used below the root. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly size: PlanSize;
}

/** What is selected of an object of one type, to be written whenever, or remembered of an object that never changes. */
interface Selection {
  readonly writers: readonly FieldWriter[];
  readonly write: WriteObject;
  readonly writeRemembering: WriteObject;
}

function compileSelection(ground: Ground, type: GraphQLObjectType, nodes: readonly FieldNode[]): Selection {
  const { schema, fragments, variables } = ground;
  const fields = collectSubfields(schema, fragments, variables, type, nodes);
  const writers = [...fields].map(([name, own]) => compileFieldOf(ground, type, name, own, variables));
  return { writers, write: writeObject(writers), writeRemembering: writeRemembering(writers) };
}

/** Compiles a field and all that is selected below it. `variables` is null at the root, where each run has its own. */
export function compileFieldOf(
  ground: Ground,
  parent: GraphQLObjectType,
  name: string,
  nodes: readonly FieldNode[],
  variables: Ground["variables"] | null,
): FieldWriter {
  const [first, ...rest] = nodes;
  if (!first) throw new NotCompiled();
  ground.size.fields += 1;
  if (first.name.value === TypeNameMetaFieldDef.name) {
    const text = quote(parent.name);
    return { name, settled: "always", write: () => text };
  }
  const field = parent.getFields()[first.name.value] as GraphQLField<unknown, unknown> | undefined;
  if (!field) throw new NotCompiled();
  const selections = new Map<GraphQLObjectType, Selection>();
  const select = (type: GraphQLObjectType): Selection => {
    let selection = selections.get(type);
    if (!selection) selections.set(type, (selection = compileSelection(ground, type, nodes)));
    return selection;
  };
  const isRoot = variables === null;
  return compileField({
    name,
    parent,
    field,
    nodes: [first, ...rest],
    variables,
    objects: (type, inList) => (inList || isRoot ? select(type).writeRemembering : select(type).write),
    below: () => possibleTypes(ground.schema, field).flatMap((type) => select(type).writers),
  });
}

function possibleTypes(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): readonly GraphQLObjectType[] {
  const type = getNamedType(field.type);
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}
