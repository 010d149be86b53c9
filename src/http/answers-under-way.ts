import type { Caller } from "../domain/caller";
import type { Language } from "../domain/text";

/**
 * Answers that are being found out. Who asks the same in the same words meanwhile, as all the pages that are open do when
 * something has grown old, waits for that one: they would all read the same, share each call, and write the same text.
 */
export interface AnswersUnderWay {
  /** Joins in waiting for the answer that whoever asks this now would be given as well; null where there is none. */
  join(key: string, asked: Asked): Promise<Buffer | null> | null;
  /** Until it is there. */
  add(key: string, asked: Asked, begun: UnderWay): void;
}

export interface UnderWay {
  readonly answer: Promise<Buffer | null>;
  /** Somebody else waits for it, too. */
  share(): void;
}

/** What an answer depends on besides its request. */
export interface Asked {
  readonly caller: Caller;
  readonly language: Language;
  /** How many there had been: an answer begun before a write may show what was there before. */
  readonly changes: number;
}

export function createAnswersUnderWay(): AnswersUnderWay {
  const underWay = new Map<string, Asked & { readonly begun: UnderWay }>();
  return {
    join(key, { caller, language, changes }) {
      const found = underWay.get(key);
      if (found?.caller !== caller || found.language !== language || found.changes !== changes) return null;
      found.begun.share();
      return found.begun.answer;
    },
    add(key, asked, begun) {
      const entry = { ...asked, begun };
      underWay.set(key, entry);
      void begun.answer.then(() => {
        if (underWay.get(key) === entry) underWay.delete(key);
      });
    },
  };
}
