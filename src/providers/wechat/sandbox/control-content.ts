import { ControlAnswer, ControlRefusal, type ControlRoutes } from "../../../sandbox";
import type { ControlContext } from "./control";
import { oneOf, present, wholeNumber, word, yesOrNo } from "./control-fields";
import { isAuditStatus } from "./goods";
import { pictureReply } from "./pictures";
import { replayUrl } from "./videos";
import { isRoomStatus, roomStatuses } from "./room-status";
import type { WechatState } from "./state";

/** Rooms, goods and people as WeChat's own staff and software would change them. */
export function contentRoutes({ state }: ControlContext): ControlRoutes {
  const roomOf = (id: unknown) => present(state().rooms.find(Number(id)), "room");
  const goodsOf = (id: unknown) => present(state().goods.find(Number(id)), "goods");

  return [
    { method: "GET", path: "/_sandbox/state", handler: () => summary(state()) },
    {
      method: "GET",
      path: "/_sandbox/rooms/:id",
      handler: (_fields, { id }) => {
        const room = roomOf(id);
        return { ...room, status: state().rooms.status(room) };
      },
    },
    {
      method: "POST",
      path: "/_sandbox/rooms/:id/status",
      handler: ({ status }, { id }) => {
        const room = roomOf(id);
        if (!isRoomStatus(status)) throw new ControlRefusal(`status is one of ${roomStatuses.join(", ")}`);
        state().rooms.setStatus(room, status);
      },
    },
    {
      method: "POST",
      path: "/_sandbox/rooms/:id/goods/:goodsId/video",
      handler: (fields, { id, goodsId }) => {
        const goods = present(
          roomOf(id).goods.find((row) => row.goodsId === Number(goodsId)),
          "goods in the room",
        );
        goods.video = oneOf(fields, "video", ["none", "making", "failed", "ready"]);
      },
    },
    { method: "GET", path: "/_sandbox/goods/:id", handler: (_fields, { id }) => goodsOf(id) },
    {
      method: "POST",
      path: "/_sandbox/goods/:id/review",
      handler: ({ status }, { id }) => {
        const goods = goodsOf(id);
        if (!isAuditStatus(status)) throw new ControlRefusal("status is one of 0, 1, 2, 3");
        goods.auditStatus = status;
        // As told, until told otherwise.
        goods.submittedAt = Infinity;
      },
    },
    {
      method: "POST",
      path: "/_sandbox/replays",
      handler: (fields) => {
        const room = roomOf(wholeNumber(fields, "roomId"));
        const createdAt = state().clock.seconds();
        const days = fields["expiresInDays"] === undefined ? null : wholeNumber(fields, "expiresInDays");
        const replay = {
          createdAt,
          expiresAt: days === null ? null : createdAt + days * 86_400,
          mediaUrl: replayUrl(room.id, room.replays.length + 1),
        };
        room.replays.push(replay);
        return replay;
      },
    },
    { method: "GET", path: "/_sandbox/people", handler: () => state().people.all() },
    {
      method: "POST",
      path: "/_sandbox/people",
      handler: (fields) => {
        const wechatId = word(fields, "wechatId");
        return state().people.add({
          wechatId,
          nickname: word(fields, "nickname", wechatId),
          verified: yesOrNo(fields, "verified", true),
        });
      },
    },
    {
      method: "GET",
      path: "/_sandbox/images/:file",
      handler: (_fields, { file = "" }) => new ControlAnswer(pictureReply(state().media, file)),
    },
  ];
}

function summary({ clock, rooms, goods, roles, followers, people, settings }: WechatState) {
  const listed = rooms.listed();
  const library = goods.all();
  return {
    now: new Date(clock.now()).toISOString(),
    appId: settings.credentials.appId,
    rooms: { total: listed.length, byStatus: count(listed.map((room) => rooms.status(room))) },
    goods: { total: library.length, byAuditStatus: count(library.map(({ auditStatus }) => auditStatus)) },
    members: roles.all().length,
    people: people.all().length,
    followers: followers.count(),
  };
}

function count(values: readonly number[]): Readonly<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
