import type { Announcements } from "../../src/domain/announcements";
import type { SharedCache } from "../../src/domain/shared-cache";

/** What replicas share, in memory, with a look inside. Values go through text, as they would through a real store. */
export interface SharedMemory {
  readonly cache: SharedCache;
  readonly announcements: Announcements;
  readonly entries: Map<string, string>;
  /** Keys in the order they were written. */
  readonly written: string[];
  /** From now on nothing is remembered and nothing is heard. */
  cut(): void;
}

export function createSharedMemory(): SharedMemory {
  const entries = new Map<string, string>();
  const written: string[] = [];
  const listeners = new Map<string, Set<(text: string) => void>>();
  let isCut = false;
  return {
    entries,
    written,
    cut() {
      isCut = true;
    },
    cache: {
      getMany: <Value>(keys: readonly string[]) =>
        Promise.resolve(
          keys.map((key) => {
            const text = isCut ? undefined : entries.get(key);
            return text === undefined ? undefined : (JSON.parse(text) as Value);
          }),
        ),
      set(key, value) {
        if (!isCut) entries.set(key, JSON.stringify(value));
        written.push(key);
        return Promise.resolve();
      },
    },
    announcements: {
      announce(topic, text) {
        if (!isCut) for (const hear of listeners.get(topic) ?? []) hear(text);
        return Promise.resolve();
      },
      listen(topic, hear) {
        const heard = listeners.get(topic) ?? new Set();
        listeners.set(topic, heard.add(hear));
        return () => void heard.delete(hear);
      },
    },
  };
}
