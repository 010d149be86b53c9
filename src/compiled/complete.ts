import {
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
} from "graphql";
import { addPath, pathToArray, type Path } from "graphql/jsutils/Path";
import { bytesOf, NULL, quote, type ByteText } from "./text";
import { NotCompiled, whenAll, type Run, type Written } from "./run";

/** The field whose value is written, as errors name it. */
export interface Place {
  readonly nodes: readonly FieldNode[];
  readonly parentName: string;
  readonly fieldName: string;
}

/** Writes a value. `info` is there where a resolver gave the value. */
export type Complete = (run: Run, value: unknown, path: Path | undefined, info: InfoOf) => Written;

/** Makes the info of the field, for the few who want it. */
export type InfoOf = (run: Run, path: Path | undefined) => GraphQLResolveInfo;

/** Writes an object of a type; `remembered`: what is written of it may be kept for the next who asks. */
export type WriteObject = (run: Run, source: object, path: Path | undefined) => Written;

export interface Completion {
  readonly place: Place;
  /** Whether the value was made by a function of an unchanging object, so that it need not be unchanging itself. */
  readonly derived: boolean;
  /** How objects of a type are written here, `inList` or alone. */
  objects(type: GraphQLObjectType, inList: boolean): WriteObject;
}

/** Compiles the completion of values of a type, as graphql-js's completeValue does it each time. */
export function compileCompletion(type: GraphQLOutputType, completion: Completion, inList = false): Complete {
  const complete = compileNullable(isNonNullType(type) ? type.ofType : type, completion, inList);
  if (!isNonNullType(type)) return complete;
  const { parentName, fieldName } = completion.place;
  const refuseNull = (text: ByteText): ByteText => {
    if (text !== NULL) return text;
    throw new Error(`Cannot return null for non-nullable field ${parentName}.${fieldName}.`);
  };
  return (run, value, path, info) => {
    const text = complete(run, value, path, info);
    return typeof text === "string" ? refuseNull(text) : text.then(refuseNull);
  };
}

function compileNullable(type: GraphQLOutputType, completion: Completion, inList: boolean): Complete {
  const complete = compileValue(type, completion, inList);
  return (run, value, path, info) => {
    if (value === null || value === undefined) return NULL;
    if (value instanceof Error) throw value;
    return complete(run, value, path, info);
  };
}

function compileValue(type: GraphQLOutputType, completion: Completion, inList: boolean): Complete {
  if (isLeafType(type)) return compileLeaf(type);
  if (isListType(type)) return compileList(type.ofType, completion);
  if (isAbstractType(type)) return compileAbstract(type, completion, inList);
  if (!isObjectType(type) || type.isTypeOf) throw new NotCompiled();
  const write = completion.objects(type, inList);
  return (run, value, path) => writeObject(run, value, path, write, completion.derived && !inList);
}

function writeObject(run: Run, value: unknown, path: Path | undefined, write: WriteObject, derived: boolean): Written {
  if (typeof value !== "object" || value === null) throw new NotCompiled();
  if (!derived && !Object.isFrozen(value)) run.settled = false;
  return write(run, value, path);
}

function compileLeaf(type: GraphQLLeafType): Complete {
  return (_run, value) => {
    const serialized: unknown = type.serialize(value);
    if (typeof serialized === "string") return quote(serialized);
    if (typeof serialized === "boolean" || Number.isFinite(serialized)) return JSON.stringify(serialized);
    // graphql-js has its own words for a leaf without a value; other leaves are nothing we have.
    if (serialized === null || serialized === undefined) throw new NotCompiled();
    const json = JSON.stringify(serialized) as string | undefined;
    if (json === undefined) throw new NotCompiled();
    return bytesOf(json);
  };
}

function compileList(itemType: GraphQLOutputType, completion: Completion): Complete {
  const { place, derived } = completion;
  const completeItem = compileCompletion(itemType, completion, true);
  const nullable = !isNonNullType(itemType);
  return (run, value, path, info) => {
    if (!Array.isArray(value)) throw new NotCompiled();
    if (!derived && !Object.isFrozen(value)) run.settled = false;
    const items: Written[] = [];
    let waits = false;
    for (const [index, item] of value.entries()) {
      const itemPath = addPath(path, index, undefined);
      const failed = (error: unknown) => handleError(run, error, place, itemPath, nullable);
      let written: Written;
      try {
        written = isPromise(item)
          ? item.then((resolved) => completeItem(run, resolved, itemPath, info))
          : completeItem(run, item, itemPath, info);
        if (typeof written !== "string") {
          waits = true;
          run.settled = false;
          written = written.then(undefined, failed);
        }
      } catch (error) {
        written = failed(error);
      }
      items.push(written);
    }
    if (!waits) return `[${(items as ByteText[]).join(",")}]`;
    return whenAll(items).then((texts) => `[${texts.join(",")}]`);
  };
}

function compileAbstract(type: GraphQLAbstractType, completion: Completion, inList: boolean): Complete {
  const { resolveType } = type;
  if (!resolveType) throw new NotCompiled();
  const settled = type.extensions["settled"] === true;
  const writers = new Map<GraphQLObjectType, WriteObject>();
  const writerOf = (run: Run, name: unknown): WriteObject => {
    const concrete = typeof name === "string" ? run.schema.getType(name) : undefined;
    if (!isObjectType(concrete) || concrete.isTypeOf || !run.schema.isSubType(type, concrete)) throw new NotCompiled();
    let writer = writers.get(concrete);
    if (!writer) writers.set(concrete, (writer = completion.objects(concrete, inList)));
    return writer;
  };
  return (run, value, path, info) => {
    if (!settled) run.settled = false;
    const name: unknown = resolveType(value, run.context, info(run, path), type);
    const write = (known: unknown) =>
      writeObject(run, value, path, writerOf(run, known), completion.derived && !inList);
    return isPromise(name) ? name.then(write) : write(name);
  };
}

/** Makes null of a place that may be null, and hands the error up from one that may not. */
export function handleError(
  run: Run,
  thrown: unknown,
  place: Place,
  path: Path | undefined,
  nullable: boolean,
): ByteText {
  if (thrown instanceof NotCompiled) throw thrown;
  run.settled = false;
  const error = locatedError(thrown, [...place.nodes], pathToArray(path));
  if (!nullable) throw error;
  run.errors.add(error, path);
  return NULL;
}

export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}
