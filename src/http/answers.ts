import type { ExecutionResult, FormattedExecutionResult } from "graphql";

/** An answer as it is sent: errors are in the caller's language, and say nothing that they should not. */
export type Answer = FormattedExecutionResult;

const texts = new WeakMap<Answer, string>();

/** An answer as JSON, written once however many it is sent to. */
export function textOf(answer: Answer): string {
  let text = texts.get(answer);
  if (text === undefined) texts.set(answer, (text = JSON.stringify(answer)));
  return text;
}

/** Answers that come one after the other, until there are no more or nobody wants them: `return` ends it at once. */
export interface Answers extends AsyncIterableIterator<Answer> {
  return(): Promise<IteratorResult<Answer>>;
  throw(): Promise<IteratorResult<Answer>>;
}

/** The signal tells the work when nobody waits for the answer any more. */
export function once(answer: (abandoned: AbortSignal) => Promise<Answer>): Answers {
  const abandoned = new AbortController();
  let isAsked = false;
  let leave: () => void = () => undefined;
  const left = new Promise<typeof END>((resolve) => (leave = () => resolve(END)));
  return toAnswers({
    async next() {
      if (isAsked) return END;
      isAsked = true;
      const found = answer(abandoned.signal).then((value) => ({ done: false as const, value }));
      // What hangs keeps nobody who has gone.
      return Promise.race([found, left]);
    },
    end() {
      isAsked = true;
      abandoned.abort();
      leave();
    },
  });
}

function toAnswers(steps: { next(): Promise<IteratorResult<Answer>>; end(): unknown }): Answers {
  const end = async () => {
    await steps.end();
    return END;
  };
  return {
    next: () => steps.next(),
    return: end,
    throw: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const END: IteratorReturnResult<undefined> = { done: true, value: undefined };

interface Mapping {
  each(event: unknown): Promise<Answer>;
  /** The subscription never began. */
  refused(result: ExecutionResult): Answer;
  /** It has ended before its time. */
  failed(error: unknown): Answer;
}

/** What a subscription reads from: always the same iterator. */
type EventSource = AsyncIterable<unknown>;

/** One answer for each event. Unlike a generator it can be ended while it waits for the next one. */
export function mapped(source: Promise<EventSource | ExecutionResult>, mapping: Mapping): Answers {
  let isOver = false;

  async function next(): Promise<IteratorResult<Answer>> {
    if (isOver) return END;
    try {
      const events = await source;
      if (!(Symbol.asyncIterator in events)) {
        isOver = true;
        return { done: false, value: mapping.refused(events) };
      }
      const event = await events[Symbol.asyncIterator]().next();
      return event.done ? END : { done: false, value: await mapping.each(event.value) };
    } catch (error) {
      isOver = true;
      return { done: false, value: mapping.failed(error) };
    }
  }

  return toAnswers({
    next,
    async end() {
      isOver = true;
      // Also when it had not even begun.
      const events = await source.catch(() => ({}));
      if (Symbol.asyncIterator in events) await events[Symbol.asyncIterator]().return?.();
    },
  });
}
