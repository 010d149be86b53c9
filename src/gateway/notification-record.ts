import type { RecordStore } from "../domain/record-store";
import { formatId } from "../domain/id";
import type { Notification, NotificationStatus } from "../domain/notification";

/** How far one chunk has come. `unknown`: sent or not, nobody can tell; it is never sent again. */
export type ChunkState = "waiting" | "sending" | "accepted" | "unknown";

export interface ChunkRecord {
  readonly size: number;
  readonly state: ChunkState;
  readonly messageId: string | null;
  readonly succeeded: number | null;
  readonly failed: number | null;
}

/** What is kept of a push, so that it goes on after a restart where it was. */
export interface NotificationRecord {
  readonly nativeId: string;
  readonly accountKey: string;
  readonly roomNativeId: string;
  readonly createdAt: number;
  readonly finishedAt: number | null;
  readonly chunks: readonly ChunkRecord[];
  /** For everyone: where the list of followers goes on; null when all pages have been read. */
  readonly followers: { readonly next: string | null; readonly isDone: boolean } | null;
  readonly hasFailed: boolean;
}

/** Notifications in the store that survives. Recipients stand beside the record, so that progress writes little. */
export interface NotificationStore {
  get(accountKey: string, nativeId: string): Promise<NotificationRecord | undefined>;
  save(record: NotificationRecord): Promise<void>;
  remove(record: NotificationRecord): Promise<void>;
  recipients(record: NotificationRecord, chunk: number): Promise<readonly string[]>;
  keepRecipients(record: NotificationRecord, chunk: number, openIds: readonly string[]): Promise<void>;
  /** Notifications that have more to send. */
  open(accountKey: string): Promise<readonly string[]>;
  setOpen(accountKey: string, nativeId: string, isOpen: boolean): Promise<void>;
  /** Which notification a message of the provider belongs to. */
  ofMessage(accountKey: string, messageId: string): Promise<string | undefined>;
  keepMessage(record: NotificationRecord, messageId: string): Promise<void>;
}

/** Results come within minutes; people ask about a push for days. */
const KEPT_FOR = 30 * 24 * 3600 * 1000;

export function createNotificationStore(store: RecordStore): NotificationStore {
  const recordKey = (account: string, id: string) => `notification:${account}:${id}`;
  const chunkKey = (record: NotificationRecord, chunk: number) =>
    `notification-chunk:${record.accountKey}:${record.nativeId}:${chunk}`;
  const openKey = (account: string, id: string) => `notification-open:${account}:${id}`;
  const messageKey = (account: string, message: string) => `notification-message:${account}:${message}`;
  return {
    get: (account, id) => store.get<NotificationRecord>(recordKey(account, id)),
    async save(record) {
      await store.set(recordKey(record.accountKey, record.nativeId), record, KEPT_FOR);
    },
    async remove(record) {
      await store.delete(recordKey(record.accountKey, record.nativeId));
    },
    recipients: async (record, chunk) => (await store.get<string[]>(chunkKey(record, chunk))) ?? [],
    async keepRecipients(record, chunk, openIds) {
      await store.set(chunkKey(record, chunk), openIds, KEPT_FOR);
    },
    async open(account) {
      const prefix = openKey(account, "");
      return (await store.keys(prefix)).map((key) => key.slice(prefix.length));
    },
    async setOpen(account, id, isOpen) {
      if (isOpen) await store.set(openKey(account, id), true);
      else await store.delete(openKey(account, id));
    },
    ofMessage: (account, message) => store.get<string>(messageKey(account, message)),
    async keepMessage(record, message) {
      await store.set(messageKey(record.accountKey, message), record.nativeId, KEPT_FOR);
    },
  };
}

export function toNotification(record: NotificationRecord): Notification {
  const { chunks, accountKey, nativeId, roomNativeId } = record;
  const accepted = chunks.filter(({ state }) => state === "accepted");
  const results = accepted.filter(({ succeeded }) => succeeded !== null);
  const sum = (of: readonly ChunkRecord[], figure: (chunk: ChunkRecord) => number) =>
    of.reduce((total, chunk) => total + figure(chunk), 0);
  return {
    id: formatId("notification", accountKey, nativeId),
    accountKey,
    roomNativeId,
    status: statusOf(record, results.length),
    recipients: sum(chunks, ({ size }) => size),
    sent: sum(accepted, ({ size }) => size),
    succeeded: results.length === 0 ? null : sum(results, ({ succeeded }) => succeeded ?? 0),
    failed: results.length === 0 ? null : sum(results, ({ failed }) => failed ?? 0),
    messageIds: accepted.flatMap(({ messageId }) => messageId ?? []),
    createdAt: new Date(record.createdAt),
    finishedAt: record.finishedAt === null ? null : new Date(record.finishedAt),
  };
}

/** Everything is sent that will be; chunks of an unknown outcome count as sent, since they never are again. */
export function isSent({ chunks, followers }: NotificationRecord): boolean {
  return (
    (followers === null || followers.isDone) && chunks.every(({ state }) => state === "accepted" || state === "unknown")
  );
}

function statusOf(record: NotificationRecord, results: number): NotificationStatus {
  const { chunks, hasFailed } = record;
  if (hasFailed) return "FAILED";
  if (isSent(record)) return results === chunks.length && chunks.length > 0 ? "COMPLETED" : "SENT";
  return chunks.every(({ state }) => state === "waiting") ? "QUEUED" : "SENDING";
}
