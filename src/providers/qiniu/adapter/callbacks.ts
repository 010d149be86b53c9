import { createHash, timingSafeEqual } from "node:crypto";
import type { CallbackPort } from "../../../domain/callback";
import { parseJson } from "../../../upstream/json";
import { qiniuEvent } from "../protocol/wire-events";
import { isLiveId } from "./rooms";

/** Gifts change nothing that we tell of a room. */
const ABOUT_ROOMS: ReadonlySet<string> = new Set([
  "live_created",
  "live_started",
  "live_stopped",
  "live_deleted",
  "pk_started",
  "pk_stopped",
]);

/**
 * Events of Qiniu's live server. It signs nothing: the secret in the path is all that tells them from anybody's, and an
 * event is no more than a reason to look at the room. Several secrets while one is being changed.
 */
export function createCallbacks(secrets: readonly string[]): CallbackPort {
  const digests = secrets.map(digest);
  return {
    open({ method, secret, body }) {
      // Every secret is tried, and digests have one length, so that the time tells nothing.
      const given = digest(secret ?? "");
      if (!digests.map((known) => timingSafeEqual(known, given)).includes(true)) {
        return { type: "REFUSED", reason: "wrong secret" };
      }
      const event = method === "POST" ? qiniuEvent.safeParse(read(body)) : null;
      if (!event?.success) return { type: "REFUSED", reason: "unreadable" };
      const { type, body: about } = event.data;
      const ids = ABOUT_ROOMS.has(type) ? [about?.live_id, about?.init_room_id, about?.recv_room_id] : [];
      const rooms = new Set(ids.filter((id) => typeof id === "string" && isLiveId(id)));
      return {
        type: "EVENTS",
        events: [...rooms].map((id) => ({ type: "ROOM_HINT", key: String(id), nativeId: String(id) })),
      };
    },
    received: { type: "application/json; charset=utf-8", body: '{"code":0}' },
  };
}

function digest(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

function read(body: Uint8Array): unknown {
  try {
    return parseJson(Buffer.from(body).toString("utf8"));
  } catch {
    return null;
  }
}
