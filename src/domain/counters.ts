/** Numbers that replicas count together, such as the calls of a day. */
export interface Counters {
  /** Adds, and tells the sum. It is forgotten `life` milliseconds after its first addition. */
  add(key: string, amount: number, life: number): Promise<number>;
  /** The sums; 0 for what was never counted. */
  get(keys: readonly string[]): Promise<readonly number[]>;
}
