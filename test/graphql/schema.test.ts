import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  validateSchema,
  type GraphQLNamedType,
} from "graphql";
import { createSchema, printSortedSchema } from "../../src/graphql/schema";

const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !["Boolean", "String", "Int", "Float", "ID"].includes(type.name),
);

test("the schema is valid, which type-graphql is not asked to look at", () => {
  expect(validateSchema(schema)).toEqual([]);
});

test("schema.graphql is what the code says: otherwise run `npm run schema` and commit the result", () => {
  const committed = readFileSync(join(__dirname, "..", "..", "schema.graphql"), "utf8");
  expect(committed).toBe(printSortedSchema(schema));
});

/** Every place a description can stand, by its path. */
function* describable(type: GraphQLNamedType): Generator<readonly [path: string, description: string]> {
  yield [type.name, type.description ?? ""];
  if (isEnumType(type)) {
    for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.description ?? ""];
  }
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field.description ?? ""];
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, field.description ?? ""];
      for (const argument of field.args) {
        yield [`${type.name}.${field.name}(${argument.name})`, argument.description ?? ""];
      }
    }
  }
}

test("every type, field, argument, input field and enum value is described", () => {
  const all = types.flatMap((type) => [...describable(type)]);
  expect(all.length).toBeGreaterThan(300);
  expect(all.filter(([, description]) => description.trim().length < 5).map(([path]) => path)).toEqual([]);
});

test("names are spelled as GraphQL's readers expect them", () => {
  for (const type of types) {
    expect(type.name).toMatch(/^[A-Z][A-Za-z]+$/);
    for (const [path] of describable(type)) {
      const [, name = ""] = path.split(".");
      if (name !== "")
        expect(name).toMatch(isEnumType(type) ? /^[A-Z][A-Z_]*[A-Z]$/ : /^[a-z][A-Za-z0-9]*(?:\(\w+\))?$/);
    }
  }
});

test("scalars of our own say where they are specified", () => {
  const own = types.filter(isScalarType);
  expect(own.map(({ name }) => name).sort()).toEqual(["DateTime", "Decimal", "URL"]);
  for (const { specifiedByURL } of own) expect(URL.canParse(specifiedByURL ?? "")).toBe(true);
});

test("every mutation takes one input and answers the thing beside why it was refused", () => {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    expect(field.args.map(({ name, type }) => `${name}: ${String(type)}`)).toEqual([
      expect.stringMatching(/^input: \w+Input!$/),
    ]);
    const payload = schema.getType(String(field.type).replace("!", ""));
    if (!isObjectType(payload)) throw new Error(`${field.name} answers no object`);
    const { userErrors, ...rest } = payload.getFields();
    expect(String(userErrors?.type)).toBe("[UserError!]!");
    expect(Object.values(rest)).toHaveLength(1);
    // Null when the write was refused.
    for (const thing of Object.values(rest)) expect(String(thing.type)).not.toMatch(/!$/);
  }
});

test("every connection pages in the same way", () => {
  const connections = types.filter(isObjectType).filter(({ name }) => name.endsWith("Connection"));
  expect(connections.length).toBeGreaterThan(4);
  for (const connection of connections) {
    const name = connection.name.replace("Connection", "");
    const shape = (type: GraphQLNamedType | undefined) =>
      isObjectType(type)
        ? Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, String(field.type)]))
        : {};
    const { node } = shape(schema.getType(`${name}Edge`));
    expect(shape(schema.getType(`${name}Edge`))).toMatchObject({ cursor: "String!" });
    expect(shape(connection)).toMatchObject({
      edges: `[${name}Edge!]!`,
      nodes: `[${node ?? ""}]!`,
      pageInfo: "PageInfo!",
      totalCount: "Int",
    });
  }
});

test("what only an operator may see says so", () => {
  const operators = types
    .flatMap((type) => [...describable(type)])
    .filter(([, description]) => description.startsWith("OPERATOR"))
    .map(([path]) => path);
  expect(operators).toEqual(
    expect.arrayContaining([
      "LiveRoom.ingest",
      "LiveRoom.assistants",
      "LiveRoom.subAnchor",
      "Account.health",
      "Account.quotas",
      "Query.goodsLibrary",
      "Query.member",
      "Query.members",
      "Query.followers",
      "Query.notification",
      ...Object.keys(schema.getMutationType()?.getFields() ?? {}).map((name) => `Mutation.${name}`),
    ]),
  );
});
