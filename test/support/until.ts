import { setImmediate } from "node:timers/promises";

/** Lets everything else go on until the condition holds. The test's own time limit ends it when it never does. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}
