import type { ErrorKind } from "../../../domain/error";
import type { Text } from "../../../domain/text";

/** Where in an input something stands. */
export type Path = readonly string[];

/** What one of WeChat's codes means to a caller. */
export interface Meaning {
  readonly kind: ErrorKind;
  readonly text: Text;
  /** The input field the code speaks of; by operation where it differs. */
  readonly field?: Path | Readonly<Record<string, Path>>;
}

const meaning = (kind: ErrorKind, en: string, zh: string, field?: Meaning["field"]): Meaning =>
  field === undefined ? { kind, text: { en, zh } } : { kind, text: { en, zh }, field };

const name = { "room.create": ["title"], "room.edit": ["title"], "goods.add": ["name"], "goods.update": ["name"] };
/** Creation names no goods that are there. */
const existingGoods = {
  "goods.resetAudit": ["id"],
  "goods.audit": ["id"],
  "goods.delete": ["id"],
  "goods.update": ["id"],
};
/** In a room it may be any of three images. */
const goodsCover = { "goods.add": ["cover"], "goods.update": ["cover"] };
const anchorName = ["anchor", "name"];
const anchorWechatId = ["anchor", "wechatId"];
const shareImage = ["wechat", "shareImage"];
const feedImage = ["wechat", "feedImage"];

