import { composeSnowflake } from "../identifiers";
import { collate } from "../state/collation";
import { settleIn } from "../state/presences";
import type { World } from "../state/world";
import { textMap } from "../wire/json-writer";
import { demoItems } from "./demo-items";
import { plantItems, plantRoom, plantUser, type RoomSeed, type UserSeed } from "./planting";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const users: Readonly<Record<string, UserSeed>> = {
  user_1: { nick: "林晓", avatar: "https://images.test/user_1.png", extends: { age: "18" } },
  user_2: { nick: "Ange", avatar: "https://images.test/user_2.png", extends: {} },
  user_3: { nick: "陈师傅", avatar: "https://images.test/user_3.png" },
  user_4: { nick: "Milk & Sugar <official>", extends: { shop: "milk-sugar", level: "3" } },
  user_5: {},
};

/** The two ids of the documents' examples, and others of the same kind. */
const NEW_ARRIVALS = "2124305168299200512";
const COATS = "1582200377771377896";
const others = Array.from({ length: 9 }, (_, index) => composeSnowflake(Date.UTC(2025, 5, 1 + index, 12)));
const [TEST, PRESALE, ANYTIME, LATE, BOOKS, BANNED, TEA, LONG_AGO, PLANNED] = others as [
  ...[string, string, string, string, string, string, string, string, string],
];

const rooms: readonly RoomSeed[] = [
  {
    liveId: LONG_AGO,
    title: "厨房小课堂",
    anchorId: "user_3",
    status: 2,
    created: -30 * DAY,
    start: -29 * DAY,
    end: -29 * DAY + 2 * HOUR,
    extends: {},
  },
  {
    liveId: BANNED,
    title: "深夜福利",
    anchorId: "user_5",
    status: 2,
    created: -3 * DAY,
    start: -3 * DAY,
    end: -3 * DAY + HOUR,
    banned: true,
  },
  {
    liveId: COATS,
    title: "秋冬大衣专场",
    notice: "满300减50",
    anchorId: "user_2",
    status: 2,
    created: -2 * DAY,
    start: -DAY,
    end: -DAY + 3 * HOUR,
    coverUrl: "https://images.test/coats.jpg",
  },
  { liveId: ANYTIME, title: "随时开播", anchorId: "user_4", status: 0, created: -2 * DAY },
  { liveId: LATE, title: "主播迟到了", anchorId: "user_5", status: 0, created: -DAY, start: -HOUR, end: HOUR },
  {
    liveId: PLANNED,
    title: "618 Warm-up",
    anchorId: "user_4",
    status: 0,
    created: -6 * HOUR,
    start: 14 * DAY,
    extends: { campaign: "618" },
  },
  {
    liveId: PRESALE,
    title: "明晚预售",
    notice: "定金10元抵100元",
    anchorId: "user_1",
    status: 0,
    created: -5 * HOUR,
    start: DAY,
    end: DAY + 2 * HOUR,
    coverUrl: "https://images.test/presale.jpg",
  },
  {
    liveId: TEST,
    title: "直播测试3",
    anchorId: "user_2",
    status: 1,
    created: -4 * HOUR,
    start: -3 * HOUR,
    end: 2 * HOUR,
  },
  { liveId: BOOKS, title: "深夜书店 & 茶", anchorId: "user_4", status: 1, created: -3 * HOUR, start: -2 * HOUR },
  {
    liveId: TEA,
    title: "TIT茶杯工厂直播",
    anchorId: "user_3",
    status: 1,
    created: -2 * HOUR,
    start: -HOUR,
    end: HOUR,
    extends: { source: "<factory>" },
  },
  {
    liveId: NEW_ARRIVALS,
    title: "新品直播",
    notice: "全场包邮",
    anchorId: "user_1",
    status: 1,
    created: -HOUR,
    start: -25 * MINUTE,
    end: 95 * MINUTE,
    coverUrl: "https://images.test/new.jpg",
    extends: { age: "18" },
  },
];

