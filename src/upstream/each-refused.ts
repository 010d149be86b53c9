import { isRefusal, LiveError, refuseAll } from "../domain/error";

/**
 * Does the same for each, one after another: what is refused keeps none of the others from being done. Throws at the
 * end all that was refused; a fault ends it at once.
 */
export async function eachRefused<Item>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  const refusals: LiveError[] = [];
  for (const [index, item] of items.entries()) {
    try {
      await work(item, index);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refusals.push(error);
    }
  }
  refuseAll(refusals.map((refusal) => refusal.with({ attempted: true })));
}

/** The error with the field it is about, whatever field it named before. */
export function aboutField(error: unknown, field: readonly string[]): unknown {
  return error instanceof LiveError ? error.with({ field }) : error;
}
