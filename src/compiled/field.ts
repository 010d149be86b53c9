import {
  getArgumentValues,
  isNonNullType,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
} from "graphql";
import { addPath, type Path } from "graphql/jsutils/Path";
import { compileCompletion, handleError, isPromise, type Complete, type Completion, type InfoOf } from "./complete";
import type { Given, Premise, Run, Written } from "./run";

/** `perhaps`: some objects do, and whether one does is seen when it is written. */
type Settled = "always" | "perhaps" | "never";

/** A field of a selection, ready to be written. */
export interface FieldWriter {
  /** Under which name it stands in the answer. */
  readonly name: string;
  /** Whether an unchanging object decides alone what is written here, as far as can be told beforehand. */
  readonly settled: Settled;
  write(run: Run, source: unknown, path: Path | undefined): Written;
}

/** What a schema says in `extensions.settled` of a field that its object decides alone. */
type Settlement = true | ((source: unknown, given: Given) => unknown);

/** What a schema says in `extensions.atHand` of a field whose value is in memory at times: undefined where it is not. */
type AtHand = (source: unknown, given: Given, context: unknown) => unknown;

export interface FieldRequest {
  readonly name: string;
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
  /** Values of the variables; null where they are other ones in every run. */
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly objects: Completion["objects"];
  /** The fields that are selected below, of whatever type. */
  below(): readonly FieldWriter[];
}

type Value = (run: Run, source: unknown, path: Path) => unknown;

export function compileField(request: FieldRequest): FieldWriter {
  const { name, parent, field, nodes } = request;
  const settlement = field.extensions["settled"] as Settlement | undefined;
  const atHand = field.extensions["atHand"] as AtHand | undefined;
  const admits = field.extensions["admits"] as Premise | undefined;
  const place = { nodes, parentName: parent.name, fieldName: field.name };
  const info = infoOf(request);
  const derived = settlement !== undefined && field.resolve !== undefined;
  const complete = compileCompletion(field.type, { place, derived, objects: request.objects });
  const anew = compileValue(request, settlement, info);
  const open = atHand ? atHandOr(anew, givenOf(request), atHand) : anew;
  const valueOf = admits ? admitted(open, admits) : open;
  const nullable = !isNonNullType(field.type);
  return {
    name,
    settled: leastSettled(request, settlement ?? atHand, admits),
    write(run, source, parentPath) {
      const path = addPath(parentPath, name, parent.name);
      try {
        const value = valueOf(run, source, path);
        const written = isPromise(value) ? later(run, value, complete, path, info) : complete(run, value, path, info);
        if (typeof written === "string") return written;
        run.settled = false;
        return written.then(undefined, (error: unknown) => handleError(run, error, place, path, nullable));
      } catch (error) {
        return handleError(run, error, place, path, nullable);
      }
    },
  };
}

function leastSettled(
  request: FieldRequest,
  settlement: Settlement | AtHand | undefined,
  admits: Premise | undefined,
): Settled {
  const { field } = request;
  // Looked at in any case, so that the whole plan is there, and counted, before it is kept.
  const all = request.below();
  if (field.resolve && !settlement) return "never";
  if (all.some(({ settled }) => settled === "never")) return "never";
  return admits || typeof settlement === "function" || all.some(({ settled }) => settled === "perhaps")
    ? "perhaps"
    : "always";
}

function later(run: Run, value: Promise<unknown>, complete: Complete, path: Path, info: InfoOf): Promise<string> {
  return value.then((resolved) => complete(run, resolved, path, info));
}

function compileValue(request: FieldRequest, settlement: Settlement | undefined, info: InfoOf): Value {
  const { field } = request;
  const givenIn = givenOf(request);
  const { resolve } = field;
  if (!resolve) {
    return (run, source, path) => {
      if (typeof source !== "object" || source === null) return undefined;
      const property = (source as Readonly<Record<string, unknown>>)[field.name];
      if (typeof property !== "function") return property;
      run.settled = false;
      return property.call(source, givenIn(run), run.context, info(run, path)) as unknown;
    };
  }
  const ask: Value = (run, source, path) => resolve(source, givenIn(run), run.context, info(run, path));
  if (settlement === true) return ask;
  const askAnew: Value = (run, source, path) => {
    run.settled = false;
    return ask(run, source, path);
  };
  if (!settlement) return askAnew;
  return (run, source, path) => {
    const answer = answerOf(() => settlement(source, givenIn(run)));
    return answer === undefined ? askAnew(run, source, path) : answer;
  };
}

/** The arguments: other ones in every run at the root, and the same below it. */
function givenOf({ field, nodes, variables }: FieldRequest): (run: Run) => Given {
  const given = variables ? getArgumentValues(field, nodes[0], variables) : null;
  return (run) => given ?? givenAtRoot(run, field, nodes[0]);
}

function givenAtRoot(run: Run, field: GraphQLField<unknown, unknown>, node: FieldNode): Given {
  let given = run.given.get(node);
  if (!given) run.given.set(node, (given = Object.freeze(getArgumentValues(field, node, run.variables))));
  return given;
}

/** What is at hand is as good as settled for as long as the very same is at hand, and to be seen by whoever asks. */
function atHandOr(anew: Value, givenIn: (run: Run) => Given, atHand: AtHand): Value {
  return (run, source, path) => {
    const given = givenIn(run);
    const find = (context: unknown) => answerOf(() => atHand(source, given, context));
    const value = find(run.context);
    if (value === undefined) return anew(run, source, path);
    run.premises?.add(stillThere(find, path.prev === undefined ? weakly(value) : strongly(value)));
    return value;
  };
}

function stillThere(find: (context: unknown) => unknown, before: () => unknown): Premise {
  return {
    holds(context) {
      const found = find(context);
      return found !== undefined && found === before();
    },
  };
}

/** Not written where it is used: functions that are made in one place keep what any of them needs. */
function strongly(value: unknown): () => unknown {
  return () => value;
}

/** What stands at the root knows whole lists; an answer that nobody asks for any more must not keep those of its time. */
function weakly(value: unknown): () => unknown {
  if (typeof value !== "object" || value === null) return strongly(value);
  const reference = new WeakRef(value);
  return () => reference.deref();
}

/** What was written for somebody who may see it, is there for whoever else may. */
function admitted(valueOf: Value, admits: Premise): Value {
  return (run, source, path) => {
    if (admits.holds(run.context)) run.premises?.add(admits);
    else run.settled = false;
    return valueOf(run, source, path);
  };
}

/** Undefined where there is no answer, or a refusal: a refusal is the resolver's to put into words. */
function answerOf(answer: () => unknown): unknown {
  try {
    return answer();
  } catch {
    return undefined;
  }
}

function infoOf({ field, nodes, parent }: FieldRequest): InfoOf {
  return (run, path) => ({
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType: parent,
    path: path as GraphQLResolveInfo["path"],
    ...run.operation,
  });
}
