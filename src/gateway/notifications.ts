import { randomUUID } from "node:crypto";
import type { Call } from "../domain/call";
import type { Caller } from "../domain/caller";
import { LiveError } from "../domain/error";
import type { Notification } from "../domain/notification";
import { identify } from "./identify";
import type { Maker } from "./intents";
import type { Notifier, Recipients } from "./notifier";
import type { SessionGround } from "./session";

/** Announcing rooms to followers, within one request. */
export interface NotificationsView {
  /** With a key, a repeat within a day answers with the same notification. */
  send(room: string, recipients: Recipients, idempotencyKey: string | null): Promise<Notification>;
  byId(accountKey: string, nativeId: string): Promise<Notification | null>;
}

export function createNotificationsView(
  { accounts, notifier, intents }: SessionGround,
  caller: Caller,
  call: Call,
): NotificationsView {
  return {
    async send(id, recipients, idempotencyKey) {
      const { connected, nativeId } = identify(accounts, "room", id, ["liveRoom"]);
      if (recipients !== "everyone") checkOpenIds(recipients.openIds);
      const newId = randomUUID();
      return intents
        .write({
          maker: notificationMaker(connected.account.key, notifier),
          subject: caller.subject,
          idempotencyKey,
          input: { room: id, recipients },
          facts: { newId },
          async make() {
            const sent = await notifier.send(connected, nativeId, newId, recipients, call);
            return { nativeId: newId, result: sent };
          },
        })
        .then(({ result }) => result)
        .catch((error: unknown) => {
          throw error instanceof LiveError && !error.details.field ? error.with({ field: ["liveRoom"] }) : error;
        });
    },
    byId: async (accountKey, nativeId) => (accounts.has(accountKey) ? notifier.get(accountKey, nativeId) : null),
  };
}

/** A push has its id before it begins, and a record from then on: that is where it is found again. */
function notificationMaker(accountKey: string, notifier: Notifier): Maker<Notification> {
  return {
    operation: "notifyFollowers",
    accountKey,
    mark: () => Promise.resolve(""),
    async find({ newId }) {
      const found = await notifier.get(accountKey, String(newId));
      return found ? [{ nativeId: String(newId), result: found }] : [];
    },
    adopt: () => Promise.resolve(),
    current: (nativeId) => notifier.get(accountKey, nativeId),
  };
}

function checkOpenIds(openIds: readonly string[]): void {
  const bad = openIds.findIndex((openId) => !/^[A-Za-z0-9_-]{1,64}$/.test(openId));
  if (openIds.length > 0 && bad < 0) return;
  const field = ["recipients", "openIds", ...(bad < 0 ? [] : [String(bad)])];
  const text =
    bad < 0
      ? { en: "Name at least one recipient.", zh: "请至少填写一位接收者。" }
      : { en: "This is no openid.", zh: "这不是有效的 openid。" };
  throw new LiveError("INVALID_INPUT", text, { field });
}
