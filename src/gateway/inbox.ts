import type { ProviderEvent } from "../domain/callback";
import type { Clock } from "../domain/clock";
import type { Leases } from "../domain/lease";
import type { Log } from "../domain/log";
import type { RecordStore } from "../domain/record-store";

/** Does what an event asks for. Bears repetition. False: not possible yet, to be tried again. */
export type Effect = (accountKey: string, event: ProviderEvent) => Promise<boolean>;

/**
 * Takes in what providers tell, each event once, however often and to however many replicas it is delivered. Event and
 * key are kept in one step before the provider is told "received", so that no crash loses it; what was not done is done
 * later.
 */
export interface Inbox {
  /** Done when the event is kept; its effect follows. */
  receive(accountKey: string, event: ProviderEvent): Promise<void>;
  /** Does what an ended process left undone. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

export interface InboxOptions {
  readonly records: RecordStore;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Log;
  readonly effect: Effect;
}

interface Open {
  readonly accountKey: string;
  readonly event: Omit<ProviderEvent, "at"> & { readonly at?: string };
  readonly receivedAt: number;
}

/** Far longer than a provider's own signature stays good, so that what is replayed is always known. */
const KNOWN_FOR = 24 * 3600 * 1000;
/** What is older than this was left by a process that ended. */
const LEFT_AFTER = 60_000;
/** For how long an effect that is not possible is tried. */
const TRIED_FOR = 10 * 60_000;

export function createInbox({ records, leases, clock, log, effect }: InboxOptions): Inbox {
  const openKey = (accountKey: string, key: string) => `inbox:${accountKey}:${key}`;
  const doneKey = (accountKey: string, key: string) => `inbox-done:${accountKey}:${key}`;
  const underWay = new Set<Promise<void>>();

  async function finish({ accountKey, event, receivedAt }: Open): Promise<void> {
    const isDone = await effect(accountKey, fromOpen(event));
    if (!isDone && clock.now() - receivedAt < TRIED_FOR) return;
    // In this order: whoever finds the event no longer open finds it done.
    await records.set(doneKey(accountKey, event.key), 1, KNOWN_FOR);
    await records.delete(openKey(accountKey, event.key));
  }

  function inBackground(open: Open): void {
    const work = finish(open)
      .catch((error: unknown) => {
        log.warn({ account: open.accountKey, event: open.event.type, err: error }, "an event waits to be done again");
      })
      .finally(() => underWay.delete(work));
    underWay.add(work);
  }

  return {
    async receive(accountKey, event) {
      if (event.type === "ROOM_HINT") {
        // Unsigned, and told once: there is nothing to keep, polling finds what is lost.
        await effect(accountKey, event);
        return;
      }
      const isDone = () => records.get(doneKey(accountKey, event.key));
      if (await isDone()) return;
      const open: Open = { accountKey, event: toOpen(event), receivedAt: clock.now() };
      if (!(await records.add(openKey(accountKey, event.key), open))) return;
      // Another may have done it between the two steps.
      if (await isDone()) await records.delete(openKey(accountKey, event.key));
      else inBackground(open);
    },
    async sweep() {
      if (!(await leases.take("inbox-sweep", LEFT_AFTER / 2000))) return;
      for (const key of await records.keys("inbox:")) {
        const open = await records.get<Open>(key);
        if (open && clock.now() - open.receivedAt >= LEFT_AFTER) await finish(open);
      }
    },
    async close() {
      await Promise.allSettled(underWay);
    },
  };
}

/** Times are kept as text. */
function toOpen(event: ProviderEvent): Open["event"] {
  return "at" in event ? { ...event, at: event.at.toISOString() } : event;
}

function fromOpen(event: Open["event"]): ProviderEvent {
  return (event.at === undefined ? event : { ...event, at: new Date(event.at) }) as ProviderEvent;
}
