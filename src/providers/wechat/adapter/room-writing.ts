import { z } from "zod";
import type { Call } from "../../../domain/call";
import { refuseAll, type LiveError } from "../../../domain/error";
import { formatId } from "../../../domain/id";
import type { CreateRoom, Room, RoomCreatePort, RoomDeletePort, RoomUpdatePort } from "../../../domain/room";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatRoomCreated, type WechatRoomCreation } from "../protocol/wire";
import {
  absent,
  found,
  imageGiven,
  invalid,
  plainCharacters,
  required,
  scheduleWithin,
  wechatId,
  widthWithin,
} from "./checks";
import type { WechatContext } from "./context";
import type { ChosenImage } from "./image-source";
import type { ReadyImage } from "./ledger";
import { roomNumber } from "./native-id";
import { editRoom } from "./room-edit";
import { fromSwitches } from "./room-switches";
import { toSeconds } from "./time";

export function createRoomWriting(context: WechatContext): RoomCreatePort & RoomUpdatePort & RoomDeletePort {
  const { client, ledger, images } = context;

  async function create(fields: FieldsWithoutImages, ready: Record<Slot, ReadyImage>, call: Call): Promise<string> {
    const { cover, shareImage, feedImage } = ready;
    const body: WechatRoomCreation = {
      ...fields,
      coverImg: cover.mediaId,
      shareImg: shareImage.mediaId,
      feedsImg: feedImage.mediaId,
    };
    const { roomId } = await client.send(wechatEndpoints.createRoom, { body }, wechatRoomCreated, call);
    const record = { anchorWechatId: fields.anchorWechat, sharing: fields.closeShare !== 1 };
    const mediaIds = { cover: idOf(cover), shareImage: idOf(shareImage), feedImage: idOf(feedImage) };
    await ledger.keepRoom(String(roomId), { ...record, ...mediaIds });
    return String(roomId);
  }

  return {
    prepareRoom(input) {
      const { fields, chosen } = fromCreateRoom(input, context);
      const { name, startTime, endTime, anchorName, anchorWechat } = fields;
      return {
        facts: { name, startTime, endTime, anchorName, anchorWechat },
        async create(call) {
          const nativeId = await images.use(chosen, (ready) => create(fields, ready, call), call);
          return toCreatedRoom(nativeId, input, context);
        },
      };
    },
    isFrom: (room, facts) =>
      room.title === facts["name"] &&
      room.startsAt?.getTime() === Number(facts["startTime"]) * 1000 &&
      room.endsAt?.getTime() === Number(facts["endTime"]) * 1000 &&
      room.anchor?.name === facts["anchorName"],
    adoptRoom: (nativeId, { anchorWechat }) => ledger.keepRoom(nativeId, { anchorWechatId: String(anchorWechat) }),
    updateRoom: (current, change, call) => editRoom(context, current, change, call),
    async deleteRoom(nativeId, call) {
      await client.send(wechatEndpoints.deleteRoom, { body: { id: roomNumber(nativeId) } }, z.unknown(), call);
      await ledger.forgetRoom(nativeId);
    },
  };
}

function idOf({ mediaId, goodUntil }: ReadyImage): ReadyImage {
  return { mediaId, goodUntil };
}

type Slot = "cover" | "shareImage" | "feedImage";
type FieldsWithoutImages = Omit<WechatRoomCreation, "coverImg" | "shareImg" | "feedsImg">;

/** The input within WeChat's limits; its images come last, right before the call. */
function fromCreateRoom(
  input: CreateRoom,
  { clock }: WechatContext,
): { fields: FieldsWithoutImages; chosen: Record<Slot, ChosenImage> } {
  const { title, startsAt, endsAt, cover, anchor, wechat } = input;
  refuseAll(
    found(
      absent(input.qiniu, ["qiniu"]),
      absent(input.notice, ["notice"]),
      absent(input.attributes, ["attributes"]),
      absent(anchor.userId, ["anchor", "userId"]),
      absent(anchor.avatarUrl, ["anchor", "avatarUrl"]),
      widthWithin(title, 6, 34, ["title"]),
      plainCharacters(title, ["title"]),
      required(startsAt, ["startsAt"]),
      required(endsAt, ["endsAt"]),
      startsAt && endsAt ? scheduleWithin(startsAt, endsAt, clock) : null,
      required(cover, ["cover"]) ?? imageGiven(cover, ["cover"]),
      required(anchor.name, ["anchor", "name"]) ?? widthWithin(anchor.name ?? "", 4, 30, ["anchor", "name"]),
      plainCharacters(anchor.name ?? "", ["anchor", "name"]),
      required(anchor.wechatId, ["anchor", "wechatId"]) ?? wechatId(anchor.wechatId ?? "", ["anchor", "wechatId"]),
      required(wechat, ["wechat"]),
      wechat ? imageGiven(wechat.shareImage, ["wechat", "shareImage"]) : null,
      wechat ? imageGiven(wechat.feedImage, ["wechat", "feedImage"]) : null,
      checkSubAnchor(anchor.wechatId, wechat?.subAnchorWechatId),
      wechat?.creatorWechatId ? wechatId(wechat.creatorWechatId, ["wechat", "creatorWechatId"]) : null,
    ),
  );
  if (!startsAt || !endsAt || !cover || !anchor.name || !anchor.wechatId || !wechat) throw new Error("checked above");
  const fields: FieldsWithoutImages = {
    name: title,
    startTime: toSeconds(startsAt),
    endTime: toSeconds(endsAt),
    anchorName: anchor.name,
    anchorWechat: anchor.wechatId,
    ...(wechat.subAnchorWechatId ? { subAnchorWechat: wechat.subAnchorWechatId } : {}),
    ...(wechat.creatorWechatId ? { createrWechat: wechat.creatorWechatId } : {}),
    type: wechat.pushStream ? 1 : 0,
    ...fromSwitches(wechat),
  };
  return {
    fields,
    chosen: {
      cover: { input: cover, purpose: "ROOM_COVER", field: ["cover"] },
      shareImage: { input: wechat.shareImage, purpose: "SHARE_IMAGE", field: ["wechat", "shareImage"] },
      feedImage: { input: wechat.feedImage, purpose: "FEED_IMAGE", field: ["wechat", "feedImage"] },
    },
  };
}

function checkSubAnchor(anchor: string | null | undefined, subAnchor: string | null | undefined): LiveError | null {
  if (!subAnchor) return null;
  const field = ["wechat", "subAnchorWechatId"];
  if (subAnchor !== anchor) return wechatId(subAnchor, field);
  return invalid(field, "The sub-anchor must not be the anchor.", "主播副号不能与主播相同。");
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
      sharing: null,
      customerService: wechat?.customerService ?? false,
      feedListed: wechat?.feedListed ?? true,
    },
    playback: null,
    goods: [],
    attributes: [],
    details: { kind: "WECHAT", pushStream: wechat?.pushStream ?? false, creatorOpenId: null },
  };
}
