import type { Account } from "../../../domain/account";
import type { Leases } from "../../../domain/lease";
import type { Provider } from "../../../domain/provider";
import type { TokenStore } from "../../../domain/token-store";
import { createAccountCalls, type CallDependencies } from "../../../upstream/account-calls";
import { createHttpClient } from "../../../upstream/http";
import { qiniuEndpoints } from "../protocol/endpoints";
import { createQiniuClient, createQiniuUserClient } from "./client";
import type { QiniuContext } from "./context";
import { createRoomGoods } from "./room-goods";
import { createRoomWriting } from "./room-writing";
import { createRoomList, createRoomRead } from "./rooms";
import { createMembers } from "./users";
import { createQiniuUserTokens } from "./user-tokens";

export interface QiniuConnection extends CallDependencies {
  readonly account: Account;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly baseUrl: string;
  readonly serviceUserId: string;
  readonly appId: string;
  readonly tokens: TokenStore;
  readonly leases: Leases;
}

/** A Qiniu interactive-live (七牛互动直播) deployment as a provider, whichever dialect it speaks. */
export function connectQiniu(connection: QiniuConnection): Provider {
  const { account, accessKey, secretKey, baseUrl, serviceUserId, appId, clock, log } = connection;
  const about = { provider: account.provider, account: account.key };
  const calls = createAccountCalls({
    ...connection,
    endpoints: Object.values(qiniuEndpoints),
    // Its code 500 also says that a room is not there: only HTTP's own 5xx says that the server is not well.
    outageCodes: [],
    minuteCodes: [],
  });
  const exchange = { http: createHttpClient({ baseUrl }, about), calls, about };
  const client = createQiniuClient(exchange, { accessKey, secretKey });
  const tokens = createQiniuUserTokens({
    accountKey: account.key,
    secretKey,
    store: connection.tokens,
    leases: connection.leases,
    clock,
    log,
    client,
    appId,
  });
  const userClient = createQiniuUserClient(exchange, tokens);
  const context: QiniuContext = { account, client, userClient, serviceUserId, clock, log };
  const writing = createRoomWriting(context);
  return {
    account,
    health: calls.health,
    quotas: calls.quotas,
    roomList: createRoomList(context),
    roomRead: createRoomRead(context),
    roomCreate: writing,
    roomEnd: writing,
    roomDelete: writing,
    roomGoods: createRoomGoods(context),
    playback: { playbackOf: (room) => room.playback },
    members: createMembers(context),
    instead: {
      roomUpdate: {
        en: "Qiniu cannot change a room: delete it and create another.",
        zh: "七牛不支持修改直播间：请删除后重新创建。",
      },
      goodsLibrary: {
        en: "Qiniu has no goods library: write goods into a room with addGoodsToLiveRoom and `new`.",
        zh: "七牛没有商品库：请使用 addGoodsToLiveRoom 的 new 直接向直播间添加商品。",
      },
      assistants: {
        en: "Qiniu knows no assistants: members act through their own user ids.",
        zh: "七牛没有小助手：成员以各自的用户 ID 参与。",
      },
      replays: {
        en: "Qiniu keeps no replays of a room; recordings are made in the live-streaming console.",
        zh: "七牛互动直播不提供整场回放；录制请在直播云控制台配置。",
      },
    },
    close: () => exchange.http.close(),
  };
}
