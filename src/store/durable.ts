import { mkdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import Keyv, { type KeyvStoreAdapter } from "keyv";
import { open, type Database, type RootDatabase } from "lmdb";
import type { Clock } from "../domain/clock";
import { LiveError } from "../domain/error";
import type { RecordStore } from "../domain/record-store";

/**
 * A store that survives the process, in files of one folder: for what cannot be asked for again. Several processes may
 * share the folder. A write is done when its promise is: it is on the disk then.
 */
export interface DurableStore {
  readonly records: RecordStore;
  /** Removes what has expired; it also runs by itself now and then. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

const SWEEP_EVERY = 3600 * 1000;
/** Expired entries that one sweep removes at once, so that it holds nobody up. */
const SWEEP_AT_ONCE = 1_000;
const LARGEST_STORE = 4 * 1024 ** 3;
const CLOSED = { en: "The gateway is stopping. Ask again.", zh: "网关正在停止，请重试。" };

export function openDurableStore(folder: string, clock: Clock): DurableStore {
  mkdirSync(folder, { recursive: true });
  // A commit is on the disk before it is reported, not some time later.
  const root = open({ path: folder, overlappingSync: false, mapSize: LARGEST_STORE, maxDbs: 4 });
  const tables = openTables(root);
  let isClosed = false;
  /** What is still under way when the process ends finds the store away, as it would with one on another machine. */
  function whileOpen(): void {
    if (isClosed) throw new LiveError("STORE_UNAVAILABLE", CLOSED, { retryable: true });
  }
  const adapter = createAdapter(root, tables, clock, whileOpen);
  const keyv = new Keyv({ store: adapter, useKeyPrefix: false });
  const sweep = () => sweepExpired(root, tables, clock);
  const timer = setInterval(() => void sweep().catch(() => undefined), SWEEP_EVERY);
  timer.unref();
  return {
    sweep,
    records: {
      get: (key) => keyv.get(key),
      getMany: (keys) => keyv.getMany([...keys]),
      async set(key, value, life) {
        await keyv.set(key, value, life);
      },
      async add(key, value, life) {
        whileOpen();
        const expires = life === undefined ? null : Date.now() + life;
        const stored = JSON.stringify({ value, expires });
        return root.transaction(() => {
          const before = tables.values.get(key);
          if (before !== undefined && !isExpired(before, Date.now())) return false;
          write(tables, clock, key, stored, life);
          return true;
        });
      },
      async delete(key) {
        await keyv.delete(key);
      },
      // The range ends before the first key that does not begin so any more.
      async keys(prefix) {
        whileOpen();
        return Promise.resolve([...tables.values.getKeys({ start: prefix, end: `${prefix}\uffff` })]);
      },
    },
    async close() {
      clearInterval(timer);
      isClosed = true;
      // lmdb gives a read's view back one turn later, and throws where nobody catches it when it is closed by then.
      await pause(1);
      await root.close();
    },
  };
}

/** Expiry stands in a table of its own, ordered by time, so that a sweep reads only what is due. */
interface Tables {
  readonly values: Database<string, string>;
  readonly expiries: Database<string, [number, string]>;
}

function openTables(root: RootDatabase): Tables {
  return {
    values: root.openDB({ name: "values", encoding: "string" }),
    expiries: root.openDB({ name: "expiries", encoding: "string" }),
  };
}

function write({ values, expiries }: Tables, clock: Clock, key: string, value: string, life: number | undefined): void {
  void values.put(key, value);
  if (life) void expiries.put([clock.now() + life, key], "");
}

/** lmdb as keyv wants it. */
function createAdapter(root: RootDatabase, tables: Tables, clock: Clock, whileOpen: () => void): KeyvStoreAdapter {
  const { values } = tables;
  return {
    opts: {},
    on() {
      return this;
    },
    async get(key) {
      whileOpen();
      return (await Promise.resolve(values.get(key))) as never;
    },
    async getMany(keys) {
      whileOpen();
      return (await Promise.resolve(keys.map((key) => values.get(key)))) as never;
    },
    async set(key, value: string, life?: number) {
      whileOpen();
      await root.transaction(() => {
        write(tables, clock, key, value, life);
      });
    },
    async delete(key) {
      whileOpen();
      return values.remove(key);
    },
    clear: () => values.clearAsync(),
  };
}

async function sweepExpired(root: RootDatabase, { values, expiries }: Tables, clock: Clock): Promise<void> {
  for (let isDone = false; !isDone;) {
    const due = [...expiries.getRange({ end: [clock.now(), ""], limit: SWEEP_AT_ONCE })].map(({ key }) => key);
    await root.transaction(() => {
      for (const entry of due) {
        const value = values.get(entry[1]);
        if (value !== undefined && isExpired(value, clock.now())) void values.remove(entry[1]);
        void expiries.remove(entry);
      }
    });
    isDone = due.length < SWEEP_AT_ONCE;
  }
}

/** keyv writes `{ value, expires }`; an entry written again later has a later expiry. */
function isExpired(stored: string, now: number): boolean {
  const { expires } = JSON.parse(stored) as { expires?: number | null };
  return typeof expires === "number" && expires <= now;
}
