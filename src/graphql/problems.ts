import { GraphQLError, responsePathAsArray, type GraphQLResolveInfo } from "graphql";
import { LiveError, type ErrorKind } from "../domain/error";
import type { GraphQLContext } from "./context";

/**
 * What went wrong with parts of an answer that cannot be null: each part is there and empty, and its error stands in
 * `errors` with the part's path. Whoever sends an answer adds what was found to the errors of its execution.
 */
export interface Problems {
  report(error: LiveError, info: Place): void;
  found(): readonly GraphQLError[];
}

/** Where in the answer, and in the document. */
type Place = Pick<GraphQLResolveInfo, "path" | "fieldNodes">;

export function createProblems(): Problems {
  const found: GraphQLError[] = [];
  return {
    report(error, { path, fieldNodes }) {
      found.push(
        new GraphQLError(error.message, { nodes: fieldNodes, path: responsePathAsArray(path), originalError: error }),
      );
    },
    found: () => found,
  };
}

/** Errors about the request itself; a part that stands empty would not tell that it was never asked for properly. */
const aboutTheRequest: ReadonlySet<ErrorKind> = new Set([
  "BAD_USER_INPUT",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "QUERY_TOO_EXPENSIVE",
]);

/** A part of an answer, or what stands in for it when its provider fails, with the error reported. */
export async function orReport<Part>(
  read: () => Promise<Part>,
  instead: Part,
  { problems }: Pick<GraphQLContext, "problems">,
  info: Place,
): Promise<Part> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof LiveError) || aboutTheRequest.has(error.kind)) throw error;
    problems.report(error, info);
    return instead;
  }
}
