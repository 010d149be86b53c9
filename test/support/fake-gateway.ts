import type { Caller } from "../../src/domain/caller";
import { silentLog } from "../../src/domain/log";
import type { Provider } from "../../src/domain/provider";
import type { Connection, EdgeOf } from "../../src/gateway/connection";
import { createGateway } from "../../src/gateway/gateway";
import type { Session } from "../../src/gateway/session";
import { createKeptEvents } from "../../src/store/kept-events";
import { createMemoryRecords } from "../../src/store/memory";
import { createMemoryLeases } from "../../src/store/memory-leases";
import { createTestClock, type TestClock } from "./clock";
import { hastyTimers } from "./timers";

const anybody: Caller = { authenticated: false, subject: null, role: "ADMIN", accounts: null };

/** A gateway over fake providers, whose time a test holds. */
export interface FakeGateway {
  readonly clock: TestClock;
  /** A request of its own: nothing that was seen before is remembered in it. */
  readonly session: () => Session;
}

export function createFakeGateway(providers: readonly Provider[], roomsFreshSeconds = 5): FakeGateway {
  const clock = createTestClock();
  const ledger = createMemoryRecords();
  const gateway = createGateway({
    providers,
    clock,
    timers: hastyTimers,
    log: silentLog,
    ledger,
    events: createKeptEvents(ledger, clock),
    pollSeconds: 0,
    leases: createMemoryLeases(clock),
    roomsFreshSeconds,
    roomsStaleSeconds: 3600,
    roomsTimeoutSeconds: 30,
    shared: null,
  });
  return {
    clock,
    session: () => gateway.session(anybody, { signal: new AbortController().signal, requestId: "test" }),
  };
}

/** Reads page after page until there is no next one. */
export async function readPages<Node>(
  readPage: (after: string | null) => Promise<Connection<EdgeOf<Node>>>,
  between: () => void = () => undefined,
): Promise<Connection<EdgeOf<Node>>[]> {
  const pages: Connection<EdgeOf<Node>>[] = [];
  for (let after: string | null = null; ; between()) {
    const page: Connection<EdgeOf<Node>> = await readPage(after);
    pages.push(page);
    if (!page.hasNextPage) return pages;
    after = page.edges.at(-1)?.cursor ?? null;
    if (after === null || pages.length > 1000) throw new Error("the pages do not end");
  }
}

export function nodesOf<Node>(pages: readonly Connection<EdgeOf<Node>>[]): Node[] {
  return pages.flatMap(({ edges }) => edges.map(({ node }) => node));
}
