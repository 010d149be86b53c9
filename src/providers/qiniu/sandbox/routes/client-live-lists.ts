import type { QiniuLive } from "../../protocol/wire";
import { emptyLive, toLive, type LiveFigures } from "../answers";
import { failures, inWords, ServiceFailure } from "../failure";
import { pageCount, pageOf, type PageRequest } from "../page";
import { queryText, wholeNumber, type Call, type QiniuRoute } from "../route";
import { invalidText } from "../state/items";
import { listRooms, listRoomsOfAnchor, searchRooms } from "../state/room-lists";
import { findRoom } from "../state/rooms";
import { isAnchorInRoom, listPresences } from "../state/presences";
import { findUser } from "../state/users";
import type { Room } from "../state/entities";

export const clientLiveListRoutes: readonly QiniuRoute[] = [
  {
    method: "GET",
    path: "/client/live/room/list",
    masterCode: 200,
    masterFailure: inWords("get live list failed"),
    handle(call) {
      const asked = readPage(call);
      const status = wholeNumber(queryText(call, "live_status", "-1"));
      if (status === null) throw refused("live status is not int");
      if (status < -1 || status > 2) throw refused("live status is not right");
      refuseEmptyPage(asked);
      return pageOf(listRooms(call, status), asked, (room) =>
        show(call, room, () => ({ onlineCount: listPresences(call, room.liveId).length })),
      );
    },
  },
  {
    method: "GET",
    path: "/client/live/room/list/anchor",
    masterCode: 200,
    masterFailure: inWords("get live list anchor failed"),
    handle(call) {
      const asked = readPage(call);
      refuseEmptyPage(asked);
      return pageOf(listRoomsOfAnchor(call, call.caller.UserId), asked, (room) => show(call, room, () => ({})));
    },
  },
  {
    method: "GET",
    path: "/client/live/room",
    masterCode: 200,
    masterFailure: inWords("search live failed"),
    handle(call) {
      const asked = readSearchPage(call);
      const { byTitle, byId, byAnchor } = searchRooms(call, queryText(call, "keyword", ""));
      // The server counts three lists, keeps the last, and shows the caller as the anchor of every room.
      const total = byTitle.length + byId.length + byAnchor.length;
      const page = pageOf(byAnchor, asked, (room) => show(call, room, () => ({}), call.caller.UserId));
      return { ...page, total_count: total, page_total: pageCount(total, asked.size) };
    },
  },
];

/** The room with its anchor. One that cannot be loaded shows as empty on master and is dropped by the others. */
function show(call: Call, { liveId }: Room, figuresOf: () => LiveFigures, shownUserId?: string): QiniuLive | null {
  try {
    const room = findRoom(call, liveId);
    const figures = figuresOf();
    const anchor = findUser(call, shownUserId ?? room.anchorId);
    return toLive(call.world, room, anchor, { ...figures, anchorStatus: isAnchorInRoom(call, room) ? 1 : 0 });
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    return call.dialect === "master" ? emptyLive() : null;
  }
}

function refused(text: string): ServiceFailure {
  return invalidText(text).onMaster({ status: 400 });
}

function readPage(call: Call): PageRequest {
  const number = wholeNumber(queryText(call, "page_num", "1"));
  const size = wholeNumber(queryText(call, "page_size", "10"));
  if (number === null) throw refused("page num is not int");
  if (size === null) throw refused("page size is not int");
  return { number, size };
}

function refuseEmptyPage({ number, size }: PageRequest): void {
  if (number <= 0 || size <= 0) throw refused("page num or page size is not right");
}

/** The search takes zero and negative pages, and calls what is no number an internal error on master. */
function readSearchPage(call: Call): PageRequest {
  const number = wholeNumber(queryText(call, "page_num", "1"));
  const size = wholeNumber(queryText(call, "page_size", "10"));
  if (number === null) throw failures.invalid("page_num is not int").onMaster(inWords("page_num is not int"));
  if (size === null) throw failures.invalid("page_size is not int").onMaster(inWords("page_size is not int"));
  return { number, size };
}
