import type { AddressInfo } from "node:net";
import type { GraphQLSchema } from "graphql";
import { systemClock, type Clock } from "./domain/clock";
import type { Log } from "./domain/log";
import { createCompiledExecutor } from "./compiled/executor";
import { systemTimers, type Timers } from "./domain/timers";
import { createGateway, type Gateway } from "./gateway/gateway";
import { createPriceList } from "./graphql/price-list";
import { createSchema } from "./graphql/schema";
import { createAdmission } from "./http/admission";
import { createAnswerSize } from "./http/answer-size";
import { createAuthenticator, openToEverybody } from "./http/authentication";
import { createAddressOf } from "./http/caller-address";
import { createBudget } from "./http/budget";
import { createDocuments, type Documents } from "./http/documents";
import { serveEventStreams } from "./http/event-stream";
import { serveExplorer } from "./http/explorer";
import { serveGraphQL } from "./http/graphql";
import { serveHealth } from "./http/health";
import { serveImages } from "./http/images";
import { createKeptDocuments, isValid } from "./http/kept-documents";
import { createPrometheusMetrics, serveMetrics } from "./http/metrics";
import { createOperations } from "./http/operations";
import { createQueryLimits } from "./http/query-limits";
import { createHttpServer } from "./http/server";
import { createTrustedDocuments } from "./http/trusted-documents";
import { serveWebhooks } from "./http/webhooks";
import { serveWebsockets } from "./http/websocket";
import type { Settings } from "./config";
import { resumeInBackground } from "./resumption";
import { CLOSING_SECONDS, shutDown } from "./shutdown";
import { openState, type State } from "./store/state";

/** A gateway that listens. */
export interface App {
  /** Where it is reached from this machine, without a path. */
  readonly url: string;
  readonly gateway: Gateway;
  /** Seconds within which `close` has ended, unless something hangs. */
  readonly closesWithin: number;
  /** Answers whom it has let in, and then ends. Asked again, it is the same end. */
  close(): Promise<void>;
}

export interface AppDependencies {
  readonly log: Log;
  readonly clock?: Clock;
  readonly timers?: Timers;
  /** How many times longer than usual the store may take: on a busy machine a test is not about its being late. */
  readonly storePatience?: number;
}

/** How long one reading of an account's whole list of rooms may take. */
const ROOMS_TIMEOUT_SECONDS = 30;

/** Of answers' text that is kept for the next who asks. */
const REMEMBERED_BYTES = 64 * 1024 * 1024;

/** Wires everything and listens: the one place where providers and gateway meet. */
export async function startApp(
  settings: Settings,
  { log, clock = systemClock, timers = systemTimers, storePatience }: AppDependencies,
): Promise<App> {
  const state = await openState({ ...settings, clock, log, patience: storePatience });
  const { tokens, ledger, leases, counters, shared, events } = state;
  const metrics = createPrometheusMetrics(() => state.condition());
  const dependencies = { clock, timers, log, metrics, tokens, ledger, leases, counters };
  const gateway = createGateway({
    providers: await Promise.all(settings.accounts.map((account) => account.connect(dependencies))),
    clock,
    timers,
    log,
    ledger,
    leases,
    events,
    pollSeconds: settings.pollSeconds,
    roomsFreshSeconds: settings.roomsFreshSeconds,
    roomsStaleSeconds: settings.roomsStaleSeconds,
    roomsTimeoutSeconds: ROOMS_TIMEOUT_SECONDS,
    shared,
  });
  let ready = false;
  const isLeaving = () => !ready;
  const server = await createHttpServer({ log, corsOrigins: settings.corsOrigins, isLeaving });
  serveHealth(server, { gateway, storeCondition: () => state.condition(), isReady: () => ready });
  const { access } = settings;
  serveExplorer(server, { isOpen: access.authentication === "open" });
  const authenticator = access.authentication === "open" ? openToEverybody : createAuthenticator(access, clock);
  const admission = createAdmission({ authenticator, corsOrigins: settings.corsOrigins });
  if (settings.metrics === "on") serveMetrics(server, metrics, admission);
  await serveImages(server, { gateway, admission, clock, timeoutSeconds: settings.limits.mutationTimeoutSeconds });
  const schema = createSchema();
  const executor = settings.fastPath ? createCompiledExecutor({ schema, rememberedBytes: REMEMBERED_BYTES }) : null;
  const { limits } = settings;
  const documents = openDocuments(settings.documents, state, schema, log);
  const budget = createBudget({ counters, clock, pointsPerMinute: limits.costPerMinute });
  const prices = createPriceList(schema);
  const queryLimits = createQueryLimits(prices, budget);
  const addressOf = createAddressOf(limits.trustedProxies);
  const answerSize = createAnswerSize({ documents, most: limits.largestAnswerKilobytes * 1024 });
  await serveGraphQL(server, {
    schema,
    gateway,
    log,
    clock,
    metrics,
    queryLimits,
    prices,
    answerSize,
    admission,
    addressOf,
    limits,
    documents,
    executor,
    corsOrigins: settings.corsOrigins,
    isLeaving,
  });
  const operations = createOperations({ schema, gateway, log, documents, queryLimits, answerSize, clock, ...limits });
  serveEventStreams(server, { operations, admission, addressOf, timers });
  const { corsOrigins } = settings;
  serveWebsockets(server, { schema, operations, authenticator, addressOf, log, timers, corsOrigins });
  await serveWebhooks(server, { gateway, addressOf, log });
  await server.listen({ host: settings.host, port: settings.port });
  ready = true;
  const stopResuming = resumeInBackground(gateway, log);
  const { port } = server.server.address() as AddressInfo;
  const waitSeconds = settings.shutdownDelaySeconds;
  let closing: Promise<void> | null = null;
  return {
    url: `http://${settings.host.includes(":") ? `[${settings.host}]` : settings.host}:${port}`,
    gateway,
    closesWithin: waitSeconds + CLOSING_SECONDS,
    close() {
      ready = false;
      stopResuming();
      return (closing ??= shutDown({ server, gateway, state, waitSeconds }));
    },
  };
}

function openDocuments(
  { trustedDocuments, trustedDocumentsMode: mode, automaticPersistedQueries }: Settings["documents"],
  state: State,
  schema: GraphQLSchema,
  log: Log,
): Documents {
  const unfit = [...(trustedDocuments ?? [])].filter(([, text]) => !isValid(schema, text)).map(([id]) => id);
  if (unfit.length > 0)
    log.warn({ documents: unfit.length, first: unfit.slice(0, 5) }, "trusted documents that cannot be run");
  return createDocuments({
    trusted: trustedDocuments && createTrustedDocuments(trustedDocuments),
    mode,
    kept: automaticPersistedQueries ? createKeptDocuments(state.documents, schema) : null,
    log,
  });
}
