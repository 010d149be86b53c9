import { setImmediate, setTimeout } from "node:timers/promises";

/** Turns of the loop within which what goes on in this process is over; longer is another process, which needs the core. */
const OWN_TURNS = 100;

/** Lets everything else go on until the condition holds. The test's own time limit ends it when it never does. */
export async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; !condition(); turn += 1) await (turn < OWN_TURNS ? setImmediate() : setTimeout(1));
}

/** Asks again and again until the answer is as wanted, and gives that answer. */
export async function untilAnswered<Answer>(ask: () => Promise<Answer>, isWanted: (answer: Answer) => boolean) {
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    await setImmediate();
  }
}
