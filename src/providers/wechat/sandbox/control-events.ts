import { ControlRefusal, type ControlRoutes } from "../../../sandbox";
import type { ControlContext } from "./control";
import { oneOf, word, type ControlFields } from "./control-fields";
import type { EventFields } from "./event-body";
import { eventHeader, followEvent, pushResultEvent } from "./live-events";
import { openidOf } from "./people";
import type { WechatCallback } from "./settings";
import type { WechatState } from "./state";

const modes = ["plain", "compatible", "safe"] as const;
const formats = ["json", "xml"] as const;

/** Events on demand, what became of them, and where they go. */
export function eventRoutes({ state, events }: ControlContext): ControlRoutes {
  const callback = () => {
    const configured = events.callback();
    return configured && { ...configured, token: "***", encodingAesKey: "***" };
  };
  return [
    { method: "GET", path: "/_sandbox/callback", handler: callback },
    {
      method: "POST",
      path: "/_sandbox/callback",
      handler: (fields) => {
        events.configure(readCallback(fields, state()));
        return callback();
      },
    },
    { method: "DELETE", path: "/_sandbox/callback", handler: () => events.configure(null) },
    { method: "GET", path: "/_sandbox/events", handler: () => events.deliveries() },
    {
      method: "POST",
      path: "/_sandbox/events",
      handler: async (body) => {
        if (!events.callback()) throw new ControlRefusal("no callback is configured: POST /_sandbox/callback");
        const type = oneOf(body, "type", ["follow", "push-result", "raw", "verify"]);
        if (type === "verify") return events.verify();
        const { type: _type, fields, ...rest } = body;
        return events.send(makers[type](readPayload({ ...rest, ...readObject(fields) }), state()));
      },
    },
  ];
}

type Payload = Readonly<Record<string, string | number>>;

const makers: Readonly<Record<"follow" | "push-result" | "raw", (given: Payload, state: WechatState) => EventFields>> =
  {
    /** Somebody subscribes, or does not any more; the list of followers knows it as well. */
    follow(given, state) {
      const { rooms, followers, clock } = state;
      const openid = String(given["user_openid"] ?? openidOf(`follower-by-control-${followers.count() + 1}`));
      const roomId = Number(given["room_id"] ?? 1);
      const room = rooms.find(roomId);
      const status = room ? rooms.status(room) : 102;
      const payload = {
        room_id: roomId,
        user_openid: openid,
        time: clock.seconds(),
        // An event knows three statuses only.
        live_status: status === 101 || status === 103 ? status : 102,
        action: "add_follow",
        ...given,
      };
      if (payload.action === "del_follow") followers.remove(openid);
      else followers.add({ openid, roomId, roomStatus: payload.live_status, subscribedAt: payload.time });
      return followEvent(payload, header(state, openid));
    },
    "push-result": (given, state) =>
      pushResultEvent(
        {
          message_id: state.random.text(1, "123456789") + state.random.text(18, "0123456789"),
          room_id: 1,
          total_count: 6,
          success_count: 2,
          openid_error_count: 1,
          relation_error_count: 1,
          user_recv_limit_count: 1,
          internal_error_count: 1,
          ...given,
        },
        header(state, openidOf("boss_wx01")),
      ),
    raw: (given, state) => ({ ...eventHeader(header(state, openidOf("boss_wx01"))), ...given }),
  };

function header({ settings, clock }: WechatState, fromUserName: string) {
  return { appId: settings.credentials.appId, fromUserName, seconds: clock.seconds() };
}

function readCallback(fields: ControlFields, { settings: { credentials } }: WechatState): WechatCallback {
  const url = word(fields, "url");
  if (!URL.canParse(url)) throw new ControlRefusal("url is an address");
  return {
    url,
    token: word(fields, "token", credentials.pushToken),
    encodingAesKey: word(fields, "encodingAesKey", credentials.encodingAesKey),
    mode: oneOf({ mode: "safe", ...fields }, "mode", modes),
    format: oneOf({ format: "json", ...fields }, "format", formats),
  };
}

function readObject(value: unknown): ControlFields {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null) throw new ControlRefusal("fields is an object");
  return value as ControlFields;
}

function readPayload(fields: ControlFields): Payload {
  const payload: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== "string" && typeof value !== "number")
      throw new ControlRefusal(`${name} is a text or a number`);
    payload[name] = value;
  }
  return payload;
}
