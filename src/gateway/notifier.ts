import type { RecordStore } from "../domain/record-store";
import { randomUUID } from "node:crypto";
import type { Call } from "../domain/call";
import { cutIntoChunks } from "../domain/chunks";
import type { Clock } from "../domain/clock";
import { isRefusal, LiveError } from "../domain/error";
import type { Leases } from "../domain/lease";
import type { Log } from "../domain/log";
import type { Notification } from "../domain/notification";
import { requirePort, type ConnectedAccount } from "./account";
import {
  createNotificationStore,
  isSent,
  toNotification,
  type ChunkRecord,
  type NotificationRecord,
} from "./notification-record";

/** Whom a push is for. */
export type Recipients = { readonly openIds: readonly string[] } | "everyone";

/** What the provider found when it delivered a chunk. */
export interface ChunkResult {
  readonly messageId: string;
  readonly succeeded: number;
  readonly failed: number;
}

/**
 * Sends pushes to followers, chunk by chunk. Each step is written down before it is taken, so that a restart goes on
 * where it was, and no chunk is ever sent twice: one whose answer was lost stays unknown.
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
  /** Goes on with what a stopped process left. */
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
}

const CHUNK_TIMEOUT = 15_000;
/** Longer than a chunk takes. */
const LEASE_SECONDS = 60;

