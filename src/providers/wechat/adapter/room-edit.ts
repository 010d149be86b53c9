import { z } from "zod";
import type { Call } from "../../../domain/call";
import { LiveError, refuseAll } from "../../../domain/error";
import type { ImageInput } from "../../../domain/image";
import type { Room, UpdateRoom } from "../../../domain/room";
import { wechatEndpoints } from "../protocol/endpoints";
import type { WechatRoomEdit } from "../protocol/wire";
import { absent, invalid, mediaIdOf, plainCharacters, required, scheduleWithin, widthWithin } from "./checks";
import type { WechatContext } from "./context";
import type { KeptImage, RoomRecord } from "./ledger";
import { roomNumber } from "./native-id";
import { fromSwitches } from "./room-switches";
import { toSeconds } from "./time";

/**
 * WeChat's edit replaces everything, while its list tells neither the anchor's WeChat id nor closeShare nor any media
 * id. What the caller does not give comes from the room as it is, else from the ledger, else it must be asked for.
 */
export async function editRoom(context: WechatContext, current: Room, change: UpdateRoom, call: Call): Promise<void> {
  const { client, ledger, clock } = context;
  const record = (await ledger.room(current.nativeId)) ?? {};
  const body = toEdit(context, current, change, record);
  await client.send(wechatEndpoints.editRoom, { body }, z.unknown(), call);
  const kept = (mediaId: string, before: KeptImage | undefined): KeptImage =>
    before?.mediaId === mediaId ? before : { mediaId, goodUntil: clock.now() + 24 * 3600 * 1000 };
  await ledger.keepRoom(current.nativeId, {
    anchorWechatId: body.anchorWechat,
    sharing: body.closeShare === undefined ? record.sharing : body.closeShare === 0,
    cover: kept(body.coverImg, record.cover),
    shareImage: kept(body.shareImg, record.shareImage),
    feedImage: kept(body.feedsImg, record.feedImage),
  });
}

function toEdit({ clock }: WechatContext, current: Room, change: UpdateRoom, record: RoomRecord): WechatRoomEdit {
  const title = change.title ?? current.title;
  const startsAt = change.startsAt ?? current.startsAt;
  const endsAt = change.endsAt ?? current.endsAt;
  const anchorName = change.anchor?.name ?? current.anchor?.name;
  const anchorWechat = change.anchor?.wechatId ?? record.anchorWechatId;
  refuseAll(
    [
      absent(change.attributes, ["attributes"]),
      absent(change.anchor?.userId, ["anchor", "userId"]),
      absent(change.anchor?.avatarUrl, ["anchor", "avatarUrl"]),
      required(startsAt, ["startsAt"]),
      required(endsAt, ["endsAt"]),
      required(anchorName, ["anchor", "name"]),
      anchorWechat ? null : anchorNeeded(),
    ].filter((problem) => problem !== null),
  );
  if (!startsAt || !endsAt || !anchorName || !anchorWechat) throw new Error("checked above");
  const image = (given: ImageInput | null | undefined, kept: KeptImage | undefined, field: readonly string[]) => {
    if (given) return mediaIdOf(given, field);
    return kept && kept.goodUntil > clock.now() ? kept.mediaId : imageNeeded(field);
  };
  const images = {
    coverImg: image(change.cover, record.cover, ["cover"]),
    shareImg: image(change.wechat?.shareImage, record.shareImage, ["wechat", "shareImage"]),
    feedsImg: image(change.wechat?.feedImage, record.feedImage, ["wechat", "feedImage"]),
  };
  refuseAll(
    [
      widthWithin(title, 6, 34, ["title"]),
      plainCharacters(title, ["title"]),
      scheduleWithin(startsAt, endsAt, clock),
      widthWithin(anchorName, 4, 30, ["anchor", "name"]),
      ...Object.values(images),
    ].filter((problem) => problem instanceof LiveError),
  );
  return {
    id: roomNumber(current.nativeId),
    name: title,
    startTime: toSeconds(startsAt),
    endTime: toSeconds(endsAt),
    anchorName,
    anchorWechat,
    ...(images as Record<keyof typeof images, string>),
    ...fromSwitches({
      ...current.settings,
      sharing: current.settings.sharing ?? record.sharing ?? null,
      ...withoutNulls(change.wechat ?? {}),
    }),
  };
}

function withoutNulls<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<Fields>;
}

function anchorNeeded(): LiveError {
  return invalid(
    ["anchor", "wechatId"],
    "WeChat wants the anchor's WeChat id with every edit and never tells it; this room was not made through the gateway, so give it here.",
    "微信编辑直播间时必须填写主播微信号且无法查询；该直播间不是通过本网关创建的，请在此填写。",
  );
}

function imageNeeded(field: readonly string[]): LiveError {
  return invalid(
    field,
    `WeChat wants all three images with every edit and its media ids expire: give ${field.join(".")} again.`,
    `微信编辑直播间时必须重新提供三张图片，且 media_id 会过期：请重新填写 ${field.join(".")}。`,
  );
}
