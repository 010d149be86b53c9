import type { Caller } from "../domain/caller";
import type { Language } from "../domain/text";

/**
 * Answers that are being found out. Who asks the same in the same words meanwhile, as all the pages that are open do when
 * something has grown old, waits for that one: they would all read the same, share each call, and write the same text.
 */
export interface AnswersUnderWay {
  /** The answer that whoever asks this now would be given as well; null where there is none. */
  find(key: string, asked: Asked): Promise<Buffer | null> | null;
  /** Until it is there. */
  add(key: string, asked: Asked, answer: Promise<Buffer | null>): void;
}

/** What an answer depends on besides its request. */
export interface Asked {
  readonly caller: Caller;
  readonly language: Language;
  /** How many there had been: an answer begun before a write may show what was there before. */
  readonly changes: number;
}

interface UnderWay extends Asked {
  readonly answer: Promise<Buffer | null>;
}

export function createAnswersUnderWay(): AnswersUnderWay {
  const underWay = new Map<string, UnderWay>();
  return {
    find(key, { caller, language, changes }) {
      const found = underWay.get(key);
      const isTheirs = found?.caller === caller && found.language === language && found.changes === changes;
      return isTheirs ? found.answer : null;
    },
    add(key, asked, answer) {
      const begun = { ...asked, answer };
      underWay.set(key, begun);
      void answer.then(() => {
        if (underWay.get(key) === begun) underWay.delete(key);
      });
    },
  };
}
