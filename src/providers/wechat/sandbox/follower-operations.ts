import type { WechatAnnounced, WechatAnnouncement, WechatFollowerPage } from "../protocol/wire-followers";
import { beijingDay } from "./beijing";
import { idField, invalid, listField, missing, optionalInteger } from "./fields";
import { pushResultEvent } from "./live-events";
import { liveOperation, type OperationContext, type WechatOperation } from "./operation";
import { openidOf } from "./people";
import { WechatRefusal } from "./refusal";
import { roomFor } from "./rooms";

const PER_DAY = 5_000;
const DEFAULT_ROWS = 200;
const MOST_ROWS = 2_000;
const MOST_RECEIVERS = 2_000;
/** WeChat answers at once and tells what became of the messages "later". */
const RESULT_SECONDS = 3;

export const followerOperations: readonly WechatOperation[] = [
  liveOperation({
    name: "subscribe.followers",
    path: "/wxa/business/get_wxa_followers",
    perDay: PER_DAY,
    success: "text",
    prepare: (fields) => {
      const limit = optionalInteger(fields, "limit", DEFAULT_ROWS, { minimum: 1, maximum: MOST_ROWS });
      // SDKs that cannot leave it out send 0 for the first page.
      const before = optionalInteger(fields, "page_break", 0, { minimum: 0 }) || Infinity;
      return ({ state: { followers } }) => {
        const page = followers.page(before, limit);
        const last = page.at(-1);
        return {
          followers: page.map(({ openid, subscribedAt, roomId, roomStatus }) => ({
            openid,
            subscribe_time: subscribedAt,
            room_id: roomId,
            room_status: roomStatus,
          })),
          // How the end looks is not documented; here the page after the last is empty and has no cursor.
          ...(last ? { page_break: last.position } : {}),
        } satisfies WechatFollowerPage;
      };
    },
  }),
  liveOperation({
    name: "subscribe.pushMessage",
    path: "/wxa/business/push_message",
    perDay: PER_DAY,
    success: "text",
    prepare: (fields) => {
      const announcement: WechatAnnouncement = {
        room_id: idField(fields, "room_id"),
        user_openid: listField(fields, "user_openid").map((openid) => {
          if (typeof openid !== "string") throw invalid("user_openid");
          return openid;
        }),
      };
      if (announcement.user_openid.length === 0) throw missing("user_openid");
      if (announcement.user_openid.length > MOST_RECEIVERS) throw invalid("user_openid");
      return (context) => announce(announcement, context);
    },
  }),
];

function announce({ room_id, user_openid }: WechatAnnouncement, context: OperationContext): WechatAnnounced {
  const { rooms, followers, clock, random } = context.state;
  const room = roomFor(rooms, room_id);
  if (rooms.status(room) !== 101) throw new WechatRefusal(9410006);
  const today = beijingDay(clock.seconds());
  const announced = followers.announced(today);
  if (announced !== undefined && announced !== room.id) throw new WechatRefusal(9410005);
  followers.announce(today, room.id);
  const message_id = random.text(1, "123456789") + random.text(18, "0123456789");
  const counts = deliver(user_openid, today, context);
  clock.at(clock.now() + RESULT_SECONDS * 1000, () => tell({ message_id, room_id, ...counts }, context));
  return { message_id };
}

/** Each receiver counts once: five ways in which it can end, and their sum is the total. */
function deliver(openids: readonly string[], day: number, { state: { followers } }: OperationContext) {
  const counts = {
    total_count: openids.length,
    success_count: 0,
    openid_error_count: 0,
    relation_error_count: 0,
    user_recv_limit_count: 0,
    internal_error_count: 0,
  };
  for (const openid of openids) {
    if (!/^o[-\w]{27}$/.test(openid)) counts.openid_error_count += 1;
    else if (!followers.has(openid)) counts.relation_error_count += 1;
    else if (followers.receive(openid, day)) counts.success_count += 1;
    else counts.user_recv_limit_count += 1;
  }
  return counts;
}

function tell(result: Readonly<Record<string, string | number>>, { state, events }: OperationContext): void {
  const { settings, clock } = state;
  const header = {
    appId: settings.credentials.appId,
    fromUserName: openidOf("boss_wx01"),
    seconds: clock.seconds(),
  };
  void events.send(pushResultEvent(result, header));
}
