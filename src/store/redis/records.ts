import type { Cluster } from "ioredis";
import type { RecordStore } from "../../domain/record-store";
import type { RedisCalls } from "./calls";
import type { RedisClient } from "./connections";

const READ_DEADLINE = 50;
/** A record that must not be lost may take its time; a disk that syncs does. */
const WRITE_DEADLINE = 1_000;
const SCAN_DEADLINE = 5_000;
const SCAN_AT_ONCE = 1_000;

const PREFIX = "zhibo:record:";

/** Records that replicas share. What Redis does not answer for is STORE_UNAVAILABLE, and never "there is none". */
export function createRedisRecords(calls: RedisCalls): RecordStore {
  const read = async (client: RedisClient, key: string) => parse(await client.get(PREFIX + key));
  return {
    get: <Value>(key: string) => calls.run((client) => read(client, key) as Promise<Value>, READ_DEADLINE),
    // One by one: in a cluster they lie on different nodes. They travel together all the same.
    getMany: <Value>(keys: readonly string[]) =>
      calls.run((client) => Promise.all(keys.map((key) => read(client, key) as Promise<Value>)), READ_DEADLINE),
    async set(key, value, life) {
      await calls.run((client) => {
        const stored = JSON.stringify(value);
        return life === undefined
          ? client.set(PREFIX + key, stored)
          : client.set(PREFIX + key, stored, "PX", Math.max(1, Math.round(life)));
      }, WRITE_DEADLINE);
    },
    async add(key, value, life) {
      const outcome = await calls.run((client) => {
        const stored = JSON.stringify(value);
        return life === undefined
          ? client.set(PREFIX + key, stored, "NX")
          : client.set(PREFIX + key, stored, "PX", Math.max(1, Math.round(life)), "NX");
      }, WRITE_DEADLINE);
      return outcome === "OK";
    },
    async delete(key) {
      await calls.run((client) => client.del(PREFIX + key), WRITE_DEADLINE);
    },
    async keys(prefix) {
      const pattern = `${(PREFIX + prefix).replace(/[*?[\]\\]/g, "\\$&")}*`;
      const found = await calls.run((client) => scanAll(client, pattern), SCAN_DEADLINE);
      return found.map((key) => key.slice(PREFIX.length));
    },
  };
}

function parse(stored: string | null): unknown {
  return stored === null ? undefined : JSON.parse(stored);
}

/** A scan may tell a key twice, and one node of a cluster knows only its own. */
async function scanAll(client: RedisClient, pattern: string): Promise<string[]> {
  const servers = client.isCluster ? (client as Cluster).nodes("master") : [client];
  const found = new Set<string>();
  for (const server of servers) {
    let cursor = "0";
    do {
      const [next, keys] = await server.scan(cursor, "MATCH", pattern, "COUNT", SCAN_AT_ONCE);
      for (const key of keys) found.add(key);
      cursor = next;
    } while (cursor !== "0");
  }
  return [...found];
}
