import type { Announcements } from "../../domain/announcements";
import type { SharedCache } from "../../domain/shared-cache";
import type { RedisCalls } from "./calls";
import type { RedisConnections } from "./connections";

const READ_DEADLINE = 50;
const WRITE_DEADLINE = 1_000;
const PREFIX = "zhibo:shared:";
const CHANNEL = "zhibo:said:";

/** What replicas leave for one another. What Redis does not answer for is not there. */
export function createRedisSharedCache(calls: RedisCalls): SharedCache {
  return {
    async getMany<Value>(keys: readonly string[]) {
      try {
        // One by one: in a cluster they lie on different nodes. They travel together all the same.
        const read = await calls.run(
          (client) => Promise.all(keys.map((key) => client.get(PREFIX + key))),
          READ_DEADLINE,
        );
        return read.map((stored) => (stored === null ? undefined : (JSON.parse(stored) as Value)));
      } catch {
        return keys.map(() => undefined);
      }
    },
    async set(key, value, life) {
      const stored = JSON.stringify(value);
      const write = calls.run((client) => client.set(PREFIX + key, stored, "PX", Math.max(1, life)), WRITE_DEADLINE);
      await write.catch(() => undefined);
    },
  };
}

/** Said over Redis's publish and subscribe: heard by the replicas that are connected, and by nobody later. */
export function createRedisAnnouncements(calls: RedisCalls, connections: RedisConnections): Announcements {
  const listeners = new Map<string, Set<(text: string) => void>>();
  const connection = connections.openListener("announcements");
  connection.on("message", (channel: string, text: string) => {
    for (const hear of listeners.get(channel) ?? []) hear(text);
  });
  return {
    async announce(topic, text) {
      await calls.run((client) => client.publish(CHANNEL + topic, text), WRITE_DEADLINE).catch(() => undefined);
    },
    listen(topic, hear) {
      const channel = CHANNEL + topic;
      const heard = listeners.get(channel) ?? new Set();
      listeners.set(channel, heard.add(hear));
      if (heard.size === 1) connection.subscribe(channel).catch(() => undefined);
      return () => void heard.delete(hear);
    },
  };
}
