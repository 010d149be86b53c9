import { z } from "zod";
import type { Call } from "../../../domain/call";
import { isRefusal, LiveError, refuseAll, type ErrorDetails } from "../../../domain/error";
import type { CreateRoom, Room, RoomCreatePort, RoomDeletePort, RoomEndPort } from "../../../domain/room";
import { qiniuEndpoints } from "../protocol/endpoints";
import { qiniuLive, type QiniuLiveCreation } from "../protocol/wire";
import { absent, attributesWithin, atMost, invalid, plainId, required, toExtensions } from "./checks";
import type { QiniuContext } from "./context";
import { factsOf, isFrom, listAnchorRooms } from "./created-rooms";
import { getRoom, isLiveId, roomNotFound, toRoom } from "./rooms";
import { toBeijingText } from "./time";
import { registerUser } from "./users";

export function createRoomWriting(context: QiniuContext): RoomCreatePort & RoomEndPort & RoomDeletePort {
  const { client, clock } = context;
  const stop = (nativeId: string, call: Call) =>
    client.send(qiniuEndpoints.stopLive, { path: { liveId: nativeId } }, z.unknown(), call);

  /** A stop that failed may have worked all the same: what counts is whether the room has ended. */
  async function endRoom(nativeId: string, call: Call): Promise<void> {
    if (!isLiveId(nativeId)) throw roomNotFound();
    try {
      await stop(nativeId, call);
    } catch (error) {
      if (!(error instanceof LiveError) || (isRefusal(error) && error.kind !== "INVALID_STATE")) throw error;
      const room = await lookAgain(nativeId, error, call);
      if (room.status === "ENDED" || room.status === "BANNED") return;
      throw isRefusal(error) ? notLive(error.details) : error;
    }
  }

  /** The room after something failed; the failure itself, where looking fails too. */
  async function lookAgain(nativeId: string, failure: LiveError, call: Call): Promise<Room> {
    return getRoom(context, nativeId, call).catch((error: unknown) => {
      throw isNotFound(error) ? error : failure;
    });
  }

  /** The room was there a moment ago: whoever has deleted it, and whatever the answer says, gone is gone. */
  async function deleteRoom(nativeId: string, call: Call): Promise<void> {
    const room = await getRoom(context, nativeId, call);
    try {
      // Deleting does not stop: the stream and its moderation would go on unseen.
      if (room.status === "LIVE") await endRoom(nativeId, call);
      await client.send(qiniuEndpoints.deleteLive, { path: { liveId: nativeId } }, z.unknown(), call);
    } catch (error) {
      if (isNotFound(error)) return;
      if (!(error instanceof LiveError) || !error.details.ambiguous) throw error;
      const isGone = await lookAgain(nativeId, error, call).then(() => false, isNotFound);
      if (!isGone) throw error;
    }
  }

  async function createRoom(body: QiniuLiveCreation, { anchor }: CreateRoom, call: Call): Promise<Room> {
    const create = () => client.send(qiniuEndpoints.createLive, { body }, qiniuLive, call);
    const live = await create().catch(async (error: unknown) => {
      // The anchor is not known yet. Nothing was created, so it is safe to ask again.
      if (!isNotFound(error)) throw error;
      const { name: nickname, avatarUrl } = anchor;
      await registerUser(context, { userId: body.anchor_id, nickname, avatarUrl }, call).catch((failure: unknown) => {
        throw failure instanceof LiveError ? failure.with({ ambiguous: false }) : failure;
      });
      return create().catch(aboutAnchor);
    });
    return toRoom(live, context, { online: null });
  }

  return {
    prepareRoom(input) {
      const body = fromCreateRoom(input, clock.now());
      return {
        facts: factsOf(input, body.anchor_id),
        create: (call) => createRoom(body, input, call),
      };
    },
    isFrom,
    findCreated: (facts, call) => listAnchorRooms(context, String(facts["anchorId"]), call),
    markNow: () => liveIdAt(clock.now() - CLOCK_SLACK),
    endRoom,
    deleteRoom,
  };
}

