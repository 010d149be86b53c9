import type { Found } from "../domain/call";
import { LiveError } from "../domain/error";

/** Asks for each by itself, side by side; what fails fails alone, and what is not there is null. */
export function eachFound<Thing>(
  nativeIds: readonly string[],
  ask: (nativeId: string) => Promise<Thing>,
): Promise<Found<Thing>[]> {
  return Promise.all(
    nativeIds.map((nativeId) =>
      ask(nativeId).catch((error: unknown): Found<Thing> => {
        if (!(error instanceof LiveError)) throw error;
        return error.kind === "NOT_FOUND" ? null : error;
      }),
    ),
  );
}