/** Something of everything to explore: rooms in every state, goods, viewers, a competition, gifts. */
export function seedDemo(world: World): void {
  for (const [userId, seed] of Object.entries(users)) plantUser(world, userId, seed);
  const viewers = Array.from({ length: 12 }, (_, index) => `viewer_${index + 1}`);
  for (const [index, viewer] of viewers.entries()) plantUser(world, viewer, { nick: `观众${index + 1}` });
  for (const room of rooms) plantRoom(world, room);
  for (const [liveId, items] of Object.entries(demoItems({ NEW_ARRIVALS, TEST, TEA, COATS, LONG_AGO, PRESALE }))) {
    plantItems(world, liveId, items);
  }
  world.explained.set(collate(NEW_ARRIVALS), "cup-1");
  plantRecordings(world);
  plantAudience(world, viewers);
  plantCompetition(world);
  plantGifts(world);
}

function plantRecordings(world: World): void {
  const day = world.clock.seconds() - 29 * DAY;
  const record = { liveId: LONG_AGO, start: day + HOUR, end: day + HOUR + 5 * MINUTE };
  world.recordings.insert({ ...record, itemId: "wok-1", status: 0, fileName: `${LONG_AGO}wok-1` });
  world.recordings.insert({ ...record, itemId: "knife-1", status: 3, fileName: "" });
}

function plantAudience(world: World, viewers: readonly string[]): void {
  for (const viewer of ["user_1", ...viewers.slice(0, 7)]) settleIn(world, NEW_ARRIVALS, viewer);
  for (const viewer of ["user_2", ...viewers.slice(7, 10)]) settleIn(world, TEST, viewer);
  settleIn(world, BOOKS, "user_4");
  const figures: readonly (readonly [string, number, number, number])[] = [
    [NEW_ARRIVALS, 1, 1280, 436],
    [NEW_ARRIVALS, 2, 512, 201],
    [NEW_ARRIVALS, 3, 96, 40],
    [NEW_ARRIVALS, 6, 3600, 150],
    [TEST, 1, 64, 20],
    [COATS, 1, 5400, 2100],
    [COATS, 6, 9800, 700],
  ];
  for (const [liveId, type, count, visitors] of figures) {
    world.visits.insert({ liveId, userId: "", bizId: "", type, count, visitors });
  }
  world.likes.set(NEW_ARRIVALS, new Map([["", 3600]]));
}

function plantCompetition(world: World): void {
  const now = world.clock.seconds();
  const sid = composeSnowflake(Date.UTC(2025, 5, 20));
  world.relays.insert({
    sid,
    initUserId: "user_2",
    initRoomId: TEST,
    recvUserId: "user_4",
    recvRoomId: BOOKS,
    extends: textMap([["score", "3:2"]]),
    status: 4,
    createdAt: now - 10 * MINUTE,
    updatedAt: now - 9 * MINUTE,
  });
  for (const room of world.rooms.all()) {
    if (room.liveId === TEST || room.liveId === BOOKS) world.rooms.save({ ...room, pkId: sid });
  }
}

function plantGifts(world: World): void {
  const now = world.clock.seconds();
  const configs: readonly (readonly [number, string, number])[] = [
    [1, "点赞", 0],
    [2, "玫瑰", 5],
    [3, "火箭", 1000],
  ];
  for (const [giftId, name, amount] of configs) {
    world.giftConfigs.insert({
      giftId,
      type: 1,
      name,
      amount,
      img: `https://images.test/gift-${giftId}.png`,
      animationType: 0,
      animationImg: "",
      order: giftId,
      extends: null,
      createdAt: now - DAY,
    });
  }
  const gift = { liveId: NEW_ARRIVALS, anchorId: "user_1", createdAt: now - 5 * MINUTE, updatedAt: now - 5 * MINUTE };
  world.gifts.insert({
    ...gift,
    bizId: composeSnowflake(Date.UTC(2025, 5, 21)),
    userId: "viewer_1",
    giftId: 2,
    amount: 5,
    status: 1,
  });
  world.gifts.insert({
    ...gift,
    bizId: composeSnowflake(Date.UTC(2025, 5, 22)),
    userId: "viewer_2",
    giftId: 3,
    amount: 1000,
    status: 2,
  });
}
