import { randomUUID } from "node:crypto";
import type { Call } from "../domain/call";
import { cutIntoChunks } from "../domain/chunks";
import type { Clock } from "../domain/clock";
import { isRefusal, LiveError } from "../domain/error";
import type { Leases } from "../domain/lease";
import type { Log } from "../domain/log";
import type { Notification } from "../domain/notification";
import type { RecordStore } from "../domain/record-store";
import { requirePort, type ConnectedAccount } from "./account";
import {
  createNotificationStore,
  isSent,
  toNotification,
  type NotificationRecord,
  type NotificationStore,
} from "./notification-record";
import { createNotificationSteps, newChunk } from "./notification-steps";

/** Whom a push is for. */
export type Recipients = { readonly openIds: readonly string[] } | "everyone";

/** What the provider found when it delivered a chunk. */
export interface ChunkResult {
  readonly messageId: string;
  readonly succeeded: number;
  readonly failed: number;
}

/**
 * Sends pushes to followers, chunk by chunk. Each step is written down before it is taken, and taken by one process at a
 * time, so that a restart goes on where it was and no chunk is ever sent twice: one whose answer was lost stays unknown.
 */
export interface Notifier {
  /** Sends the first chunk and tells where things stand; the rest follows by itself. A refusal leaves nothing behind. */
  send(
    connected: ConnectedAccount,
    roomNativeId: string,
    newId: string,
    recipients: Recipients,
    call: Call,
  ): Promise<Notification>;
  get(accountKey: string, nativeId: string): Promise<Notification | null>;
  /** Adds a result. Null when no push of ours had this message; a result that came before changes nothing. */
  addResult(accountKey: string, result: ChunkResult): Promise<Notification | null>;
  /** Goes on with what a stopped process left, and from then on with what waits for the provider. */
  resume(): Promise<void>;
  /** Stops between two chunks. */
  close(): Promise<void>;
}

export interface NotifierOptions {
  readonly accounts: ReadonlyMap<string, ConnectedAccount>;
  readonly store: RecordStore;
  /** One replica at a time sends a push. */
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Log;
  /** Told each time a push has come further. */
  readonly onProgress?: (notification: Notification) => Promise<void>;
}

const CHUNK_TIMEOUT = 15_000;
/** Longer than any step may take. */
const LEASE_SECONDS = 60;
const LOOK_EVERY = 60_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A broadcast lasts a day at most; nobody wants to hear of it later. */
const GIVEN_UP_AFTER = 25 * HOUR;

