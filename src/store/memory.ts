import Keyv from "keyv";

/**
 * Memory behind keyv's interface. Without serialisation, which keyv does even in memory: it would cost more than all the
 * rest of a read, and every read would be another object.
 */
export function createMemoryStore(): Keyv {
  return new Keyv({ serialize: undefined, deserialize: undefined });
}