export function createNotifier({ accounts, store, leases, clock, log }: NotifierOptions): Notifier {
  const records = createNotificationStore(store);
  const underWay = new Set<Promise<void>>();
  const closing = new AbortController();

  /** Writes down, then sends, then writes down what came of it. Throws what the provider refused. */
  async function sendChunk(record: NotificationRecord, index: number, call: Call): Promise<NotificationRecord> {
    const connected = accounts.get(record.accountKey) as ConnectedAccount;
    const openIds = await records.recipients(record, index);
    const sending = withChunk(record, index, { state: "sending" });
    await records.save(sending);
    try {
      const port = requirePort(connected.provider, "notifications");
      const messageId = await port.sendChunk(record.roomNativeId, openIds, call);
      const accepted = withChunk(sending, index, { state: "accepted", messageId });
      await records.keepMessage(accepted, messageId);
      await records.save(accepted);
      return accepted;
    } catch (error) {
      if (!(error instanceof LiveError)) throw error;
      if (error.details.ambiguous) {
        const unknown = withChunk(sending, index, { state: "unknown" });
        log.warn({ notification: record.nativeId, chunk: index }, "it is not known whether a chunk was sent");
        await records.save(unknown);
        return unknown;
      }
      await records.save(withChunk(sending, index, { state: "waiting" }));
      throw error;
    }
  }

  /** For everyone: reads the next page of followers as the next chunk. */
  async function readFollowers(record: NotificationRecord, call: Call): Promise<NotificationRecord> {
    const { provider } = accounts.get(record.accountKey) as ConnectedAccount;
    const { chunkSize } = requirePort(provider, "notifications");
    const page = await requirePort(provider, "followers").listFollowers(
      record.followers?.next ?? null,
      chunkSize,
      call,
    );
    const openIds = page.items.map(({ openId }) => openId);
    const followers = { next: page.next, isDone: page.next === null };
    if (openIds.length === 0) return { ...record, followers: { next: null, isDone: true } };
    await records.keepRecipients(record, record.chunks.length, openIds);
    return { ...record, followers, chunks: [...record.chunks, newChunk(openIds.length)] };
  }

  /** The next step, or null when there is none. */
  async function step(record: NotificationRecord, call: Call): Promise<NotificationRecord | null> {
    const waiting = record.chunks.findIndex(({ state }) => state === "waiting");
    if (waiting >= 0) return sendChunk(record, waiting, call);
    if (!record.followers || record.followers.isDone) return null;
    const read = await readFollowers(record, call);
    await records.save(read);
    return read;
  }

  async function finish(record: NotificationRecord, hasFailed: boolean): Promise<NotificationRecord> {
    const done = { ...record, hasFailed, finishedAt: hasFailed ? clock.now() : record.finishedAt };
    await records.save(done);
    await records.setOpen(record.accountKey, record.nativeId, false);
    return done;
  }

  /**
   * One step further, from where the push stands now: another replica may have gone on with it meanwhile. Null when there
   * is nothing left to do, or another one is at it.
   */
  async function stepInTurn(record: NotificationRecord): Promise<NotificationRecord | null> {
    const lease = await leases.take(leaseOf(record), LEASE_SECONDS);
    if (!lease) return null;
    try {
      const current = abandoned((await records.get(record.accountKey, record.nativeId)) ?? record);
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(CHUNK_TIMEOUT)]);
      const next = await step(current, { signal, requestId: randomUUID() });
      if (!next) await finish(current, false);
      return next;
    } finally {
      await lease.release().catch(() => undefined);
    }
  }

  async function goOn(record: NotificationRecord): Promise<void> {
    let current: NotificationRecord | null = record;
    try {
      while (current && !closing.signal.aborted) current = await stepInTurn(current);
    } catch (error) {
      log.warn({ notification: record.nativeId, err: error }, "a push to followers has stopped");
      // A refusal is final; anything else is tried again when the process starts next.
      if (!isRefusal(error)) return;
      const stopped = await records.get(record.accountKey, record.nativeId).catch(() => undefined);
      await finish(stopped ?? record, true).catch(() => undefined);
    }
  }

  function inBackground(record: NotificationRecord): void {
    const work = goOn(record).finally(() => underWay.delete(work));
    underWay.add(work);
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
        finishedAt: null,
        chunks: chunks.map((chunk) => newChunk(chunk.length)),
        followers: recipients === "everyone" ? { next: null, isDone: false } : null,
        hasFailed: false,
      };
      const lease = await leases.take(leaseOf(record), LEASE_SECONDS);
      for (const [index, chunk] of chunks.entries()) await records.keepRecipients(record, index, chunk);
      await records.save(record);
      await records.setOpen(record.accountKey, record.nativeId, true);
      try {
        while (record.chunks.every(({ state }) => state === "waiting")) {
          const next = await step(record, call);
          if (!next) break;
          record = next;
        }
      } catch (error) {
        await records.remove(record);
        await records.setOpen(record.accountKey, record.nativeId, false);
        throw error;
      } finally {
        await lease?.release().catch(() => undefined);
      }
      if (isSent(record)) record = await finish(record, false);
      else inBackground(record);
      return toNotification(record);
    },
    async get(accountKey, nativeId) {
      const record = await records.get(accountKey, nativeId);
      return record ? toNotification(record) : null;
    },
    async addResult(accountKey, { messageId, succeeded, failed }) {
      const nativeId = await records.ofMessage(accountKey, messageId);
      const record = nativeId === undefined ? undefined : await records.get(accountKey, nativeId);
      if (!record) return null;
      const index = record.chunks.findIndex((chunk) => chunk.messageId === messageId);
      if (index < 0 || record.chunks[index]?.succeeded !== null) return toNotification(record);
      const counted = withChunk(record, index, { succeeded, failed });
      const isComplete = isSent(counted) && counted.chunks.every((chunk) => chunk.succeeded !== null);
      const saved = isComplete ? { ...counted, finishedAt: clock.now() } : counted;
      await records.save(saved);
      return toNotification(saved);
    },
    async resume() {
      for (const key of accounts.keys()) {
        for (const nativeId of await records.open(key)) {
          const record = await records.get(key, nativeId);
          if (record) inBackground(record);
        }
      }
    },
    async close() {
      closing.abort();
      await Promise.allSettled(underWay);
    },
  };
}

function leaseOf({ accountKey, nativeId }: NotificationRecord): string {
  return `notification:${accountKey}:${nativeId}`;
}

/** What was being sent when its sender went away may have arrived. */
function abandoned(record: NotificationRecord): NotificationRecord {
  const chunks = record.chunks.map((chunk): ChunkRecord =>
    chunk.state === "sending" ? { ...chunk, state: "unknown" } : chunk,
  );
  return { ...record, chunks };
}

function newChunk(size: number): ChunkRecord {
  return { size, state: "waiting", messageId: null, succeeded: null, failed: null };
}

function withChunk(record: NotificationRecord, index: number, change: Partial<ChunkRecord>): NotificationRecord {
  const chunks = record.chunks.map((chunk, at) => (at === index ? { ...chunk, ...change } : chunk));
  return { ...record, chunks };
}
