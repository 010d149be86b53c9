/**
 * Records that must not be lost: what a provider tells once and never again, writes under way, pushes half sent. Where
 * there are several replicas they share one; where there is none, a restart forgets what was in memory.
 */
export interface RecordStore {
  get<Value>(key: string): Promise<Value | undefined>;
  getMany<Value>(keys: readonly string[]): Promise<readonly (Value | undefined)[]>;
  /** Done when it is kept. `life` in milliseconds; without one it is kept for good. */
  set(key: string, value: unknown, life?: number): Promise<void>;
  /** Writes only where nothing stands, in one step; tells whether it did. */
  add(key: string, value: unknown, life?: number): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** The keys that begin so, in no order. For start-up and sweeps. */
  keys(prefix: string): Promise<readonly string[]>;
}
