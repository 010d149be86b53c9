import type { Account } from "../../../domain/account";
import type { Clock } from "../../../domain/clock";
import type { Log } from "../../../domain/log";
import type { QiniuClient, QiniuUserClient } from "./client";

/** What every part of the adapter works with: one deployment. */
export interface QiniuContext {
  readonly account: Account;
  readonly client: QiniuClient;
  readonly userClient: QiniuUserClient;
  /** In whose name rooms are listed: only `/client` can list them. */
  readonly serviceUserId: string;
  readonly clock: Clock;
  readonly log: Log;
}
