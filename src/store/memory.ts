import Keyv, { type KeyvStoreAdapter } from "keyv";
import { LRUCache } from "lru-cache";
import type { RecordStore } from "../domain/record-store";

/**
 * Memory behind keyv's interface. Without serialisation, which keyv does even in memory: it would cost more than all the
 * rest of a read, and every read would be another object.
 */
export function createMemoryCache(): Keyv {
  return new Keyv({ store: new Map(), serialize: undefined, deserialize: undefined });
}

/** Of documents that are kept in the process. */
const DOCUMENT_CHARACTERS = 4 * 1024 * 1024;

/**
 * Documents in little memory, the longest unused forgotten first; what is not there is looked for beneath, and what is put
 * there is put beneath as well.
 */
export function createDocumentMemory(beneath: Keyv | null): Keyv {
  const texts = new LRUCache<string, string>({
    maxSize: DOCUMENT_CHARACTERS,
    sizeCalculation: (text, key) => text.length + key.length,
  });
  const adapter: KeyvStoreAdapter = {
    opts: {},
    on() {
      return this;
    },
    async get(key) {
      const text = texts.get(key) ?? (await beneath?.get<string>(key));
      if (typeof text === "string") texts.set(key, text);
      return text as never;
    },
    async set(key, text: string, life?: number) {
      texts.set(key, text);
      await beneath?.set(key, text, life);
    },
    delete: (key) => Promise.resolve(texts.delete(key)),
    clear: () => Promise.resolve(texts.clear()),
  };
  // What a text is worth does not end with time: its place is wanted by another one day.
  return new Keyv({
    store: adapter,
    useKeyPrefix: false,
    serialize: ({ value }) => value as string,
    deserialize: (text) => ({ value: text as never }),
  });
}

/** So many records, or twice as many as were left the last time, are worth a look for those that have expired. */
const LEAST_TO_SWEEP = 1_000;

/** Records of a process that keeps none: gone with it. */
export function createMemoryRecords(): RecordStore {
  const entries = new Map<string, { readonly expires?: number | null }>();
  let sweepAt = LEAST_TO_SWEEP;

  /** Most of them are never asked for again, and so would never be found to have expired. */
  function sweep(): void {
    if (entries.size < sweepAt) return;
    for (const [key, { expires }] of entries)
      if (typeof expires === "number" && expires < Date.now()) entries.delete(key);
    sweepAt = Math.max(LEAST_TO_SWEEP, 2 * entries.size);
  }

  const underWay = new Set<string>();
  const keyv = new Keyv({ store: entries, serialize: undefined, deserialize: undefined, useKeyPrefix: false });
  return {
    get: (key) => keyv.get(key),
    getMany: (keys) => keyv.getMany([...keys]),
    async set(key, value, life) {
      await keyv.set(key, value, life);
      sweep();
    },
    async add(key, value, life) {
      // Whoever asks while another is at it comes too late: between look and write nobody else may be let in.
      if (underWay.has(key)) return false;
      underWay.add(key);
      try {
        if ((await keyv.get(key)) !== undefined) return false;
        await keyv.set(key, value, life);
        sweep();
        return true;
      } finally {
        underWay.delete(key);
      }
    },
    async delete(key) {
      await keyv.delete(key);
    },
    keys: (prefix) => Promise.resolve([...entries.keys()].filter((key) => key.startsWith(prefix))),
  };
}
