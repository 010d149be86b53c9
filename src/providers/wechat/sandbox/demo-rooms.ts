import { openidOf } from "./people";
import type { RoomStatus } from "./room-status";
import type { GoodsVideo } from "./rooms";
import type { WechatState } from "./state";
import { replayUrl } from "./videos";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface DemoRoom {
  readonly name: string;
  readonly status: RoomStatus;
  /** Seconds from the moment of seeding. */
  readonly starts: number;
  readonly lasts: number;
  readonly anchor: readonly [name: string, wechatId: string];
  /** 1 push-stream (推流), 0 phone. */
  readonly type?: number;
  readonly goods?: readonly number[];
  readonly videos?: Readonly<Record<number, GoodsVideo>>;
  readonly assistants?: readonly (readonly [wechatId: string, nickname: string])[];
  readonly subAnchor?: string;
  /** Per recording, the days it is kept; null: for ever. */
  readonly replays?: readonly (number | null)[];
  readonly flags?: { readonly closeReplay?: number; readonly closeKf?: number; readonly isFeedsPublic?: number };
}

/** The place in the list is the room id. */
const rooms: readonly DemoRoom[] = [
  {
    name: "直播测试1",
    status: 101,
    starts: -30 * MINUTE,
    lasts: 4 * HOUR,
    anchor: ["小林", "lin_wx01"],
    goods: [1, 5, 6, 7],
    videos: { 1: "ready", 5: "making", 6: "failed" },
    assistants: [
      ["helper_a", "客服A"],
      ["helper_b", "客服B"],
    ],
    subAnchor: "mei_wx01",
    flags: { closeReplay: 0, closeKf: 0 },
  },
  {
    name: "直播测试",
    status: 102,
    starts: DAY,
    lasts: 2 * HOUR,
    anchor: ["小林", "lin_wx01"],
    goods: [2, 3],
    assistants: [["helper_a", "客服A"]],
  },
  { name: "直播测试3", status: 102, starts: 2 * DAY, lasts: 5000, anchor: ["Ange", "ange_wx"], type: 1, goods: [1] },
  {
    name: "夏日茶器专场",
    status: 103,
    starts: -DAY,
    lasts: 2 * HOUR,
    anchor: ["阿梅", "mei_wx01"],
    goods: [1, 2],
    assistants: [["helper_c", "客服C"]],
    replays: [null, 30],
    flags: { closeReplay: 0 },
  },
  {
    name: "咖啡器具直播间",
    status: 105,
    starts: -HOUR,
    lasts: 3 * HOUR,
    anchor: ["陈晨", "chen_wx01"],
    type: 1,
    goods: [2, 3],
    assistants: [["helper_b", "小助手"]],
  },
  {
    name: "没有开播的直播间",
    status: 107,
    starts: -3 * DAY,
    lasts: 2 * HOUR,
    anchor: ["阿梅", "mei_wx01"],
    goods: [3],
  },
  { name: "被封禁的直播间", status: 104, starts: -2 * DAY, lasts: HOUR, anchor: ["陈晨", "chen_wx01"], goods: [12] },
  { name: "异常中断的直播间", status: 106, starts: -5 * HOUR, lasts: 2 * HOUR, anchor: ["Ange", "ange_wx"], type: 1 },
  {
    name: "晚间家居好物",
    status: 102,
    starts: 6 * HOUR,
    lasts: 2 * HOUR,
    anchor: ["阿梅", "mei_wx01"],
    goods: [5, 6, 7],
  },
  {
    name: "上周围巾专场",
    status: 103,
    starts: -7 * DAY,
    lasts: 3 * HOUR,
    anchor: ["小林", "lin_wx01"],
    goods: [3],
    replays: [null],
    flags: { closeReplay: 0, isFeedsPublic: 0 },
  },
  {
    name: "内部彩排",
    status: 103,
    starts: -14 * DAY,
    lasts: HOUR,
    anchor: ["陈晨", "chen_wx01"],
    flags: { isFeedsPublic: 0 },
  },
  {
    name: "双十一预热场",
    status: 102,
    starts: 30 * DAY,
    lasts: 12 * HOUR,
    anchor: ["WalleAI", "WalleAI"],
    type: 1,
    goods: [1, 2, 3, 11, 12],
  },
];

export function seedDemoRooms(state: WechatState): void {
  for (const [index, demo] of rooms.entries()) addDemoRoom(state, demo, index + 1);
}

function addDemoRoom({ rooms: registry, clock }: WechatState, demo: DemoRoom, number: number): void {
  const now = clock.seconds();
  const startTime = now + demo.starts;
  const [anchorName, anchorWechat] = demo.anchor;
  const room = registry.add({
    name: demo.name,
    coverImg: `cover-${number}.png`,
    shareImg: `share-${number}.png`,
    feedsImg: `feeds-${number}.png`,
    startTime,
    endTime: startTime + demo.lasts,
    anchorName,
    anchorWechat,
    isFeedsPublic: 1,
    closeLike: 0,
    closeGoods: 0,
    closeComment: 0,
    closeReplay: 1,
    closeShare: 0,
    closeKf: 1,
    ...demo.flags,
    type: demo.type ?? 0,
    creatorOpenid: openidOf("boss_wx01"),
    subAnchorWechat: demo.subAnchor ?? null,
  });
  registry.setStatus(room, demo.status);
  room.goods = (demo.goods ?? []).map((goodsId) => ({
    goodsId,
    onSale: true,
    video: demo.videos?.[goodsId] ?? "none",
  }));
  room.assistants = (demo.assistants ?? []).map(([username, nickname]) => ({
    username,
    nickname,
    changedAt: now - 2 * DAY,
  }));
  room.replays = (demo.replays ?? []).map((days, index) => {
    const createdAt = room.endTime + (index + 1) * 5 * MINUTE;
    return {
      createdAt,
      expiresAt: days === null ? null : createdAt + days * DAY,
      mediaUrl: replayUrl(room.id, index + 1),
    };
  });
}
