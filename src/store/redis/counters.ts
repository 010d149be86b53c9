import type { Clock } from "../../domain/clock";
import type { Counters } from "../../domain/counters";
import { createPassing } from "../passing";
import type { RedisCalls } from "./calls";
import { addToSum } from "./scripts";

const DEADLINE = 50;
const PREFIX = "zhibo:counter:";

interface Known {
  /** The sum when Redis last told it. */
  sum: number;
  /** Added since, and not yet told to Redis. */
  owed: number;
}

/**
 * Sums over all replicas. While Redis is away each replica goes on from the last sum it knows and counts alone; what it
 * counted is added when Redis is back. Never fails. An addition whose answer came too late may be counted twice, never
 * not at all.
 */
export function createRedisCounters(calls: RedisCalls, clock: Clock): Counters {
  const sums = createPassing<Known>(clock);

  function remember(key: string, life: number): Known {
    let known = sums.get(key);
    if (!known) sums.set(key, (known = { sum: 0, owed: 0 }), clock.now() + life);
    return known;
  }

  return {
    async add(key, amount, life) {
      const known = remember(key, life);
      const sent = known.owed + amount;
      known.owed = 0;
      try {
        known.sum = Number(
          await calls.run((client) => client.eval(addToSum, 1, PREFIX + key, sent, Math.max(1, life)), DEADLINE),
        );
      } catch {
        known.owed += sent;
      }
      return known.sum + known.owed;
    },
    async get(keys) {
      const shared = await calls
        .run((client) => Promise.all(keys.map((key) => client.get(PREFIX + key))), DEADLINE)
        .catch(() => null);
      return keys.map((key, index) => {
        const known = sums.get(key);
        const sum = shared ? Number(shared[index] ?? 0) : (known?.sum ?? 0);
        return sum + (known?.owed ?? 0);
      });
    },
  };
}
