import type Keyv from "keyv";
import type { Clock } from "../domain/clock";
import type { TokenStore } from "../domain/token-store";

interface Entry {
  readonly value: string;
  readonly goodUntil: number;
  readonly fence: number;
}

/** Tokens of one process, which keeps them from nobody. */
export function createMemoryTokens(keyv: Keyv, clock: Clock): TokenStore {
  return {
    slot: (name) => ({
      async read() {
        const entry = await keyv.get<Entry>(name);
        const life = entry ? entry.goodUntil - clock.elapsed() : 0;
        return entry && life > 0 ? { value: entry.value, life } : null;
      },
      async keep(value, life, fence) {
        const before = await keyv.get<Entry>(name);
        if (life <= 0 || (before && before.fence > fence)) return;
        await keyv.set(name, { value, goodUntil: clock.elapsed() + life, fence } satisfies Entry, life);
      },
      async drop(value) {
        const entry = await keyv.get<Entry>(name);
        if (entry?.value === value) await keyv.delete(name);
      },
    }),
  };
}
