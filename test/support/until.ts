import { setImmediate } from "node:timers/promises";

/** Lets everything else go on until the condition holds. The test's own time limit ends it when it never does. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}

/** Asks again and again until the answer is as wanted, and gives that answer. */
export async function untilAnswered<Answer>(ask: () => Promise<Answer>, isWanted: (answer: Answer) => boolean) {
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    await setImmediate();
  }
}
