import type { Account } from "../../../domain/account";
import type { Clock } from "../../../domain/clock";
import type { Log } from "../../../domain/log";
import type { WechatClient } from "./client";
import type { HighestGoods } from "./highest-goods";
import type { WechatImages } from "./images";
import type { WechatLedger } from "./ledger";
import type { WrittenPrices } from "./written-prices";

/** What every part of the adapter works with: one account. */
export interface WechatContext {
  readonly account: Account;
  readonly client: WechatClient;
  readonly ledger: WechatLedger;
  readonly images: WechatImages;
  readonly highestGoods: HighestGoods;
  readonly writtenPrices: WrittenPrices;
  readonly clock: Clock;
  readonly log: Log;
}
