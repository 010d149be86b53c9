import { randomUUID } from "node:crypto";
import type { Leases } from "../../domain/lease";
import type { RedisCalls } from "./calls";
import { releaseLease, takeLease } from "./scripts";

const DEADLINE = 100;
/** A fence that was forgotten begins at the time of day, so it is larger than any before. */
const FENCE_OUTLIVES = 3600 * 1000;

/** Leases among replicas. Each take that Redis cannot answer is STORE_UNAVAILABLE: nobody knows whether it is free. */
export function createRedisLeases(calls: RedisCalls): Leases {
  return {
    async take(name, seconds) {
      const [holder, fenceKey] = [`zhibo:lease:{${name}}`, `zhibo:fence:{${name}}`];
      const token = randomUUID();
      const life = Math.max(1, Math.round(seconds * 1000));
      const fence = Number(
        await calls.run(
          (client) => client.eval(takeLease, 2, holder, fenceKey, token, life, life + FENCE_OUTLIVES),
          DEADLINE,
        ),
      );
      if (fence === 0) return null;
      return {
        fence,
        async release() {
          await calls.run((client) => client.eval(releaseLease, 1, holder, token), DEADLINE);
        },
      };
    },
  };
}
