import type { Call } from "../../../domain/call";
import type { Facts } from "../../../domain/facts";
import type { CreateRoom, Room } from "../../../domain/room";
import { qiniuEndpoints } from "../protocol/endpoints";
import { qiniuLivePage } from "../protocol/wire";
import type { QiniuContext } from "./context";
import { countParts, LARGEST_PART, livesOf, toRoom } from "./rooms";
import { readUsers } from "./users";

/*
 * How a room is found again whose creation was answered with a failure. Qiniu takes no key that would make a repeat
 * safe, and one of its servers answers 500 although the room is there.
 */

export function factsOf({ title, startsAt, endsAt }: CreateRoom, anchorId: string): Facts {
  return { title, anchorId, startsAt: secondsOf(startsAt), endsAt: secondsOf(endsAt) };
}

/** The server overwrites planned times by the real ones, the start when it starts and the end when it ends. */
export function isFrom({ title, anchor, status, startsAt, endsAt }: Room, facts: Facts): boolean {
  const isOver = status === "ENDED" || status === "BANNED";
  return (
    title === facts["title"] &&
    isSameUser(anchor?.nativeUserId, facts["anchorId"]) &&
    (status !== "SCHEDULED" || secondsOf(startsAt) === facts["startsAt"]) &&
    (isOver || secondsOf(endsAt) === facts["endsAt"])
  );
}

/** The server compares user ids in any case, and shows the one that was registered. */
function isSameUser(shown: string | null | undefined, asked: Facts[string] | undefined): boolean {
  return typeof asked === "string" && shown?.toLowerCase() === asked.toLowerCase();
}

/** The anchor's own rooms, from the anchor's own list. */
export async function listAnchorRooms(context: QiniuContext, anchorId: string, call: Call): Promise<Room[]> {
  // Minting a token would register an anchor who is not known, without a name. Who is not known has no rooms.
  if ((await readUsers(context, [anchorId], call)).length === 0) return [];
  const rooms: Room[] = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const query = [
      ["page_num", page],
      ["page_size", LARGEST_PART],
    ] as const;
    const answer = await context.userClient.sendAs(
      anchorId,
      qiniuEndpoints.listOwnLives,
      { query },
      qiniuLivePage,
      call,
    );
    rooms.push(...livesOf(answer).map((live) => toRoom(live, context, { online: null })));
    pages = countParts(answer);
  }
  return rooms;
}

function secondsOf(time: Date | null | undefined): number | null {
  return time ? Math.floor(time.getTime() / 1000) : null;
}
