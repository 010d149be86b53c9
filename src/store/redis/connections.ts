import { Cluster, Redis, type RedisOptions } from "ioredis";
import type { Log } from "../../domain/log";
import type { RedisAddress } from "./address";

/** A connection to one server, or to a cluster as if it were one. */
export type RedisClient = Redis | Cluster;

/** Where connections to the one Redis of this process come from. */
export interface RedisConnections {
  /**
   * A connection of its own, called by what it is for. It connects in the background and again whenever it is lost, and
   * what goes wrong with it is handled here. A command fails at once while there is no connection, and after
   * `commandTimeout` milliseconds without an answer.
   */
  open(purpose: string, commandTimeout: number): RedisClient;
  /**
   * The same for one that listens: commands wait until there is a connection, and subscriptions are taken up again. A
   * blocking command may block for ten seconds; a connection that owes an answer for fifteen is made anew.
   */
  openListener(purpose: string): RedisClient;
  /** Ends all of them at once. */
  close(): void;
}

/** Milliseconds for the TCP connection to stand. */
const CONNECT_TIMEOUT = 500;
/** For the other side to close what we have closed; a process that ends is held up no longer. */
const DISCONNECT_TIMEOUT = 100;
/** A connection that owes an answer for so long leads nowhere: half open, or its server frozen. */
const SILENCE_TIMEOUT = 2_000;
const LISTENER_SILENCE_TIMEOUT = 15_000;

export function createRedisConnections(address: RedisAddress, log: Log): RedisConnections {
  const clients = new Set<RedisClient>();

  function watch(client: RedisClient, purpose: string): RedisClient {
    clients.add(client);
    let isAway = false;
    client.on("ready", () => {
      if (isAway) log.info({ connection: purpose }, "Redis is back");
      isAway = false;
    });
    client.on("error", (error: unknown) => {
      if (!isAway) log.warn({ connection: purpose, reason: reasonOf(error) }, "Redis cannot be reached");
      isAway = true;
    });
    return client;
  }

  return {
    open: (purpose, commandTimeout) =>
      watch(
        connect(
          address,
          {
            connectionName: `zhibo-${purpose}`,
            commandTimeout,
            socketTimeout: Math.max(SILENCE_TIMEOUT, commandTimeout),
            maxRetriesPerRequest: 0,
            // Whoever sent it was told that it failed: done later on, it would count twice.
            autoResendUnfulfilledCommands: false,
          },
          false,
        ),
        purpose,
      ),
    openListener: (purpose) =>
      watch(
        connect(
          address,
          {
            connectionName: `zhibo-${purpose}`,
            socketTimeout: LISTENER_SILENCE_TIMEOUT,
            maxRetriesPerRequest: null,
          },
          true,
        ),
        purpose,
      ),
    close() {
      for (const client of clients) client.disconnect();
      clients.clear();
    },
  };
}

function connect(address: RedisAddress, own: RedisOptions, queuesOffline: boolean): RedisClient {
  const { username, password } = address;
  const options = {
    ...own,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(address.tls ? { tls: {} } : {}),
    connectTimeout: CONNECT_TIMEOUT,
    disconnectTimeout: DISCONNECT_TIMEOUT,
  } satisfies RedisOptions;
  switch (address.kind) {
    case "single": {
      const { host, port, database: db } = address;
      return new Redis({ ...options, host, port, db, enableOfflineQueue: queuesOffline, retryStrategy: pauseBefore });
    }
    case "sentinel":
      return new Redis({
        ...options,
        sentinels: address.sentinels.map(({ host, port }) => ({ host, port })),
        name: address.master,
        db: address.database,
        ...(address.sentinelUsername === undefined ? {} : { sentinelUsername: address.sentinelUsername }),
        ...(address.sentinelPassword === undefined ? {} : { sentinelPassword: address.sentinelPassword }),
        enableTLSForSentinelMode: address.tls,
        sentinelCommandTimeout: CONNECT_TIMEOUT,
        enableOfflineQueue: queuesOffline,
        retryStrategy: pauseBefore,
        sentinelRetryStrategy: pauseBefore,
        // What was the master is a replica now: ask the sentinels again.
        reconnectOnError: (error) => error.message.startsWith("READONLY"),
      });
    case "cluster":
      return new Cluster(
        address.nodes.map(({ host, port }) => ({ host, port })),
        {
          redisOptions: options,
          enableOfflineQueue: queuesOffline,
          clusterRetryStrategy: pauseBefore,
          slotsRefreshTimeout: CONNECT_TIMEOUT,
        },
      );
  }
}

/** Milliseconds before the next attempt: 50, doubling to a second, and some more, so that replicas do not march in step. */
function pauseBefore(attempt: number): number {
  const pause = Math.min(1_000, 50 * 2 ** Math.min(attempt - 1, 10));
  return pause + Math.floor(Math.random() * 50);
}

/** The kind of failure alone: texts and fields of these errors name hosts, and commands with what they carried. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code =
    "code" in error && typeof error.code === "string" ? error.code : /^[A-Z]{3,20}(?= )/.exec(error.message)?.[0];
  return code ?? error.name;
}
