export const providerNames = ["WECHAT", "QINIU"] as const;
export type ProviderName = (typeof providerNames)[number];

/** One configured account of a provider: a WeChat mini-program or a Qiniu deployment. */
export interface Account {
  /** The global id. */
  readonly id: string;
  /** The key in ids, settings, claims and webhook paths. */
  readonly key: string;
  readonly name: string;
  readonly provider: ProviderName;
}

export const capabilities = [
  "ROOM_LIST",
  "ROOM_CREATE",
  "ROOM_UPDATE",
  "ROOM_SETTINGS",
  "ROOM_END",
  "ROOM_DELETE",
  "ROOM_GOODS",
  "ROOM_GOODS_PUSH",
  "ROOM_GOODS_EXPLANATION",
  "ASSISTANTS",
  "SUB_ANCHOR",
  "REPLAYS",
  "SHARE_CODE",
  "INGEST",
  "PLAYBACK",
  "AUDIENCE",
  "GOODS_LIBRARY",
  "GOODS_REVIEW",
  "MEMBERS",
  "MEMBER_LIST",
  "MEMBER_ROLES",
  "FOLLOWERS",
  "NOTIFICATIONS",
  "IMAGES",
  "EVENTS",
] as const;
export type Capability = (typeof capabilities)[number];

export const healthStatuses = ["UP", "DEGRADED", "DOWN", "UNKNOWN"] as const;
export type HealthStatus = (typeof healthStatuses)[number];

export interface AccountHealth {
  readonly status: HealthStatus;
  readonly checkedAt: Date | null;
  readonly lastError: string | null;
}

/** What one limited upstream operation has used of what the provider allows it in a day. */
export interface ProviderQuota {
  readonly operation: string;
  readonly limit: number | null;
  readonly used: number;
  readonly remaining: number | null;
  readonly resetsAt: Date | null;
  readonly exhausted: boolean;
}
