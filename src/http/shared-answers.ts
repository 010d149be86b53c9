import type { ExecutionResult } from "graphql";
import { LRUCache } from "lru-cache";
import type { Caller } from "../domain/caller";
import type { Language } from "../domain/text";
import type { OperationRequest } from "./operation-request";

/** Answers about events, each worked out once for all who asked the same and are answered alike. */
export interface SharedAnswers {
  /** Where something went wrong, only those who wait for this very answer share it: the next gets another try. */
  of(eventId: string, question: string, work: () => Promise<ExecutionResult>): Promise<ExecutionResult>;
}

/** Watchers are told of an event at about the same time; whoever comes later has it worked out again. */
const MOST_ANSWERS = 500;

export function createSharedAnswers(): SharedAnswers {
  const answers = new LRUCache<string, Promise<ExecutionResult>>({ max: MOST_ANSWERS });
  return {
    of(eventId, question, work) {
      const key = `${eventId}/${question}`;
      const known = answers.get(key);
      // What kept another back is no reason to keep everybody back.
      if (known) return known.catch(work);
      const answer = work();
      answers.set(key, answer);
      const forget = () => answers.delete(key);
      answer.then(({ errors }) => errors && forget(), forget);
      return answer;
    },
  };
}

/** What of callers decides how they are answered: all but who they are. */
export function alike({ authenticated, role, accounts }: Caller): Caller {
  return { authenticated, role, accounts, subject: null };
}

/** Equal for two who are told the same of an event. */
export function questionOf(
  { query, operationName, variables }: OperationRequest,
  caller: Caller,
  language: Language,
): string {
  return JSON.stringify([query, operationName, variables, alike(caller), language]);
}
