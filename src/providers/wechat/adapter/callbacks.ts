import type { Callback, CallbackPort, CallbackRequest, ProviderEvent } from "../../../domain/callback";
import type { Clock } from "../../../domain/clock";
import type { Log } from "../../../domain/log";
import { wechatEvent, wechatFollowEvent, wechatPushResultEvent } from "../protocol/wire-events";
import { decryptMessage, isSigned, type MessageKeys } from "./message-crypto";
import { readMessage } from "./message-text";

export interface WechatCallbackOptions extends MessageKeys {
  readonly accountKey: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** How far a push's time may be from ours, in seconds. */
const WINDOW = 300;

/** WeChat's message push (消息推送) in plain, compatible and safe mode, as JSON or XML. */
export function createCallbacks(options: WechatCallbackOptions): CallbackPort {
  const { tokens, encodingAesKeys, clock, log, accountKey } = options;

  function open({ method, query, body }: CallbackRequest): Callback {
    const { timestamp = "", nonce = "", signature, msg_signature: messageSignature } = query;
    if (!/^\d{1,11}$/.test(timestamp) || Math.abs(clock.now() / 1000 - Number(timestamp)) > WINDOW) {
      return refuse("its time is not now");
    }
    if (method === "GET") {
      const { echostr = "" } = query;
      if (!isSigned(signature, tokens, timestamp, nonce)) return refuse("wrong signature");
      // Plain in every mode of a mini-program, and to be given back as it is.
      return /^[\x21-\x7e]{1,256}$/.test(echostr) ? { type: "CHALLENGE", answer: echostr } : refuse("no echostr");
    }
    const outer = Buffer.from(body).toString("utf8");
    if (encodingAesKeys.length === 0) {
      if (!isSigned(signature, tokens, timestamp, nonce)) return refuse("wrong signature");
      return read(outer);
    }
    // What stands in the clear beside it, in compatible mode, nobody has signed.
    const encrypted = findEncrypted(outer);
    if (encrypted === null) return refuse("not encrypted, although an EncodingAESKey is set");
    if (!isSigned(messageSignature, tokens, timestamp, nonce, encrypted)) return refuse("wrong signature");
    const message = decryptMessage(encrypted, options);
    return message === null ? refuse("encrypted with another key or for another AppID") : read(message);
  }

  function read(text: string): Callback {
    const fields = readMessage(text);
    const header = wechatEvent.safeParse(fields);
    if (!fields || !header.success) return refuse("unreadable");
    const event = header.data.MsgType === "event" ? (header.data.Event ?? "") : "";
    const known = toEvent(event, fields);
    // Other kinds are received, so that WeChat does not send them again.
    if (known === undefined) return { type: "EVENTS", events: [] };
    if (known === null) log.warn({ account: accountKey, event }, "an event of WeChat lacks what it should tell");
    return { type: "EVENTS", events: known ? [known] : [] };
  }

  return { open, received: { type: "text/plain; charset=utf-8", body: "success" } };
}

function refuse(reason: string): Callback {
  return { type: "REFUSED", reason };
}

/** The encrypted part, found without reading the rest of what nobody has vouched for yet. */
function findEncrypted(outer: string): string | null {
  if (!outer.trimStart().startsWith("<")) {
    const found = readMessage(outer)?.["Encrypt"];
    return typeof found === "string" ? found : null;
  }
  const found = [...outer.matchAll(/<Encrypt>\s*(?:<!\[CDATA\[)?([A-Za-z0-9+/=]+)(?:\]\]>)?\s*<\/Encrypt>/g)];
  return found.length === 1 ? (found[0]?.[1] ?? null) : null;
}

/** Undefined for an event of another kind, null for one that cannot be read. */
function toEvent(event: string, fields: Readonly<Record<string, unknown>>): ProviderEvent | null | undefined {
  switch (event) {
    case "wxalive_follow_notify": {
      const { data } = wechatFollowEvent.safeParse(fields["FollowNotify"] ?? fields);
      if (!data) return null;
      const { user_openid: openId, action, time, room_id: room } = data;
      return {
        type: "FOLLOWER",
        key: `follow:${openId}:${action}:${time}`,
        at: new Date(time * 1000),
        openId,
        followed: action === "add_follow",
        roomNativeId: room ? String(room) : null,
      };
    }
    case "wxalive_push_message_notify": {
      const { data } = wechatPushResultEvent.safeParse(fields["PushMessageApiNotify"] ?? fields);
      if (!data) return null;
      const { message_id: messageId, total_count: total, success_count: succeeded } = data;
      const failed = Math.max(0, total - succeeded);
      return { type: "NOTIFICATION_RESULT", key: `push:${messageId}`, messageId, succeeded, failed };
    }
    default:
      return undefined;
  }
}
