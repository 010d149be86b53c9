import type { TokenStore } from "../../domain/token-store";
import { createSealer, type SealingKeys } from "../seal";
import type { RedisCalls } from "./calls";
import { dropToken, readToken, writeToken } from "./scripts";

const READ_DEADLINE = 50;
const WRITE_DEADLINE = 1_000;

/**
 * Tokens that replicas share, sealed. One that cannot be opened, or was put in another's place, is not there. A call that
 * Redis does not answer is STORE_UNAVAILABLE.
 */
export function createRedisTokens(calls: RedisCalls, keys: SealingKeys | null): TokenStore {
  const operators = keys && createSealer(keys);
  return {
    slot(name, secret) {
      const sealer = operators ?? createSealer([Buffer.from(secret)]);
      const key = `zhibo:token:${name}`;
      return {
        async read() {
          const found = await calls.run((client) => client.eval(readToken, 1, key), READ_DEADLINE);
          if (found === null) return null;
          const [sealed, life] = found as [string, number];
          const value = sealer.open(sealed, name);
          return value === null || life <= 0 ? null : { value, life };
        },
        async keep(value, life, fence) {
          const whole = Math.floor(life);
          if (whole <= 0) return;
          const [fingerprint] = sealer.fingerprints(value);
          await calls.run(
            (client) => client.eval(writeToken, 1, key, sealer.seal(value, name), fingerprint, fence, whole),
            WRITE_DEADLINE,
          );
        },
        async drop(value) {
          await calls.run((client) => client.eval(dropToken, 1, key, ...sealer.fingerprints(value)), WRITE_DEADLINE);
        },
      };
    },
  };
}
