import { LRUCache } from "lru-cache";
import type { Found } from "../domain/call";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import { deepFreeze } from "./freeze";
import { toPlainText } from "./plain-text";

/**
 * What an account's provider has answered in the last few seconds, kept for whoever asks the same: who may see it is
 * decided elsewhere, every time. Values are frozen and shared. Neither failures nor what is not there are kept.
 */
export interface KeptReads {
  /** The answer to a question, known by its name. What is not settled, and may be another any moment, is not kept. */
  one<Answer extends object>(
    name: string,
    ask: () => Promise<Answer>,
    isSettled?: (answer: Answer) => boolean,
  ): Promise<Answer>;
  /** The answers to a question about several things; asks only about those of which nothing is known. */
  each<Thing>(
    name: string,
    nativeIds: readonly string[],
    ask: (nativeIds: readonly string[]) => Promise<readonly Found<Thing>[]>,
    isSettled?: (thing: Thing) => boolean,
  ): Promise<readonly Found<Thing>[]>;
  /** What is kept about one of several things; undefined where it has to be asked for. */
  kept(name: string, nativeId: string): unknown;
  /** Something has been written: all of it may be out of date, and so may be what is still on its way. */
  clear(): void;
}

export interface KeptReadsOptions {
  readonly clock: Clock;
  readonly freshSeconds: number;
  readonly largestBytes?: number;
}

interface Kept {
  readonly value: unknown;
  readonly until: number;
}

const always = () => true;
const LARGEST = 16 * 1024 * 1024;

export function createKeptReads({ clock, freshSeconds, largestBytes = LARGEST }: KeptReadsOptions): KeptReads {
  const kept = new LRUCache<string, Kept>({ maxSize: largestBytes });
  let generation = 0;

  function look(key: string): Kept | null {
    const found = kept.get(key);
    return found && clock.now() < found.until ? found : null;
  }

  function keep(key: string, value: unknown, begun: number): void {
    if (begun !== generation || freshSeconds === 0) return;
    const size = 2 * (key.length + toPlainText(value).length);
    kept.set(key, { value: deepFreeze(value), until: clock.now() + freshSeconds * 1000 }, { size });
  }

  return {
    kept: (name, nativeId) => look(`${name}:${nativeId}`)?.value,
    async one(name, ask, isSettled = always) {
      const found = look(name);
      if (found) return found.value as Awaited<ReturnType<typeof ask>>;
      const begun = generation;
      const answer = await ask();
      if (isSettled(answer)) keep(name, answer, begun);
      return answer;
    },
    async each<Thing>(
      name: string,
      nativeIds: readonly string[],
      ask: (nativeIds: readonly string[]) => Promise<readonly Found<Thing>[]>,
      isSettled: (thing: Thing) => boolean = always,
    ) {
      const keyOf = (nativeId: string) => `${name}:${nativeId}`;
      const answers = nativeIds.map((nativeId) => look(keyOf(nativeId)));
      const missing = nativeIds.filter((_, index) => !answers[index]);
      if (missing.length === 0) return answers.map((answer) => answer?.value as Found<Thing>);
      const begun = generation;
      const asked = await ask(missing);
      for (const [index, answer] of asked.entries()) {
        if (answer === null || answer instanceof LiveError) continue;
        if (isSettled(answer)) keep(keyOf(missing[index] as string), answer, begun);
      }
      let next = 0;
      return answers.map((answer) => (answer ? (answer.value as Found<Thing>) : (asked[next++] ?? null)));
    },
    clear() {
      generation += 1;
      kept.clear();
    },
  };
}