/** Every code of WeChat's live pages and the general ones they can answer with. */
const meanings: Readonly<Record<number, Meaning>> = {
  [-1]: meaning("PROVIDER_UNAVAILABLE", "WeChat is busy. Try again shortly.", "微信系统繁忙，请稍后再试。"),
  1: meaning("NOT_FOUND", "No live room has ever been created in this account.", "该账号从未创建过直播间。"),
  1001: meaning("INVALID_INPUT", "WeChat refused the parameters.", "参数不合法。", ["params"]),
  1003: meaning("NOT_FOUND", "There are no goods with this id.", "商品 ID 不存在。", existingGoods),
  1007: meaning("REFUSED_BY_PROVIDER", "WeChat found no data for this request.", "微信未获取到数据。"),
  2003: meaning("REFUSED_BY_PROVIDER", "WeChat refused to remove this role.", "微信拒绝解除该成员角色。"),
  10001: meaning(
    "PROVIDER_PERMISSION_MISSING",
    "Live broadcast is switched off for this mini-program.",
    "小程序直播功能被关闭。",
  ),
  40001: meaning(
    "PROVIDER_CREDENTIALS_REJECTED",
    "WeChat does not accept the credentials of this account.",
    "微信凭证无效。",
  ),
  40002: meaning(
    "PROVIDER_PROTOCOL_ERROR",
    "WeChat did not accept how the token was asked for.",
    "grant_type 不合法。",
  ),
  40004: meaning("IMAGE_REJECTED", "WeChat does not take this kind of file.", "不支持的媒体文件类型。"),
  40007: meaning("IMAGE_REJECTED", "WeChat does not know this media id, or it has expired.", "media_id 无效或已过期。"),
  40009: meaning("IMAGE_REJECTED", "The image is too large.", "图片大小超过限制。"),
  40013: meaning("PROVIDER_CREDENTIALS_REJECTED", "WeChat does not know this AppID.", "AppID 无效。"),
  40014: meaning("PROVIDER_CREDENTIALS_REJECTED", "WeChat does not accept the access token.", "access_token 不合法。"),
  40125: meaning(
    "PROVIDER_CREDENTIALS_REJECTED",
    "WeChat does not accept the AppSecret of this account.",
    "AppSecret 无效。",
  ),
  40164: meaning(
    "PROVIDER_IP_NOT_ALLOWED",
    "The gateway's address is not on this account's IP list (IP 白名单).",
    "网关的 IP 不在该账号的 IP 白名单中。",
  ),
  40243: meaning(
    "PROVIDER_CREDENTIALS_REJECTED",
    "The AppSecret is frozen; unfreeze it in the console.",
    "AppSecret 已被冻结，请在后台解冻。",
  ),
  41001: meaning("PROVIDER_PROTOCOL_ERROR", "WeChat missed the access token.", "缺少 access_token。"),
  41002: meaning("PROVIDER_CREDENTIALS_REJECTED", "WeChat missed the AppID.", "缺少 AppID。"),
  41004: meaning("PROVIDER_CREDENTIALS_REJECTED", "WeChat missed the AppSecret.", "缺少 AppSecret。"),
  41005: meaning("IMAGE_REJECTED", "WeChat missed the image.", "缺少媒体文件数据。"),
  42001: meaning("PROVIDER_CREDENTIALS_REJECTED", "The access token has expired.", "access_token 已过期。"),
  43001: meaning("PROVIDER_PROTOCOL_ERROR", "WeChat expected another method.", "需要 GET 请求。"),
  43002: meaning("PROVIDER_PROTOCOL_ERROR", "WeChat expected another method.", "需要 POST 请求。"),
  44001: meaning("IMAGE_REJECTED", "The image is empty.", "媒体文件为空。"),
  44002: meaning("PROVIDER_PROTOCOL_ERROR", "WeChat received an empty request.", "POST 数据为空。"),
  45009: meaning("PROVIDER_QUOTA_EXHAUSTED", "Today's calls to WeChat are spent.", "今日接口调用次数已用完。"),
  45011: meaning("RATE_LIMITED", "Too many calls to WeChat in this minute.", "接口调用过于频繁，请稍后再试。"),
  47001: meaning("PROVIDER_PROTOCOL_ERROR", "WeChat could not read the request.", "请求数据格式错误。"),
  48001: meaning(
    "PROVIDER_PERMISSION_MISSING",
    "This account may not use the live API: the live component is not enabled, or permission set 52 is not granted.",
    "接口未授权：未开通直播组件，或未授予权限集 52。",
  ),
  48004: meaning("PROVIDER_PERMISSION_MISSING", "The API is banned for this account.", "接口已被封禁。"),
  48006: meaning("LIMIT_EXCEEDED", "The counters cannot be cleared again this month.", "本月清零次数已用完。"),
  50002: meaning("PROVIDER_PERMISSION_MISSING", "The account is restricted by WeChat.", "账号受限，接口已被限制。"),
  50004: meaning("PROVIDER_CREDENTIALS_REJECTED", "The account may not use the token API.", "禁止使用 token 接口。"),
  50007: meaning("PROVIDER_CREDENTIALS_REJECTED", "The account is frozen.", "账号已冻结。"),
  89503: meaning(
    "PROVIDER_IP_NOT_ALLOWED",
    "The first call from this address waits for the account's administrator to confirm it.",
    "此 IP 首次调用需要管理员确认。",
  ),
  89506: meaning(
    "PROVIDER_IP_NOT_ALLOWED",
    "The administrator refused this address for 24 hours.",
    "管理员已拒绝此 IP，24 小时内不可调用。",
  ),
  89507: meaning(
    "PROVIDER_IP_NOT_ALLOWED",
    "The administrator refused this address for one hour.",
    "管理员已拒绝此 IP，1 小时内不可调用。",
  ),
  200002: meaning("INVALID_INPUT", "WeChat does not accept one of the values.", "参数错误。"),
  300001: meaning(
    "REFUSED_BY_PROVIDER",
    "WeChat forbids this account to create or change goods or rooms.",
    "该账号被禁止创建或更新商品、直播间。",
  ),
  300002: meaning("INVALID_INPUT", "The name is too short or too long.", "名称长度不符合规则。", name),
  300003: meaning(
    "INVALID_INPUT",
    "The price is not acceptable: it must be above 0, and the current price not above the original one.",
    "价格不合规：须大于 0，且现价不能高于原价。",
    ["price"],
  ),
  300004: meaning("CONTENT_REJECTED", "The goods' name contains forbidden content.", "商品名称存在违规违法内容。", [
    "name",
  ]),
  300005: meaning("IMAGE_REJECTED", "The goods' image contains forbidden content.", "商品图片存在违规违法内容。", [
    "cover",
  ]),
  300006: meaning(
    "IMAGE_REJECTED",
    "WeChat could not take the image; its media id may have expired.",
    "图片上传失败（如 mediaID 过期）。",
    goodsCover,
  ),
  300007: meaning(
    "INVALID_INPUT",
    "The page does not exist in the released mini-program.",
    "线上小程序版本不存在该链接。",
    ["link"],
  ),
  300008: meaning("PROVIDER_UNAVAILABLE", "WeChat failed to add the goods.", "添加商品失败。"),
  300009: meaning("INVALID_STATE", "WeChat failed to withdraw the review.", "商品审核撤回失败。", ["id"]),
  300010: meaning("INVALID_STATE", "The goods' review status does not allow this.", "商品审核状态不允许此操作。", [
    "id",
  ]),
  300011: meaning(
    "REFUSED_BY_PROVIDER",
    "These goods were made in the console and cannot be changed by API.",
    "非 API 创建的商品不能通过 API 操作。",
    ["id"],
  ),
  300012: meaning(
    "PROVIDER_QUOTA_EXHAUSTED",
    "Today's 500 review submissions are spent.",
    "今日提审额度（500 次）已用完。",
  ),
  300013: meaning("PROVIDER_UNAVAILABLE", "WeChat failed to take the review submission.", "提审失败。"),
  300014: meaning("INVALID_STATE", "Goods under review cannot be deleted.", "商品审核中，无法删除。", ["id"]),
  300015: meaning("NOT_FOUND", "There are no goods with this id.", "商品 ID 不存在。", ["id"]),
  300017: meaning("INVALID_STATE", "The goods were not submitted for review.", "商品未提审。", ["id"]),
  300018: meaning(
    "IMAGE_REJECTED",
    "The goods' image is larger than 300 × 300 pixels.",
    "商品图片尺寸过大（最大 300 × 300）。",
    ["cover"],
  ),
  300021: meaning(
    "REFUSED_BY_PROVIDER",
    "The goods were added, but not submitted for review. Submit them for review instead of adding them again.",
    "商品添加成功，但提审失败。请重新提审，不要重复添加。",
  ),
  300022: meaning("NOT_FOUND", "There is no live room with this id.", "此房间号不存在。"),
  300023: meaning("INVALID_STATE", "The room's status does not allow this.", "直播间当前状态不允许此操作。"),
  300024: meaning("NOT_FOUND", "There are no such goods.", "商品不存在。", ["goods"]),
  300025: meaning("INVALID_STATE", "The goods have not passed review.", "商品审核未通过。", ["goods"]),
  300026: meaning("LIMIT_EXCEEDED", "The room holds as many goods as it can.", "房间商品数量已经满额。", ["goods"]),
  300027: meaning("PROVIDER_UNAVAILABLE", "WeChat failed to import the goods.", "导入商品失败。"),
  300028: meaning("CONTENT_REJECTED", "The title contains forbidden content.", "房间名称违规。", ["title"]),
  300029: meaning("CONTENT_REJECTED", "The anchor's name contains forbidden content.", "主播昵称违规。", anchorName),
  300030: meaning("INVALID_INPUT", "The anchor's WeChat id is not acceptable.", "主播微信号不合法。", anchorWechatId),
  300031: meaning("IMAGE_REJECTED", "WeChat rejects the cover image.", "直播间封面图不合规。", ["cover"]),
  300032: meaning("IMAGE_REJECTED", "WeChat rejects the share image.", "直播间分享图违规。", shareImage),
  300033: meaning("LIMIT_EXCEEDED", "The room would hold more goods than it can.", "添加商品超过直播间上限。", [
    "goods",
  ]),
  300034: meaning(
    "INVALID_INPUT",
    "The anchor's name is too short or too long.",
    "主播微信昵称长度不符合要求。",
    anchorName,
  ),
  300035: meaning("NOT_FOUND", "There is no such WeChat id.", "主播微信号不存在。", anchorWechatId),
  300036: meaning(
    "VERIFICATION_REQUIRED",
    "The anchor has to pass real-name verification first; let them scan the code.",
    "主播微信号未实名认证，请扫码认证。",
    anchorWechatId,
  ),
  300037: meaning("IMAGE_REJECTED", "WeChat rejects the feed image.", "购物直播频道封面图不合规。", feedImage),
  300038: meaning(
    "REFUSED_BY_PROVIDER",
    "Customer service is not configured in the mini-program's console.",
    "未在小程序管理后台配置客服。",
    {
      "room.updateKf": ["customerService"],
      "room.create": ["wechat", "customerService"],
      "room.edit": ["wechat", "customerService"],
    },
  ),
  300039: meaning("INVALID_INPUT", "The sub-anchor's WeChat id is not acceptable.", "主播副号微信号不合法。", [
    "wechat",
    "subAnchorWechatId",
  ]),
  300040: meaning(
    "INVALID_INPUT",
    "The title contains characters that are not allowed.",
    "名称含有非限定字符（含有特殊字符）。",
    ["title"],
  ),
  300041: meaning("INVALID_INPUT", "The creator's WeChat id is not acceptable.", "创建者微信号不合法。", [
    "wechat",
    "creatorWechatId",
  ]),
  300042: meaning(
    "INVALID_STATE",
    "The room cannot be edited while a stream is being pushed.",
    "推流中禁止编辑房间。",
    ["id"],
  ),
  300043: meaning(
    "LIMIT_EXCEEDED",
    "Only one room a day may have the subscription switch on.",
    "每天只允许一场直播开启关注。",
  ),
  300044: meaning("NOT_FOUND", "The goods have no explanation video.", "商品没有讲解视频。", ["goods"]),
  300045: meaning("INVALID_STATE", "The explanation video is not ready yet.", "讲解视频未生成。", ["goods"]),
  300046: meaning("REFUSED_BY_PROVIDER", "The explanation video could not be made.", "讲解视频生成失败。", ["goods"]),
  300047: meaning(
    "INVALID_STATE",
    "Other goods are being pushed right now. Try again shortly.",
    "已有商品正在推送，请稍后再试。",
    ["goods"],
  ),
  300048: meaning("PROVIDER_UNAVAILABLE", "WeChat failed to read the room's goods.", "拉取商品列表失败。"),
  300049: meaning(
    "INVALID_STATE",
    "Goods that are being pushed cannot be put on or off the shelf.",
    "商品推送过程中不允许上下架。",
    ["goods"],
  ),
  300050: meaning("INVALID_INPUT", "The list of goods is empty.", "排序商品列表为空。", ["goods"]),
  300051: meaning("PROVIDER_PROTOCOL_ERROR", "WeChat could not read the request.", "解析 JSON 出错。"),
  300052: meaning("INVALID_STATE", "Goods that are off the shelf cannot be pushed.", "已下架的商品无法推送。", [
    "goods",
  ]),
  300053: meaning("NOT_FOUND", "The goods are not in this room.", "直播间未添加此商品。", ["goods"]),
  400001: meaning("INVALID_INPUT", "The WeChat id is not acceptable.", "微信号不合规。", ["wechatId"]),
  400002: meaning(
    "VERIFICATION_REQUIRED",
    "The person has to pass real-name verification first; let them scan the code.",
    "微信号需要实名认证，请扫码认证。",
    ["wechatId"],
  ),
  400003: meaning(
    "LIMIT_EXCEEDED",
    "As many people have this role as may: 10 administrators, 500 operators, 500 anchors.",
    "添加人数达上限：管理员 10 人、运营者 500 人、主播 500 人。",
    ["role"],
  ),
  400004: meaning("ALREADY_EXISTS", "The person has this role already.", "重复添加角色。", ["wechatId"]),
  400005: meaning(
    "INVALID_STATE",
    "An anchor with a room that has not started cannot lose the role.",
    "主播角色解除失败，该主播存在未开播的直播间。",
    ["wechatId"],
  ),
  500001: meaning("INVALID_INPUT", "The sub-anchor is not acceptable.", "主播副号不合规。", ["wechatId"]),
  500002: meaning(
    "VERIFICATION_REQUIRED",
    "The sub-anchor has to pass real-name verification first.",
    "主播副号未实名认证。",
    ["wechatId"],
  ),
  500003: meaning("ALREADY_EXISTS", "The room has a sub-anchor already.", "已经设置过主播副号，不能同时设置。", [
    "wechatId",
  ]),
  500004: meaning("ALREADY_EXISTS", "This is the room's sub-anchor already.", "设置重复的主播副号。", ["wechatId"]),
  500005: meaning("INVALID_INPUT", "The sub-anchor must not be the anchor.", "副号不能和主号重复。", ["wechatId"]),
  600001: meaning("ALREADY_EXISTS", "The person is an assistant of this room already.", "用户已被添加为小助手。", [
    "assistants",
  ]),
  600002: meaning("NOT_FOUND", "WeChat finds no such person.", "找不到用户。", {
    "assistant.add": ["assistants"],
    "assistant.modify": ["wechatId"],
    "assistant.remove": ["wechatId"],
  }),
  9410000: meaning("NOT_FOUND", "The list is empty.", "直播间列表为空。"),
  9410001: meaning("PROVIDER_UNAVAILABLE", "WeChat failed to read the rooms.", "获取房间失败。"),
  9410002: meaning("PROVIDER_UNAVAILABLE", "WeChat failed to read the goods.", "获取商品失败。"),
  9410003: meaning("PROVIDER_UNAVAILABLE", "WeChat failed to read the replays.", "获取回放失败。"),
  9410005: meaning(
    "LIMIT_EXCEEDED",
    "Another room has been announced to the followers today.",
    "今日已为其他直播间群发过通知。",
    ["liveRoom"],
  ),
  9410006: meaning("INVALID_STATE", "The room is not live.", "直播间未开播。", ["liveRoom"]),
};

const unknown = meaning(
  "REFUSED_BY_PROVIDER",
  "WeChat refused this without a known reason.",
  "微信拒绝了此请求，原因未知。",
);

export function meaningOf(code: number): Meaning {
  return meanings[code] ?? unknown;
}
