import { createHash } from "node:crypto";
import type { EventFields } from "./event-body";

type Payload = Readonly<Record<string, string | number>>;

interface Header {
  readonly appId: string;
  readonly fromUserName: string;
  readonly seconds: number;
}

/** The payload is nested, as WeChat's samples have it; its field tables list it flat. */
function liveEvent(event: string, element: string, payload: Payload, header: Header): EventFields {
  return { ...eventHeader(header), Event: event, [element]: payload };
}

export function eventHeader({ appId, fromUserName, seconds }: Header): EventFields {
  return {
    ToUserName: `gh_${createHash("sha1").update(appId).digest("hex").slice(0, 12)}`,
    FromUserName: fromUserName,
    CreateTime: seconds,
    MsgType: "event",
  };
}

/** Somebody has subscribed or unsubscribed (长期订阅状态). */
export function followEvent(payload: Payload, header: Header): EventFields {
  return liveEvent("wxalive_follow_notify", "FollowNotify", payload, header);
}

/** What became of a message to followers (长期订阅群发结果). */
export function pushResultEvent(payload: Payload, header: Header): EventFields {
  return liveEvent("wxalive_push_message_notify", "PushMessageApiNotify", payload, header);
}
