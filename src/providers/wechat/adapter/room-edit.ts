import { z } from "zod";
import type { Call } from "../../../domain/call";
import { refuseAll, type LiveError } from "../../../domain/error";
import type { ImageInput } from "../../../domain/image";
import type { Room, UpdateRoom } from "../../../domain/room";
import { wechatEndpoints } from "../protocol/endpoints";
import type { WechatRoomEdit } from "../protocol/wire";
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
import type { ReadyImage, RoomRecord } from "./ledger";
import { frozenSwitches } from "./frozen-switches";
import { roomNumber } from "./native-id";
import { fromSwitches } from "./room-switches";
import { toSeconds } from "./time";

/**
 * WeChat's edit replaces everything, while its list tells neither the anchor's WeChat id nor closeShare nor any media
 * id. What the caller does not give comes from the room as it is, from the ledger, or, for images, from the addresses
 * that the list tells: they are fetched and uploaded again.
 */
export async function editRoom(context: WechatContext, current: Room, change: UpdateRoom, call: Call): Promise<void> {
  const { client, ledger, images } = context;
  const record = (await ledger.room(current.nativeId)) ?? {};
  const { fields, chosen } = toEdit(context, current, change, record);
  await images.use(
    chosen,
    async ({ cover, shareImage, feedImage }) => {
      const body: WechatRoomEdit = {
        ...fields,
        coverImg: cover.mediaId,
        shareImg: shareImage.mediaId,
        feedsImg: feedImage.mediaId,
      };
      await client.send(wechatEndpoints.editRoom, { body }, z.unknown(), call);
      await ledger.keepRoom(current.nativeId, {
        anchorWechatId: fields.anchorWechat,
        sharing: fields.closeShare === undefined ? record.sharing : fields.closeShare === 0,
        cover: keep(cover, record.cover),
        shareImage: keep(shareImage, record.shareImage),
        feedImage: keep(feedImage, record.feedImage),
      });
    },
    call,
  );
}

/** An id that was kept already is no younger for having been used again. */
function keep(ready: ReadyImage, before: ReadyImage | undefined): ReadyImage {
  const { mediaId, goodUntil } = ready;
  return before?.mediaId === mediaId ? before : { mediaId, goodUntil };
}

type Slot = "cover" | "shareImage" | "feedImage";
type FieldsWithoutImages = Omit<WechatRoomEdit, "coverImg" | "shareImg" | "feedsImg">;

function toEdit(
  { clock }: WechatContext,
  current: Room,
  change: UpdateRoom,
  record: RoomRecord,
): { fields: FieldsWithoutImages; chosen: Record<Slot, ChosenImage> } {
  const title = change.title ?? current.title;
  const startsAt = change.startsAt ?? current.startsAt;
  const endsAt = change.endsAt ?? current.endsAt;
  const anchorName = change.anchor?.name ?? current.anchor?.name ?? "";
  const anchorWechat = change.anchor?.wechatId ?? record.anchorWechatId;
  const chosen = chooseImages(current, change, record);
  refuseAll(
    found(
      isUnchanged(change) ? invalid(["id"], "Say what to change.", "请填写要修改的内容。") : null,
      absent(change.attributes, ["attributes"]),
      absent(change.anchor?.userId, ["anchor", "userId"]),
      absent(change.anchor?.avatarUrl, ["anchor", "avatarUrl"]),
      widthWithin(title, 6, 34, ["title"]),
      plainCharacters(title, ["title"]),
      required(startsAt, ["startsAt"]),
      required(endsAt, ["endsAt"]),
      startsAt && endsAt ? scheduleWithin(startsAt, endsAt, clock) : null,
      widthWithin(anchorName, 4, 30, ["anchor", "name"]),
      plainCharacters(anchorName, ["anchor", "name"]),
      ...frozenSwitches(current, record.sharing ?? null, change.wechat ?? {}),
      anchorWechat ? wechatId(anchorWechat, ["anchor", "wechatId"]) : anchorNeeded(),
      ...Object.values(chosen).map(({ input, field, kept }) => (kept ? null : imageGiven(input, field))),
    ),
  );
  if (!startsAt || !endsAt || !anchorWechat) throw new Error("checked above");
  const fields: FieldsWithoutImages = {
    id: roomNumber(current.nativeId),
    name: title,
    startTime: toSeconds(startsAt),
    endTime: toSeconds(endsAt),
    anchorName,
    anchorWechat,
    ...fromSwitches({
      ...current.settings,
      sharing: current.settings.sharing ?? record.sharing ?? null,
      ...given(change.wechat ?? {}),
    }),
  };
  return { fields, chosen };
}

/** What the caller gives; else what the room has, by the id that was kept of it and by the address that WeChat tells. */
function chooseImages(current: Room, change: UpdateRoom, record: RoomRecord): Record<Slot, ChosenImage> {
  const choose = (
    input: ImageInput | null | undefined,
    kept: ReadyImage | undefined,
    shown: string | null,
    use: Pick<ChosenImage, "purpose" | "field">,
  ): ChosenImage =>
    input ? { input, ...use } : { input: { url: shown }, ...use, isToldByWechat: true, ...(kept ? { kept } : {}) };
  const { shareImage, feedImage } = change.wechat ?? {};
  return {
    cover: choose(change.cover, record.cover, current.coverUrl, { purpose: "ROOM_COVER", field: ["cover"] }),
    shareImage: choose(shareImage, record.shareImage, current.shareImageUrl, {
      purpose: "SHARE_IMAGE",
      field: ["wechat", "shareImage"],
    }),
    feedImage: choose(feedImage, record.feedImage, current.feedImageUrl, {
      purpose: "FEED_IMAGE",
      field: ["wechat", "feedImage"],
    }),
  };
}

function isUnchanged({ title, startsAt, endsAt, cover, anchor, attributes, wechat }: UpdateRoom): boolean {
  return isEmpty([title, startsAt, endsAt, cover, anchor, attributes, wechat]);
}

/** Whether nothing is given at all, however deep inside. */
function isEmpty(value: unknown): boolean {
  if (typeof value !== "object" || value === null || value instanceof Date)
    return value === null || value === undefined;
  return Object.values(value).every(isEmpty);
}

function given<Fields extends object>(fields: Fields): Partial<Fields> {
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
