import { z } from "zod";
import type { Call } from "../../../domain/call";
import { LiveError } from "../../../domain/error";
import { formatId } from "../../../domain/id";
import type { Room, RoomListPort, RoomReadPort, RoomStatus } from "../../../domain/room";
import { eachFound } from "../../../upstream/each-found";
import { qiniuEndpoints } from "../protocol/endpoints";
import { qiniuLive, qiniuLivePage, type QiniuLiveRead } from "../protocol/wire";
import { fromExtensions } from "./checks";
import type { QiniuContext } from "./context";
import { fromSeconds } from "./time";

export const LARGEST_PART = 100;
/** Only two lists together hold all rooms: those not ended (created or live), and those that have. */
const NOT_ENDED = -1;
const ENDED = 2;

export function createRoomList(context: QiniuContext): RoomListPort {
  const { userClient, serviceUserId } = context;
  return {
    async listRooms(position, call) {
      const [status, page] = position === null ? [NOT_ENDED, 1] : (position.split(":").map(Number) as [number, number]);
      const answer = await userClient.sendAs(
        serviceUserId,
        qiniuEndpoints.listLives,
        {
          query: [
            ["page_num", page],
            ["page_size", LARGEST_PART],
            ["live_status", status],
          ],
        },
        qiniuLivePage,
        call,
      );
      return {
        rooms: livesOf(answer).map((live) => toRoom(live, context, { online: live.anchor_status === 1 })),
        ahead: positionsAhead(status, page, countParts(answer)),
      };
    },
  };
}

/** An element that the server failed to load comes with every field empty: it is no room. */
export function livesOf({ list }: z.output<typeof qiniuLivePage>): QiniuLiveRead[] {
  return (list ?? []).flatMap((row) => {
    const live = qiniuLive.safeParse(row);
    return live.success && live.data.live_id !== "" ? [live.data] : [];
  });
}

/** By the count, not by end_page: that is false on a last page that is exactly full. */
export function countParts({ total_count }: z.output<typeof qiniuLivePage>): number {
  return Math.ceil((total_count ?? 0) / LARGEST_PART);
}

function positionsAhead(status: number, page: number, pages: number): string[] {
  const ahead = Array.from({ length: Math.max(0, pages - page) }, (_, index) => `${status}:${page + index + 1}`);
  if (status === NOT_ENDED && page === 1) ahead.push(`${ENDED}:1`);
  return ahead;
}

export function createRoomRead(context: QiniuContext): RoomReadPort {
  return {
    getRooms: (nativeIds, call) => eachFound(nativeIds, (nativeId) => getRoom(context, nativeId, call)),
  };
}

/** One room by id; NOT_FOUND when there is none. */
export async function getRoom(context: QiniuContext, nativeId: string, call: Call): Promise<Room> {
  return toRoom(await readLive(context, nativeId, call), context, { online: null });
}

/** The room as the server shows it, the address to push to included: not to be kept. */
export async function readLive(context: QiniuContext, nativeId: string, call: Call): Promise<QiniuLiveRead> {
  if (!isLiveId(nativeId)) throw roomNotFound();
  const request = { path: { liveId: nativeId } };
  return context.client
    .send(qiniuEndpoints.getLive, request, qiniuLive, call)
    .catch((error: unknown) => explainAbsence(context, nativeId, error, call));
}

/** What one dialect says of a room that is not there, and of a database that does not answer, under one and the same code. */
const absences: ReadonlySet<string | undefined> = new Set(["create live failed", "get liveInfo info failed"]);

/** Whether the database answers another question tells the two apart. */
export async function explainAbsence(
  { client }: QiniuContext,
  liveId: string,
  error: unknown,
  call: Call,
): Promise<never> {
  if (!(error instanceof LiveError) || !absences.has(error.details.providerMessage)) throw error;
  await client.send(qiniuEndpoints.listItems, { path: { liveId } }, z.unknown(), call).catch(() => {
    throw error;
  });
  const { provider, account, operation, providerCode, providerRequestId } = error.details;
  throw roomNotFound().with({ provider, account, operation, providerCode, providerRequestId });
}

/** Ids are numbers of the server's making; anything else is the id of nothing, and costs no call. */
export function isLiveId(nativeId: string): boolean {
  return /^\d{1,20}$/.test(nativeId);
}

export function roomNotFound(): LiveError {
  return new LiveError(
    "NOT_FOUND",
    { en: "There is no live room with this id.", zh: "直播间不存在。" },
    { provider: "QINIU" },
  );
}

const statuses: Readonly<Record<number, RoomStatus>> = { 0: "SCHEDULED", 1: "LIVE", 2: "ENDED" };

/** `online`: whether the anchor is there, which only the client calls really know. */
export function toRoom(live: QiniuLiveRead, { account }: QiniuContext, { online }: { online: boolean | null }): Room {
  const status = live.live_status ?? null;
  return {
    id: formatId("room", account.key, live.live_id),
    accountKey: account.key,
    provider: "QINIU",
    nativeId: live.live_id,
    title: live.title ?? "",
    notice: live.notice || null,
    status: toStatus(status, live.stop_reason),
    nativeStatus: status === null ? null : String(status),
    startsAt: fromSeconds(live.start_time),
    endsAt: fromSeconds(live.end_time),
    coverUrl: live.cover_url || null,
    shareImageUrl: null,
    feedImageUrl: null,
    anchor: live.anchor_info
      ? {
          name: live.anchor_info.nick || null,
          nativeUserId: live.anchor_info.user_id,
          avatarUrl: live.anchor_info.avatar || null,
          online,
        }
      : null,
    settings: {
      likes: null,
      goodsShelf: null,
      comments: null,
      replay: null,
      sharing: null,
      customerService: null,
      feedListed: null,
    },
    playback: { hlsUrl: live.hls_url || null, flvUrl: live.flv_url || null, rtmpUrl: live.rtmp_url || null },
    goods: null,
    attributes: fromExtensions(live.extends),
    details: {
      kind: "QINIU",
      chatId: live.chat_id === null || live.chat_id === undefined ? null : String(live.chat_id),
      pkId: live.pk_id || null,
      stopReason: live.stop_reason || null,
      stoppedAt: fromSeconds(live.stop_at),
    },
  };
}

/** A room that moderation stopped (censor) was banned. */
function toStatus(status: number | null, stopReason: string | null | undefined): RoomStatus {
  if (status === ENDED && stopReason === "censor") return "BANNED";
  return (status === null ? undefined : statuses[status]) ?? "UNKNOWN";
}
