import { createRandom, type Random, type SandboxClock } from "../../../sandbox";
import { createAccount, type Account } from "./account";
import { createFollowerRegistry, type FollowerRegistry } from "./followers";
import { createGoodsLibrary, type GoodsLibrary } from "./goods";
import { createMediaRegistry, type MediaRegistry } from "./media";
import { createPeopleRegistry, type PeopleRegistry } from "./people";
import { createQuotaLedger, type QuotaLedger } from "./quotas";
import { createRoleRegistry, type RoleRegistry } from "./roles";
import { createRoomRegistry, type RoomRegistry } from "./rooms";
import type { WechatSettings } from "./settings";
import { createTokenStore, type TokenStore } from "./tokens";

/** Everything the simulated account holds. */
export interface WechatState {
  readonly clock: SandboxClock;
  readonly settings: WechatSettings;
  /** For ids that only have to look right. */
  readonly random: Random;
  readonly account: Account;
  readonly tokens: TokenStore;
  readonly quotas: QuotaLedger;
  readonly media: MediaRegistry;
  readonly people: PeopleRegistry;
  rooms: RoomRegistry;
  goods: GoodsLibrary;
  roles: RoleRegistry;
  followers: FollowerRegistry;
  /** The query parameters that tell goods pages apart; null until they are set, which is possible once. */
  goodsKey: readonly string[] | null;
}

export function createState(clock: SandboxClock, settings: WechatSettings): WechatState {
  return {
    clock,
    settings,
    random: createRandom(20),
    account: createAccount(),
    tokens: createTokenStore(clock),
    quotas: createQuotaLedger(clock),
    media: createMediaRegistry(clock),
    people: createPeopleRegistry(),
    ...emptyContent(clock, settings),
    goodsKey: null,
  };
}

/** An account without rooms, goods, members and followers. */
export function emptyContent(
  clock: SandboxClock,
  settings: WechatSettings,
): Pick<WechatState, "rooms" | "goods" | "roles" | "followers"> {
  return {
    rooms: createRoomRegistry(clock),
    goods: createGoodsLibrary(clock, settings.reviewSeconds),
    roles: createRoleRegistry(),
    followers: createFollowerRegistry(),
  };
}
