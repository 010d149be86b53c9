import type { Clock } from "../domain/clock";
import type { Leases } from "../domain/lease";

/** Leases among those who share one process. */
export function createMemoryLeases(clock: Clock): Leases {
  const held = new Map<string, { readonly fence: number; readonly until: number }>();
  let lastFence = 0;
  return {
    take(name, seconds) {
      const now = clock.now();
      const holder = held.get(name);
      if (holder && holder.until > now) return Promise.resolve(null);
      const fence = (lastFence += 1);
      held.set(name, { fence, until: now + seconds * 1000 });
      return Promise.resolve({
        fence,
        release() {
          if (held.get(name)?.fence === fence) held.delete(name);
          return Promise.resolve();
        },
      });
    },
  };
}
