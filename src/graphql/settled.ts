import {
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLUnionType,
  type GraphQLField,
  type GraphQLSchema,
} from "graphql";
import { Extensions, getMetadataStorage } from "type-graphql";
import { requireRole, type Role } from "../domain/caller";
import type { GraphQLContext } from "./context";

/**
 * Says what an object alone answers to a field, whoever asks and whenever; undefined where the resolver has to be asked.
 * What was answered about an object that never changes may be remembered with it.
 */
export function Settled(answer: Answer): MethodDecorator {
  return Extensions({ settled: answer });
}

/**
 * Says what is in memory of a field's value at the moment, for this caller; undefined where it has to be asked for. What
 * was written of it is good for as long as the very same is there: whatever makes it another one has to be noted in the
 * gateway's `Changes`. Who may not see the field is never asked about.
 */
export function AtHand(find: Find): MethodDecorator {
  return Extensions({ atHand: find });
}

/** Written for the type the field stands on, and for its arguments. */
type Answer = (source: never, given: never) => unknown;
type Find = (source: never, given: never, context: GraphQLContext) => unknown;

type Storage = ReturnType<typeof getMetadataStorage>;
type FieldMetadata = NonNullable<Storage["objectTypes"][number]["fields"]>[number];

/**
 * Marks in `extensions.settled` what an object decides alone: plain properties, resolvers that are handed neither the
 * context nor the info, and types told by the value. A field that asks who the caller is, is never settled. Plain
 * properties are then read without type-graphql's wrapping, which awaits what needs no waiting; so are types.
 */
export function markSettled(schema: GraphQLSchema): GraphQLSchema {
  const storage = getMetadataStorage();
  for (const { name, fields = [] } of [...storage.interfaceTypes, ...storage.objectTypes]) {
    for (const metadata of fields) markField(schema, name, metadata, storage.fieldResolvers);
  }
  for (const { schemaName, roles } of storage.queries) {
    const field = schema.getQueryType()?.getFields()[schemaName];
    if (field) guardAtHand(field, roles);
  }
  for (const { name, resolveType } of [...storage.unions, ...storage.interfaceTypes]) {
    const type = schema.getType(name);
    if (!resolveType || !(type instanceof GraphQLUnionType || type instanceof GraphQLInterfaceType)) continue;
    type.resolveType = resolveType as NonNullable<typeof type.resolveType>;
    type.extensions = { ...type.extensions, settled: resolveType.length <= 1 };
  }
  return schema;
}

function markField(
  schema: GraphQLSchema,
  typeName: string,
  { name, schemaName, target, roles, middlewares = [] }: FieldMetadata,
  resolvers: Storage["fieldResolvers"],
): void {
  const isGuarded = roles !== undefined || middlewares.length > 0;
  const resolver = resolvers.find((it) => it.methodName === name && it.getObjectType?.() === target);
  const readsObjectAlone = (resolver?.params ?? []).every(({ kind }) => kind === "root" || kind === "arg");
  for (const type of [schema.getType(typeName), ...implementing(schema, typeName)]) {
    if (!(type instanceof GraphQLObjectType || type instanceof GraphQLInterfaceType)) continue;
    const field = type.getFields()[schemaName];
    if (!field) continue;
    const answer: unknown = field.extensions["settled"];
    guardAtHand(field, roles);
    if (isGuarded && answer) throw new Error(`${typeName}.${schemaName} asks who the caller is: it cannot be settled.`);
    if (isGuarded || !readsObjectAlone) continue;
    if (!resolver) delete field.resolve;
    field.extensions = { ...field.extensions, settled: answer ?? true };
  }
}

/** What the resolver's own guard would refuse, is not at hand either. */
function guardAtHand(field: GraphQLField<unknown, unknown>, roles: readonly Role[] | undefined): void {
  const find = field.extensions["atHand"] as Find | undefined;
  if (find) field.extensions = { ...field.extensions, atHand: guarded(find, roles) };
}

function guarded(find: Find, roles: readonly Role[] = []): Find {
  return (source, given, context) => {
    for (const role of roles) requireRole(context.session.caller, role);
    return find(source, given, context);
  };
}

function implementing(schema: GraphQLSchema, typeName: string): readonly GraphQLObjectType[] {
  const type = schema.getType(typeName);
  return type instanceof GraphQLInterfaceType ? schema.getPossibleTypes(type) : [];
}
