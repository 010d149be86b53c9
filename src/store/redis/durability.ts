import type { Log } from "../../domain/log";
import type { RedisCalls } from "./calls";
import type { RedisClient } from "./connections";

const DEADLINE = 1_000;

/**
 * Looks, once there is a connection, whether this Redis keeps what must not be lost, and warns when it does not: one that
 * makes room by throwing keys away, or that forgets all when it is started again.
 */
export function warnUnlessDurable(client: RedisClient, calls: RedisCalls, log: Log): void {
  client.once("ready", () => {
    // INFO, since hosted ones forbid CONFIG. In a cluster it is one node that answers, for all that are set up alike.
    calls
      .run((redis) => redis.info(), DEADLINE)
      .then(
        (info) => {
          const policy = /^maxmemory_policy:(.+?)\r?$/m.exec(info)?.[1];
          if (policy !== undefined && policy !== "noeviction") {
            log.warn({ policy }, "Redis may throw records away: set maxmemory-policy to noeviction");
          }
          if (/^aof_enabled:0\r?$/m.test(info)) {
            log.warn({}, "Redis forgets records when it is started again: set appendonly to yes");
          }
        },
        () => undefined,
      );
  });
}
