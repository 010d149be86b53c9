import { LiveError } from "../domain/error";

/** Things in the order in which they came, for one reader, who may be slower than they come. */
export interface EventQueue<Item> extends AsyncIterableIterator<Item> {
  push(item: Item): void;
  /** Ends it once the reader has taken what is there; with an error, at once. */
  end(error?: LiveError): void;
  return(): Promise<IteratorResult<Item>>;
}

/**
 * Holds at most so many things: a reader who lets more pile up is told so and has to come again, instead of costing
 * everybody memory.
 */
export function createEventQueue<Item>(limit: number, onEnd: () => void): EventQueue<Item> {
  let waiting: Item[] = [];
  let error: LiveError | null = null;
  let isOver = false;
  const readers: { resolve: (result: IteratorResult<Item>) => void; reject: (error: Error) => void }[] = [];

  function end(reason?: LiveError): void {
    if (isOver) return;
    isOver = true;
    if (reason) {
      waiting = [];
      error = reason;
    }
    onEnd();
    for (const reader of readers.splice(0)) answer(reader);
  }

  function answer({ resolve, reject }: (typeof readers)[number]): void {
    const item = waiting.shift();
    if (item !== undefined) return resolve({ done: false, value: item });
    if (!error) return resolve({ done: true, value: undefined });
    const reason = error;
    error = null;
    reject(reason);
  }

  return {
    push(item) {
      if (isOver) return;
      const reader = readers.shift();
      if (reader) return reader.resolve({ done: false, value: item });
      waiting.push(item);
      if (waiting.length > limit) end(tooSlow());
    },
    end,
    next: () =>
      new Promise((resolve, reject) => {
        const reader = { resolve, reject };
        if (waiting.length > 0 || isOver) answer(reader);
        else readers.push(reader);
      }),
    return() {
      waiting = [];
      end();
      error = null;
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function tooSlow(): LiveError {
  return new LiveError(
    "OVERLOADED",
    {
      en: "Events come faster than you read them. Subscribe again with the id of the last one you saw.",
      zh: "事件产生的速度超过了您的读取速度。请携带最后收到的事件 id 重新订阅。",
    },
    { retryable: true },
  );
}
