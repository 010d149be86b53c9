import type { Account } from "../../../domain/account";
import type { Clock } from "../../../domain/clock";
import type { Log } from "../../../domain/log";
import type { Provider } from "../../../domain/provider";
import { createHttpClient } from "../../../upstream/http";
import type Keyv from "keyv";
import { createAssistants } from "./assistants";
import { createWechatClient } from "./client";
import type { WechatContext } from "./context";
import { createGoodsLibrary } from "./goods";
import { createWechatLedger } from "./ledger";
import { createReplays } from "./replays";
import { createRoomGoods } from "./room-goods";
import { createRoomWriting } from "./room-writing";
import { createRoomList } from "./rooms";
import { createWechatTokens, type WechatTokenKind } from "./tokens";

export interface WechatConnection {
  readonly account: Account;
  readonly appId: string;
  readonly appSecret: string;
  readonly baseUrl: string;
  readonly tokenSource: WechatTokenKind;
  readonly clock: Clock;
  readonly log: Log;
  readonly tokens: Keyv;
  readonly ledger: Keyv;
}

/** A WeChat mini-program's live broadcast (微信小程序直播) as a provider. */
export function connectWechat(connection: WechatConnection): Provider {
  const { account, appId, appSecret, baseUrl, tokenSource, clock, log } = connection;
  const about = { provider: account.provider, account: account.key };
  const exchange = { http: createHttpClient({ baseUrl }, about), about };
  const tokens = createWechatTokens(exchange, {
    kind: tokenSource,
    appId,
    appSecret,
    accountKey: account.key,
    store: connection.tokens,
    clock,
  });
  const context: WechatContext = {
    account,
    client: createWechatClient(exchange, tokens),
    ledger: createWechatLedger(connection.ledger, account.key),
    clock,
    log,
  };
  const writing = createRoomWriting(context);
  return {
    account,
    roomList: createRoomList(context),
    roomCreate: writing,
    roomUpdate: writing,
    roomDelete: writing,
    roomGoods: createRoomGoods(context),
    assistants: createAssistants(context),
    replays: createReplays(context),
    goodsLibrary: createGoodsLibrary(context),
    instead: {
      roomEnd: {
        en: "WeChat has no call that ends a broadcast: the anchor ends it in the app, or stop pushing the stream.",
        zh: "微信没有结束直播的接口：请由主播在小程序中结束，或停止推流。",
      },
    },
    close: () => exchange.http.close(),
  };
}
