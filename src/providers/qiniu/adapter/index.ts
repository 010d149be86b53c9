import type { Account } from "../../../domain/account";
import type { Leases } from "../../../domain/lease";
import type { Provider } from "../../../domain/provider";
import type { TokenStore } from "../../../domain/token-store";
import { createAccountCalls, type CallDependencies } from "../../../upstream/account-calls";
import { createHttpClient } from "../../../upstream/http";
import { createCallbacks } from "./callbacks";
import { qiniuEndpoints } from "../protocol/endpoints";
import { createAudience } from "./audience";
import { createQiniuClient, createQiniuUserClient } from "./client";
import type { QiniuContext } from "./context";
import { createExplanations } from "./explanations";
import { createGoodsUpdate } from "./goods-update";
import { createIngest } from "./ingest";
import { instead } from "./instead";
import { createMemberSave } from "./member-save";
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
  /** What stands in the callback's path; without one no event is believed. */
  readonly callbackSecret?: readonly string[] | undefined;
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
  const explanations = createExplanations(context);
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
    roomGoodsPush: explanations,
    explanations,
    goodsUpdate: createGoodsUpdate(context),
    ingest: createIngest(context),
    audience: createAudience(context),
    playback: { playbackOf: (room) => room.playback },
    members: createMembers(context),
    ...(connection.callbackSecret ? { callbacks: createCallbacks(connection.callbackSecret) } : {}),
    memberSave: createMemberSave(context),
    instead,
    close: () => exchange.http.close(),
  };
}
