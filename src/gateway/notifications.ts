import type { Call } from "../domain/call";
import { LiveError } from "../domain/error";
import type { Notification } from "../domain/notification";
import { identify } from "./identify";
import type { Recipients } from "./notifier";
import type { SessionGround } from "./session";

/** Announcing rooms to followers, within one request. */
export interface NotificationsView {
  send(room: string, recipients: Recipients): Promise<Notification>;
  byId(accountKey: string, nativeId: string): Promise<Notification | null>;
}

export function createNotificationsView({ accounts, notifier }: SessionGround, call: Call): NotificationsView {
  return {
    async send(id, recipients) {
      const { connected, nativeId } = identify(accounts, "room", id, ["liveRoom"]);
      if (recipients !== "everyone") checkOpenIds(recipients.openIds);
      return notifier.send(connected, nativeId, recipients, call).catch((error: unknown) => {
        throw error instanceof LiveError && !error.details.field ? error.with({ field: ["liveRoom"] }) : error;
      });
    },
    byId: (accountKey, nativeId) => notifier.get(accountKey, nativeId),
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
