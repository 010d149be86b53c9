import { failures } from "../failure";
import { makeStreamUrls } from "../stream-urls";
import type { Trace } from "../trace";
import { writeJson, type TextMap } from "../wire/json-writer";
import { collate, fits, sameText } from "./collation";
import { lags, needDatabaseRaw } from "./database";
import type { Room } from "./entities";
import { announceCreation, announceRoom } from "./room-events";
import { findUser } from "./users";

/** What is told of a room at its creation. Times are seconds, null when there is none. */
export interface RoomInput {
  readonly anchor_id: string;
  readonly title: string;
  readonly notice: string;
  readonly cover_url: string;
  readonly extends: TextMap | null;
  readonly start_at: number | null;
  readonly end_at: number | null;
  readonly publish_expire_at: number | null;
}

const MODERATION_TEXT = "Post http://ai.qiniuapi.test/v3/live/censor: dial tcp: i/o timeout";

/** The room of that id, as the servers look it up in nearly every call. */
export function findRoom(trace: Trace, liveId: string): Room {
  needDatabaseRaw(trace);
  const [room] = trace.world.rooms.under(collate(liveId), lags(trace));
  if (!room) throw failures.noRecord();
  return room;
}

/**
 * The group of the messaging service comes first, then the row, the moderation job, the event. On master a moderation
 * service that is down makes the call fail although the room is there; the newer servers go on without it.
 */
export function createRoom(trace: Trace, input: RoomInput): Room {
  const { world } = trace;
  const liveId = world.identifiers.snowflake();
  findUser(trace, input.anchor_id);
  if (trace.struck("im-down")) throw failures.internal();
  const chatId = world.identifiers.chatId();
  needDatabaseRaw(trace);
  refuseLongTexts(input);
  const now = world.clock.seconds();
  const expiry = input.publish_expire_at ?? 0;
  const room = world.rooms.insert({
    liveId,
    title: input.title,
    notice: input.notice,
    coverUrl: input.cover_url,
    extends: input.extends,
    anchorId: input.anchor_id,
    status: 0,
    pkId: "",
    startAt: input.start_at,
    endAt: input.end_at,
    chatId,
    ...makeStreamUrls(liveId, expiry > now ? expiry : now + world.settings.publish.expiresAfterSeconds, world.settings),
    lastHeartbeatAt: null,
    createdAt: now,
    updatedAt: now,
    written: (world.writes += 1),
    stopReason: "",
    stopUserId: "",
    stopAt: null,
  });
  announceCreation(trace, room);
  if (world.moderation.enable) {
    if (!trace.struck("moderation-down")) world.moderationJobs.add(liveId);
    else if (world.settings.dialect === "master") throw failures.raw(MODERATION_TEXT);
  }
  return room;
}

/** Saves a changed room, which makes it the one changed last. */
export function saveRoom(trace: Trace, room: Room): Room {
  const { world } = trace;
  return world.rooms.save({ ...room, updatedAt: world.clock.seconds(), written: (world.writes += 1) });
}

export function stopRoom(trace: Trace, liveId: string, anchorId: string): void {
  const room = findRoom(trace, liveId);
  if (room.status !== 1) throw failures.liveStatus();
  if (room.anchorId !== anchorId) throw failures.notAnchor();
  announceRoom(trace, "live_stopped", saveRoom(trace, { ...room, status: 2, endAt: trace.world.clock.seconds() }));
  const { moderationJobs, settings } = trace.world;
  if (!moderationJobs.has(room.liveId)) return;
  if (!trace.struck("moderation-down")) moderationJobs.delete(room.liveId);
  else if (settings.dialect === "master") throw failures.raw(MODERATION_TEXT);
}

/** The stop of a moderator: the only one that leaves a reason. */
export function stopRoomForContent(trace: Trace, liveId: string, administratorId: string): void {
  const room = findRoom(trace, liveId);
  if (room.status !== 1) throw failures.liveStatus();
  const now = trace.world.clock.seconds();
  const stopped = { status: 2, endAt: now, stopReason: "censor", stopUserId: administratorId, stopAt: now } as const;
  announceRoom(trace, "live_stopped", saveRoom(trace, { ...room, ...stopped }));
}

/** Deletes the anchor's room in any status, without stopping it. The event is sent even when nothing was deleted. */
export function deleteRoom(trace: Trace, liveId: string, anchorId: string): void {
  needDatabaseRaw(trace);
  const { rooms } = trace.world;
  for (const room of rooms.under(collate(liveId))) if (sameText(room.anchorId, anchorId)) rooms.remove(room);
  announceRoom(trace, "live_deleted", { liveId });
}

/** Replaces the free attributes; anybody may. */
export function replaceRoomExtends(trace: Trace, liveId: string, attributes: TextMap | null): void {
  const room = findRoom(trace, liveId);
  if (!fits(writeJson(attributes), 1024)) throw failures.tooLong("extends");
  saveRoom(trace, { ...room, extends: attributes });
}

function refuseLongTexts(input: RoomInput): void {
  if (!fits(input.title, 128)) throw failures.tooLong("title");
  if (!fits(input.notice, 255)) throw failures.tooLong("notice");
  if (!fits(input.cover_url, 255)) throw failures.tooLong("cover_url");
  if (!fits(writeJson(input.extends), 1024)) throw failures.tooLong("extends");
}
