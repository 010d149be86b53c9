import { GraphQLInputObjectType, type GraphQLSchema } from "graphql";
import { getMetadataStorage } from "type-graphql";

const classes = new Set<unknown>();

/** Marks an input type of which exactly one field is given. Stands above `@InputType`. */
export function OneOf(): ClassDecorator {
  return (target) => void classes.add(target);
}

/**
 * type-graphql can print `@oneOf` as a directive, which GraphQL then does not enforce. It does enforce a type that says
 * so itself.
 */
export function enforceOneOf(schema: GraphQLSchema): GraphQLSchema {
  for (const { target, name } of getMetadataStorage().inputTypes) {
    const type = schema.getType(name);
    if (classes.has(target) && type instanceof GraphQLInputObjectType) type.isOneOf = true;
  }
  return schema;
}
