import { LiveError } from "../../../domain/error";
import type { Room, RoomStatus, WechatRoomSwitches } from "../../../domain/room";

/** A room has been on the air. */
const started: ReadonlySet<RoomStatus> = new Set(["LIVE", "PAUSED", "FAILED", "ENDED"]);

/**
 * What may not change any more, after WeChat's page for createroom: likes, goods shelf and comments that a room started
 * without stay off, and sharing stays as it was. The list of rooms does not tell sharing; null where nobody knows.
 */
export function frozenSwitches(
  { status, settings }: Room,
  sharing: boolean | null,
  wanted: WechatRoomSwitches,
): (LiveError | null)[] {
  if (!started.has(status)) return [];
  const opened = (["likes", "goodsShelf", "comments"] as const).map((name) =>
    wanted[name] === true && settings[name] === false ? frozen(name) : null,
  );
  const isShared = wanted.sharing ?? null;
  return [...opened, isShared !== null && sharing !== null && isShared !== sharing ? frozen("sharing") : null];
}

function frozen(name: keyof WechatRoomSwitches): LiveError {
  return new LiveError(
    "INVALID_STATE",
    {
      en: `wechat.${name} can only be changed before the broadcast starts.`,
      zh: `wechat.${name} 只能在开播前修改。`,
    },
    { field: ["wechat", name], provider: "WECHAT" },
  );
}
