/**
 * What replicas leave for one another so that not each of them has to ask. It may forget anything at any time, and one
 * that cannot be reached has nothing: it never fails and never keeps anybody waiting for long. Every replica sees what
 * another has written as soon as that write is done.
 */
export interface SharedCache {
  getMany<Value>(keys: readonly string[]): Promise<readonly (Value | undefined)[]>;
  /** `life` in milliseconds. A value is plain JSON. */
  set(key: string, value: unknown, life: number): Promise<void>;
}
