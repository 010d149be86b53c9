import { createRandom } from "../../../sandbox";
import { openidOf } from "./people";
import type { RoomStatus } from "./room-status";
import type { SeedSize } from "./settings";
import type { WechatState } from "./state";

/** The same every time, apart from the times, which hang on the clock: for measuring, and for paging through. */
export function seedSized(state: WechatState, size: SeedSize): void {
  seedGoods(state, Math.max(size.libraryGoods, Math.min(size.goodsPerRoom, state.settings.goodsPerRoom)));
  seedRooms(state, size);
  seedMembers(state, size.members);
  seedFollowers(state, size.followers ?? 0, Math.max(1, size.rooms));
}

const wares = ["茶杯", "餐盘", "桌布", "蜡烛", "围巾", "台灯", "雨伞", "拖鞋"] as const;

function seedGoods({ goods: library }: WechatState, count: number): void {
  const random = createRandom(count);
  for (let number = 1; number <= count; number += 1) {
    const priceType = (number % 3) + 1;
    const price = random.integer(100, 99_900);
    const goods = library.add(
      {
        name: `${random.pick(wares)}${number}号`,
        image: `goods-${number}.png`,
        url: `pages/goods/index?id=${number}`,
        priceType,
        price,
        price2: priceType === 1 ? 0 : priceType === 2 ? price + random.integer(0, 5_000) : random.integer(1, price),
        thirdPartyAppid: "",
      },
      2,
    );
    goods.auditStatus = 2;
    goods.auditId = 450_000_000 + number;
  }
}

const ANCHORS = 50;
const HOUR = 3600;
/** Most rooms are over, as on a real account. */
const statuses: readonly RoomStatus[] = [103, 103, 103, 103, 103, 102, 102, 101, 107, 105];

function seedRooms(state: WechatState, { rooms, goodsPerRoom, assistantsPerRoom }: SeedSize): void {
  const { rooms: registry, people, goods: library, clock, settings } = state;
  const random = createRandom(rooms);
  const now = clock.seconds();
  const goodsIds = library.all().map(({ id }) => id);
  const perRoom = Math.min(goodsPerRoom, settings.goodsPerRoom, goodsIds.length);
  for (let number = 1; number <= Math.min(rooms, ANCHORS); number += 1) {
    people.add({ wechatId: `anchor_${number}`, nickname: `主播${number}`, verified: true });
  }
  for (let number = 1; number <= 10; number += 1) {
    people.add({ wechatId: `assistant_${number}`, nickname: `助手${number}`, verified: true });
  }
  for (let number = 1; number <= rooms; number += 1) {
    const status = random.pick(statuses);
    const hours = random.integer(1, 24 * 60);
    const startTime = now + (status === 102 ? hours : status === 101 || status === 105 ? -1 : -hours - 24) * HOUR;
    const anchor = (number % ANCHORS) + 1;
    const room = registry.add({
      name: `直播间${number}号`,
      coverImg: `cover-${number}.png`,
      shareImg: `share-${number}.png`,
      feedsImg: `feeds-${number}.png`,
      startTime,
      endTime: startTime + 4 * HOUR,
      anchorName: `主播${anchor}`,
      anchorWechat: `anchor_${anchor}`,
      isFeedsPublic: number % 2,
      closeLike: 0,
      closeGoods: 0,
      closeComment: 0,
      closeReplay: 0,
      closeShare: 0,
      closeKf: 1,
      type: number % 4 === 0 ? 1 : 0,
      creatorOpenid: openidOfAnchor(anchor),
      subAnchorWechat: null,
    });
    registry.setStatus(room, status);
    const first = random.integer(0, Math.max(0, goodsIds.length - 1));
    room.goods = Array.from({ length: perRoom }, (_, index) => ({
      goodsId: goodsIds[(first + index) % goodsIds.length] as number,
      onSale: true,
      video: "none",
    }));
    room.assistants = Array.from({ length: Math.min(assistantsPerRoom, 10) }, (_, index) => ({
      username: `assistant_${index + 1}`,
      nickname: `助手${index + 1}`,
      changedAt: startTime,
    }));
  }
}

const anchorOpenids = new Map<number, string>();
function openidOfAnchor(anchor: number): string {
  let openid = anchorOpenids.get(anchor);
  if (openid === undefined) anchorOpenids.set(anchor, (openid = openidOf(`anchor_${anchor}`)));
  return openid;
}

function seedMembers({ roles, people, clock }: WechatState, count: number): void {
  for (let number = 1; number <= count; number += 1) {
    const wechatId = `member_${number}`;
    people.add({ wechatId, nickname: `成员${number}`, verified: true });
    roles.grant(wechatId, number <= 10 ? 1 : 2 + (number % 2), clock.seconds() - number * 60);
  }
}

function seedFollowers({ followers, clock }: WechatState, count: number, rooms: number): void {
  const now = clock.seconds();
  for (let number = count; number >= 1; number -= 1) {
    followers.add({
      openid: openidOf(`follower-${number}`),
      subscribedAt: now - number * 60,
      roomId: (number % rooms) + 1,
      roomStatus: 101 + (number % 3),
    });
  }
}
