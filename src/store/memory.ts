import Keyv from "keyv";
import type { RecordStore } from "../domain/record-store";

/**
 * Memory behind keyv's interface. Without serialisation, which keyv does even in memory: it would cost more than all the
 * rest of a read, and every read would be another object.
 */
export function createMemoryCache(): Keyv {
  return new Keyv({ store: new Map(), serialize: undefined, deserialize: undefined });
}

/** Records of a process that keeps none: gone with it. */
export function createMemoryRecords(): RecordStore {
  const entries = new Map<string, unknown>();
  const underWay = new Set<string>();
  const keyv = new Keyv({ store: entries, serialize: undefined, deserialize: undefined, useKeyPrefix: false });
  return {
    get: (key) => keyv.get(key),
    getMany: (keys) => keyv.getMany([...keys]),
    async set(key, value, life) {
      await keyv.set(key, value, life);
    },
    async add(key, value, life) {
      // Whoever asks while another is at it comes too late: between look and write nobody else may be let in.
      if (underWay.has(key)) return false;
      underWay.add(key);
      try {
        if ((await keyv.get(key)) !== undefined) return false;
        await keyv.set(key, value, life);
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
