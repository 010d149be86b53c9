import { LRUCache } from "lru-cache";
import type { Found } from "../domain/call";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import type { Changes } from "./changes";
import { deepFreeze } from "./freeze";
import { graceOf } from "./patience";
import { toPlainText } from "./plain-text";

/**
 * What an account's provider has answered in the last few seconds, kept for whoever asks the same: who may see it is
 * decided elsewhere, every time. Values are frozen and shared. Neither failures nor what is not there are kept. What has
 * just grown old is still answered, once more and to whoever else asks, while it is read again.
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
  /** What is kept about one of several things; undefined where somebody has to ask for it. */
  kept(name: string, nativeId: string): unknown;
  /** Something has been written: all of it may be out of date, and so may be what is still on its way. */
  clear(): void;
}

export interface KeptReadsOptions {
  readonly clock: Clock;
  readonly freshSeconds: number;
  readonly changes?: Changes;
  readonly largestBytes?: number;
}

interface Kept {
  readonly value: unknown;
  readonly until: number;
  /** It has grown old, and somebody has asked for it again. */
  isReadAgain: boolean;
}

const always = () => true;
const LARGEST = 16 * 1024 * 1024;

export function createKeptReads(options: KeptReadsOptions): KeptReads {
  const { clock, freshSeconds, changes, largestBytes = LARGEST } = options;
  const kept = new LRUCache<string, Kept>({ maxSize: largestBytes });
  const freshFor = freshSeconds * 1000;
  const grace = graceOf(freshFor);
  let generation = 0;

  function look(key: string): Kept | null {
    const found = kept.get(key);
    return found && clock.now() < found.until + grace ? found : null;
  }

  /** Whether it is time to ask again for what was found; says so once. */
  function hasFaded(found: Kept | null): boolean {
    if (!found || found.isReadAgain || clock.now() < found.until) return false;
    found.isReadAgain = true;
    return true;
  }

  function keep(key: string, value: unknown, begun: number): void {
    if (begun !== generation || freshSeconds === 0) return;
    const size = 2 * (key.length + toPlainText(value).length);
    kept.set(key, { value: deepFreeze(value), until: clock.now() + freshFor, isReadAgain: false }, { size });
    changes?.note();
  }

  return {
    kept(name, nativeId) {
      const found = look(`${name}:${nativeId}`);
      return found && (found.isReadAgain || clock.now() < found.until) ? found.value : undefined;
    },
    async one<Answer extends object>(
      name: string,
      ask: () => Promise<Answer>,
      isSettled: (answer: Answer) => boolean = always,
    ) {
      const read = async () => {
        const begun = generation;
        const answer = await ask();
        if (isSettled(answer)) keep(name, answer, begun);
        return answer;
      };
      const found = look(name);
      if (hasFaded(found)) void read().catch(() => undefined);
      return found ? (found.value as Answer) : read();
    },
    async each<Thing>(
      name: string,
      nativeIds: readonly string[],
      ask: (nativeIds: readonly string[]) => Promise<readonly Found<Thing>[]>,
      isSettled: (thing: Thing) => boolean = always,
    ) {
      const keyOf = (nativeId: string) => `${name}:${nativeId}`;
      const read = async (ids: readonly string[]) => {
        const begun = generation;
        const asked = await ask(ids);
        for (const [index, answer] of asked.entries()) {
          if (answer === null || answer instanceof LiveError) continue;
          if (isSettled(answer)) keep(keyOf(ids[index] as string), answer, begun);
        }
        return asked;
      };
      const answers = nativeIds.map((nativeId) => look(keyOf(nativeId)));
      const faded = nativeIds.filter((_, index) => hasFaded(answers[index] ?? null));
      if (faded.length > 0) void read(faded).catch(() => undefined);
      const missing = nativeIds.filter((_, index) => !answers[index]);
      const asked = missing.length > 0 ? await read(missing) : [];
      let next = 0;
      return answers.map((answer) => (answer ? (answer.value as Found<Thing>) : (asked[next++] ?? null)));
    },
    clear() {
      generation += 1;
      kept.clear();
      changes?.note();
    },
  };
}
