import type { AddressInfo } from "node:net";
import type { Caller } from "./domain/caller";
import { systemClock, type Clock } from "./domain/clock";
import type { Log } from "./domain/log";
import { createGateway, type Gateway } from "./gateway/gateway";
import { createSchema } from "./graphql/schema";
import { serveExplorer } from "./http/explorer";
import { serveGraphQL } from "./http/graphql";
import { serveHealth } from "./http/health";
import { serveImages } from "./http/images";
import { createHttpServer } from "./http/server";
import type { Settings } from "./config";
import { openDurableStore } from "./store/durable";
import { createMemoryLeases } from "./store/memory-leases";
import { createMemoryCache, createMemoryRecords } from "./store/memory";

/** A gateway that listens. */
export interface App {
  /** Where it is reached from this machine, without a path. */
  readonly url: string;
  readonly gateway: Gateway;
  close(): Promise<void>;
}

export interface AppDependencies {
  readonly log: Log;
  readonly clock?: Clock;
}

/** How long one reading of an account's whole list of rooms may take. */
const ROOMS_TIMEOUT_SECONDS = 30;

/** Wires everything and listens: the one place where providers and gateway meet. */
export async function startApp(settings: Settings, { log, clock = systemClock }: AppDependencies): Promise<App> {
  const tokens = createMemoryCache();
  const durable = settings.dataDir === null ? null : openDurableStore(settings.dataDir, clock);
  const ledger = durable?.records ?? createMemoryRecords();
  const gateway = createGateway({
    providers: settings.accounts.map((account) => account.connect({ clock, log, tokens, ledger })),
    clock,
    log,
    ledger,
    leases: createMemoryLeases(clock),
    roomsFreshSeconds: settings.roomsFreshSeconds,
    roomsTimeoutSeconds: ROOMS_TIMEOUT_SECONDS,
  });
  const server = await createHttpServer({ log, corsOrigins: settings.corsOrigins });
  let ready = false;
  serveHealth(server, gateway, () => ready);
  serveExplorer(server, { isOpen: settings.authentication === "open" });
  const callerOf = () => everybody;
  await serveImages(server, { gateway, callerOf });
  await serveGraphQL(server, { schema: createSchema(), gateway, log, callerOf });
  await server.listen({ host: settings.host, port: settings.port });
  ready = true;
  await gateway.resume();
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `http://${settings.host.includes(":") ? `[${settings.host}]` : settings.host}:${port}`,
    gateway,
    async close() {
      ready = false;
      await server.close();
      await gateway.close();
      await durable?.close();
    },
  };
}

/** The caller while authentication is open: nobody is known, and everybody may do everything. */
const everybody: Caller = { authenticated: false, subject: null, role: "ADMIN", accounts: null };
