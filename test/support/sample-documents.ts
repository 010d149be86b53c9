import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isListType,
  isObjectType,
  isRequiredInputField,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";

/** A document that asks for one field and nothing else, and where in the answer it stands. */
export interface FieldDocument {
  /** `LiveRoom.title` */
  readonly name: string;
  /** The same with the names of its arguments. */
  readonly signature: string;
  readonly description: string;
  readonly query: string;
  readonly path: readonly string[];
}

/** An account's own things, to fill into arguments and inputs. */
export type SampleIds = Readonly<Record<"account" | "room" | "goods" | "member" | "notification", string>>;

interface Step {
  readonly open: string;
  readonly close: string;
  readonly path: readonly string[];
}

/** One document for every field that a query can reach, by the shortest way. */
export function queryDocuments(schema: GraphQLSchema, ids: SampleIds): FieldDocument[] {
  return documentsBelow(schema, schema.getQueryType() as GraphQLObjectType, "{ ", ids);
}

/** The same for subscriptions, and one more for every argument that narrows what is watched. */
export function subscriptionDocuments(schema: GraphQLSchema, ids: SampleIds): FieldDocument[] {
  const root = schema.getSubscriptionType() as GraphQLObjectType;
  const narrowed = Object.values(root.getFields()).flatMap((field) =>
    field.args.map((argument) => ({
      name: `Subscription.${field.name}(${argument.name})`,
      signature: `Subscription.${field.name}(${argument.name})`,
      description: field.description ?? "",
      query: `subscription { ${field.name}(${argument.name}: ${sample(argument.type, argument.name, field.name, ids)}) { __typename } }`,
      path: [field.name],
    })),
  );
  return [...documentsBelow(schema, root, "subscription { ", ids), ...narrowed];
}

function documentsBelow(
  schema: GraphQLSchema,
  root: GraphQLObjectType,
  beginning: string,
  ids: SampleIds,
): FieldDocument[] {
  const documents: FieldDocument[] = [];
  const reached = new Set([root]);
  const ahead: [GraphQLObjectType, Step][] = [[root, { open: beginning, close: " }", path: [] }]];
  for (let next = ahead.shift(); next; next = ahead.shift()) {
    const [type, { open, close, path }] = next;
    for (const field of Object.values(type.getFields())) {
      const named = getNamedType(field.type);
      const isComposite = isObjectType(named) || isAbstractType(named);
      const call = `${field.name}${argumentsOf(field, ids)}`;
      documents.push({
        name: `${type.name}.${field.name}`,
        signature: `${type.name}.${signatureOf(field)}`,
        description: field.description ?? "",
        query: `${open}${call}${isComposite ? " { __typename }" : ""}${close}`,
        path: [...path, field.name],
      });
      for (const below of isObjectType(named) ? [named] : isAbstractType(named) ? schema.getPossibleTypes(named) : []) {
        if (reached.has(below) || isIntrospectionType(below)) continue;
        reached.add(below);
        const step = `${call} { ${isAbstractType(named) ? `... on ${below.name} { ` : ""}`;
        const end = `${isAbstractType(named) ? " }" : ""} }`;
        ahead.push([below, { open: open + step, close: end + close, path: [...path, field.name] }]);
      }
    }
  }
  return documents;
}

/** One document for every mutation, with no more in its input than it needs. */
export function mutationDocuments(schema: GraphQLSchema, ids: SampleIds): FieldDocument[] {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
  return fields.map((field) => ({
    name: `Mutation.${field.name}`,
    signature: `Mutation.${signatureOf(field)}`,
    description: field.description ?? "",
    query: `mutation { ${field.name}${argumentsOf(field, ids)} { userErrors { code field message } } }`,
    path: [field.name],
  }));
}

/** A new argument is a new thing to have thought about. */
function signatureOf({ name, args }: GraphQLField<unknown, unknown>): string {
  return args.length === 0 ? name : `${name}(${args.map((argument) => argument.name).join(", ")})`;
}

function argumentsOf(field: GraphQLField<unknown, unknown>, ids: SampleIds): string {
  const given = field.args
    .filter((argument) => argument.type.toString().endsWith("!"))
    .map((argument) => `${argument.name}: ${sample(argument.type, argument.name, field.name, ids)}`);
  return given.length === 0 ? "" : `(${given.join(", ")})`;
}

/** The smallest value that GraphQL takes; `owner` is the field it is for. */
function sample(given: GraphQLInputType, name: string, owner: string, ids: SampleIds): string {
  const type = getNullableType(given);
  if (isListType(type)) return `[${sample(type.ofType, name, owner, ids)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? "";
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const required = fields.filter(isRequiredInputField);
    // Where nothing is needed, the input is about whose things are meant.
    const optional = required.length > 0 ? [] : fields.filter((field) => getNamedType(field.type).name === "ID");
    const needed = type.isOneOf ? fields.slice(0, 1) : [...required, ...optional];
    return `{ ${needed.map((field) => `${field.name}: ${sample(field.type, field.name, owner, ids)}`).join(", ")} }`;
  }
  switch (type.name) {
    case "ID":
      return JSON.stringify(idFor(name, owner, ids));
    case "Int":
      return "1";
    case "Boolean":
      return "true";
    case "DateTime":
      return '"2026-03-03T00:00:00Z"';
    case "Decimal":
      return '"9.90"';
    case "URL":
      return '"https://shop.example/image.png"';
    default:
      return '"walle1"';
  }
}

function idFor(name: string, owner: string, ids: SampleIds): string {
  if (name === "account" || name === "accounts") return ids.account;
  if (name === "liveRoom") return ids.room;
  const about = `${name} ${owner}`.toLowerCase();
  if (name === "goods" || (about.includes("goods") && !about.includes("room"))) return ids.goods;
  if (about.includes("member")) return ids.member;
  if (about.includes("notification")) return ids.notification;
  return ids.room;
}
