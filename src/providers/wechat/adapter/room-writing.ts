import { z } from "zod";
import { LiveError, refuseAll } from "../../../domain/error";
import { formatId } from "../../../domain/id";
import type { CreateRoom, Room, RoomCreatePort, RoomDeletePort, RoomUpdatePort } from "../../../domain/room";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatRoomCreated, type WechatRoomCreation } from "../protocol/wire";
import { absent, invalid, mediaIdOf, plainCharacters, required, scheduleWithin, widthWithin } from "./checks";
import type { WechatContext } from "./context";
import { roomNumber } from "./native-id";
import { editRoom } from "./room-edit";
import { fromSwitches } from "./room-switches";
import { toSeconds } from "./time";

/** A media id lives three days; one that is not our own upload may be nearly as old already, so it is kept for one. */
const KEPT_FOR = 24 * 3600 * 1000;

export function createRoomWriting(context: WechatContext): RoomCreatePort & RoomUpdatePort & RoomDeletePort {
  const { client, ledger, clock } = context;
  return {
    async createRoom(input, call) {
      const body = fromCreateRoom(input, context);
      const { roomId } = await client.send(wechatEndpoints.createRoom, { body }, wechatRoomCreated, call);
      const nativeId = String(roomId);
      const kept = (mediaId: string) => ({ mediaId, goodUntil: clock.now() + KEPT_FOR });
      await ledger.keepRoom(nativeId, {
        anchorWechatId: body.anchorWechat,
        sharing: body.closeShare !== 1,
        cover: kept(body.coverImg),
        shareImage: kept(body.shareImg),
        feedImage: kept(body.feedsImg),
      });
      return toCreatedRoom(nativeId, input, context);
    },
    updateRoom: (current, change, call) => editRoom(context, current, change, call),
    async deleteRoom(nativeId, call) {
      await client.send(wechatEndpoints.deleteRoom, { body: { id: roomNumber(nativeId) } }, z.unknown(), call);
      await ledger.forgetRoom(nativeId);
    },
  };
}

function fromCreateRoom(input: CreateRoom, { clock }: WechatContext): WechatRoomCreation {
  const { title, startsAt, endsAt, cover, anchor, wechat } = input;
  refuseAll(
    [
      absent(input.qiniu, ["qiniu"]),
      absent(input.notice, ["notice"]),
      absent(input.attributes, ["attributes"]),
      absent(anchor.userId, ["anchor", "userId"]),
      absent(anchor.avatarUrl, ["anchor", "avatarUrl"]),
      required(startsAt, ["startsAt"]),
      required(endsAt, ["endsAt"]),
      required(cover, ["cover"]),
      required(anchor.name, ["anchor", "name"]),
      required(anchor.wechatId, ["anchor", "wechatId"]),
      required(wechat, ["wechat"]),
    ].filter((problem) => problem !== null),
  );
  if (!startsAt || !endsAt || !cover || !anchor.name || !anchor.wechatId || !wechat) throw new Error("checked above");
  const images = {
    coverImg: mediaIdOf(cover, ["cover"]),
    shareImg: mediaIdOf(wechat.shareImage, ["wechat", "shareImage"]),
    feedsImg: mediaIdOf(wechat.feedImage, ["wechat", "feedImage"]),
  };
  refuseAll(
    [
      widthWithin(title, 6, 34, ["title"]),
      plainCharacters(title, ["title"]),
      scheduleWithin(startsAt, endsAt, clock),
      widthWithin(anchor.name, 4, 30, ["anchor", "name"]),
      checkSubAnchor(anchor.wechatId, wechat.subAnchorWechatId),
      ...Object.values(images),
    ].filter((problem) => problem instanceof LiveError),
  );
  return {
    name: title,
    startTime: toSeconds(startsAt),
    endTime: toSeconds(endsAt),
    anchorName: anchor.name,
    anchorWechat: anchor.wechatId,
    ...(images as Record<keyof typeof images, string>),
    ...(wechat.subAnchorWechatId ? { subAnchorWechat: wechat.subAnchorWechatId } : {}),
    ...(wechat.creatorWechatId ? { createrWechat: wechat.creatorWechatId } : {}),
    type: wechat.pushStream ? 1 : 0,
    ...fromSwitches(wechat),
  };
}

function checkSubAnchor(anchor: string, subAnchor: string | null | undefined): LiveError | null {
  if (!subAnchor || subAnchor !== anchor) return null;
  return invalid(["wechat", "subAnchorWechatId"], "The sub-anchor must not be the anchor.", "主播副号不能与主播相同。");
}

/** The room as it was asked for, with WeChat's documented defaults where nothing was said. */
function toCreatedRoom(nativeId: string, input: CreateRoom, { account }: WechatContext): Room {
  const { wechat, anchor } = input;
  return {
    id: formatId("room", account.key, nativeId),
    accountKey: account.key,
    provider: "WECHAT",
    nativeId,
    title: input.title,
    notice: null,
    status: "SCHEDULED",
    nativeStatus: null,
    startsAt: input.startsAt ?? null,
    endsAt: input.endsAt ?? null,
    coverUrl: null,
    shareImageUrl: null,
    feedImageUrl: null,
    anchor: { name: anchor.name ?? null, nativeUserId: null, avatarUrl: null, online: null },
    settings: {
      likes: wechat?.likes ?? true,
      goodsShelf: wechat?.goodsShelf ?? true,
      comments: wechat?.comments ?? true,
      replay: wechat?.replay ?? false,
      sharing: wechat?.sharing ?? true,
      customerService: wechat?.customerService ?? false,
      feedListed: wechat?.feedListed ?? true,
    },
    playback: null,
    goods: [],
    attributes: [],
    details: { kind: "WECHAT", pushStream: wechat?.pushStream ?? false, creatorOpenId: null },
  };
}
