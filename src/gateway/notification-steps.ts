import type { Call } from "../domain/call";
import { LiveError } from "../domain/error";
import type { Log } from "../domain/log";
import { requirePort, type ConnectedAccount } from "./account";
import type { ChunkRecord, NotificationRecord, NotificationStore } from "./notification-record";

/** One step of a push: the next page of followers becomes a chunk, or the next chunk is sent. */
export interface NotificationSteps {
  /**
   * Takes the next step and tells where things stand; null when there is none. To be called by one at a time: a chunk
   * that is found half sent was left so by a process that ended, and is never sent again.
   */
  take(record: NotificationRecord, call: Call): Promise<NotificationRecord | null>;
}

export interface StepOptions {
  readonly accounts: ReadonlyMap<string, ConnectedAccount>;
  readonly records: NotificationStore;
  readonly log: Log;
}

export function createNotificationSteps({ accounts, records, log }: StepOptions): NotificationSteps {
  /** Writes down, then sends, then writes down what came of it. Throws what the provider refused. */
  async function sendChunk(record: NotificationRecord, index: number, call: Call): Promise<NotificationRecord> {
    const connected = accounts.get(record.accountKey) as ConnectedAccount;
    const openIds = await records.recipients(record, index);
    const sending = withChunk(record, index, { state: "sending" });
    await records.save(sending);
    const port = requirePort(connected.provider, "notifications");
    let messageId: string;
    try {
      messageId = await port.sendChunk(record.roomNativeId, openIds, call);
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
    // When this cannot be written down the chunk is found half sent, and it is not known of it what it was.
    const accepted = withChunk(sending, index, { state: "accepted", messageId });
    await records.keepMessage(accepted, messageId);
    await records.save(accepted);
    return accepted;
  }

  /** For everyone: reads the next page of followers as the next chunk. */
  async function readFollowers(record: NotificationRecord, call: Call): Promise<NotificationRecord> {
    const { provider } = accounts.get(record.accountKey) as ConnectedAccount;
    const { chunkSize } = requirePort(provider, "notifications");
    const { items, next } = await requirePort(provider, "followers").listFollowers(
      record.followers?.next ?? null,
      chunkSize,
      call,
    );
    const openIds = [...new Set(items.map(({ openId }) => openId))];
    if (openIds.length === 0) return { ...record, followers: { next: null, isDone: true } };
    await records.keepRecipients(record, record.chunks.length, openIds);
    return {
      ...record,
      followers: { next, isDone: next === null },
      chunks: [...record.chunks, newChunk(openIds.length)],
    };
  }

  return {
    async take(found, call) {
      const record = { ...found, chunks: found.chunks.map(abandon) };
      const waiting = record.chunks.findIndex(({ state }) => state === "waiting");
      if (waiting >= 0) return sendChunk(record, waiting, call);
      if (!record.followers || record.followers.isDone) {
        await records.save(record);
        return null;
      }
      const read = await readFollowers(record, call);
      await records.save(read);
      return read;
    },
  };
}

export function newChunk(size: number): ChunkRecord {
  return { size, state: "waiting", messageId: null };
}

function abandon(chunk: ChunkRecord): ChunkRecord {
  return chunk.state === "sending" ? { ...chunk, state: "unknown" } : chunk;
}

function withChunk(record: NotificationRecord, index: number, change: Partial<ChunkRecord>): NotificationRecord {
  const chunks = record.chunks.map((chunk, at) => (at === index ? { ...chunk, ...change } : chunk));
  return { ...record, chunks };
}