export function createNotifier(options: NotifierOptions): Notifier {
  const { accounts, store, leases, clock, log, onProgress } = options;
  const stored = createNotificationStore(store);
  const records: NotificationStore = {
    ...stored,
    async save(record) {
      await stored.save(record);
      await onProgress?.(await show(record));
    },
  };
  const steps = createNotificationSteps({ accounts, records, log });
  const underWay = new Map<string, Promise<void>>();
  let isClosing = false;
  let looking: NodeJS.Timeout | undefined;

  async function show(record: NotificationRecord): Promise<Notification> {
    return toNotification(record, await stored.results(record));
  }

  async function finish(record: NotificationRecord, hasFailed: boolean): Promise<void> {
    if (hasFailed) await records.save({ ...record, failedAt: clock.now() });
    await records.setOpen(record.accountKey, record.nativeId, false);
  }

  /** Takes the next step of what is written down, whoever wrote it; tells whether there is another. */
  async function goOnOnce(accountKey: string, nativeId: string): Promise<boolean> {
    const lease = await leases.take(leaseOf(accountKey, nativeId), LEASE_SECONDS);
    if (!lease) return false;
    try {
      const record = await records.get(accountKey, nativeId);
      if (!record) await records.setOpen(accountKey, nativeId, false);
      if (!record || (record.notBefore ?? 0) > clock.now()) return false;
      // Not ended by a shutdown: it is not known of a chunk that was cut off whether it was sent.
      const signal = AbortSignal.timeout(CHUNK_TIMEOUT);
      const next = await steps.take(record, { signal, requestId: randomUUID() });
      if (!next) await finish(record, false);
      return next !== null;
    } catch (error) {
      await stop(accountKey, nativeId, error);
      return false;
    } finally {
      await lease.release().catch(() => undefined);
    }
  }

  /** A refusal is final. Whatever else it is may pass: a spent quota, a busy provider, a network that is down. */
  async function stop(accountKey: string, nativeId: string, error: unknown): Promise<void> {
    log.warn({ notification: nativeId, err: error }, "a push to followers has stopped");
    const record = await records.get(accountKey, nativeId);
    if (!record) return;
    const isTooLate = clock.now() - record.createdAt > GIVEN_UP_AFTER;
    if (isRefusal(error) || isTooLate) await finish(record, true);
    else await records.save({ ...record, notBefore: clock.now() + waitAfter(error) });
  }

  function inBackground(accountKey: string, nativeId: string): void {
    if (underWay.has(nativeId)) return;
    const work = async () => {
      let hasMore = true;
      while (hasMore && !isClosing) hasMore = await goOnOnce(accountKey, nativeId);
    };
    const working = work()
      .catch((error: unknown) => log.error({ notification: nativeId, err: error }, "a push to followers is stuck"))
      .finally(() => underWay.delete(nativeId));
    underWay.set(nativeId, working);
  }

  async function goOnWithAll(): Promise<void> {
    for (const key of accounts.keys()) for (const nativeId of await records.open(key)) inBackground(key, nativeId);
  }

  return {
    async send(connected, roomNativeId, newId, recipients, call) {
      const { chunkSize } = requirePort(connected.provider, "notifications");
      if (recipients === "everyone") requirePort(connected.provider, "followers");
      const openIds = recipients === "everyone" ? [] : [...new Set(recipients.openIds)];
      const chunks = cutIntoChunks(openIds, chunkSize);
      let record: NotificationRecord = {
        nativeId: newId,
        accountKey: connected.account.key,
        roomNativeId,
        createdAt: clock.now(),
        failedAt: null,
        chunks: chunks.map((chunk) => newChunk(chunk.length)),
        followers: recipients === "everyone" ? { next: null, isDone: false } : null,
        notBefore: null,
      };
      const { accountKey } = record;
      const lease = await leases.take(leaseOf(accountKey, newId), LEASE_SECONDS);
      try {
        for (const [index, chunk] of chunks.entries()) await records.keepRecipients(record, index, chunk);
        // In this order: a push that is known is one that goes on.
        await records.setOpen(accountKey, newId, true);
        await records.save(record);
        while (record.chunks.every(({ state }) => state === "waiting")) {
          const next = await steps.take(record, call);
          if (!next) break;
          record = next;
        }
      } catch (error) {
        const kept = await records.get(accountKey, newId);
        // What may have been sent is remembered, so that nobody sends it again; the rest follows.
        if (!kept?.chunks.some(({ state }) => state !== "waiting")) {
          await records.remove(record);
          await records.setOpen(accountKey, newId, false);
        }
        throw error;
      } finally {
        await lease?.release().catch(() => undefined);
      }
      if (isSent(record)) await finish(record, false);
      else inBackground(accountKey, newId);
      return show(record);
    },
    async get(accountKey, nativeId) {
      const record = await records.get(accountKey, nativeId);
      return record ? show(record) : null;
    },
    async addResult(accountKey, { messageId, succeeded, failed }) {
      await records.addResult(accountKey, messageId, { succeeded, failed, at: clock.now() });
      const nativeId = await records.ofMessage(accountKey, messageId);
      const record = nativeId === undefined ? undefined : await records.get(accountKey, nativeId);
      if (!record) return null;
      const shown = await show(record);
      await onProgress?.(shown);
      return shown;
    },
    async resume() {
      looking = setInterval(() => {
        goOnWithAll().catch((error: unknown) => log.warn({ err: error }, "pushes to followers cannot be looked for"));
      }, LOOK_EVERY).unref();
      await goOnWithAll();
    },
    async close() {
      clearInterval(looking);
      isClosing = true;
      await Promise.allSettled(underWay.values());
    },
  };
}

function leaseOf(accountKey: string, nativeId: string): string {
  return `notification:${accountKey}:${nativeId}`;
}

/** How long to leave the provider alone, in milliseconds: as long as it says, an hour where a day's calls are spent. */
function waitAfter(error: unknown): number {
  if (!(error instanceof LiveError)) return MINUTE;
  const { retryAfterSeconds } = error.details;
  if (retryAfterSeconds !== undefined) return retryAfterSeconds * 1000;
  return error.kind === "PROVIDER_QUOTA_EXHAUSTED" ? HOUR : MINUTE;
}
