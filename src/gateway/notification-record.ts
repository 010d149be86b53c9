import type { RecordStore } from "../domain/record-store";
import { formatId } from "../domain/id";
import type { Notification, NotificationStatus } from "../domain/notification";

/** How far one chunk has come. `unknown`: sent or not, nobody can tell; it is never sent again. */
export type ChunkState = "waiting" | "sending" | "accepted" | "unknown";

export interface ChunkRecord {
  readonly size: number;
  readonly state: ChunkState;
  readonly messageId: string | null;
}

/** What is kept of a push, so that it goes on after a restart where it was. */
export interface NotificationRecord {
  readonly nativeId: string;
  readonly accountKey: string;
  readonly roomNativeId: string;
  readonly createdAt: number;
  /** When it failed. A push that did not is finished by its last result. */
  readonly failedAt: number | null;
  readonly chunks: readonly ChunkRecord[];
  /** For everyone: where the list of followers goes on; null when all pages have been read. */
  readonly followers: { readonly next: string | null; readonly isDone: boolean } | null;
  /** It waits for the provider until then. */
  readonly notBefore: number | null;
}

/** What the provider said became of a message. */
export interface ResultRecord {
  readonly succeeded: number;
  readonly failed: number;
  readonly at: number;
}

/**
 * Notifications in the store that survives. Recipients and results stand beside the record: progress writes little, and
 * a result that comes while a chunk is being sent is not written over.
 */
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
  /** Keeps a result, also of a message that nobody knows yet. The first one counts. */
  addResult(accountKey: string, messageId: string, result: ResultRecord): Promise<void>;
  /** The results that have come, in the order of the chunks. */
  results(record: NotificationRecord): Promise<readonly ResultRecord[]>;
}

/** Results come within minutes; people ask about a push for days. */
const KEPT_FOR = 30 * 24 * 3600 * 1000;

export function createNotificationStore(store: RecordStore): NotificationStore {
  const recordKey = (account: string, id: string) => `notification:${account}:${id}`;
  const chunkKey = (record: NotificationRecord, chunk: number) =>
    `notification-chunk:${record.accountKey}:${record.nativeId}:${chunk}`;
  const openKey = (account: string, id: string) => `notification-open:${account}:${id}`;
  const messageKey = (account: string, message: string) => `notification-message:${account}:${message}`;
  const resultKey = (account: string, message: string) => `notification-result:${account}:${message}`;
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
    async addResult(account, message, result) {
      await store.add(resultKey(account, message), result, KEPT_FOR);
    },
    async results({ accountKey, chunks }) {
      const keys = chunks.flatMap(({ messageId }) => (messageId === null ? [] : resultKey(accountKey, messageId)));
      const found = keys.length === 0 ? [] : await store.getMany<ResultRecord>(keys);
      return found.filter((result) => result !== undefined);
    },
  };
}

export function toNotification(record: NotificationRecord, results: readonly ResultRecord[]): Notification {
  const { chunks, accountKey, nativeId, roomNativeId, failedAt } = record;
  const accepted = chunks.filter(({ state }) => state === "accepted");
  const status = statusOf(record, results.length);
  const lastResult = Math.max(...results.map(({ at }) => at));
  return {
    id: formatId("notification", accountKey, nativeId),
    accountKey,
    roomNativeId,
    status,
    recipients: sum(chunks.map(({ size }) => size)),
    sent: sum(accepted.map(({ size }) => size)),
    succeeded: results.length === 0 ? null : sum(results.map(({ succeeded }) => succeeded)),
    failed: results.length === 0 ? null : sum(results.map(({ failed }) => failed)),
    messageIds: accepted.flatMap(({ messageId }) => messageId ?? []),
    createdAt: new Date(record.createdAt),
    finishedAt: failedAt !== null ? new Date(failedAt) : status === "COMPLETED" ? new Date(lastResult) : null,
  };
}

/** Everything is sent that will be; chunks of an unknown outcome count as sent, since they never are again. */
export function isSent({ chunks, followers }: NotificationRecord): boolean {
  return (
    (followers === null || followers.isDone) && chunks.every(({ state }) => state === "accepted" || state === "unknown")
  );
}

function statusOf(record: NotificationRecord, results: number): NotificationStatus {
  const { chunks, failedAt } = record;
  if (failedAt !== null) return "FAILED";
  if (isSent(record)) return results === chunks.length && chunks.length > 0 ? "COMPLETED" : "SENT";
  return chunks.every(({ state }) => state === "waiting") ? "QUEUED" : "SENDING";
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
