import type { GraphQLError, GraphQLResolveInfo, GraphQLSchema } from "graphql";
import type { Path } from "graphql/jsutils/Path";
import type { Memory } from "./memory";
import type { ByteText } from "./text";

/** Arguments of a field. */
export type Given = Readonly<Record<string, unknown>>;

/** Text that is there, or will be. */
export type Written = ByteText | Promise<ByteText>;

/** Settles when all have, in their order. */
export function whenAll(written: readonly Written[]): Promise<ByteText[]> {
  const [first] = written;
  if (written.length === 1 && typeof first === "object") return first.then((text) => [text]);
  return Promise.all(written.map((text) => Promise.resolve(text)));
}

/** One execution of a plan. */
export interface Run {
  readonly context: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly schema: GraphQLSchema;
  readonly memory: Memory;
  readonly errors: ErrorList;
  /** Arguments of the fields at the root, by the field: the same in all runs with these variables. */
  readonly given: Map<object, Given>;
  /** What is the same in the info of every resolver. */
  readonly operation: Pick<GraphQLResolveInfo, "schema" | "fragments" | "rootValue" | "operation" | "variableValues">;
  /**
   * Whether everything written since somebody set it came from objects that never change, and from them alone. Whoever
   * writes something else clears it.
   */
  settled: boolean;
  /**
   * What that text was made of besides: values that may be other ones the next time. Begun anew with `settled`; null
   * while nobody wants to know.
   */
  premises: Set<Premise> | null;
}

/** A value that a text was made of, and which another request may find changed, or may not see at all. */
export interface Premise {
  holds(context: unknown): boolean;
}

/** Errors as graphql-js gathers them: none from below a place that has been made null already. */
export class ErrorList {
  readonly errors: GraphQLError[] = [];
  private nulled: Set<Path | undefined> | null = null;

  add(error: GraphQLError, path: Path | undefined): void {
    const nulled = (this.nulled ??= new Set());
    for (let at = path; at; at = at.prev) if (nulled.has(at)) return;
    if (nulled.has(undefined)) return;
    nulled.add(path);
    this.errors.push(error);
  }
}

/** Ends a compilation or a run that graphql-js has to do instead. */
export class NotCompiled extends Error {
  override readonly name = "NotCompiled";
}
