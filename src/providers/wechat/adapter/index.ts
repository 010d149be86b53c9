import type { Account } from "../../../domain/account";
import type { Leases } from "../../../domain/lease";
import type { Provider } from "../../../domain/provider";
import type { RecordStore } from "../../../domain/record-store";
import type { TokenStore } from "../../../domain/token-store";
import { createAccountCalls, type CallDependencies } from "../../../upstream/account-calls";
import { createGuardedFetch } from "../../../upstream/guarded-fetch";
import { createHttpClient } from "../../../upstream/http";
import { wechatEndpoints } from "../protocol/endpoints";
import { createAssistants } from "./assistants";
import { createCallbacks } from "./callbacks";
import { createWechatClient } from "./client";
import type { WechatContext } from "./context";
import { createExplanations } from "./explanations";
import { createFollowers, createNotifications } from "./followers";
import { createGoodsReading } from "./goods-reading";
import { createGoodsWriting } from "./goods-writing";
import { createHighestGoods } from "./highest-goods";
import { createImageSource } from "./image-source";
import { createWechatImages } from "./images";
import { createIngest } from "./ingest";
import { createWechatLedger } from "./ledger";
import { createMembers } from "./members";
import { createReplays } from "./replays";
import { createRoomGoods } from "./room-goods";
import { createRoomSettings } from "./room-settings";
import { createRoomWriting } from "./room-writing";
import { createRoomList } from "./rooms";
import { createShareCodes } from "./share-codes";
import { createSubAnchors } from "./sub-anchors";
import { createWechatTokens, type WechatTokenKind } from "./tokens";
import { createWrittenPrices } from "./written-prices";

export interface WechatConnection extends CallDependencies {
  readonly account: Account;
  readonly appId: string;
  readonly appSecret: string;
  readonly baseUrl: string;
  readonly tokenSource: WechatTokenKind;
  readonly tokens: TokenStore;
  readonly leases: Leases;
  readonly ledger: RecordStore;
  /** Of the console's message push page; without a token no event is believed. */
  readonly pushToken?: readonly string[] | undefined;
  readonly encodingAesKey?: readonly string[] | undefined;
  /** Origins of image servers that are trusted although they are not public. */
  readonly imageOrigins: readonly string[];
}

/** Bytes that are fetched of an image before it is made to fit. */
const LARGEST_IMAGE = 10 * 1024 * 1024;

/** 系统繁忙, whatever was asked. */
const BUSY = "-1";
const MINUTE_SPENT = "45011";

/** A WeChat mini-program's live broadcast (微信小程序直播) as a provider. */
export function connectWechat(connection: WechatConnection): Provider {
  const { account, appId, appSecret, baseUrl, tokenSource, clock, log } = connection;
  const about = { provider: account.provider, account: account.key };
  const calls = createAccountCalls({
    ...connection,
    endpoints: Object.values(wechatEndpoints),
    outageCodes: [BUSY],
    minuteCodes: [MINUTE_SPENT],
  });
  const exchange = { http: createHttpClient({ baseUrl }, about), calls, about };
  const tokens = createWechatTokens(exchange, {
    kind: tokenSource,
    appId,
    appSecret,
    accountKey: account.key,
    store: connection.tokens,
    leases: connection.leases,
    clock,
    log,
  });
  const ledger = createWechatLedger({ store: connection.ledger, accountKey: account.key, log });
  const ground = {
    account,
    client: createWechatClient(exchange, tokens),
    ledger,
    highestGoods: createHighestGoods(ledger),
    writtenPrices: createWrittenPrices({ ledger, accountKey: account.key, clock, log }),
    clock,
    log,
  };
  const fetcher = createGuardedFetch({
    trustedOrigins: connection.imageOrigins,
    largestBody: LARGEST_IMAGE,
  });
  const context: WechatContext = {
    ...ground,
    images: createWechatImages(
      ground,
      connection.ledger,
      createImageSource({ fetcher, ownOrigin: exchange.http.origin.origin, accountKey: account.key, log }),
    ),
  };
  const rooms = createRoomWriting(context);
  const roomGoods = createRoomGoods(context);
  const reading = createGoodsReading(context);
  const goods = createGoodsWriting(context, reading);
  const members = createMembers(context);
  return {
    account,
    health: calls.health,
    quotas: calls.quotas,
    roomList: createRoomList(context),
    roomCreate: rooms,
    roomUpdate: rooms,
    roomSettings: createRoomSettings(context),
    roomDelete: rooms,
    roomGoods,
    roomGoodsPush: roomGoods,
    explanations: createExplanations(context),
    assistants: createAssistants(context),
    subAnchors: createSubAnchors(context),
    replays: createReplays(context),
    shareCodes: createShareCodes(context),
    ingest: createIngest(context),
    goodsLibrary: { ...reading, ...goods },
    goodsUpdate: goods,
    goodsReview: goods,
    members,
    memberList: members,
    memberRoles: members,
    followers: createFollowers(context),
    notifications: createNotifications(context),
    images: context.images,
    ...callbacksOf(connection),
    instead: {
      roomEnd: {
        en: "WeChat has no call that ends a broadcast: the anchor ends it in the app, or stop pushing the stream.",
        zh: "微信没有结束直播的接口：请由主播在小程序中结束，或停止推流。",
      },
      memberSave: {
        en: "WeChat members are people with a role: give one with assignMemberRole.",
        zh: "微信成员即拥有角色的用户：请使用 assignMemberRole 设置角色。",
      },
    },
    async close() {
      await Promise.all([exchange.http.close(), tokens.close(), fetcher.close()]);
    },
  };
}

function callbacksOf({ account, appId, pushToken, encodingAesKey = [], clock, log }: WechatConnection) {
  if (!pushToken) return {};
  const keys = { appId, tokens: pushToken, encodingAesKeys: encodingAesKey };
  return { callbacks: createCallbacks({ ...keys, accountKey: account.key, clock, log }) };
}
