import type { WechatRoomCreation, WechatRoomFields } from "../protocol/wire";
import { flagField, integerField, invalid, optionalFlag, optionalText, textField, type Fields } from "./fields";
import { takeImage } from "./media";
import { looksLikeWechatId, type Person } from "./people";
import { WechatRefusal } from "./refusal";
import type { RoomPlan } from "./rooms";
import type { WechatState } from "./state";
import { hasForbiddenCharacters, hasForbiddenWords, textWidth } from "./width";

type PlanFields = Required<WechatRoomFields>;
type CreationFields = PlanFields & Pick<WechatRoomCreation, "type" | "subAnchorWechat" | "createrWechat">;

/** The fields that creating and editing have in common. Obsolete ones (anchorImg, screenType) are ignored like any other. */
export function readPlan(fields: Fields): PlanFields {
  return {
    name: textField(fields, "name"),
    coverImg: textField(fields, "coverImg"),
    startTime: timeField(fields, "startTime"),
    endTime: timeField(fields, "endTime"),
    anchorName: textField(fields, "anchorName"),
    anchorWechat: textField(fields, "anchorWechat"),
    shareImg: textField(fields, "shareImg"),
    feedsImg: textField(fields, "feedsImg"),
    isFeedsPublic: optionalFlag(fields, "isFeedsPublic", 1),
    closeLike: flagField(fields, "closeLike"),
    closeGoods: flagField(fields, "closeGoods"),
    closeComment: flagField(fields, "closeComment"),
    closeReplay: optionalFlag(fields, "closeReplay", 1),
    closeShare: optionalFlag(fields, "closeShare", 0),
    closeKf: optionalFlag(fields, "closeKf", 1),
  };
}

export function readCreation(fields: Fields): CreationFields {
  const plan = readPlan(fields);
  const type = flagField(fields, "type");
  const subAnchorWechat = optionalText(fields, "subAnchorWechat");
  const createrWechat = optionalText(fields, "createrWechat");
  if (subAnchorWechat === plan.anchorWechat) throw sameAnchors();
  return {
    ...plan,
    type,
    ...(subAnchorWechat === undefined ? {} : { subAnchorWechat }),
    ...(createrWechat === undefined ? {} : { createrWechat }),
  };
}

/** Here the create and edit pages use the general code; setting a sub-anchor has one of its own (500005). */
export function sameAnchors(): WechatRefusal {
  return new WechatRefusal(200002, "anchorWechat and subAnchorWechat can not be same");
}

/** WeChat has one text for all that can be wrong with the two times. */
const wrongTime = () => invalid("startTime or endTime");

function timeField(fields: Fields, name: string): number {
  try {
    return integerField(fields, name, { minimum: 1 });
  } catch {
    throw wrongTime();
  }
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** At least 10 minutes and at most 6 months ahead, for 30 minutes to 24 hours. */
function checkTimes({ startTime, endTime }: PlanFields, now: number): void {
  const latest = new Date(now * 1000);
  latest.setUTCMonth(latest.getUTCMonth() + 6);
  const starts = startTime >= now + 10 * MINUTE && startTime * 1000 <= latest.getTime();
  const lasts = endTime - startTime >= 30 * MINUTE && endTime - startTime <= DAY;
  if (!starts || !lasts) throw wrongTime();
}

/** Lengths first, then characters, then content. */
function checkNames({ name, anchorName }: PlanFields): void {
  if (!isBetween(textWidth(name), 6, 34)) throw new WechatRefusal(300002);
  if (!isBetween(textWidth(anchorName), 4, 30)) throw new WechatRefusal(300034);
  if (hasForbiddenCharacters(name) || hasForbiddenCharacters(anchorName)) throw new WechatRefusal(300040);
  if (hasForbiddenWords(name)) throw new WechatRefusal(300028);
  if (hasForbiddenWords(anchorName)) throw new WechatRefusal(300029);
}

function isBetween(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

/** A room's plan when everything in it is right. Images become pictures that outlive their media ids. */
export function checkPlan(
  plan: PlanFields,
  { clock, people, media, account }: WechatState,
  verificationCode: (anchor: Person) => string,
): RoomPlan {
  checkTimes(plan, clock.seconds());
  checkNames(plan);
  const anchor = people.find(plan.anchorWechat);
  if (!anchor) throw new WechatRefusal(looksLikeWechatId(plan.anchorWechat) ? 300035 : 300030);
  if (!anchor.verified) throw new WechatRefusal(300036, undefined, { qrcode_url: verificationCode(anchor) });
  const images = {
    coverImg: takeImage(media, "coverImg", plan.coverImg),
    shareImg: takeImage(media, "shareImg", plan.shareImg),
    feedsImg: takeImage(media, "feedsImg", plan.feedsImg),
  };
  if (plan.closeKf === 0 && account.isOn("customer-service-off")) throw new WechatRefusal(300038);
  return { ...plan, ...images };
}
