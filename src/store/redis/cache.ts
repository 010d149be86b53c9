import Keyv, { type KeyvStoreAdapter } from "keyv";
import type { RedisCalls } from "./calls";

const READ_DEADLINE = 50;
const WRITE_DEADLINE = 1_000;
/** Writes nobody waits for; more than these are not made. */
const MOST_PENDING = 100;
const PREFIX = "zhibo:cache:";

/**
 * What may be lost, shared by replicas, behind keyv's interface. Never fails and never makes wait: what Redis does not
 * answer for is not there, and a write is done when Redis comes to it.
 */
export function createRedisCache(calls: RedisCalls): Keyv {
  let pending = 0;
  function later(work: Parameters<RedisCalls["run"]>[0]): void {
    if (pending >= MOST_PENDING) return;
    pending += 1;
    void calls
      .run(work, WRITE_DEADLINE)
      .catch(() => undefined)
      .finally(() => (pending -= 1));
  }
  const get = (key: string) => calls.run((client) => client.get(PREFIX + key), READ_DEADLINE).catch(() => null);

  const adapter: KeyvStoreAdapter = {
    opts: {},
    on() {
      return this;
    },
    get: (key) => get(key).then((stored) => stored ?? undefined) as never,
    getMany: async (keys) => (await Promise.all(keys.map(get))).map((stored) => stored ?? undefined) as never,
    set(key, value: string, life?: number) {
      later((client) => client.set(PREFIX + key, value, "PX", Math.max(1, Math.round(life ?? LONGEST_LIFE))));
    },
    delete(key) {
      later((client) => client.del(PREFIX + key));
      return Promise.resolve(true);
    },
    clear: () => Promise.resolve(),
  };
  return new Keyv({
    store: adapter,
    useKeyPrefix: false,
    // How long it lives is Redis's business alone: the clocks of replicas differ.
    serialize: ({ value }) => JSON.stringify(value),
    deserialize: (text) => ({ value: JSON.parse(text) as never }),
  });
}

/** Nothing here is for good. */
const LONGEST_LIFE = 24 * 3600 * 1000;
