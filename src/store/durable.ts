import { mkdirSync } from "node:fs";
import Keyv, { type KeyvStoreAdapter } from "keyv";
import { open, type Database, type RootDatabase } from "lmdb";
import type { Clock } from "../domain/clock";

/**
 * A store that survives the process, in files of one folder: for what cannot be asked for again. Several processes may
 * share the folder. A write is done when its promise is: it is on the disk then.
 */
export interface DurableStore {
  readonly keyv: Keyv;
  /** Removes what has expired; it also runs by itself now and then. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

const SWEEP_EVERY = 3600 * 1000;
/** Expired entries that one sweep removes at once, so that it holds nobody up. */
const SWEEP_AT_ONCE = 1_000;
const LARGEST_STORE = 4 * 1024 ** 3;

export function openDurableStore(folder: string, clock: Clock): DurableStore {
  mkdirSync(folder, { recursive: true });
  // A commit is on the disk before it is reported, not some time later.
  const root = open({ path: folder, overlappingSync: false, mapSize: LARGEST_STORE, maxDbs: 4 });
  const adapter = createAdapter(root, clock);
  const timer = setInterval(() => void adapter.sweep().catch(() => undefined), SWEEP_EVERY);
  timer.unref();
  const keyv = new Keyv({ store: adapter, useKeyPrefix: false });
  return {
    keyv,
    sweep: () => adapter.sweep(),
    async close() {
      clearInterval(timer);
      await root.close();
    },
  };
}

/** lmdb as keyv wants it. Expiry stands in a table of its own, ordered by time, so that a sweep reads what is due. */
function createAdapter(root: RootDatabase, clock: Clock): KeyvStoreAdapter & { sweep(): Promise<void> } {
  const values: Database<string, string> = root.openDB({ name: "values", encoding: "string" });
  const expiries: Database<string, [number, string]> = root.openDB({ name: "expiries", encoding: "string" });
  return {
    opts: {},
    on() {
      return this;
    },
    get: <Value>(key: string) => Promise.resolve(values.get(key) as Value | undefined),
    getMany: <Value>(keys: string[]) =>
      Promise.resolve(keys.map((key) => values.get(key) as Value | undefined)) as never,
    has: (key) => Promise.resolve(values.doesExist(key)),
    async set(key, value: string, life?: number) {
      await root.transaction(() => {
        void values.put(key, value);
        if (life) void expiries.put([clock.now() + life, key], "");
      });
    },
    delete: (key) => values.remove(key),
    clear: () => values.clearAsync(),
    async *iterator() {
      for (const { key, value } of values.getRange()) yield await Promise.resolve([key, value]);
    },
    async sweep() {
      const due = [...expiries.getRange({ end: [clock.now(), ""], limit: SWEEP_AT_ONCE })].map(({ key }) => key);
      if (due.length === 0) return;
      await root.transaction(() => {
        for (const entry of due) {
          const value = values.get(entry[1]);
          if (value !== undefined && isExpired(value, clock)) void values.remove(entry[1]);
          void expiries.remove(entry);
        }
      });
      if (due.length === SWEEP_AT_ONCE) await this.sweep();
    },
  };
}

/** keyv writes `{ value, expires }`; an entry written again later has a later expiry. */
function isExpired(stored: string, clock: Clock): boolean {
  const { expires } = JSON.parse(stored) as { expires?: number | null };
  return typeof expires === "number" && expires <= clock.now();
}
