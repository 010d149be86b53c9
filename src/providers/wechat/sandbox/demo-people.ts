import { openidOf, type PeopleRegistry } from "./people";
import type { WechatState } from "./state";

const people = [
  ["WalleAI", "Walle"],
  ["walle1", "瓦力一号"],
  ["walle2", "瓦力二号"],
  ["Walle1", "瓦力"],
  ["ange_wx", "Ange"],
  ["lin_wx01", "小林"],
  ["lin_wx02", "小林二号"],
  ["lin_wx03", "小林三号"],
  ["mei_wx01", "阿梅"],
  ["chen_wx01", "陈晨"],
  ["helper_a", "客服A"],
  ["helper_b", "客服B"],
  ["helper_c", "客服C"],
  ["boss_wx01", "老板"],
  ["zhang_wx01", "张经理"],
  ["yun_wx01", "运营小云"],
  ["yun_wx02", "运营小月"],
] as const;

export function seedKnownPeople(registry: PeopleRegistry): void {
  for (const [wechatId, nickname] of people) registry.add({ wechatId, nickname, verified: true });
  // Exists, but has not done the real-name verification.
  registry.add({ wechatId: "unverified_wx", nickname: "未实名", verified: false });
}

const roles: readonly (readonly [wechatId: string, ...roles: number[]])[] = [
  ["boss_wx01", 0],
  ["zhang_wx01", 1],
  ["yun_wx01", 1, 3],
  ["yun_wx02", 3],
  ["lin_wx01", 2, 3],
  ["lin_wx02", 2],
  ["mei_wx01", 2],
  ["ange_wx", 2],
  ["chen_wx01", 2],
  ["WalleAI", 2],
];

const FOLLOWERS = 260;

export function seedDemoMembers({ roles: registry, followers, clock }: WechatState): void {
  const now = clock.seconds();
  for (const [index, [wechatId, ...held]] of roles.entries()) {
    for (const role of held) registry.grant(wechatId, role, now - (roles.length - index) * 86_400);
  }
  // One more than fits the first page of the list, and then some.
  for (let number = FOLLOWERS; number >= 1; number -= 1) {
    const roomStatus = ([101, 102, 103] as const)[number % 3] ?? 101;
    const roomId = { 101: 1, 102: 2, 103: 4 }[roomStatus];
    followers.add({ openid: openidOf(`follower-${number}`), subscribedAt: now - number * 900, roomId, roomStatus });
  }
}