function isNotFound(error: unknown): error is LiveError {
  return isRefusal(error) && error.kind === "NOT_FOUND";
}

function aboutAnchor(error: unknown): never {
  throw isNotFound(error) ? error.with({ field: ["anchor", "userId"] }) : error;
}

function notLive(details: ErrorDetails): LiveError {
  return new LiveError(
    "INVALID_STATE",
    {
      en: "Only a live room can be ended. A room that has not started can be deleted.",
      zh: "只能结束正在直播的直播间；未开播的直播间可以删除。",
    },
    details,
  );
}

const HOUR = 3600 * 1000;

function fromCreateRoom(input: CreateRoom, now: number): QiniuLiveCreation {
  const { title, notice, startsAt, endsAt, cover, anchor, attributes } = input;
  const publishExpiresAt = input.qiniu?.publishExpiresAt ?? pushAddressEnd(startsAt, endsAt);
  refuseAll(
    [
      absent(input.wechat, ["wechat"]),
      absent(anchor.wechatId, ["anchor", "wechatId"]),
      absent(cover?.base64, ["cover", "base64"]),
      absent(cover?.mediaId, ["cover", "mediaId"]),
      required(title, ["title"]),
      atMost(title, 128, ["title"]),
      atMost(notice, 255, ["notice"]),
      atMost(cover?.url, 255, ["cover", "url"]),
      required(anchor.userId, ["anchor", "userId"]),
      plainId(anchor.userId, ["anchor", "userId"]),
      atMost(anchor.name, 64, ["anchor", "name"]),
      atMost(anchor.avatarUrl, 255, ["anchor", "avatarUrl"]),
      attributesWithin(attributes, ["attributes"]),
      // The server would pass over it in silence, and let the address end in an hour or so.
      input.qiniu?.publishExpiresAt && input.qiniu.publishExpiresAt.getTime() <= now
        ? invalid(
            ["qiniu", "publishExpiresAt"],
            "publishExpiresAt must be in the future.",
            "publishExpiresAt 须晚于当前时间。",
          )
        : null,
      startsAt && endsAt && endsAt <= startsAt
        ? invalid(["endsAt"], "endsAt must be after startsAt.", "endsAt 须晚于 startsAt。")
        : null,
    ].filter((problem) => problem !== null),
  );
  return {
    anchor_id: anchor.userId as string,
    title,
    ...(notice ? { notice } : {}),
    ...(cover?.url ? { cover_url: cover.url } : {}),
    ...(attributes && attributes.length > 0 ? { extends: toExtensions(attributes) } : {}),
    ...(startsAt ? { start_at: toBeijingText(startsAt) } : {}),
    ...(endsAt ? { end_at: toBeijingText(endsAt) } : {}),
    ...(publishExpiresAt ? { publish_expire_at: toBeijingText(publishExpiresAt) } : {}),
  };
}

/**
 * The push address is made with the room and never renewed, by default for an hour or so. It has to work when the show
 * starts, and until it is over: an hour past the planned end, or a day past the start where no end is planned.
 */
function pushAddressEnd(startsAt: Date | null | undefined, endsAt: Date | null | undefined): Date | null {
  if (endsAt) return new Date(endsAt.getTime() + HOUR);
  return startsAt ? new Date(startsAt.getTime() + 24 * HOUR) : null;
}

/** Live ids begin with the server's time: milliseconds since this one, then 22 bits of node and sequence. */
const ID_EPOCH = 1_288_834_974_657n;
/** How far the server's clock may be behind ours. */
const CLOCK_SLACK = 5 * 60 * 1000;

function liveIdAt(milliseconds: number): string {
  return String((BigInt(milliseconds) - ID_EPOCH) << 22n);
}
